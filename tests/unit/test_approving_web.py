"""The pages and the API of approvals in steps: what waits for whom, signing one by one, many at once, delegations."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from extractors.models import Limits
from orchestrator import approving
from orchestrator.acts import Acts
from orchestrator.approving import delegating
from orchestrator.approving.checking import problems
from orchestrator.judging import Judge
from orchestrator.people import register
from orchestrator.people.roles import Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store, delegations, open_store
from orchestrator.web.app import create_app
from orchestrator.web.session import COOKIE
from tests.api_client import V1, token
from tests.farm_documents import stage_of
from tests.unit.test_approving_documents import HEAD, IN_STEPS, judge_by, judged, let_time_pass
from tests.unit.test_judging import ACME, know
from tests.web_client import ADDRESS, healthy, logged_in

Visit = Callable[[str], TestClient]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = load_settings(home=tmp_path / "home")
    made.user_config.mkdir(parents=True, exist_ok=True)
    (made.user_config / "approval.toml").write_text(IN_STEPS, encoding="utf-8")
    return made


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    with opened.begin() as tx:
        for login in ("anna", "boris", "carla"):
            register.add(tx, "test", login, login.title(), [Role.APPROVER], subject=login)
        register.add(tx, "test", "eva", "Eva", [Role.APPROVER, Role.AUDITOR], subject="eva")
    know(opened, ACME)
    yield opened
    opened.close()


@pytest.fixture
def judge(store: Store) -> Judge:
    return judge_by(store, IN_STEPS)


@pytest.fixture
def visit(store: Store, settings: Settings, judge: Judge) -> Iterator[Visit]:
    """The pages as somebody sees them."""
    app = create_app(store, settings, healthy, Acts(store, lambda: judge, Limits()))
    with ExitStack() as stack:

        def enter(login: str) -> TestClient:
            made = stack.enter_context(TestClient(app, base_url=ADDRESS, follow_redirects=False))
            made.cookies.set(COOKIE, logged_in(store, login=login), domain="127.0.0.1")
            return made

        yield enter


def form(page: str) -> dict[str, str]:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return {"token": found[1]}


def card(page: str, document_id: str) -> str:
    return page.partition(f'aria-labelledby="title-{document_id}"')[2].partition("</article>")[0]


def test_the_page_shows_what_waits_for_me_and_many_are_signed_at_once(store: Store, judge: Judge, visit: Visit) -> None:
    document_id = judged(store, judge)
    anna, eva = visit("anna"), visit("eva")
    page = anna.get("/approvals?of=mine").text
    shown = card(page, document_id)
    assert "Rule of the approval policy: large" in shown and "waits for anna, boris" in shown
    assert "after that: somebody who is Auditor" in shown or "after that: somebody who is auditor" in shown
    mark = re.search(r'name="document" value="([^"]+)"', shown)
    assert mark and "disabled" not in mark[0]
    answer = anna.post("/approvals", data={**form(page), "document": mark[1], "decision": "approve", "of": "mine"})
    assert answer.status_code == 303 and "of=mine" in answer.headers["location"]
    told = anna.get(answer.headers["location"]).text
    assert "<b>Signed</b>" in told and card(told, document_id) == ""
    assert card(eva.get("/approvals?of=mine").text, document_id) == ""
    assert "eva is none of them" in card(eva.get("/approvals").text, document_id)
    everything = card(anna.get("/approvals").text, document_id)
    assert "✓ anna" in everything and "anna has signed this document already" in everything
    assert stage_of(store, document_id) is Stage.VALIDATED


def test_the_page_of_a_document_shows_its_steps_and_offers_what_fits(store: Store, judge: Judge, visit: Visit) -> None:
    document_id = judged(store, judge)
    let_time_pass(store, timedelta(days=3))
    address = f"/documents/{document_id}"
    page = visit("anna").get(address).text
    assert "waits for anna, boris, eva" in page and "escalated since" in page and f"{address}/approve" in page
    assert f"{address}/approve" not in visit("carla").get(address).text
    seen_at = re.search(r'name="seen_at" value="([^"]+)"', page)
    assert seen_at
    boris = visit("boris")
    answer = boris.post(f"{address}/approve", data={**form(boris.get(address).text), "seen_at": seen_at[1]})
    assert answer.headers["location"].endswith("?said=signed")
    assert "Signed; others sign it, too." in boris.get(answer.headers["location"]).text


def test_who_is_away_gives_their_place_on_their_own_page(store: Store, judge: Judge, visit: Visit) -> None:
    document_id = judged(store, judge)
    anna, carla = visit("anna"), visit("carla")
    today = datetime.now(UTC).date()
    page = anna.get("/me").text
    days = {"since": today.isoformat(), "until": (today + timedelta(days=3)).isoformat()}
    answer = anna.post("/me/delegations", data={**form(page), "to": "carla", "reason": "Holidays", **days})
    assert answer.status_code == 303
    shown = card(carla.get("/approvals?of=mine").text, document_id)
    assert "in place of anna" in shown
    assert "You also sign in place of anna." in carla.get("/approvals").text
    with store.reading() as tx:
        (made,) = delegations.of(tx, "carla")
    assert made.until == datetime.combine(today + timedelta(days=4), datetime.min.time(), UTC)
    again = anna.post("/me/delegations", data={**form(page), "to": "carla", "since": "x", "until": "2020-01-01"})
    assert again.status_code == 400
    past = anna.post("/me/delegations", data={**form(page), "to": "carla", **days, "until": "2020-01-01"})
    assert past.status_code == 409 and "Its end comes after its beginning" in past.text
    ended = anna.post(f"/me/delegations/{made.id}/end", data=form(page))
    assert ended.status_code == 303 and "in place of" not in carla.get("/approvals").text
    assert anna.post(f"/me/delegations/{made.id}/end", data=form(page)).status_code == 409


def test_programs_see_sign_and_explain_approvals(store: Store, judge: Judge, visit: Visit) -> None:
    document_id = judged(store, judge)
    web = visit("anna")
    web.cookies.clear()

    def as_(login: str) -> dict[str, str]:
        rights = (Right.SEE_DOCUMENTS, Right.APPROVE)
        return {"authorization": f"Bearer {token(store, rights, login)}"}

    anna, boris, eva = as_("anna"), as_("boris"), as_("eva")
    (mine,) = web.get(f"{V1}/approvals?mine=true", headers=anna).json()["approvals"]
    assert mine["document"]["id"] == document_id and mine["approval"]["waiting_for"] == ["anna", "boris"]
    assert web.get(f"{V1}/approvals?mine=true", headers=eva).json()["approvals"] == []
    told = web.get(f"{V1}/documents/{document_id}/approval", headers=eva).json()
    assert told["rule"] == "large" and told["approval"]["step"] == 1
    assert {one["login"]: bool(one["refusal"]) for one in told["candidates"]} == {
        "anna": False, "boris": False, "carla": True, "eva": True,
    }  # fmt: skip

    def sign(who: dict[str, str]) -> dict[str, object]:
        answer = web.post(f"{V1}/documents/{document_id}/approve", headers=who, json={"reason": "Ordered."})
        return {"status": answer.status_code, **answer.json()}

    first = sign(anna)
    assert first["stage"] == "validated" and first["approval"]["waiting_for"] == ["boris"]  # type: ignore[index]
    assert sign(anna)["status"] == 403 and sign(eva)["status"] == 403
    assert sign(boris)["approval"]["step"] == 2  # type: ignore[index]
    last = sign(eva)
    assert last["stage"] == "ready" and last["approval"]["done"] is True  # type: ignore[index]


def test_programs_delegate_in_the_name_of_their_person(store: Store, visit: Visit) -> None:
    web = visit("anna")
    web.cookies.clear()
    headers = {"authorization": f"Bearer {token(store, [Right.SEE_DOCUMENTS, Right.APPROVE], 'anna')}"}
    until = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    made = web.post(f"{V1}/delegations", headers=headers, json={"to": "carla", "until": until})
    assert made.status_code == 201, made.text
    (one,) = made.json()["delegations"]
    assert (one["of"], one["to"]) == ("anna", "carla")
    ended = web.post(f"{V1}/delegations/{one['id']}/end", headers=headers)
    assert ended.status_code == 200 and ended.json()["delegations"] == []
    assert web.post(f"{V1}/delegations/{one['id']}/end", headers=headers).status_code == 409
    assert web.post(f"{V1}/delegations", headers=headers, json={"to": "nobody", "until": until}).status_code == 404


def test_the_state_is_told_to_others_of_the_farm(store: Store, judge: Judge) -> None:
    document_id = judged(store, judge)
    with store.begin() as tx:
        delegating.delegate(tx, "anna (web)", "anna", "carla", None, datetime.now(UTC) + timedelta(days=1))
        state = approving.state(tx, document_id)
    assert state is not None and not state.done and state.waiting_for == ("anna", "boris")


def test_names_in_the_policy_that_the_farm_does_not_have_are_found(store: Store) -> None:
    rule = '[[rules]]\nname = "r"\nwhen = { failed_rules = ["ibam", "iban", "any"], alerts = ["split"] }\n'
    steps = 'steps = [{ one_of = ["anna", "role:operator", "group:quiet", "anyone"] }]\n'
    head = HEAD.replace('"boris"]', '"nobody"]\nquiet = ["fred"]')
    text = head + rule + steps + "[person_limits]\nfred = { EUR = 1 }\n"
    with store.begin() as tx:
        register.add(tx, "test", "fred", "Fred", [Role.CLERK], subject="fred")
        found = problems(tx, judge_by(store, text).policy, {"iban"}, {"unusual"})
    assert found == (
        "fred is locked out or may not approve", "nobody has the login nobody", "nobody in group:quiet can approve",
        "nobody in role:operator can approve", "there is no rule 'ibam'", "there is no kind of alert 'split'",
    )  # fmt: skip
