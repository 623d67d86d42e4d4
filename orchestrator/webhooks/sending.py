"""Sending one message: to a checked address, within a time, without following anybody anywhere."""

import asyncio
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import httpx

from orchestrator.errors import DecisionRefused
from orchestrator.phrases import phrase
from orchestrator.webhooks.addresses import PRIVATE, Reach, permitted, split
from orchestrator.webhooks.signing import headers

MOST_READ = 4096
SHOWN = 500
TAKEN = phrase("Delivered.")
NOT_TAKEN = phrase("It answered that it does not take it.")
GONE = phrase("It answered that it is gone for good, so the webhook was disabled.")
LED_ELSEWHERE = phrase("It answered with another address. None is followed; register that one instead.")
TOO_SLOW = phrase("It did not answer in time.")
NO_HOST = phrase("The name of its host is not known.")
NOT_REACHED = phrase("It could not be reached.")
NOT_TRUSTED = phrase("Its certificate is not trusted.")
BROKEN_OFF = phrase("The connection broke off, or what came was no answer.")


@dataclass(frozen=True)
class Answer:
    """What became of an attempt: `outcome` is an English phrase, `status` the HTTP status where there was one."""

    outcome: str
    status: int | None = None
    milliseconds: int = 0
    excerpt: str = ""
    asked: timedelta | None = None

    @property
    def delivered(self) -> bool:
        return self.outcome == TAKEN


async def send(url: str, secret: str, message_id: str, body: bytes, reach: Reach, seconds: float) -> Answer:
    """Post the body, signed, and say what was answered. Nothing is raised: every failure is an answer too.

    Args:
        seconds: within which all of it must be done, name look-up included.
    """
    began = time.monotonic()
    try:
        async with asyncio.timeout(seconds):
            answer = await _post(url, secret, message_id, body, reach)
    except (TimeoutError, httpx.TimeoutException):
        answer = Answer(TOO_SLOW)
    except httpx.ConnectError as error:
        answer = Answer(NOT_TRUSTED if _is_tls(error) else NOT_REACHED)
    except (OSError, UnicodeError):
        answer = Answer(NO_HOST)
    except (httpx.HTTPError, httpx.InvalidURL):
        answer = Answer(BROKEN_OFF)
    except DecisionRefused as refusal:
        answer = Answer(str(refusal))
    took = int((time.monotonic() - began) * 1000)
    return Answer(answer.outcome, answer.status, took, answer.excerpt, answer.asked)


async def _post(url: str, secret: str, message_id: str, body: bytes, reach: Reach) -> Answer:
    parts = split(url)
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    address = permitted(reach, (str(one[4][0]) for one in found))
    if address is None:
        raise DecisionRefused(PRIVATE)
    target = httpx.URL(url).copy_with(host=address)
    sent = {**headers(secret, message_id, int(time.time()), body), "host": parts.netloc, "accept-encoding": "identity"}
    # A client for each message: a kept connection was checked for one host and must not serve another's.
    async with (
        httpx.AsyncClient(verify=_trusted(), trust_env=False, follow_redirects=False, timeout=None) as client,  # noqa: S113 - the whole has a limit
        client.stream("POST", target, content=body, headers=sent, extensions={"sni_hostname": host}) as response,
    ):
        return await _read(response)


async def _read(response: httpx.Response) -> Answer:
    """The answer, of which no more than its beginning is read."""
    read = b""
    if response.status_code >= 300:
        async for chunk in response.aiter_raw(MOST_READ):
            read += chunk
            if len(read) >= MOST_READ:
                break
    return Answer(_outcome(response.status_code), response.status_code, 0, _excerpt(read), _asked(response))


def _outcome(status: int) -> str:
    if 200 <= status < 300:
        return TAKEN
    if 300 <= status < 400:
        return LED_ELSEWHERE
    return GONE if status == 410 else NOT_TAKEN


def _asked(response: httpx.Response) -> timedelta | None:
    """How long the receiver asks to be left alone, where it says so in seconds."""
    said = response.headers.get("retry-after", "")
    return timedelta(seconds=int(said)) if said.isascii() and said.isdecimal() and len(said) < 8 else None


def _excerpt(read: bytes) -> str:
    """What a person can look at: one line of printable text."""
    text = " ".join(read[:MOST_READ].decode("utf-8", "replace").split())
    return "".join(letter for letter in text if letter.isprintable())[:SHOWN]


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that this machine trusts."""
    return httpx.create_ssl_context(trust_env=False)
