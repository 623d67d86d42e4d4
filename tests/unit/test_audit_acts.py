"""What the history tells of settings, suppliers' details and failed logins, and what only lies apart."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from bots.erp.port import ErpSupplier
from config.settings import Settings, load_settings
from orchestrator.auditing.configuration import note_changes
from orchestrator.errors import LoginRefused
from orchestrator.people import login, passwords, register
from orchestrator.people.roles import Role
from orchestrator.store import Store, audit, directory, people
from orchestrator.store.audit import AuditEntry
from orchestrator.store.tables import audit as entries
from tests.one_store import settings, store

__all__ = ["settings", "store"]
GOOD = "a quiet morning in March"


def told(store: Store, action: str) -> list[AuditEntry]:
    with store.reading() as tx:
        assert audit.verify(tx, store.audit_key).intact
        return [entry for entry in audit.of_farm(tx) if entry.action == action]


def test_a_changed_file_or_setting_is_told_once_with_before_and_after(store: Store, settings: Settings) -> None:
    assert len(note_changes(store, settings)) == 6, "at first all of it is new"
    assert note_changes(store, settings) == ()
    own = settings.user_config / "schedules.toml"
    own.parent.mkdir()
    own.write_text("[write_report]\nevery_minutes = 77\n")
    secret = load_settings(
        home=settings.folder, erp_password="kept to itself", BOTFARM_REDIS_URL="redis://farm:hush@queue/0"
    )  # fmt: skip
    assert note_changes(store, secret) == ("schedules.toml", "settings")
    file, setting = told(store, "configuration changed")[-2:]
    assert file.data["file"] == "schedules.toml" and file.data["before_sha256"] != file.data["after_sha256"]
    assert "+every_minutes = 77" in file.data["changes"] and "-every_minutes = 15" in file.data["changes"]
    assert '-erp_password = "not set"' in setting.data["changes"] and '+erp_password = "set"' in setting.data["changes"]
    assert '+redis_url = "redis://...@queue/0"' in setting.data["changes"]
    everything = str([entry.data for entry in told(store, "configuration changed")])
    assert "kept to itself" not in everything and "hush" not in everything
    assert note_changes(store, secret) == ()


def test_a_suppliers_changed_details_are_told_before_and_after(store: Store) -> None:
    def list_(*found: ErpSupplier) -> None:
        with store.begin() as tx:
            directory.replace(tx, "tryton", "Example", found)

    one = ErpSupplier(code="S1", name="Anna Berg", tax_id="DE1", iban="DE89370400440532013000")
    other = ErpSupplier(code="S2", name="Otto", tax_id="", iban="")
    list_(one, other)
    (first,) = told(store, "suppliers listed")
    assert first.data["suppliers"] == 2 and first.data["added"] == []
    list_(one, other)
    assert len(told(store, "suppliers listed")) == 1 and told(store, "suppliers changed") == []
    eve = ErpSupplier(code="S3", name="Eve", tax_id="", iban="")
    list_(one.model_copy(update={"iban": "LV80BANK0000435195001"}), eve)
    (changed,) = told(store, "suppliers changed")
    ((change),) = changed.data["changes"]
    assert (change["code"], change["before"][0]["iban"], change["after"][0]["iban"]) == (
        "S1", "DE89370400440532013000", "LV80BANK0000435195001",
    )  # fmt: skip
    listed = told(store, "suppliers listed")[-1]
    assert (listed.data["added"], listed.data["removed"]) == (["S3"], ["S2"])
    with store.reading() as tx:
        assert "Berg" not in "".join(tx.execute(select(entries.c.data)).scalars()), "names lie apart"


def test_failed_logins_are_told_and_what_was_typed_lies_apart(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with store.begin() as tx:
        anna = register.add(tx, "root (command line)", "anna", "Anna Berg", [Role.CLERK], GOOD)
    for name in ("anna", "my password by mistake", "anna", "anna", "anna", "anna", "anna"):
        with pytest.raises(LoginRefused):
            login.log_in(store, name, "wrong", "10.0.0.7")
    failed = told(store, "login failed")
    assert [entry.actor for entry in failed] == ["anna", "nobody", "anna", "anna", "anna", "anna"], "bounded"
    assert [entry.data["locked"] for entry in failed] == [False] * 5 + [True]
    assert failed[1].data["login_tried"] == "my password by mistake" and failed[0].data["address"] == "10.0.0.7"
    with store.reading() as tx:
        kept = tx.execute(select(entries.c.data, entries.c.actor)).all()
    assert "mistake" not in str(kept) and "10.0.0.7" not in str(kept)
    with store.begin() as tx:
        people.forget_failed_logins(tx, "anna", login.WINDOW)
    with pytest.raises(LoginRefused):
        login.insist_on_password(store, anna, "wrong", "10.0.0.7")
    assert told(store, "login failed")[-1].actor == "anna (web)"


def test_another_language_is_told_once(store: Store) -> None:
    with store.begin() as tx:
        anna = register.add(tx, "root (command line)", "anna", "Anna", [Role.CLERK], subject="anna")
        register.change_language(tx, "anna (web)", anna, "ru")
        register.change_language(tx, "anna (web)", register.get(tx, "anna"), "ru")
    (entry,) = told(store, "person's language changed")
    assert (entry.data["before"], entry.data["after"]) == ("", "ru")


def test_a_wrong_folder_of_settings_does_not_stop_anything(store: Store, settings: Settings, tmp_path: Path) -> None:
    own = settings.user_config / "erps.toml"
    own.mkdir(parents=True)
    assert "erps.toml" in note_changes(store, settings)
    assert "cannot be read" in told(store, "configuration changed")[2].data["file_text"]
