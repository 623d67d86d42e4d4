"""Time stamps by RFC 3161: an authority outside signs that something was there at a time."""

import hashlib
from pathlib import Path

import httpx
from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from orchestrator.auditing.terms import AuditTerms
from orchestrator.errors import OrchestratorError

SECONDS = 20
LARGEST = 64 * 1024
QUERY = "application/timestamp-query"


class NotStamped(OrchestratorError):
    """The time-stamping authority gave no stamp; the message says why."""


def stamp(terms: AuditTerms, message: bytes) -> bytes:
    """A time stamp over a message, as DER; checked where the authority's roots are known.

    Raises:
        NotStamped
    """
    request = TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build()
    try:
        answer = httpx.post(
            terms.tsa_url, content=request.as_bytes(), headers={"content-type": QUERY}, timeout=SECONDS,
            follow_redirects=False,
        )  # fmt: skip
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise NotStamped(f"The time-stamping authority {terms.tsa_url} does not answer ({error}).") from error
    data = answer.content
    problem = _problem(terms, data, message)
    if problem:
        raise NotStamped(f"The time-stamping authority {terms.tsa_url} gave no stamp that holds: {problem}")
    return data


def stamp_problem(terms: AuditTerms, path: Path, message: bytes) -> str:
    """What is wrong with a kept time stamp; empty for nothing."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return f"The time stamp {path} cannot be read ({error.strerror})."
    problem = _problem(terms, data, message)
    return f"The time stamp {path} does not hold: {problem}" if problem else ""


def _problem(terms: AuditTerms, data: bytes, message: bytes) -> str:
    """Without the authority's roots only what it is over can be checked, not who signed."""
    if len(data) > LARGEST:
        return "it is too large."
    try:
        answer = decode_timestamp_response(data)
        if answer.status != 0:
            return f"it was refused (status {answer.status})."
        if not terms.tsa_certificates:
            return "" if _is_over(answer.tst_info.message_imprint.message, message) else "it is over something else."
        builder = VerifierBuilder()
        for root in x509.load_pem_x509_certificates(terms.tsa_certificates.read_bytes()):
            builder = builder.add_root_certificate(root)
        builder.build().verify_message(answer, message)
    except (ValueError, VerificationError) as error:
        return f"{error}."
    except OSError as error:
        return f"{terms.tsa_certificates} cannot be read ({error.strerror})."
    return ""


def _is_over(imprint: bytes, message: bytes) -> bool:
    return imprint == hashlib.sha256(message).digest()
