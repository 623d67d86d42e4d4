"""A write that is done once, however often its request comes.

What is asked, the answer, and the key under which it is kept are one transaction: a crash leaves all of it or nothing.
Of two requests with the same key at once, the second is refused (409) or, in another process, waits and gets the
answer.
A refusal is not kept: nothing was done, and the same key may be tried again.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request
from pydantic import BaseModel
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.store import Transaction, documents, idempotency, versions
from orchestrator.store.alongside import Alongside
from orchestrator.store.idempotency import KeptAnswer
from orchestrator.web.api.asking import Asking, asking
from orchestrator.web.api.texts import DocumentId

REPLAYED = "idempotency-replayed"
OTHER_REQUEST = "This Idempotency-Key was used for another request within a day. Take a new key for each request."
STILL_BUSY = "A request with this Idempotency-Key is being done. Ask again in a moment."
MOVED_ON = "The document is not as you saw it (If-Match). Look at it again, then decide."
JSON = "application/json"

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key", max_length=200, pattern=r"^[\x21-\x7e]*$",
        description="A word of your own, new for each request. Sent again with it within a day, the request is not "
        "done again: the first answer comes back.",
    ),
]  # fmt: skip
IfMatch = Annotated[
    str,
    Header(
        alias="If-Match", max_length=200, pattern=r"^[\x20-\x7e]*$",
        description="The ETag of the document as you saw it. Where it has changed since, nothing is done (412).",
    ),
]  # fmt: skip
Answer = Callable[[Transaction], BaseModel]


class AlreadyDone(Exception):
    """The transaction found the request done; it carries the answer."""

    def __init__(self, answer: KeptAnswer) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True)
class Writing(Asking):
    """A request that changes something.

    Attributes:
        what: method and address.
        key, seen: the key, and the version of If-Match; empty where not given.
        document_id: the document that it is about, empty for none.
    """

    what: str
    key: str
    seen: str = ""
    document_id: str = ""

    def once(self, body: object, act: Callable[[Acts], object], answer: Answer, status: int = 200) -> Response:
        """Do it, unless it was done, and answer.

        Args:
            body: what was sent, by which a request is told from another.
            answer: the answer as it stands at the end of the transaction that did it.
        """
        fingerprint = self._fingerprint(body)
        with self._alone():
            with self.desk.store.reading() as tx:
                known = idempotency.kept(tx, str(self.actor), self.key) if self.key else None
            if known is not None:
                return _again(known, fingerprint)
            doing = _Doing(self, fingerprint, answer, status)
            try:
                doing.run(act)
            except AlreadyDone as done:
                return _again(done.answer, fingerprint)
        return _response(doing.body, status)

    def _fingerprint(self, body: object) -> str:
        sent = body.model_dump_json() if isinstance(body, BaseModel) else repr(body)
        whole = f"{self.what}\n{self.seen}\n{sent}".encode()
        return hmac.new(self.desk.store.audit_key, b"request:" + whole, hashlib.sha256).hexdigest()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self.key:
            yield
            return
        name = (str(self.actor), self.key)
        with self.service.lock:
            if name in self.service.busy:
                raise HTTPException(409, STILL_BUSY, {"retry-after": "1"})
            self.service.busy.add(name)
        try:
            yield
        finally:
            with self.service.lock:
                self.service.busy.discard(name)


class _Doing:
    """One request while it is done."""

    def __init__(self, writing: Writing, fingerprint: str, answer: Answer, status: int) -> None:
        self.writing, self.fingerprint, self.answer, self.status = writing, fingerprint, answer, status
        self.body = ""
        self._begun = False

    def run(self, act: Callable[[Acts], object]) -> None:
        """Do what is asked by a store that keeps the answer in the same transaction."""
        acts = self.writing.desk.acts
        store = Alongside(acts.store, self._first, self._last)
        act(replace(acts, store=store))
        if not self._begun:  # it found nothing to change
            with store.begin():
                pass

    def _first(self, tx: Transaction) -> None:
        if self._begun:
            return
        self._begun = True
        actor, key = str(self.writing.actor), self.writing.key
        if key and not idempotency.take(tx, actor, key, self.fingerprint):
            known = idempotency.kept(tx, actor, key)
            if known is None:  # its day ended this very moment
                raise HTTPException(409, STILL_BUSY, {"retry-after": "1"})
            raise AlreadyDone(known)
        if self.writing.seen:
            insist_on_version(tx, self.writing.document_id, self.writing.seen)

    def _last(self, tx: Transaction) -> None:
        self.body = self.answer(tx).model_dump_json()
        if self.writing.key:
            idempotency.keep(tx, str(self.writing.actor), self.writing.key, self.status, self.body)


def insist_on_version(tx: Transaction, document_id: str, seen: str) -> None:
    """Go on only where the document is still as it was seen.

    Raises:
        HTTPException: 412.
    """
    document = documents.get(tx, document_id)
    known = {tag.strip() for tag in seen.split(",")}
    if not known & {"*", etag(versions.version(tx, document))}:
        raise HTTPException(412, MOVED_ON)


def etag(version: str) -> str:
    """A version as a header says it."""
    return f'"{version}"'


def _again(known: KeptAnswer, fingerprint: str) -> Response:
    if not hmac.compare_digest(known.fingerprint, fingerprint):
        raise HTTPException(422, OTHER_REQUEST)
    response = _response(known.body, known.status)
    response.headers[REPLAYED] = "true"
    return response


def _response(body: str, status: int) -> Response:
    version = json.loads(body).get("version")
    return Response(body, status, {"etag": etag(version)} if version else None, JSON)


async def writing(request: Request, asked: Annotated[Asking, Depends(asking)], key: Key = "") -> Writing:
    """The request as one that changes something."""
    return Writing(asked.service, asked.actor, f"{request.method} {request.url.path}", key)


Write = Annotated[Writing, Depends(writing)]


async def deciding(document_id: DocumentId, write: Write, seen: IfMatch = "") -> Writing:
    """The request as one that changes something about a document."""
    return replace(write, document_id=document_id, seen=seen)


Decide = Annotated[Writing, Depends(deciding)]
