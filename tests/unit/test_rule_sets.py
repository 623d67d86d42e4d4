"""Rules in force: put, kept with author and reason, taken up by who judges, and told by every verdict."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bots.erp.port import ErpSupplier
from config.errors import ConfigError
from config.files import PACKAGED
from config.settings import Settings, load_settings
from orchestrator import approval
from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.rule_sets.files import OWN, RULES, content_hash, read_folder
from orchestrator.rule_sets.parts import changes, parts
from orchestrator.rule_sets.putting import put, put_file, take_up_from_disk
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, clock, directory, findings, open_store, rule_sets
from orchestrator.wiring import Farm
from tests.farm_documents import stage_of
from tests.unit.test_judging import ACME, extracted, large
from tests.unit.test_own_rules_files import ROWS, RULE, TABLE

ANNA, BEN = (str(Actor(login, "web", frozenset(Right))) for login in ("anna", "ben"))
OWN_RULE = (
    RULE.replace("gross_total > 100'", "gross_total > 10000'").replace("100 }", "10000 }").replace("100.01", "10000.01")
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path)


@pytest.fixture
def folder(settings: Settings) -> Path:
    settings.user_config.mkdir(parents=True, exist_ok=True)
    return settings.user_config


@pytest.fixture
def farm(settings: Settings, store: Store) -> Iterator[Farm]:
    made = Farm(settings)
    made.__dict__["store"] = store
    yield made


@pytest.fixture
def local(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


def know(farm: Farm, *suppliers: ErpSupplier) -> None:
    account = farm.accounts.first
    with farm.store.begin() as tx:
        directory.replace(tx, account.erp, account.company, suppliers)


def stricter(folder: Path, days: int) -> Path:
    """A rules.toml somewhere else that differs in one value."""
    path = folder.parent / "edited" / RULES
    path.parent.mkdir(exist_ok=True)
    path.write_text((PACKAGED / RULES).read_text(encoding="utf-8").replace("future_days = 3", f"future_days = {days}"))
    return path


def own_rules(folder: Path, text: str = OWN_RULE) -> Path:
    path = folder.parent / "edited" / OWN
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_what_lies_on_disk_is_put_in_force_once_and_again_when_it_was_edited(store: Store, folder: Path) -> None:
    first = take_up_from_disk(store, folder)
    assert (first.put_by, first.content_hash) == ("file", content_hash(read_folder(folder)))
    assert take_up_from_disk(store, folder).id == first.id
    (folder / RULES).write_bytes(stricter(folder, 5).read_bytes())
    second = take_up_from_disk(store, folder)
    assert second.id > first.id
    with store.reading() as tx:
        entry = audit.last(tx)
    assert (entry.actor, entry.action) == ("file", "rules.changed")
    (change,) = entry.data["changes"]
    assert change["part"] == "rules.toml/dates"
    assert ('"future_days": 3' in change["before"], '"future_days": 5' in change["after"]) == (True, True)
    assert "-future_days = 3" in entry.data["diff"][RULES]
    assert (entry.data["before"], entry.data["rule_set"]) == (first.short, second.short)


def test_a_machine_that_is_new_to_the_farm_changes_nothing(store: Store, folder: Path) -> None:
    put_file(store, folder, stricter(folder, 7), ANNA, "Year end")
    other = folder.parent / "other"
    other.mkdir()
    assert take_up_from_disk(store, other).put_by == ANNA
    (other / RULES).write_bytes(stricter(folder, 9).read_bytes())
    assert take_up_from_disk(store, other).put_by == "file"


def test_a_file_is_put_with_author_and_reason_and_lies_in_the_folder_then(store: Store, folder: Path) -> None:
    path = own_rules(folder, OWN_RULE + TABLE)
    (path.parent / "limits.csv").write_text(ROWS)
    added = put_file(store, folder, path, ANNA, " Policy 4.2 ")
    assert (added.put_by, added.reason, added.files["limits.csv"]) == (ANNA, "Policy 4.2", ROWS)
    assert added.authors["own_rules.toml/order_number"] == ANNA
    assert added.authors["rules.toml/iban"] == "file"
    assert (folder / "limits.csv").read_text() == ROWS
    assert take_up_from_disk(store, folder).id == added.id


@pytest.mark.parametrize(
    ("name", "text", "reason", "error", "message"),
    [
        (OWN, OWN_RULE, " ", DecisionRefused, "needs its reason"),
        (OWN, OWN_RULE.replace("gross_total", "gros"), "why", ConfigError, "line 7, column 30"),
        (OWN, OWN_RULE.replace("order_number", "coding"), "why", ConfigError, "is that of a rule of the farm itself"),
        (OWN, TABLE, "why", ConfigError, "limits.csv"),
        (RULES, "[dates]\nfuture_days = -1", "why", ConfigError, "dates.future_days"),
        ("other.toml", "", "why", ConfigError, "other.toml is no file of the rules"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_changes(
    local: Store, folder: Path, name: str, text: str, reason: str, error: type[Exception], message: str
) -> None:
    before = take_up_from_disk(local, folder)
    path = folder.parent / name
    path.write_text(text)
    with pytest.raises(error, match=message):
        put_file(local, folder, path, ANNA, reason)
    with local.reading() as tx:
        assert rule_sets.in_force(tx) == before
    assert list(folder.iterdir()) == []


def test_a_wrong_file_on_disk_stops_the_start_and_keeps_nobody_from_putting_it_right(
    local: Store, folder: Path
) -> None:
    before = take_up_from_disk(local, folder)
    (folder / OWN).write_text(OWN_RULE.replace("gross_total", "gros"))
    with pytest.raises(ConfigError, match=rf"In {folder}, own_rules.toml, line 7, column 30"):
        take_up_from_disk(local, folder)
    with local.reading() as tx:
        assert rule_sets.in_force(tx) == before
    added = put_file(local, folder, own_rules(folder), ANNA, "Put right")
    assert take_up_from_disk(local, folder) == added


def test_the_same_rules_again_are_no_change(store: Store, folder: Path) -> None:
    put_file(store, folder, stricter(folder, 5), ANNA, "once")
    with pytest.raises(DecisionRefused, match="in force already"):
        put_file(store, folder, stricter(folder, 5), BEN, "twice")


def test_sets_of_a_time(store: Store, folder: Path) -> None:
    first = take_up_from_disk(store, folder)
    second = put_file(store, folder, stricter(folder, 5), ANNA, "why")
    with store.reading() as tx:
        now = clock.now(tx)
        assert [s.id for s in rule_sets.between(tx, now, now + timedelta(days=1))] == [second.id]
        assert [s.id for s in rule_sets.between(tx, first.since, now)] == [first.id, second.id]
        assert [s.id for s in rule_sets.between(tx, first.since, second.since)] == [first.id]
        assert rule_sets.between(tx, first.since - timedelta(days=2), first.since - timedelta(days=1)) == ()
        assert [s.id for s in rule_sets.newest(tx, None, 1)] == [second.id]
        assert rule_sets.named(tx, first.short) == first


def test_who_judges_takes_up_new_rules_at_the_next_document(farm: Farm, folder: Path) -> None:
    store = farm.store
    know(farm, ACME)
    before = farm.judge
    assert farm.judge is before
    one = extracted(store)
    farm.judge.judge_document(one)
    added = put_file(store, folder, own_rules(folder, RULE), ANNA, "Policy 4.2")
    two = extracted(store, invoice_number="RE-2")
    farm.judge.judge_document(two)
    assert (stage_of(store, one), stage_of(store, two)) == (Stage.READY, Stage.NEEDS_REVIEW)
    with store.reading() as tx:
        assert {v.rule_set for v in findings.latest_verdicts(tx, one)} == {before.rule_set}
        verdicts = findings.latest_verdicts(tx, two)
    assert {v.rule_set for v in verdicts} == {added.short}
    assert "order_number" in [v.rule_id for v in verdicts if not v.passed]


def test_who_put_a_rule_in_force_that_let_a_document_through_cannot_approve_it(farm: Farm, folder: Path) -> None:
    store = farm.store
    know(farm, ACME)
    put_file(store, folder, own_rules(folder), ANNA, "Policy 4.2")
    document_id = large(store)
    farm.judge.judge_document(document_id)
    assert stage_of(store, document_id) is Stage.VALIDATED
    with pytest.raises(NotAllowed, match=r"anna put the rules in force .* \(own_rules.toml/order_number\)"):
        approval.approve(store, farm.judge, document_id, ANNA, "It is fine.")
    approval.approve(store, farm.judge, document_id, BEN, "It is fine.")


def test_who_took_a_rule_away_cannot_approve_what_it_would_have_been_asked_of(farm: Farm, folder: Path) -> None:
    store = farm.store
    know(farm, ACME)
    put_file(store, folder, own_rules(folder), BEN, "Policy 4.2")
    put_file(store, folder, own_rules(folder, "# none\n"), ANNA, "It is too much work")
    document_id = large(store)
    farm.judge.judge_document(document_id)
    with pytest.raises(NotAllowed, match=r"order_number \(removed\)"):
        approval.approve(store, farm.judge, document_id, ANNA, "It is fine.")
    approval.approve(store, farm.judge, document_id, BEN, "It is fine.")


def test_layout_and_order_are_no_change(folder: Path) -> None:
    files = read_folder(folder)
    moved = {**files, RULES: "# a remark\n" + files[RULES].replace("future_days = 3 ", "future_days   =  3 ")}
    assert changes(files, moved) == ()
    assert set(parts(files)) >= {"rules.toml/dates", "approval.toml"}


def test_a_put_that_fails_later_leaves_nothing(store: Store, folder: Path) -> None:
    first = take_up_from_disk(store, folder)
    with pytest.raises(RuntimeError), store.begin() as tx:
        put(tx, {**first.files, OWN: OWN_RULE}, ANNA, "why")
        raise RuntimeError
    with store.reading() as tx:
        assert rule_sets.in_force(tx) == first
