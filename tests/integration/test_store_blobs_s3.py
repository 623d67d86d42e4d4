"""Originals in a bucket, over a real network connection to a server that speaks S3."""

import hashlib
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import load_settings
from orchestrator.errors import NotReady
from orchestrator.store import open_store
from orchestrator.store.blob_places import open_blobs
from orchestrator.store.blobs import BlobMissing, Blobs
from tests.running_farm import wait_until

pytestmark = pytest.mark.slow
DATA = os.urandom(300_000)
SHA = hashlib.sha256(DATA).hexdigest()
SERVE = (
    "import sys; from moto.server import DomainDispatcherApplication as App, create_backend_app as make\n"
    "from werkzeug.serving import make_server\n"
    "make_server('127.0.0.1', 0, App(make), threaded=True, fd=int(sys.argv[1])).serve_forever()"
)


class Bucket:
    """A server with one bucket, which can be stopped and started again without losing its address."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        handle = self.listening.fileno()
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(handle)], pass_fds=[handle], stderr=subprocess.DEVNULL
        )

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/moto-api/", timeout=5).close()
        except OSError:
            return False
        return True

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.listening.close()


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    pytest.importorskip("s3fs")
    made = Bucket()
    try:
        wait_until(made.answers, 30, "the S3 server")
        yield made
    finally:
        made.close()


@pytest.fixture
def blobs(bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Blobs:
    import s3fs

    for name, value in {
        "AWS_ENDPOINT_URL_S3": bucket.url,
        "AWS_ACCESS_KEY_ID": "farm",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem(skip_instance_cache=True).mkdirs("originals", exist_ok=True)
    return open_blobs("s3://originals/farm", tmp_path)


def test_an_original_is_put_once_and_read_back(blobs: Blobs, tmp_path: Path) -> None:
    assert blobs.put(DATA) == SHA
    assert blobs.put(DATA) == SHA
    assert blobs.get(SHA) == DATA
    with blobs.local(SHA) as path:
        assert path.read_bytes() == DATA
    spooled = tmp_path / "spooled"
    spooled.write_bytes(b"spooled")
    blobs.adopt(spooled, hashlib.sha256(b"spooled").hexdigest())
    assert blobs.get(hashlib.sha256(b"spooled").hexdigest()) == b"spooled"
    assert not spooled.exists()


def test_what_is_not_there_is_missing_and_not_retried(blobs: Blobs) -> None:
    with pytest.raises(BlobMissing, match="restore it from a backup"):
        blobs.get("0" * 64)


def test_a_bucket_that_does_not_exist_is_named(blobs: Blobs, tmp_path: Path) -> None:
    elsewhere = open_blobs("s3://nobodys-bucket/farm", tmp_path)
    with pytest.raises(NotReady, match="nobodys-bucket"):
        elsewhere.put(DATA)
    with pytest.raises(NotReady, match="nobodys-bucket"):
        elsewhere.get(SHA)


def test_a_server_that_is_away_is_waited_for(blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{closed.getsockname()[1]}")
    away = open_blobs("s3://originals/farm", tmp_path)
    with pytest.raises(NotReady, match="trying again later"):
        away.put(DATA)
    with pytest.raises(NotReady, match="trying again later"):
        away.get(SHA)


def test_a_farm_keeps_its_originals_in_the_bucket(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOTFARM_BLOBS_URL", "s3://originals/other")
    store = open_store(load_settings(home=tmp_path))
    sha256 = store.blobs.put(b"kept in the bucket")
    assert open_blobs("s3://originals/other", tmp_path).get(sha256) == b"kept in the bucket"
    assert not (tmp_path / "originals").exists()
