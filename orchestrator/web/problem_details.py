"""What programs are told when something cannot be done: one shape for every error (RFC 9457)."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Not understood",
    401: "Log in, or show a token",
    403: "Not allowed",
    404: "Not found",
    405: "No such method here",
    409: "Refused as things stand",
    412: "Changed meanwhile",
    413: "Too large",
    415: "In a form that is not taken here",
    421: "Asked by a name that is not this farm's",
    422: "Not understood",
    429: "Too many requests",
    500: "Something went wrong",
    503: "Please try again",
}


class InvalidPart(BaseModel):
    """A part of a request that cannot be taken: where it is (`body`, `reason`) and why."""

    model_config = ConfigDict(frozen=True)

    where: tuple[str, ...]
    why: str


class Problem(BaseModel):
    """Why a request was not answered as asked. Nothing was changed, whatever the status.

    Attributes:
        type: the same for every problem of a kind, and never changed.
        title: the kind in few words.
        status: that of the answer.
        detail: what is wrong here, and what to do.
        errors: of a request that cannot be understood, each part of it.
    """

    model_config = ConfigDict(frozen=True)

    type: str = Field(examples=["urn:botfarm:problem:403"])
    title: str
    status: int
    detail: str
    errors: tuple[InvalidPart, ...] = ()


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, errors: tuple[InvalidPart, ...] = ()
) -> Response:
    """The answer that tells a program what went wrong."""
    title = TITLES.get(status, "Not done")
    told = Problem(type=f"urn:botfarm:problem:{status}", title=title, status=status, detail=detail, errors=errors)
    return Response(told.model_dump_json(), status, dict(headers or {}), MEDIA_TYPE)
