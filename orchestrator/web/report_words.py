"""A language as reports ask for it: with what the farm stored told in it, too."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from orchestrator.web.languages import Language
from orchestrator.web.retelling import retell


@dataclass(frozen=True)
class ReportWords:
    """The words of the pages for what is written to files."""

    language: Language

    @property
    def code(self) -> str:
        return self.language.code

    def gettext(self, text: str) -> str:
        return self.language.gettext(text)

    def retell(self, text: str) -> str:
        return retell(self.language, text)

    def number(self, value: Decimal) -> str:
        return self.language.number(value)

    def amount(self, value: Decimal | None, currency: str | None) -> str:
        return self.language.amount(value, currency)

    def day(self, day: date | None) -> str:
        return self.language.day(day)

    def moment(self, at: datetime) -> str:
        return self.language.moment(at)
