"""Anchors outside: even a history that was computed anew with the key, or turned back to an old copy, is found."""

import contextlib
import json
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.auditing import anchors
from orchestrator.auditing.anchors import AnchorNotWritten
from orchestrator.auditing.terms import AuditTerms
from orchestrator.auditing.time_stamps import NotStamped
from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.store import Store, audit, audit_hashing
from orchestrator.store.audit import AuditResult
from orchestrator.store.tables import audit as entries
from orchestrator.store.tables import audit_head
from tests.one_store import settings, store
from tests.web_client import no_judge

__all__ = ["settings", "store"]
AUDITOR = Actor("audrey", "web", frozenset({Right.SEE_AUDIT}))


@pytest.fixture
def terms(tmp_path: Path) -> AuditTerms:
    return AuditTerms(home=tmp_path, anchors=tmp_path / "elsewhere" / "anchors.jsonl")


@pytest.fixture
def acts(store: Store, terms: AuditTerms) -> Acts:
    with store.begin() as tx:
        for number in range(4):
            audit.append(tx, "anna (web)", "lane_paused", None, {"reason": f"because {number}"})
    return Acts(store, no_judge, Limits(), audit_terms=terms)


def lines(acts: Acts) -> list[str]:
    assert acts.audit_terms.anchors
    return acts.audit_terms.anchors.read_text().splitlines()


def rewrite(acts: Acts, changed: list[str]) -> None:
    assert acts.audit_terms.anchors
    acts.audit_terms.anchors.write_text("".join(line + "\n" for line in changed))


def checked(acts: Acts, kept_elsewhere: Path | None = None) -> AuditResult:
    return acts.verify_history(AUDITOR, kept_elsewhere=kept_elsewhere)


def compute_anew(store: Store, upto: int, actor: str) -> None:
    """As somebody who owns the farm wholly would: another actor in an entry, every hash and the seal made anew."""
    with store.begin() as tx:
        for trigger in ("audit_no_update", "audit_no_delete"):
            tx.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        tx.execute(update(entries).where(entries.c.seq == upto).values(actor=actor))
        previous = audit.START
        for row in tx.execute(select(entries).order_by(entries.c.seq)).all():
            digest = audit_hashing.entry_hash(
                row.seq, row.at, row.actor, row.action, row.document_id, row.data, previous, row.commitment
            )
            values = {"previous_hash": previous, "hash": digest}
            tx.execute(update(entries).where(entries.c.seq == row.seq).values(values))
            previous, seq = digest, row.seq
        sealed = audit_hashing.seal(store.audit_key, seq, previous)
        tx.execute(update(audit_head).values(seq=seq, hash=previous, seal=sealed))


def test_an_anchor_says_where_the_history_ended(acts: Acts, store: Store) -> None:
    written = acts.anchor_history(AUDITOR)
    assert json.loads(lines(acts)[0]) == written.model_dump() and (written.seq, written.count) == (4, 4)
    again = acts.anchor_history(AUDITOR)
    assert again.seq == 5 and anchors.last_anchor(acts.audit_terms) == again
    result = checked(acts)
    assert (result.intact, result.anchors, result.entries) == (True, 2, 6)
    with store.reading() as tx:
        last = audit.last(tx)
    assert (last.action, last.actor, last.data["seq"], last.data["hash"]) == ("anchored", "audrey (web)", 5, again.hash)
    with pytest.raises(NotAllowed):
        acts.anchor_history(Actor("cleo", "web", frozenset()))


def test_a_history_computed_anew_with_the_key_is_found(acts: Acts, store: Store) -> None:
    acts.anchor_history(AUDITOR)
    compute_anew(store, 2, "otto (web)")
    with store.reading() as tx:
        assert audit.verify(tx, store.audit_key).intact, "the chain and its seal alone show nothing"
    result = checked(acts)
    assert result.broken_seq == 4 and "rewritten" in result.problem


def test_a_history_turned_back_to_an_old_copy_is_found(acts: Acts, store: Store, tmp_path: Path) -> None:
    database = Path(store.url.removeprefix("sqlite:///"))
    with store.begin() as tx:
        audit.append(tx, "anna (web)", "lane_resumed", None, {})
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute(f"VACUUM INTO '{tmp_path / 'old.sqlite'}'")
    with store.begin() as tx:
        audit.append(tx, "eve (web)", "lane_paused", None, {"reason": "what shall be forgotten"})
    acts.anchor_history(AUDITOR)
    store.close()
    for left in database.parent.glob(f"{database.name}*"):
        left.unlink()
    shutil.copy(tmp_path / "old.sqlite", database)
    with store.reading() as tx:
        assert audit.verify(tx, store.audit_key).intact
    result = checked(acts)
    assert result.broken_seq == 6 and "turned back" in result.problem


def test_edited_lines_are_found(acts: Acts) -> None:
    for _ in range(3):
        acts.anchor_history(AUDITOR)
    whole = lines(acts)
    forged = json.dumps({**json.loads(whole[1]), "hash": "0" * 64})
    for changed, words in (
        ([whole[0], forged, whole[2]], "Line 2"),
        ([whole[0], "nonsense", whole[2]], "Line 2"),
        ([whole[0], whole[2]], "is missing from"),
        (whole[:2], "is missing from"),
        ([], "is missing from"),
        ([*whole, json.dumps({**json.loads(whole[2]), "seq": 900})], "Line 4"),
    ):
        rewrite(acts, changed)
        result = checked(acts)
        assert not result.intact and words in result.problem, changed
    rewrite(acts, whole)
    assert checked(acts).intact


def test_a_copy_kept_elsewhere_is_held_against_the_history(acts: Acts, store: Store, tmp_path: Path) -> None:
    acts.anchor_history(AUDITOR)
    copy = tmp_path / "auditors-own.jsonl"
    copy.write_text("\n".join(lines(acts)) + "\n")
    assert checked(acts, copy).anchors == 1
    compute_anew(store, 1, "otto (web)")
    rewrite(acts, [])
    assert "rewritten" in checked(acts, copy).problem
    copy.write_text("")
    with pytest.raises(AnchorNotWritten, match="no anchors"):
        checked(acts, copy)


def test_without_a_place_or_where_it_cannot_be_written_nothing_is_claimed(acts: Acts, tmp_path: Path) -> None:
    with pytest.raises(DecisionRefused, match="BOTFARM_ANCHOR_FOLDER"):
        replace(acts, audit_terms=AuditTerms()).anchor_history(AUDITOR)
    (tmp_path / "file").write_text("")
    blocked = replace(acts, audit_terms=AuditTerms(anchors=tmp_path / "file" / "anchors.jsonl"))
    with pytest.raises(AnchorNotWritten, match="cannot be written"):
        blocked.anchor_history(AUDITOR)
    assert checked(acts).entries == 4


class TimeStampingAuthority(BaseHTTPRequestHandler):
    """`openssl ts` behind HTTP, as an authority of RFC 3161 is."""

    folder: Path

    def do_POST(self) -> None:
        query = self.rfile.read(int(self.headers["content-length"]))
        (self.folder / "query.tsq").write_bytes(query)
        command = [
            "openssl",
            "ts",
            "-reply",
            "-config",
            "tsa.cnf",
            "-section",
            "authority",
            "-queryfile",
            "query.tsq",
            "-out",
            "answer.tsr",
        ]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        answer = (self.folder / "answer.tsr").read_bytes()
        self.send_response(200)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


CONFIGURATION = """
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[tsa]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[authority]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""


def authority_in(folder: Path) -> None:
    """Keys and certificates of a root and of an authority below it."""
    folder.mkdir()
    (folder / "tsa.cnf").write_text(CONFIGURATION)
    (folder / "serial").write_text("01\n")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    new = ("req", "-new", "-nodes", "-config", "tsa.cnf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
    openssl(
        *new, "-x509", "-extensions", "ca", "-days", "30", "-subj", "/CN=Root", "-keyout", "ca.key", "-out", "ca.pem"
    )
    openssl(*new, "-subj", "/CN=Authority", "-keyout", "tsa.key", "-out", "tsa.csr")
    signing = ("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30")
    openssl(*signing, "-extfile", "tsa.cnf", "-extensions", "tsa", "-out", "tsa.pem")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing")
    folder = tmp_path_factory.mktemp("tsa") / "authority"
    authority_in(folder)
    handler = type("Here", (TimeStampingAuthority,), {"folder": folder})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", folder
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_authority_stamps_anchors(acts: Acts, authority: tuple[str, Path], tmp_path: Path) -> None:
    url, folder = authority
    terms = replace(acts.audit_terms, tsa_url=url, tsa_certificates=folder / "ca.pem")
    stamped = replace(acts, audit_terms=terms)
    written = stamped.anchor_history(AUDITOR)
    assert terms.anchors
    stamp = terms.anchors.parent / written.stamp
    assert stamp.is_file() and checked(stamped).intact
    (tmp_path / "imprint").write_bytes(written.imprint)
    verify = ["openssl", "ts", "-verify", "-in", stamp, "-data", tmp_path / "imprint", "-CAfile", folder / "ca.pem"]
    assert subprocess.run(verify, check=False, capture_output=True).returncode == 0, "others' programs accept it, too"
    other = stamped.anchor_history(AUDITOR)
    shutil.copy(terms.anchors.parent / other.stamp, stamp)
    assert "does not hold" in checked(stamped).problem, "a stamp over another anchor"
    stamp.write_bytes(b"nonsense")
    assert "does not hold" in checked(stamped).problem
    stamp.unlink()
    assert "cannot be read" in checked(stamped).problem


def test_without_a_stamp_there_is_no_anchor(acts: Acts, authority: tuple[str, Path], tmp_path: Path) -> None:
    url, _ = authority
    authority_in(tmp_path / "strangers")
    terms = replace(acts.audit_terms, tsa_url=url, tsa_certificates=tmp_path / "strangers" / "ca.pem")
    with pytest.raises(NotStamped, match="gave no stamp"):
        replace(acts, audit_terms=terms).anchor_history(AUDITOR)
    away = replace(terms, tsa_url="http://127.0.0.1:9/", tsa_certificates=None)
    with pytest.raises(NotStamped, match="does not answer"):
        replace(acts, audit_terms=away).anchor_history(AUDITOR)
    assert terms.anchors and not terms.anchors.exists() and checked(acts).entries == 4
