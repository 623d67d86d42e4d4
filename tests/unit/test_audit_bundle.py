"""The bundle for auditors: its own program checks it without botfarm, finds what was changed, and survives harm."""

import ast
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.auditing import verify_bundle
from orchestrator.auditing.bundle import VERIFIER, Bundle, BundleNotWritten, Wanted
from orchestrator.auditing.terms import AuditTerms
from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents
from tests import factories
from tests.farm_documents import walk
from tests.one_store import settings, store
from tests.web_client import no_judge

__all__ = ["settings", "store"]
AUDITOR = Actor("audrey", "web", frozenset({Right.SEE_AUDIT, Right.ERASE}))
Files = dict[str, bytes]
Rows = list[dict[str, Any]]


@pytest.fixture
def acts(store: Store, tmp_path: Path) -> Acts:
    """Two documents, one of which was erased, and an anchor in between."""
    acts = Acts(store, no_judge, Limits(), audit_terms=AuditTerms(home=tmp_path, anchors=tmp_path / "a" / "a.jsonl"))
    ids = [factories.received(store, name.encode() * 99, f"{name}.pdf") for name in ("anna", "otto")]
    for document_id in ids:
        with store.begin() as tx:
            walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW, Stage.REJECTED)
    acts.anchor_history(AUDITOR)
    acts.erase_document(AUDITOR, ids[1], "He asked for it.", force=True)
    return acts


@pytest.fixture
def bundle(acts: Acts, tmp_path: Path) -> Bundle:
    return acts.export_history(AUDITOR, Wanted(originals=True), tmp_path / "bundle.zip")


def run(*arguments: object) -> tuple[int, str]:
    """The program alone, without botfarm and its libraries: isolated, and with what a bare Python has."""
    command = [sys.executable, "-I", "-S", VERIFIER, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def content(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, files: Files, *, manifest_too: bool = False) -> Path:
    """An archive of these files; `manifest_too`: with a manifest that fits them, as a forger would make it."""
    if manifest_too:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = {
            name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "manifest.json"
        }
        files = {**files, "manifest.json": json.dumps(manifest).encode()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def rows(files: Files, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files[name].splitlines()]


def packed(changed: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in changed)


def test_the_program_is_short_and_needs_nothing() -> None:
    source = VERIFIER.read_text()
    assert len(source.splitlines()) < 150
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {
        name.name.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= set(sys.stdlib_module_names)
    code, said = run()
    assert code == 2 and "python3 verify.py BUNDLE.zip" in said


def test_a_bundle_holds_on_a_machine_without_botfarm(bundle: Bundle, store: Store) -> None:
    code, said = run(bundle.path)
    assert (code, said.splitlines()[-1]) == (0, "EVERYTHING HOLDS."), said
    assert f"Entries 1 to {bundle.last}" in said and "Anchors: 1 agree" in said and "Originals: 1," in said
    assert len(bundle.missing) == 1, "the erased one"
    files = content(bundle.path)
    assert files["verify.py"] == VERIFIER.read_bytes() and b"AUDIT BUNDLE" in files["README.txt"]
    assert b"otto.pdf" not in b"".join(files.values()) and b"anna.pdf" in files["private.jsonl"]
    assert hashlib.sha256(bundle.path.read_bytes()).hexdigest() == bundle.sha256
    with store.reading() as tx:
        told = audit.last(tx)
    assert (told.action, told.data["bundle"], told.data["last"]) == ("audit exported", bundle.sha256, bundle.last)


def test_a_bundle_is_of_some_days(acts: Acts, tmp_path: Path) -> None:
    day = datetime.now(UTC).date()
    today = acts.export_history(AUDITOR, Wanted(since=day, until=day), tmp_path / "today.zip")
    assert today.first == 1
    with pytest.raises(DecisionRefused, match="no entry"):
        acts.export_history(AUDITOR, Wanted(until=day - timedelta(days=1)), tmp_path / "none.zip")
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["today.zip"] and not list(tmp_path.glob(".*part"))


def test_a_part_begins_with_the_hash_before_it(bundle: Bundle, tmp_path: Path) -> None:
    """As an export of some days makes it: its first entry is not the history's."""
    files = content(bundle.path)
    entries, private = rows(files, "entries.jsonl"), rows(files, "private.jsonl")
    manifest = json.loads(files["manifest.json"]) | {"first_seq": 4, "last_seq": 9}
    manifest |= {"start_hash": entries[2]["hash"], "end_hash": entries[8]["hash"]}
    files["manifest.json"] = json.dumps(manifest).encode()
    files["entries.jsonl"] = packed(entries[3:9])
    files["private.jsonl"] = packed([row for row in private if 4 <= row["seq"] <= 9])
    files = {name: data for name, data in files.items() if not name.startswith("originals/")}
    code, said = run(write(tmp_path / "part.zip", files, manifest_too=True))
    assert code == 0 and f"before the first: {entries[2]['hash']}" in said and "erased later" in said


def test_without_personal_data_only_the_chain_is_shown(acts: Acts, tmp_path: Path) -> None:
    made = acts.export_history(AUDITOR, Wanted(private=False), tmp_path / "bare.zip")
    code, said = run(made.path)
    assert code == 0 and "Personal data: 0 parts" in said and "is not here" in said
    assert b"anna.pdf" not in b"".join(content(made.path).values())


def test_only_who_may_see_the_history_gets_it_and_failures_leave_nothing(acts: Acts, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        acts.export_history(Actor("cleo", "web", frozenset()), Wanted(), tmp_path / "no.zip")
    with pytest.raises(BundleNotWritten):
        acts.export_history(AUDITOR, Wanted(), tmp_path / "nowhere" / "no.zip")
    assert list(tmp_path.glob("*.zip")) == []


def entry(number: int, **changes: Any) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        changed = rows(files, "entries.jsonl")
        changed[number - 1] |= changes
        files["entries.jsonl"] = packed(changed)

    return change


def order(
    of: Callable[[list[dict[str, Any]]], list[dict[str, Any]]], name: str = "entries.jsonl"
) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        files[name] = packed(of(rows(files, name)))

    return change


def chained_anew(files: Files) -> None:
    """Without the key, which a bundle's chain does not need: every hash after a changed entry computed again."""
    changed, previous = rows(files, "entries.jsonl"), "0" * 64
    changed[2]["actor"] = "otto (web)"
    for row in changed:
        row["previous_hash"] = previous
        previous = row["hash"] = verify_bundle.entry_hash(row)
    files["entries.jsonl"] = packed(changed)
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | {"end_hash": previous}).encode()


def anchors_too(files: Files) -> None:
    """Anchors that agree with the forged chain: only the auditor's own copy of them tells."""
    chained_anew(files)
    changed = rows(files, "entries.jsonl")
    anchor = rows(files, "anchors.jsonl")[0]
    files["anchors.jsonl"] = packed([anchor | {"hash": changed[anchor["seq"] - 1]["hash"]}])


def another_original(files: Files) -> None:
    files["originals/" + hashlib.sha256(b"forged").hexdigest()] = b"forged"


def wrongly_named(files: Files) -> None:
    name = next(name for name in files if name.startswith("originals/"))
    files[name] = b"forged"


def cut_off(files: Files) -> None:
    """The end removed, and the manifest made to fit."""
    changed = rows(files, "entries.jsonl")[:9]
    files["entries.jsonl"] = packed(changed)
    files["private.jsonl"] = packed([row for row in rows(files, "private.jsonl") if row["seq"] <= 9])
    manifest = json.loads(files["manifest.json"])
    manifest |= {"last_seq": 9, "head_seq": 9, "end_hash": changed[-1]["hash"]}
    files["manifest.json"] = json.dumps(manifest).encode()


FORGED: dict[str, tuple[Callable[[Files], None], str]] = {
    "content": (entry(3, data='{"to": "posted"}'), "entry 3: its content"),
    "actor": (entry(5, actor="otto (web)"), "entry 5: its content"),
    "time": (entry(1, at="2020-01-01T00:00:00+00:00"), "entry 1: its content"),
    "document": (entry(4, document_id="f" * 32), "entry 4: its content"),
    "commitment": (entry(2, commitment="0" * 64), "entry 2: its content"),
    "commitment taken away": (entry(2, commitment=None), "entry 2: its content"),
    "number": (entry(4, seq=40), "entry 4: it is missing"),
    "removed": (order(lambda all_: all_[:3] + all_[4:]), "entry 4: it is missing"),
    "first removed": (order(lambda all_: all_[1:]), "entry 1: it is missing"),
    "end removed": (order(lambda all_: all_[:-1]), "entry 12: there is personal data"),
    "inserted": (order(lambda all_: [*all_[:3], all_[2], *all_[3:]]), "entry 4: it is missing or out of order"),
    "swapped": (order(lambda all_: [all_[1], all_[0], *all_[2:]]), "entry 1: it is missing or out of order"),
    "turned round": (order(lambda all_: all_[::-1]), "entry 1: it is missing or out of order"),
    "cut off with its manifest": (cut_off, "entry 10: an anchor has it"),
    "chained anew": (chained_anew, "an anchor has another"),
    "personal data": (order(lambda all_: [all_[0] | {"content": "{}"}, *all_[1:]], "private.jsonl"), "entry 1: its"),
    "salt": (order(lambda all_: [all_[0] | {"salt": "0" * 64}, *all_[1:]], "private.jsonl"), "entry 1: its personal"),
    "personal data removed": (order(lambda all_: all_[1:], "private.jsonl"), "entry 1: personal data is gone"),
    "personal data swapped": (order(lambda all_: [all_[1], all_[0], *all_[2:]], "private.jsonl"), "no place"),
    "personal data of nobody": (
        order(lambda all_: [*all_, {"seq": 900, "salt": "00", "content": "{}"}], "private.jsonl"), "entry 900",
    ),
    "anchor": (order(lambda all_: [all_[0] | {"hash": "0" * 64}], "anchors.jsonl"), "an anchor has another"),
    "another original": (another_original, "no entry took it in"),
    "an original's content": (wrongly_named, "is not what its name says"),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_what_was_changed_is_named(bundle: Bundle, tmp_path: Path, what: str) -> None:
    """Also by a forger who makes the manifest fit."""
    change, words = FORGED[what]
    files = content(bundle.path)
    change(files)
    code, said = checked(write(tmp_path / "forged.zip", files, manifest_too=True))
    assert code == 1 and words in said.splitlines()[-1], said


def checked(*arguments: object) -> tuple[int, str]:
    """The program within this process, which is quicker than one of its own for each."""
    out, before = io.StringIO(), sys.stdout
    sys.stdout = out
    try:
        return verify_bundle.main([*map(str, arguments)]), out.getvalue()
    finally:
        sys.stdout = before


def test_each_file_is_in_the_manifest_as_it_is(bundle: Bundle, tmp_path: Path) -> None:
    files = content(bundle.path)
    for name in files:
        if name == "manifest.json":
            continue
        code, said = checked(write(tmp_path / "forged.zip", {**files, name: files[name] + b"\n"}))
        assert code == 1 and f"{name} was changed" in said
        left = {each: data for each, data in files.items() if each != name}
        assert f"{name} is missing" in checked(write(tmp_path / "forged.zip", left))[1]
    more = {**files, "originals/" + "0" * 64: b"", "stamps/x.tsr": b""}
    assert "was added" in checked(write(tmp_path / "forged.zip", more))[1]


def test_ones_own_anchors_show_what_a_forger_of_everything_cannot_hide(bundle: Bundle, tmp_path: Path) -> None:
    files = content(bundle.path)
    own = tmp_path / "own.jsonl"
    own.write_bytes(files["anchors.jsonl"])
    assert checked(bundle.path, own)[0] == 0
    anchors_too(files)
    forged = write(tmp_path / "forged.zip", files, manifest_too=True)
    assert checked(forged)[0] == 0, "all that is in it was forged together"
    code, said = checked(forged, own)
    assert (code == 1 and "the history was rewritten" in said) or "an anchor has another" in said


def test_harmful_archives_are_refused_and_write_nothing(bundle: Bundle, tmp_path: Path) -> None:
    files = content(bundle.path)
    harmful = {
        "a path out of it": {**files, "../../evil.txt": b"x"},
        "an absolute path": {**files, "/tmp/evil.txt": b"x"},
        "a path within": {**files, "originals/../../evil": b"x"},
        "a bomb": {**files, "README.txt": b"\0" * 30_000_000},
        "no manifest": {name: data for name, data in files.items() if name != "manifest.json"},
        "another format": {**files, "manifest.json": b'{"format": "botfarm-audit-9"}'},
        "a manifest that is none": {**files, "manifest.json": b"[" * 100_000},
        "a number that is none": {**files, "manifest.json": files["manifest.json"].replace(b'seq": 1,', b'seq": "x",')},
    }  # fmt: skip
    for what, made in harmful.items():
        code, said = checked(write(tmp_path / "harm.zip", made))
        assert code == 2 and said.splitlines()[-1].startswith("NOT A BUNDLE"), (what, said)
    twice = write(tmp_path / "harm.zip", files)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("manifest.json", "{}")
    assert checked(twice)[0] == 2
    (tmp_path / "harm.zip").write_bytes(b"PK\x03\x04 nonsense")
    assert checked(tmp_path / "harm.zip")[0] == checked(tmp_path / "not there")[0] == 2
    assert not list(tmp_path.rglob("evil*")) and not Path("/tmp/evil.txt").exists()


def test_a_missing_original_is_told_and_a_changed_one_stops_the_export(
    acts: Acts, store: Store, tmp_path: Path
) -> None:
    with store.reading() as tx:
        sha256 = next(one.sha256 for one in documents.listing(tx) if one.erased_at is None)
    store.blobs.remove(sha256)
    made = acts.export_history(AUDITOR, Wanted(originals=True), tmp_path / "b.zip")
    assert sha256 in made.missing and checked(made.path)[0] == 0
