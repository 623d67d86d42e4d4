"""The typefaces at hand: those that every PDF reader has, and the free ones of the machine."""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

Face = str
FOLDER = Path("/usr/share/fonts/truetype")
BUILT_IN = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
}
"""Without embedding; Western European letters only."""
FREE = {
    "Sans": ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"),
    "Narrow": ("liberation/LiberationSansNarrow-Regular.ttf", "liberation/LiberationSansNarrow-Bold.ttf"),
    "Serif": ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"),
    "Mono": ("liberation/LiberationMono-Regular.ttf", "liberation/LiberationMono-Bold.ttf"),
    "DejaVu": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    "Condensed": ("dejavu/DejaVuSansCondensed.ttf", "dejavu/DejaVuSansCondensed-Bold.ttf"),
    "DejaVuSerif": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    "DejaVuMono": ("dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf"),
}
CHINESE = "STSong-Light"
MONO = ("Courier", "Mono", "DejaVuMono")
SCRIPTS: dict[str, dict[str, float]] = {
    "western": {
        "Helvetica": 7, "Times": 2, "Courier": 1, "Sans": 3, "Serif": 1, "Narrow": 1,
        "DejaVu": 1, "Condensed": 1, "DejaVuSerif": 0.5, "Mono": 0.4, "DejaVuMono": 0.2,
    },
    "all": {"Sans": 5, "Serif": 2, "Narrow": 1, "DejaVu": 2, "Condensed": 2, "DejaVuSerif": 0.7, "Mono": 0.5},
    "chinese": {"Song": 1},
}  # fmt: skip
"""Which families can write a script, and how often each is seen."""


@cache
def face(family: str, bold: bool) -> Face:
    """The font name for reportlab, registered; FileNotFoundError names a font to install."""
    if family in BUILT_IN:
        return BUILT_IN[family][bold]
    if family == "Song":
        pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
        return CHINESE
    path = FOLDER / FREE[family][bold]
    if not path.exists():
        raise FileNotFoundError(f"{path}: install fonts-dejavu and fonts-liberation")
    name = f"{family}-Bold" if bold else family
    pdfmetrics.registerFont(TTFont(name, str(path)))
    return name
