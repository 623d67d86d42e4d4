"""A small TrueType font with just the characters that a report needs, cut out of an installed one.

Chinese fonts have tens of thousands of characters, and many draw them with cubic curves, which the writer of the PDF
does not take: these are turned into quadratic ones.
"""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

SIMPLIFIED = ("SC", "Micro Hei", "Zen Hei")
"""What the names of faces with the forms of the mainland end with."""
CLOSE = 1.0
"""Units of the font by which a curve may differ."""
DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "morx", "mort", "kern", "EBDT", "EBLC")
NAMES = (1, 2, 4, 6)
LIMITS = (
    "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
    "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
    "maxCompositeContours", "maxComponentDepth",
)  # fmt: skip


def cut_out(path: Path, characters: Collection[str]) -> bytes:
    """The font of these characters; those that it does not have are left out."""
    font = TTFont(path, fontNumber=_face(path), lazy=True)
    try:
        options = Options()
        options.layout_features, options.hinting, options.desubroutinize = [], False, True
        options.notdef_outline, options.name_IDs = True, list(NAMES)
        options.drop_tables += list(DROPPED)
        cutter = Subsetter(options)
        cutter.populate(text="".join(sorted(characters)))
        cutter.subset(font)
        if "CFF " in font:
            _make_quadratic(font)
        cut = BytesIO()
        font.save(cut)
        return cut.getvalue()
    finally:
        font.close()


def _face(path: Path) -> int:
    """Which face of a collection: the one of the mainland's forms, else the first; -1 for a file with one face."""
    if path.suffix != ".ttc":
        return -1
    with TTCollection(path, lazy=True) as faces:
        names = [str(face["name"].getDebugName(1)) for face in faces]
    return next((number for number, name in enumerate(names) if name.endswith(SIMPLIFIED)), 0)


def _make_quadratic(font: Any) -> None:
    shapes, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(shapes)
        shapes[name].draw(Cu2QuPen(pen, CLOSE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    del font["CFF "]
    font["glyf"].compile(font)
    font["maxp"].tableVersion = 0x00010000
    for limit in LIMITS:
        setattr(font["maxp"], limit, 1 if limit == "maxZones" else 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
