"""The launcher: what it runs and how, what makes it set up again, and what it says where it may not install.

The launcher and its set-up are the real ones, in a folder of their own with an empty locked set; the command is a probe
that prints what it was given.
"""

import fcntl
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = [
    "bash",
    "cat",
    "date",
    "env",
    "find",
    "flock",
    "grep",
    "ln",
    "mkdir",
    "mv",
    "readlink",
    "sed",
    "sha256sum",
    "tail",
]
PROBE = """\
import json, os, signal, sys
import config
if "wait" in sys.argv:
    print("waiting", flush=True)
    signal.pause()
if "fail" in sys.argv:
    sys.exit(7)
names = ("PYTHONPATH", "PYTHONSAFEPATH")
print(json.dumps({"pid": os.getpid(), "arguments": sys.argv[1:], "config": config.__file__, "prefix": sys.prefix,
    "folder": os.getcwd(), "environment": {name: os.environ.get(name) for name in names}}))
"""


def make_farm(folder: Path) -> Path:
    """A checkout with the real launcher, an empty locked set and the probe as its command."""
    (folder / "deploy/requirements").mkdir(parents=True)
    shutil.copy(ROOT / "botfarm", folder)
    shutil.copy(ROOT / "deploy/setup.sh", folder / "deploy")
    shutil.copy(ROOT / "deploy/requirements/system", folder / "deploy/requirements")
    (folder / "deploy/requirements/run.lock").write_text("# nothing\n")
    for package, module, text in (("config", "__init__", ""), ("orchestrator", "__main__", PROBE)):
        (folder / package).mkdir()
        (folder / package / f"{module}.py").write_text(text)
    return folder


def launch(
    farm: Path, *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [farm / "botfarm", *arguments], cwd=cwd, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory, chromium: Path, tesseract: Path) -> Path:
    """A farm that is set up."""
    folder = make_farm(tmp_path_factory.mktemp("farm") / "a farm")
    done = launch(folder, "setup", "run")
    assert done.returncode == 0, done.stderr
    assert "making the virtual environment" in done.stderr
    return folder


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A PATH with what the launcher itself needs, and nothing of what the farm needs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def test_a_second_start_sets_nothing_up_and_is_quick(farm: Path) -> None:
    launch(farm, "setup", "run")
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        done = launch(farm, "setup", "run")
        seconds.append(time.perf_counter() - started)
        assert done.stderr == "set-up is complete\n"
    assert min(seconds) < 0.2


def test_the_check_starts_no_python(farm: Path, bare_path: Path) -> None:
    for name in ("chromium", "tesseract"):
        (bare_path / name).symlink_to("/bin/false")
    for name in ("python3", "python3.11"):
        (bare_path / name).symlink_to("/bin/false")
    python = farm / ".venv/bin/python"
    kept = python.readlink()
    python.unlink()
    python.symlink_to("/bin/false")
    try:
        assert launch(farm, "setup", "run", PATH=str(bare_path)).stderr == "set-up is complete\n"
    finally:
        python.unlink()
        python.symlink_to(kept)


def test_the_command_has_the_launchers_process_id_and_arguments_as_given(farm: Path) -> None:
    arguments = ["extract", "two words", "", "*", "--jsonl", "$HOME"]
    with subprocess.Popen([farm / "botfarm", *arguments], stdout=subprocess.PIPE, text=True) as process:
        seen = json.loads(process.communicate(timeout=60)[0])
    assert seen["pid"] == process.pid
    assert seen["arguments"] == arguments
    assert seen["prefix"] == str(farm / ".venv")


def test_the_exit_status_is_the_commands(farm: Path) -> None:
    assert launch(farm, "fail").returncode == 7


def test_a_signal_reaches_the_command(farm: Path) -> None:
    with subprocess.Popen([farm / "botfarm", "wait"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        process.terminate()
        assert process.wait(timeout=10) == -signal.SIGTERM


def test_a_strangers_config_never_wins(farm: Path, tmp_path: Path) -> None:
    """Neither from the current folder, nor from the caller's PYTHONPATH, nor from site-packages."""
    site_packages = next((farm / ".venv/lib").glob("python3*/site-packages"))
    places = [tmp_path / "here", tmp_path / "path", site_packages]
    for place in places:
        (place / "config").mkdir(parents=True)
        (place / "config/__init__.py").write_text("raise SystemExit('a stranger')\n")
    try:
        done = launch(farm, "probe", cwd=places[0], PYTHONPATH=str(places[1]))
    finally:
        shutil.rmtree(site_packages / "config")
    seen = json.loads(done.stdout)
    assert seen["config"] == str(farm / "config/__init__.py")
    assert seen["folder"] == str(places[0])
    assert seen["environment"] == {"PYTHONPATH": str(farm), "PYTHONSAFEPATH": "1"}


def test_it_works_through_a_symlink(farm: Path, tmp_path: Path) -> None:
    (tmp_path / "hop").symlink_to(farm / "botfarm")
    (tmp_path / "farm-command").symlink_to("hop")
    done = subprocess.run([tmp_path / "farm-command", "probe"], cwd="/", capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["config"] == str(farm / "config/__init__.py")


def test_help_is_the_commands_own_once_set_up(farm: Path) -> None:
    assert json.loads(launch(farm).stdout)["arguments"] == ["--help"]


def test_help_before_the_set_up_installs_nothing(tmp_path: Path) -> None:
    farm = make_farm(tmp_path / "farm")
    done = launch(farm)
    assert done.returncode == 0
    assert "./botfarm test" in done.stdout
    assert not (farm / ".venv").exists()


def test_an_unknown_set_is_refused(farm: Path) -> None:
    done = launch(farm, "setup", "everything")
    assert done.returncode == 2
    assert "no set 'everything': run, demo, ledgersmb or test" in done.stderr


@pytest.mark.slow
def test_what_makes_it_set_up_again(farm: Path, tmp_path: Path) -> None:
    """A changed lock, a stamp that was never written, a broken environment, another place: each once, then no more."""
    copy = tmp_path / "copy"
    shutil.copytree(farm, copy, symlinks=True)
    moved = launch(copy, "setup", "run")
    assert "making the virtual environment" in moved.stderr  # its programs named the old place
    assert str(copy) in (copy / ".venv/bin/pip").read_text()

    for file in ("run.lock", "system"):
        with (copy / "deploy/requirements" / file).open("a") as stream:
            stream.write("# a change\n")
        assert "installing the locked Python packages" in launch(copy, "setup", "run").stderr

    (copy / ".venv/botfarm-run.stamp").unlink()
    assert "installing the locked Python packages" in launch(copy, "setup", "run").stderr

    (copy / ".venv/bin/python").unlink()
    assert "making the virtual environment" in launch(copy, "setup", "run").stderr
    assert json.loads(launch(copy, "probe").stdout)["prefix"] == str(copy / ".venv")
    assert launch(copy, "setup", "run").stderr == "set-up is complete\n"


@pytest.fixture
def copy(farm: Path, tmp_path: Path) -> Path:
    """A copy of the farm that counts as set up."""
    copy = tmp_path / "copy"
    shutil.copytree(farm, copy, symlinks=True)
    for file in (*(copy / ".venv/bin").iterdir(), copy / ".venv/botfarm-run.stamp"):
        if not file.is_symlink():
            file.write_text(file.read_text().replace(str(farm), str(copy)))
    assert launch(copy, "setup", "run").stderr == "set-up is complete\n"
    return copy


@pytest.mark.slow
def test_an_interrupted_installation_starts_afresh(copy: Path) -> None:
    """The package index answers nothing until Ctrl-C: a half filled environment is never taken for a whole one."""
    lock = copy / "deploy/requirements/run.lock"
    kept = lock.read_text()
    lock.write_text(f"botfarm-none==1 \\\n    --hash=sha256:{'0' * 64}\n")
    with socket.create_server(("127.0.0.1", 0)) as index:
        environment = {**os.environ, "PIP_INDEX_URL": f"http://127.0.0.1:{index.getsockname()[1]}", "no_proxy": "*"}
        command = [copy / "botfarm", "probe"]
        with subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.PIPE) as process:
            index.settimeout(60)
            connection, _ = index.accept()
            os.killpg(process.pid, signal.SIGINT)
            errors = process.communicate(timeout=60)[1]
            connection.close()
    assert process.returncode == 130
    assert b"interrupted; the next start goes on" in errors
    lock.write_text(kept)
    (copy / ".venv/botfarm-run.stamp").unlink()
    assert "making the virtual environment" in launch(copy, "setup", "run").stderr
    assert launch(copy, "setup", "run").stderr == "set-up is complete\n"


def test_a_failed_installation_leaves_no_stamp_and_says_what_is_missing(copy: Path) -> None:
    (copy / "deploy/requirements/run.lock").write_text(f"botfarm-none==1 \\\n    --hash=sha256:{'0' * 64}\n")
    done = launch(copy, "setup", "run", PIP_NO_INDEX="1")
    assert done.returncode == 2
    assert "the Python packages of deploy/requirements/run.lock" in done.stderr
    assert "botfarm-none" in done.stderr
    assert launch(copy, "probe", PIP_NO_INDEX="1").returncode == 2


def test_a_second_set_up_waits_for_the_first(farm: Path) -> None:
    stamp = farm / ".venv/botfarm-run.stamp"
    kept = stamp.read_text()
    stamp.unlink()
    with (farm / ".tools/setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen(
            [farm / "botfarm", "probe"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as second:
            assert second.stderr is not None
            assert "another set-up is running" in second.stderr.readline()
            stamp.write_text(kept)  # the first has finished
            fcntl.flock(lock, fcntl.LOCK_UN)
            output, errors = second.communicate(timeout=60)
    assert json.loads(output)["arguments"] == ["probe"]
    assert "installing" not in errors


def missing(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.removeprefix("  - ") for line in done.stderr.splitlines() if line.startswith("  - ")]


def test_on_another_system_each_missing_part_is_named(farm: Path, bare_path: Path) -> None:
    (bare_path / "python3").symlink_to(Path(sys.executable).resolve())
    (bare_path / "tesseract").write_text("#!/bin/sh\nprintf 'eng\\nfra\\nrus\\n'\n")
    (bare_path / "tesseract").chmod(0o755)
    done = launch(farm, "probe", PATH=str(bare_path))
    assert done.returncode == 2
    assert "this is not Debian" in done.stderr
    expected = [
        "chromium (command chromium)",
        "tesseract-ocr-deu (language deu)",
        "tesseract-ocr-chi-sim (language chi_sim)",
    ]
    assert [part for part in missing(done) if "(font" not in part] == expected
    assert not done.stdout


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def test_without_root_or_sudo_nothing_is_installed(open_folder: Path, bare_path: Path) -> None:
    farm = make_farm(open_folder / "farm")
    farm.chmod(0o777)
    path = shutil.copytree(bare_path, open_folder / "bin", symlinks=True)
    (path / "apt-get").write_text(f"#!/bin/sh\ntouch {open_folder}/apt-was-called\n")
    (path / "apt-get").chmod(stat.S_IRWXU | stat.S_IROTH | stat.S_IXOTH)
    done = subprocess.run(
        [farm / "botfarm", "demo"], env={"PATH": str(path)}, user=65534 if os.geteuid() == 0 else None,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert {"chromium (command chromium)", "nodejs (command node)", "npm (command npm)"} <= set(missing(done))
    assert not (open_folder / "apt-was-called").exists()
    assert not (farm / ".venv").exists()
