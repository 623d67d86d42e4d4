"""The first page: how many documents stand where, what needs a person, how the farm's parts are."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from orchestrator.reports.rows import document_rows, status
from orchestrator.stages import NEEDS_PERSON, RESTING, Stage
from orchestrator.web.desk import Desk
from orchestrator.web.session import Reader

A_PAGE = 25
PERSON = "person"
"""In the address, stands for every stage that needs a person."""
GROUPS: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("On the way", tuple(stage for stage in Stage if stage not in RESTING)),
    ("Needs a person", tuple(stage for stage in Stage if stage in NEEDS_PERSON)),
    ("Done with", tuple(stage for stage in Stage if stage in RESTING - NEEDS_PERSON)),
)

Stages = Annotated[list[str], Query(default_factory=list)]
Text = Annotated[str, Query(max_length=200)]
Number = Annotated[int, Query(ge=1, le=100_000)]


def chosen(stages: Sequence[str]) -> tuple[Stage, ...]:
    """The stages that an address names; empty means all.

    Raises:
        ValueError: there is no such stage.
    """
    found: list[Stage] = []
    for name in filter(None, stages):
        found += sorted(NEEDS_PERSON) if name == PERSON else [Stage(name)]
    return tuple(found)


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/")
    def overview(request: Request, _: Reader, stage: Stages, q: Text = "", page: Number = 1) -> HTMLResponse:
        try:
            stages = chosen(stage)
        except ValueError:
            return desk.problem(request, 400, "No such stage", f"There is no stage {stage[0]!r}.")
        health = desk.queues()
        with desk.store.reading() as tx:
            rows, total = document_rows(tx, stages, q, A_PAGE, (page - 1) * A_PAGE)
            farm = status(tx, health)
        return desk.page(
            request, "overview.html", rows=rows, total=total, farm=farm, groups=GROUPS, stages=stage, q=q,
            pages=_pages(stage, q, page, total), searching=bool(q or stages), every_stage=Stage,
        )  # fmt: skip

    return routes


def _pages(stages: Sequence[str], text: str, page: int, total: int) -> dict[str, Any]:
    """Which documents this page shows, and the addresses of its neighbours (None at the ends)."""

    def address(number: int) -> str:
        return "/?" + urlencode([*(("stage", s) for s in stages), ("q", text), ("page", number)])

    last = max(1, -(-total // A_PAGE))
    return {
        "first": min((page - 1) * A_PAGE + 1, total),
        "last": min(page * A_PAGE, total),
        "newer": address(page - 1) if page > 1 else None,
        "older": address(page + 1) if page < last else None,
    }
