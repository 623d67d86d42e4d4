"""How one supplier writes: its words, numbers, dates, typeface and colours, all decided by its look."""

import re
from datetime import date
from decimal import Decimal

from benchmarks.generated.choices import Choices
from benchmarks.generated.countries.country import Country
from benchmarks.generated.fonts import SCRIPTS
from benchmarks.generated.sheet import Run, Sheet
from benchmarks.generated.words import variants, words_of
from benchmarks.generated.written import SYMBOLS, Numerals, written_day

DARK = ("#16365c", "#1f2937", "#7a1f2b", "#0b5d4b", "#3b2f63", "#8a4b08", "#000000", "#005f8a", "#444444", "#2e5a1c")
PALE = ("#eef2f6", "#f3f3f3", "#e6e6e6", "#fdf3e1", "#e8f3ec", "#f7e9ea", "#dddddd", "#fff8c9")
GREY = ("#555555", "#6b7480", "#888888", "#333333")
PAPER = {"A4": (595.28, 841.89), "letter": (612.0, 792.0)}


class Style:
    """One supplier's way of writing; every method gives the same answer each time."""

    def __init__(self, country: Country, language: str, look: Choices) -> None:
        self.country, self.language, self.look = country, language, look
        self.words = words_of(language)
        self.dark, self.pale, self.grey = look.pick("dark", DARK), look.pick("pale", PALE), look.pick("grey", GREY)
        self.colon = look.pick("colon", (":", ":", "", "", " :" if language == "fr" else ":"))
        self.pattern = look.pick("date", country.dates.split("|"))
        self.spread = look.weighed("currency where", {"all": 0.3, "totals": 0.4, "gross": 0.15, "none": 0.15})
        self.numerals, self.bare = self._numerals(), self._numerals(bare=True)
        self.case = look.weighed("label case", {"": 0.85, "upper": 0.1, "lower": 0.05})

    def sheet(self) -> Sheet:
        """An empty sheet in this supplier's typeface."""
        script = "chinese" if self.language == "zh" else "western" if self.is_western else "all"
        family: str = self.look.weighed("family", SCRIPTS[script])
        width, height = PAPER[self.country.paper]
        size = self.look.pick("size", (8.0, 8.5, 9.0, 9.0, 9.5, 10.0))
        if family in ("Courier", "Mono", "DejaVuMono"):
            size = min(size, 8.5)
        order = self.look.weighed("order in file", {"": 0.9, "mixed": 0.05, "backwards": 0.05})
        word_by_word = self.look.chance("word by word", 0.12)
        return Sheet(width, height, family, size, word_by_word=word_by_word, order=order)

    @property
    def is_western(self) -> bool:
        """Whether the built-in typefaces have all the letters."""
        return self.language in ("en", "de", "fr", "es", "it", "nl", "pt", "da", "sv")

    def _numerals(self, bare: bool = False) -> Numerals:
        spec = self.look.pick("numerals", self.country.numerals)
        words = "" if bare else self.look.pick("currency words", self.country.currency_words.split("|"))
        before = words.startswith("<")
        words = words.lstrip("<")
        return Numerals(
            decimal=spec[0], group="" if spec[1] == "_" else spec[1],
            minus=self.look.weighed("minus", {"front": 0.75, "behind": 0.1, "brackets": 0.08, "long": 0.07}),
            currency=words.strip(), before=before, space=" " if words.endswith(" ") or not before else "",
            lakh=self.country.code == "IN" and self.look.chance("lakh", 0.7),
        )  # fmt: skip

    def say(self, key: str, **values: object) -> str:
        """The supplier's word for `key`, filled in."""
        values.setdefault("currency", self.symbol)
        text = self.look.usual(f"say {key}", self._variants("LABELS", key)).format(**values)
        return {"upper": text.upper(), "lower": text.lower(), "": text}[self.case]

    def label(self, key: str, **values: object) -> str:
        """The word with the colon that this supplier sets after labels."""
        text = self.say(key, **values)
        return text if text.endswith((":", "#", "@")) else text + self.colon

    @property
    def symbol(self) -> str:
        """How the currency is written in headings."""
        code = self.country.currency
        return self.numerals.currency or self.look.pick("symbol", (code, code, SYMBOLS[code]))

    def _variants(self, table: str, key: str) -> tuple[str, ...]:
        own = (self.country.labels if table == "LABELS" else self.country.sentences).get(key)
        if own and self.language == self.country.languages[0]:
            return tuple(own.split("|"))
        return variants(self.language, table, key)

    def day(self, day: date, other: bool = False) -> str:
        """A date as written; `other` asks for the pattern of running text, which may differ."""
        pattern = self.pattern
        if other and self.look.chance("other dates", 0.2):
            pattern = self.look.pick("other date", self.country.dates.split("|"))
        return written_day(day, pattern, self.words.MONTHS, self.words.SHORT_MONTHS)

    def amount(self, value: Decimal, mark: str = "", level: str = "all", places: int = 2) -> list[Run]:
        """An amount as runs; the currency is written if this supplier writes it at `level` (all, totals, gross)."""
        shown = {"all": ("all",), "totals": ("all", "totals"), "gross": ("all", "totals", "gross")}[level]
        numerals = self.numerals if self.spread in shown else self.bare
        return [
            (text, "currency" if is_currency else mark if text.strip() else "")
            for text, is_currency in numerals.pieces(value, places)
        ]

    def rate(self, value: Decimal) -> str:
        """A tax rate without its sign."""
        if self.look.chance("long rates", 0.12):
            return self.bare.plain(value, 2)
        return self.bare.short(value)

    def sentence(self, key: str, fills: dict[str, list[Run]], variant: str = "") -> list[Run]:
        """A sentence as runs; a variant whose fills are missing gives nothing."""
        text = variant or self.look.pick(f"sentence {key}", self._variants("SENTENCES", key))
        runs: list[Run] = []
        for piece in re.split(r"(\{\w+\})", text):
            if piece.startswith("{"):
                runs += fills[piece[1:-1]]
            elif piece:
                runs.append((piece, ""))
        return runs


def wrapped(sheet: Sheet, runs: list[Run], width: float, size: float = 0, bold: bool = False) -> list[list[Run]]:
    """`runs` broken at spaces into lines no wider than `width`."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for text, mark in runs:
        for piece in re.findall(r"\S+\s*|\s+|[\u4e00-\u9fff]", text):
            step = sheet.measure(piece.rstrip(), size, bold)
            if used and used + step > width:
                lines.append([])
                used = 0.0
            last = lines[-1]
            if last and last[-1][1] == mark:
                last[-1] = (last[-1][0] + piece, mark)
            else:
                last.append((piece, mark))
            used += sheet.measure(piece, size, bold)
    return lines
