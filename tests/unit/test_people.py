"""People: the register, roles and rights, logging in, tokens, and duties kept apart."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from orchestrator.errors import BadPassword, DecisionRefused, LoginRefused, NotAllowed, PersonNotFound
from orchestrator.people import duties, login, passwords, register
from orchestrator.people.actor import Actor, login_of
from orchestrator.people.roles import MAY, Right, Role, rights
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, findings, memories, people
from orchestrator.store.tables import login_attempts, web_sessions
from tests import factories
from tests.farm_documents import new_store, receive

GOOD = "a quiet morning in March"
BROWSER = "127.0.0.1"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    made = new_store(tmp_path)
    with made.begin() as tx:
        register.add(tx, "root (command line)", "Anna", "Anna Berg", [Role.ADMINISTRATOR], GOOD)
        register.add(tx, "anna (web)", "boris", "Борис", [Role.CLERK, Role.APPROVER], GOOD)
    return made


def actions(store: Store) -> list[str]:
    with store.reading() as tx:
        return [entry.action for entry in audit.of_farm(tx)]


def test_who_may_do_what() -> None:
    decides = {Right.CORRECT, Right.APPROVE, Right.REJECT, Right.UPLOAD}
    assert not MAY[Role.ADMINISTRATOR] & decides and not MAY[Role.AUDITOR] & decides
    assert [role for role in Role if Right.APPROVE in MAY[role]] == [Role.APPROVER]
    assert [role for role in Role if Right.MANAGE_PEOPLE in MAY[role]] == [Role.ADMINISTRATOR]
    assert [role for role in Role if Right.STEER_LANES in MAY[role]] == [Role.OPERATOR, Role.ADMINISTRATOR]
    assert rights([Role.CLERK, Role.APPROVER]) == MAY[Role.CLERK] | MAY[Role.APPROVER]
    assert set().union(*MAY.values()) == set(Right)


def test_an_actor_without_the_right_is_told_which() -> None:
    clerk = Actor("cleo", "web", MAY[Role.CLERK])
    clerk.insist_on(Right.CORRECT)
    with pytest.raises(NotAllowed, match="documents:approve"):
        clerk.insist_on(Right.APPROVE)
    assert str(clerk) == "cleo (web)" and login_of(str(clerk)) == "cleo"


def test_logins_are_lower_case_and_unique(store: Store) -> None:
    with store.reading() as tx:
        assert register.get(tx, "ANNA").login == "anna"
        assert [person.login for person in people.everyone(tx)] == ["anna", "boris"]
    with pytest.raises(DecisionRefused, match="already"), store.begin() as tx:
        register.add(tx, "anna (web)", "BORIS", "Another", [Role.CLERK], GOOD)


@pytest.mark.parametrize("odd", ["", "a", "two words", "<b>", "анна", "a" * 62, "-x"])
def test_odd_logins_are_refused(store: Store, odd: str) -> None:
    with pytest.raises(DecisionRefused, match="2 to 61"), store.begin() as tx:
        register.add(tx, "anna (web)", odd, "", [Role.CLERK], GOOD)


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaaaaaa", "i am cleo, really", "x" * 201])
def test_weak_passwords_are_refused_and_nobody_is_added(store: Store, weak: str) -> None:
    with pytest.raises(BadPassword), store.begin() as tx:
        register.add(tx, "anna (web)", "cleo", "", [Role.CLERK], weak)
    with pytest.raises(PersonNotFound), store.reading() as tx:
        register.get(tx, "cleo")


def test_passwords_are_kept_as_argon2id() -> None:
    kept = passwords.hashed(GOOD, "anna")
    assert kept.startswith("$argon2id$") and GOOD not in kept
    assert passwords.fits(kept, GOOD) and not passwords.fits(kept, GOOD + "!") and not passwords.fits(None, GOOD)


def test_the_last_administrator_stays(store: Store) -> None:
    with store.begin() as tx:
        with pytest.raises(DecisionRefused, match="only administrator"):
            register.disable(tx, "anna (web)", "anna")
        with pytest.raises(DecisionRefused, match="only administrator"):
            register.change_roles(tx, "anna (web)", "anna", [Role.CLERK])
        register.change_roles(tx, "anna (web)", "boris", [Role.ADMINISTRATOR])
        register.disable(tx, "boris (web)", "anna")
        assert register.has_administrator(tx)


def test_a_session_opens_by_the_right_password_alone(store: Store) -> None:
    word = login.log_in(store, "Boris", GOOD, BROWSER)
    person = login.person_of_session(store, word)
    assert person is not None and person.login == "boris"
    assert login.actor_on_pages(person).rights == MAY[Role.CLERK] | MAY[Role.APPROVER]
    assert login.person_of_session(store, "another word") is None and login.person_of_session(store, "") is None
    login.log_out(store, word)
    assert login.person_of_session(store, word) is None
    assert actions(store)[-2:] == ["logged in", "logged out"]


@pytest.mark.parametrize(("name", "password"), [("boris", "wrong wrong wrong"), ("nobody", GOOD), ("", "")])
def test_what_does_not_fit_is_not_told(store: Store, name: str, password: str) -> None:
    with pytest.raises(LoginRefused, match="do not fit"):
        login.log_in(store, name, password, BROWSER)


def test_after_five_failures_even_the_right_password_waits(store: Store) -> None:
    for _ in range(login.MOST_BY_LOGIN):
        with pytest.raises(LoginRefused, match="do not fit"):
            login.log_in(store, "boris", "wrong wrong wrong", BROWSER)
    with pytest.raises(LoginRefused, match="15 minutes"):
        login.log_in(store, "boris", GOOD, BROWSER)
    assert login.log_in(store, "anna", GOOD, BROWSER)
    with store.begin() as tx:
        tx.execute(update(login_attempts).values(at=datetime.now(UTC) - login.WINDOW))
    assert login.log_in(store, "boris", GOOD, BROWSER)


def test_one_address_cannot_try_every_login(store: Store) -> None:
    for number in range(login.MOST_BY_ADDRESS):
        with pytest.raises(LoginRefused, match="do not fit"):
            login.log_in(store, f"guess{number}", GOOD, "10.0.0.9")
    with pytest.raises(LoginRefused, match="15 minutes"):
        login.log_in(store, "boris", GOOD, "10.0.0.9")
    assert login.log_in(store, "boris", GOOD, BROWSER)


@pytest.mark.parametrize("column", ["expires_at", "seen_at"])
def test_sessions_end_by_themselves(store: Store, column: str) -> None:
    word = login.log_in(store, "boris", GOOD, BROWSER)
    with store.begin() as tx:
        tx.execute(update(web_sessions).values({column: datetime.now(UTC) - login.IDLE}))
    assert login.person_of_session(store, word) is None


def test_a_new_password_and_locking_out_end_every_session(store: Store) -> None:
    first, own = login.log_in(store, "boris", GOOD, BROWSER), login.log_in(store, "boris", GOOD, BROWSER)
    with store.begin() as tx:
        register.change_password(tx, "boris (web)", "boris", "quite another sentence", login.digest(own))
    assert login.person_of_session(store, first) is None and login.person_of_session(store, own) is not None
    with store.begin() as tx:
        register.disable(tx, "anna (web)", "boris")
    assert login.person_of_session(store, own) is None
    with pytest.raises(LoginRefused):
        login.log_in(store, "boris", "quite another sentence", BROWSER)


def test_a_token_has_its_scopes_as_far_as_its_person_has_them(store: Store) -> None:
    with store.begin() as tx:
        boris = register.get(tx, "boris")
        word = login.make_token(tx, "boris (web)", boris, "night", [Right.SEE_DOCUMENTS, Right.APPROVE], None)
    actor = login.actor_of_token(store, word)
    assert (
        actor is not None
        and actor.rights == {Right.SEE_DOCUMENTS, Right.APPROVE}
        and str(actor) == "boris (API, night)"
    )
    with store.begin() as tx:
        register.change_roles(tx, "anna (web)", "boris", [Role.CLERK])
    actor = login.actor_of_token(store, word)
    assert actor is not None and actor.rights == {Right.SEE_DOCUMENTS}
    with store.begin() as tx:
        people.revoke_token(tx, people.tokens_of(tx, boris.id)[0].id)
    assert login.actor_of_token(store, word) is None and login.actor_of_token(store, "bf_no") is None


def test_no_token_has_more_than_its_person_or_holds_for_ever(store: Store) -> None:
    with store.begin() as tx:
        boris = register.get(tx, "boris")
        with pytest.raises(DecisionRefused, match="people:manage"):
            login.make_token(tx, "boris (web)", boris, "more", [Right.MANAGE_PEOPLE], None)
        with pytest.raises(DecisionRefused, match="at least one scope"):
            login.make_token(tx, "boris (web)", boris, "none", [], None)
        over = datetime.now(UTC) - timedelta(seconds=1)
        word = login.make_token(tx, "boris (web)", boris, "old", [Right.SEE_DOCUMENTS], over)
    assert login.actor_of_token(store, word) is None


def test_no_word_that_opens_a_door_is_in_the_database_or_the_history(store: Store, tmp_path: Path) -> None:
    words = [login.log_in(store, "boris", GOOD, BROWSER)]
    with store.begin() as tx:
        words.append(login.make_token(tx, "a", register.get(tx, "boris"), "night", [Right.UPLOAD], None))
    store.close()
    held = b"".join(file.read_bytes() for file in tmp_path.rglob("*.sqlite*"))
    assert held and not any(word.encode() in held for word in (*words, GOOD))


def test_who_corrected_a_document_does_not_approve_it(store: Store) -> None:
    document = receive(store, b"%PDF-1.7 any")
    with store.begin() as tx:
        memories.add_correction(tx, document, "gross_total", "1", "2", "boris (web)", "misread", None, 0)
        with pytest.raises(NotAllowed, match="boris corrected gross_total"):
            duties.insist_on_second_person(tx, document, "boris (API, night)")
        duties.insist_on_second_person(tx, document, "anna (web)")


def test_who_entered_a_bank_account_does_not_approve_its_first_use(store: Store) -> None:
    bill = factories.Bill()
    first, second = (
        factories.invoice(store, factories.Bill(number=number), f"{number}.pdf", Stage.NEEDS_REVIEW) for number in "12"
    )
    with store.begin() as tx:
        memories.add_correction(tx, first, "iban", "", bill.iban, "boris (web)", "letter of 3 May", None, 1)
        findings.add_approval(tx, first, "approval policy", "approved", "within the limit")
        findings.add_approval(tx, first, "boris (command line)", "approved", "from before the duties were kept apart")
        with pytest.raises(NotAllowed, match=f"boris entered the bank account {bill.iban}"):
            duties.insist_on_second_person(tx, second, "boris (API, night)")
        duties.insist_on_second_person(tx, second, "anna (web)")
        findings.add_approval(tx, first, "anna (web)", "approved", "checked by telephone")
        duties.insist_on_second_person(tx, second, "boris (web)")
