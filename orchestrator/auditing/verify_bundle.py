"""Checks an audit bundle of botfarm. Python 3.9 or newer, standard library only; nothing is unpacked or changed.

    python3 verify.py BUNDLE.zip [ANCHORS.jsonl]

ANCHORS.jsonl is your own older copy of the farm's file of anchors: the one thing that nobody at the farm can rewrite.
Exit code 0: everything holds; 1: something was changed, which is named; 2: this is no bundle, or an unsafe one.
"""

import hashlib
import hmac
import json
import pathlib
import re
import sys
import zipfile
from typing import Any, Iterator

NAMES = re.compile(
    r"manifest\.json|(entries|private|anchors)\.jsonl|README\.txt|verify\.py|originals/[0-9a-f]{64}|stamps/[\w-]+\.tsr"
)
LARGEST_MANIFEST, LONGEST_LINE, MOST_BYTES, MOST_INFLATED = 2**26, 2**24, 2**36, 200


class Changed(Exception):
    """Something is not as it was written."""


def insist(holds: bool, what: str) -> None:
    """Go on only where it holds."""
    if not holds:
        raise Changed(what)


def safe_names(bundle: zipfile.ZipFile) -> set[str]:
    """The names in the archive. What no bundle has, what comes twice or inflates beyond reason is refused."""
    names, total = set[str](), 0
    for info in bundle.infolist():
        total += info.file_size
        if not NAMES.fullmatch(info.filename) or info.filename in names:
            raise ValueError(f"the archive has a file that no bundle has: {info.filename[:80]!r}")
        if total > MOST_BYTES or info.file_size > MOST_INFLATED * max(info.compress_size, 1000):
            raise ValueError(f"{info.filename} inflates to {info.file_size} bytes")
        names.add(info.filename)
    return names


def check_files(bundle: zipfile.ZipFile, names: set[str], listed: dict[str, str]) -> None:
    """Every file is in the manifest with its SHA-256, and an original is named by its own."""
    for name in sorted((names - {"manifest.json"}) ^ set(listed)):
        insist(False, f"{name} is {'missing' if name in listed else 'not in the manifest: it was added'}")
    for name, digest in listed.items():
        found = hashlib.sha256()
        with bundle.open(name) as file:
            for block in iter(lambda: file.read(2**20), b""):
                found.update(block)
        insist(found.hexdigest() == digest, f"{name} was changed")
        insist(not name.startswith("originals/") or name[10:] == digest, f"{name} is not what its name says")


def lines(bundle: zipfile.ZipFile, name: str) -> Iterator[Any]:
    """The JSON objects of a file, one a line, of which never more than one is held."""
    with bundle.open(name) as file:
        yield from map(json.loads, iter(lambda: file.readline(LONGEST_LINE), b""))


def entry_hash(e: dict[str, Any]) -> str:
    """SHA-256 over the entry and the hash before it; entries from before personal data lay apart have no commitment."""
    parts = [e["seq"], e["at"], e["actor"], e["action"], e["document_id"], e["data"]]
    parts = [2, *parts, e["commitment"]] if e["commitment"] is not None else parts
    return hashlib.sha256(json.dumps([*parts, e["previous_hash"]], ensure_ascii=False).encode()).hexdigest()


def erased_by(e: dict[str, Any]) -> dict[str, int]:
    """What an entry tells to have been erased: a document's entries, or those of some kinds, up to a number."""
    told = json.loads(e["data"])
    return {e["document_id"]: e["seq"]} if e["document_id"] else {f"action:{a}": told["until"] for a in told["actions"]}


def check_chain(bundle: zipfile.ZipFile, manifest: Any, anchors: dict[int, set[str]]) -> Any:
    """Walk along the chain once. Returns how many personal parts hold, where some are missing, hashes of originals."""
    seq, previous, private = manifest["first_seq"] - 1, manifest["start_hash"], lines(bundle, "private.jsonl")
    insist((seq == 0) == (previous == "0" * 64), "entry 1: the bundle claims to begin with it, and does not")
    part, kept, missing, originals = next(private, None), 0, dict[str, list[int]](), set[str]()
    for e in lines(bundle, "entries.jsonl"):
        insist(e["seq"] == seq + 1, f"entry {seq + 1}: it is missing or out of order, {e['seq']} stands in its place")
        insist(e["previous_hash"] == previous, f"entry {e['seq']}: it does not follow from the one before")
        insist(entry_hash(e) == e["hash"], f"entry {e['seq']}: its content was changed after it was written")
        seq, previous = e["seq"], e["hash"]
        if part is not None and part["seq"] == seq:  # personal data: the chain has its HMAC under a random salt
            digest = hmac.new(bytes.fromhex(part["salt"]), part["content"].encode(), hashlib.sha256).hexdigest()
            insist(digest == e["commitment"], f"entry {seq}: its personal data or salt was changed")
            part, kept = next(private, None), kept + 1
        elif e["commitment"]:
            missing.setdefault(e["document_id"] or "action:" + e["action"], [seq, seq])[1] = seq
        for group, until in erased_by(e).items() if e["action"] == "erased" else ():
            if group in missing and missing[group][1] <= until:
                del missing[group]
        if e["action"] == "received":
            originals.add(json.loads(e["data"])["sha256"])
        insist(anchors.get(seq, {e["hash"]}) == {e["hash"]}, f"entry {seq}: an anchor has another, it was rewritten")
    insist(part is None, f"entry {part and part['seq']}: there is personal data that has no place in the chain")
    ends = (seq, previous) == (manifest["last_seq"], manifest["end_hash"])
    insist(ends, f"entry {seq + 1}: the chain ends before its last entry, {manifest['last_seq']}")
    return kept, missing, originals


def check(path: str, own_anchors: str = "") -> None:
    """Print what holds; ends with Changed at the first thing that does not."""
    with zipfile.ZipFile(path) as bundle:
        names = safe_names(bundle)
        manifest = json.loads(bundle.open("manifest.json").read(LARGEST_MANIFEST))
        if manifest["format"] != "botfarm-audit-1":
            raise ValueError("it is of a format that this program does not know")
        first, last, head = manifest["first_seq"], manifest["last_seq"], manifest["head_seq"]
        print(f"Entries {first} to {last} of {head}, put together on {manifest['made_at']} by {manifest['made_by']}.")
        check_files(bundle, names, manifest["files"])
        print(f"Files: all {len(names)} are as the manifest lists them.")
        anchors = dict[int, set[str]]()
        own = pathlib.Path(own_anchors).read_text("utf-8").split("\n") if own_anchors else []
        for row in [*lines(bundle, "anchors.jsonl"), *map(json.loads, filter(None, own))]:
            anchors.setdefault(row["seq"], set()).add(row["hash"])
        kept, missing, taken_in = check_chain(bundle, manifest, anchors)
        print(f"Chain: every entry follows from the one before.\n  before the first: {manifest['start_hash']}")
        print(f"  last:             {manifest['end_hash']}\nPersonal data: {kept} parts are as they were committed to.")
        insist(max(anchors, default=0) <= head, f"entry {head + 1}: an anchor has it, the history was turned back")
        print(f"Anchors: {sum(first <= seq <= last for seq in anchors)} agree with the chain.")
        originals = {name[10:] for name in names if name.startswith("originals/")}
        insist(originals <= taken_in, f"originals/{min(originals - taken_in, default='')}: no entry took it in")
        print(f"Originals: {len(originals)}, each taken in by an entry.")
        told = not missing or not manifest["private"] or last < head
        insist(told, f"entry {min(missing.values(), default=[0])[0]}: personal data is gone, no entry says why")
        if missing:
            print(f"Note: personal data of {len(missing)} documents or kinds of act is not here, or was erased later.")


def main(arguments: list[str]) -> int:
    code, said = 0, "EVERYTHING HOLDS."
    try:
        check(*arguments[:2])
    except Changed as changed:
        code, said = 1, f"BROKEN: {changed}."
    except Exception as error:
        code, said = 2, f"NOT A BUNDLE THAT CAN BE CHECKED: {type(error).__name__}: {error}."
    print(said if arguments else __doc__)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
