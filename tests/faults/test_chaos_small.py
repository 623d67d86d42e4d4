"""A small chaos run as a user starts it, on the fake ERP: everything once, nothing lost, twice or wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.running_farm import processes_of, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(600)]


def test_twelve_documents_under_six_faults(tmp_path: Path, chromium: Path) -> None:
    command = [sys.executable, "-P", "-m", "orchestrator", "chaos", "--json", "--home", str(tmp_path / "chaos")]
    command += ["--documents", "12", "--faults", "6", "--seed", "8", "--erp", "fake"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=540, cwd="/")
    told = f"{done.stdout}\n{done.stderr}"
    assert done.returncode == 0, told
    outcome = json.loads(done.stdout)
    verdict = outcome["verdict"]
    assert outcome["passed"] and outcome["stuck"] == [], told
    assert (verdict["lost"], verdict["twice"], verdict["wrong"], verdict["in_doubt"], verdict["held"]) == (0,) * 5
    assert verdict["posted"] == verdict["wanted"] >= 10
    assert verdict["needs_person"] == verdict["for_a_person"]
    assert sum(outcome["faults"].values()) + sum(outcome["missed"].values()) == 6
    assert sum(outcome["missed"].values()) <= 1, told
    assert outcome["history_is_intact"] and outcome["history_entries"] > 60
    wait_until(lambda: processes_of(tmp_path) == [], 15, "every process of the run to be gone")


def test_an_erp_that_is_none_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "orchestrator", "chaos", "--erp", "sap", "--home", str(tmp_path / "chaos")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, cwd="/")
    assert done.returncode == 2
    assert "fake" in done.stderr and "ledgersmb" in done.stderr


def test_a_folder_that_is_not_its_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("mine")
    command = [sys.executable, "-P", "-m", "orchestrator", "chaos", "--home", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, cwd="/")
    assert done.returncode == 1
    assert "not a chaos" in done.stderr
    assert (tmp_path / "precious.txt").read_text() == "mine"
