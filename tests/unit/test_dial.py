"""The touchless dial: who counts as truth, what would pass, and how few is too few."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.errors import ConfigError
from config.files import PACKAGED, load_rules
from config.rule_threshold import with_threshold
from config.settings import load_settings
from orchestrator import cli
from orchestrator.approving.dial import ENOUGH, Dial, dial, setting
from orchestrator.approving.intervals import wilson
from orchestrator.commands import dial as command
from orchestrator.store import Store, audit, findings, memories, open_store, review
from orchestrator.store.dial import Past
from orchestrator.wiring import Farm
from tests.unit.test_judging import extracted

RULES = load_rules(PACKAGED)
NEEDED = ("supplier_name", "invoice_number", "issue_date", "currency", "gross_total")


def past(
    confidence: float = 0.9, looked_at: tuple[str, ...] = NEEDED, wrong: tuple[str, ...] = (), failed: str = "",
    posted: bool = True, **own: float,
) -> Past:  # fmt: skip
    return Past(
        document_id="d", kind="invoice", confidences=dict.fromkeys(NEEDED, confidence) | own,
        failed=frozenset(failed.split()), looked_at=frozenset(looked_at), wrong=frozenset(wrong), posted=posted,
        seen=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_that_of_wilson(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_what_passes_is_sure_in_every_needed_field_and_fails_no_other_rule() -> None:
    documents = [
        past(0.9),
        past(0.9, currency=0.7),
        past(0.9, failed="iban"),
        past(0.9, failed="confidence"),
        past(0.5),
    ]
    assert [setting(documents, RULES, threshold).untouched for threshold in (0.4, 0.6, 0.8, 0.9, 0.95)] == [
        4,
        3,
        2,
        2,
        0,
    ]
    assert setting(documents, RULES, 0.8).share == 2 / 5


def test_only_what_people_looked_at_makes_the_expected_errors() -> None:
    documents = [past(0.9, wrong=("iban", "currency"))] * 6 + [past(0.9, looked_at=())] * 100
    told = setting(documents, RULES, 0.8)
    assert (told.looked_at.fields, told.looked_at.wrong, told.looked_at.per_thousand) == (30, 6, 200.0)
    assert not told.looked_at.enough and told.wrong_per_thousand_documents is None
    assert (told.posted.fields, told.posted.wrong) == (530, 6)
    more = setting(documents * 2, RULES, 0.8)
    assert more.looked_at.fields >= ENOUGH and more.wrong_per_thousand_documents is not None
    assert more.wrong_per_thousand_documents[0] == pytest.approx(1000.0)
    assert more.wrong_per_thousand_documents[1] < 1000 < more.wrong_per_thousand_documents[2]


def test_a_higher_threshold_never_lets_more_pass() -> None:
    documents = [past(c / 100, currency=(c * 37 % 100) / 100) for c in range(100)]
    shares = [setting(documents, RULES, t / 20).share for t in range(21)]
    assert shares == sorted(shares, reverse=True)


def test_the_past_is_gathered_from_what_was_read_confirmed_and_corrected(store: Store) -> None:
    reviewed, untouched = extracted(store), extracted(store, invoice_number="RE-2")
    with store.begin() as tx:
        number, read = findings.numbered_extraction(tx, reviewed)
        assert read is not None and read.invoice is not None
        changed = read.invoice.model_copy(update={"currency": None})
        after = findings.add_extraction(tx, reviewed, read.model_copy(update={"invoice": changed}))
        save = review.add_save(tx, reviewed, "anna (web)", number, after, ("gross_total", "currency"), {}, ())
        memories.add_correction(tx, reviewed, "gross_total", "119.00", "120.00", "anna (web)", "", None, 1, save)
        undone = review.add_save(tx, untouched, "anna (web)", 1, 2, ("issue_date",), {}, ())
        memories.add_correction(tx, untouched, "issue_date", "a", "b", "anna (web)", "", None, 1, undone)
        review.undo(tx, undone, 3)
        told = dial(tx, RULES, datetime.now(UTC) - timedelta(days=1), 100)
        none = dial(tx, RULES, datetime.now(UTC) + timedelta(days=1), 100)
    lowest = told.settings[0]
    assert (told.documents, told.in_full, lowest.looked_at.fields, lowest.looked_at.wrong) == (2, 0, 2, 1)
    assert lowest.untouched == 2 and [one.current for one in told.settings].count(True) == 1
    assert none.documents == 0 and all(one.share == 0 for one in none.settings)


def test_the_threshold_is_changed_in_its_line_and_nothing_else() -> None:
    text = (PACKAGED / "rules.toml").read_text(encoding="utf-8").replace("threshold = 0.6", "threshold = 0.6  # ours")
    changed = with_threshold(text, 0.93)
    lines = [(a, b) for a, b in zip(text.splitlines(), changed.splitlines(), strict=True) if a != b]
    assert lines == [("threshold = 0.6  # ours", "threshold = 0.93  # ours")]
    for without in ("[other]\nthreshold = 0.6\n", "confidence = { threshold = 0.6 }\n"):
        with pytest.raises(ConfigError, match="change it by hand"):
            with_threshold(without, 0.9)


def test_the_dial_is_shown_and_set_at_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    farm = Farm(load_settings(home=tmp_path))
    farm.__dict__["store"] = store = open_store(farm.settings)
    monkeypatch.setattr(command, "farm", lambda: farm)
    extracted(store)
    run = CliRunner()
    shown = run.invoke(cli.app, ["dial", "--json"])
    assert shown.exit_code == 0 and Dial.model_validate_json(shown.stdout).threshold == 0.6
    assert run.invoke(cli.app, ["dial", "--set", "0.93"]).exit_code == 2
    done = run.invoke(cli.app, ["dial", "--set", "0.93", "--reason", "Board of May"])
    assert done.exit_code == 0 and "too few" in done.stdout, done.output
    assert farm.judge.rules.confidence.threshold == 0.93
    own = (farm.settings.user_config / "rules.toml").read_text(encoding="utf-8")
    assert "threshold = 0.93" in own and own.count("#") == (PACKAGED / "rules.toml").read_text().count("#")
    with store.reading() as tx:
        entry = audit.last(tx)
    assert entry.action == "rules.changed" and entry.data["reason"].startswith("Board of May (dial: ")
    store.close()
