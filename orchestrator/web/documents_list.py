"""All documents: searched, filtered by what stands in the address, page after page."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import HTMLResponse

from extractors.models import Kind
from orchestrator.phrases import phrase
from orchestrator.stages import NEEDS_PERSON, RESTING, Stage
from orchestrator.store import lanes, lists, queries
from orchestrator.store.lists import COUNTED, Count, Filters
from orchestrator.web.desk import Desk
from orchestrator.web.session import Reader

A_PAGE = 25
GROUPS: dict[str, tuple[str, tuple[Stage, ...]]] = {
    "person": (phrase("Needs a person"), tuple(stage for stage in Stage if stage in NEEDS_PERSON)),
    "going": (phrase("On the way"), tuple(stage for stage in Stage if stage not in RESTING)),
    "done": (phrase("Done with"), tuple(stage for stage in Stage if stage in RESTING - NEEDS_PERSON)),
}
"""Words that stand for several stages in the address."""
NO_STAGE = phrase("There is no stage {name}.")
NO_DAY = phrase("{text} is not a day. Days are written as 2026-05-31.")

Stages = Annotated[list[str], Query(default_factory=list)]
Text = Annotated[str, Query(max_length=200)]
Number = Annotated[int, Query(ge=1, le=100_000)]


class NotUnderstood(ValueError):
    """A part of the address means nothing; `sentence` says so in English, `values` fill it."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence.format(**values))
        self.sentence, self.values = sentence, values


class Address(BaseModel):
    """The filters as an address says them; all are optional, and empty ones say nothing."""

    model_config = ConfigDict(frozen=True)

    q: str = Field("", max_length=200)
    stage: tuple[str, ...] = ()
    supplier: str = Field("", max_length=200)
    currency: str = Field("", max_length=3)
    kind: Literal["", *Kind] = ""  # type: ignore[valid-type]  # the kinds are known when the program runs
    lane: str = Field("", max_length=40)
    since: str = ""
    until: str = ""
    issued_since: str = ""
    issued_until: str = ""

    def filters(self) -> Filters:
        """What to look for.

        Raises:
            NotUnderstood: a stage or a day is none.
        """
        return Filters(
            stages=chosen(self.stage), text=self.q, supplier=self.supplier, currency=self.currency.upper(),
            kind=self.kind, lane=self.lane, since=_day(self.since), until=_day(self.until),
            issued_since=_day(self.issued_since), issued_until=_day(self.issued_until),
        )  # fmt: skip

    def written(self, **more: str) -> str:
        """The address of these filters, with `more` in place of what they say."""
        said: dict[str, Any] = {name: value for name, value in (self.model_dump() | more).items() if value}
        return "/documents" + ("?" + urlencode(said, doseq=True) if said else "")

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered."""
        return any(self.model_dump().values())


def chosen(stages: Sequence[str]) -> tuple[Stage, ...]:
    """The stages that an address names; empty means all.

    Raises:
        NotUnderstood: there is no such stage.
    """
    found: list[Stage] = []
    for name in filter(None, stages):
        if name in GROUPS:
            found += GROUPS[name][1]
        elif name in Stage.__members__.values():
            found.append(Stage(name))
        else:
            raise NotUnderstood(NO_STAGE, name=name)
    return tuple(dict.fromkeys(found))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NotUnderstood(NO_DAY, text=text) from error


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/documents")
    def documents(request: Request, _: Reader, asked: Annotated[Address, Query()], after: Text = "") -> HTMLResponse:
        try:
            filters = asked.filters()
        except NotUnderstood as error:
            sentence = desk.language_of(request).gettext(error.sentence).format(**error.values)
            return desk.problem(request, 400, phrase("Not understood"), sentence)
        with desk.store.reading() as tx:
            listing = lists.Listing(tx, filters)
            page = listing.page(after, A_PAGE)
            whole = not after and page.after is None
            count = Count(len(page.documents), False) if whole else listing.count(COUNTED)
            names = queries.file_names(tx, [document.id for document in page.documents])
            known_lanes = [lane.name for lane in lanes.listing(tx)]
        return desk.page(
            request, "documents.html", asked=asked, rows=page.documents, names=names, count=count,
            newest=asked.written() if after else None, older=asked.written(after=page.after) if page.after else None,
            groups=GROUPS, stages=Stage, kinds=Kind, lanes=known_lanes,
        )  # fmt: skip

    return routes
