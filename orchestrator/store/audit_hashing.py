"""What an entry of the history is hashed from, and which part of it stands in the chain as a commitment only.

Personal data must be able to go one day without breaking the chain. So an entry's data is parted: what is public by its
nature (stages, codes, ids, counts) is hashed as it is; everything else lies apart, with a random salt, and the chain
holds its HMAC-SHA-256 under that salt. Once both are erased nobody can tell what it was; as long as they are there, any
change to them is found.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

PUBLIC = frozenset(
    {
        "actions", "after_sha256", "before_sha256", "bundle", "code", "coded_lines", "company", "copy", "count",
        "delivery", "document", "documents", "done", "entries", "erp", "erp_number", "fence", "field", "fields", "file",
        "first", "forced", "format", "found", "from", "hash", "host", "kept_until", "kind", "lane", "last", "locked",
        "login", "memory", "outcome", "parent", "part", "parts", "periods", "question", "receipt", "restored", "roles",
        "rows", "rule", "rule_id", "rule_set", "scopes", "screenshot", "seq", "sha256", "since", "stage", "state",
        "steps", "suppliers", "to", "until", "version", "webhook",
    }
)  # fmt: skip
"""Names of data that says nothing of a person beyond who acted: all else is private."""
LONGEST = 200
"""Characters of a public value; a longer one is text, and private."""


class Parted(NamedTuple):
    """An entry's data as it is kept: canonical JSON of both parts, and the commitment to the private one.

    `salt`, `private` and `commitment` are empty where there is nothing private.
    """

    public: str
    private: str
    salt: str
    commitment: str


def parted(data: Mapping[str, Any], private: Mapping[str, Any]) -> Parted:
    """Part the data of a new entry; `private` is what its writer knows to be personal, whatever it is called."""
    public = {name: value for name, value in data.items() if name in PUBLIC and _is_short(value)}
    apart = {**{name: value for name, value in data.items() if name not in public}, **private}
    content, salt = canonical(apart) if apart else "", secrets.token_hex(32) if apart else ""
    return Parted(canonical(public), content, salt, commitment(salt, content) if apart else "")


def _is_short(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST
    if isinstance(value, list | tuple):
        return all(map(_is_short, value))
    return all(map(_is_short, value.values())) if isinstance(value, dict) else True


def canonical(data: Mapping[str, Any]) -> str:
    """JSON with sorted names; what JSON does not know is written as its text."""
    return json.dumps(dict(data), sort_keys=True, ensure_ascii=False, default=str)


def commitment(salt: str, content: str) -> str:
    """HMAC-SHA-256 of the private part under its salt (64 hexadecimal digits)."""
    return hmac.new(bytes.fromhex(salt), content.encode(), hashlib.sha256).hexdigest()


def entry_hash(
    seq: int, at: str, actor: str, action: str, document_id: str | None, content: str, previous: str,
    commitment: str | None = None,
) -> str:  # fmt: skip
    """SHA-256 over the JSON array of all of an entry's columns and the hash before it.

    Args:
        commitment: None for entries from before there were commitments, which were hashed without.
    """
    if commitment is None:
        parts: list[object] = [seq, at, actor, action, document_id, content, previous]
    else:
        parts = [2, seq, at, actor, action, document_id, content, commitment, previous]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def seal(key: bytes, seq: int, digest: str) -> str:
    """What only who holds the farm's key can write beside the last entry."""
    return hmac.new(key, f"{seq}:{digest}".encode(), hashlib.sha256).hexdigest()
