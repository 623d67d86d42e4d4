"""The state of an approval, from its plan and its signatures alone: no way around a step, and no order that matters."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.files import read_approval_policy
from orchestrator.approving.matching import fill
from orchestrator.approving.plan import Plan, Step
from orchestrator.approving.signing import Signer, choose, limit_of, names_of
from orchestrator.approving.state import ApprovalState, Signature, state_of
from orchestrator.errors import NotAllowed

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LOGINS = ("anna", "boris", "carla", "dmitri", "eva", "feng")
POLICY = read_approval_policy(
    'kinds = []\n[limits]\n[groups]\nboard = ["anna", "boris"]\nbuyers = ["boris", "carla", "dmitri"]\n',
    "approval.toml",
)
ROLES = {"anna": ("approver",), "eva": ("approver", "auditor"), "feng": ("auditor",)}
WHO = st.sampled_from((*LOGINS, "group:board", "group:buyers", "role:approver", "role:auditor", "anyone"))
STEPS = st.lists(
    st.builds(
        lambda kind, who: Step(kind=kind, slots=tuple((one,) for one in who) if kind == "all_of" else (tuple(who),)),
        st.sampled_from(("one_of", "all_of", "countersign")), st.lists(WHO, min_size=1, max_size=3),
    ),
    min_size=1, max_size=3,
)  # fmt: skip
ACTS = st.lists(st.sampled_from(LOGINS), max_size=12)
DELEGATIONS = st.dictionaries(st.sampled_from(LOGINS), st.lists(st.sampled_from(LOGINS), max_size=2), max_size=3)


def someone(login: str, barred: Sequence[str] = (), limit: Decimal | None = None) -> Signer:
    names = names_of(POLICY, login, ROLES.get(login, ()))
    return Signer(login, names, limit, "had a hand in it" if login in barred else "")


def now_of(plan: Plan, signed: Sequence[Signature], at: datetime = START) -> ApprovalState:
    return state_of(plan, signed, START, at)


def go(
    plan: Plan, acts: Sequence[str], barred: Sequence[str] = (), stand_ins: dict[str, list[str]] | None = None
) -> ApprovalState:
    """Everybody tries in this order; who may not is turned away."""
    signed: list[Signature] = []
    for minute, login in enumerate(acts):
        before = now_of(plan, signed)
        instead = [someone(one, barred) for one in (stand_ins or {}).get(login, []) if one != login]
        try:
            chosen = choose(before, Decimal(100), "EUR", someone(login, barred), instead)
        except NotAllowed:
            continue
        assert before.current is not None
        signed.append(
            Signature(
                step=before.current.number, places=chosen.places, login=login, in_place_of=chosen.in_place_of,
                actor=f"{login} (web)", reason="", signed_at=START + timedelta(minutes=minute),
            )
        )  # fmt: skip
    return now_of(plan, signed)


def plan_of(*steps: Step) -> Plan:
    return Plan(rule="r", reason="", steps=steps)


def step(kind: str, *who: str, **more: object) -> Step:
    slots = tuple((one,) for one in who) if kind == "all_of" else (who,)
    return Step.model_validate({"kind": kind, "slots": slots, **more})


@given(STEPS, ACTS, st.sets(st.sampled_from(LOGINS), max_size=3), DELEGATIONS)
@settings(max_examples=300, deadline=None)
def test_nothing_is_done_without_each_step_by_an_allowed_person(
    steps: list[Step], acts: list[str], barred: set[str], stand_ins: dict[str, list[str]]
) -> None:
    plan = plan_of(*steps)
    after = go(plan, acts, sorted(barred), stand_ins)
    hands: list[str] = []
    for signature in after.signatures:
        hands += sorted(signature.hands)
        assert not signature.hands & barred
        who = someone(signature.in_place_of or signature.login).names
        asked = plan.steps[signature.step].slots
        assert all(who & set(asked[place]) for place in signature.places) and signature.places
        assert signature.login in acts and (
            not signature.in_place_of or signature.in_place_of in stand_ins[signature.login]
        )
    assert len(hands) == len(set(hands)), "nobody has two hands in one document"
    if after.done:
        for number, one in enumerate(plan.steps):
            given_here = [each for each in after.signatures if each.step == number]
            assert len(given_here) == len(one.slots)
            assert len(fill(len(one.slots), [each.places for each in given_here])) == len(one.slots)
        times = [[each.signed_at for each in after.signatures if each.step == n] for n in range(len(plan.steps))]
        assert all(max(early) <= min(late) for early, late in pairwise(times))


@given(st.lists(WHO, min_size=1, max_size=3), st.lists(st.sampled_from(LOGINS), max_size=4, unique=True))
@settings(max_examples=100, deadline=None)
def test_the_order_in_a_parallel_step_does_not_matter(who: list[str], people: list[str]) -> None:
    plan = plan_of(step("all_of", *who))
    outcomes = {
        (after.done, len(after.steps[0].open_places)) for after in (go(plan, order) for order in permutations(people))
    }
    assert len(outcomes) == 1


@given(st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2))
@settings(max_examples=100, deadline=None)
def test_limits_are_monotone(gross: Decimal, limit: Decimal, more: Decimal) -> None:
    """A higher limit never takes an approval away, a higher amount never gives one."""

    def may(amount: Decimal, up_to: Decimal) -> bool:
        try:
            choose(now_of(plan_of(step("one_of", "anyone")), ()), amount, "EUR", someone("anna", limit=up_to))
        except NotAllowed:
            return False
        return True

    assert may(gross, limit) is (gross <= limit)
    assert may(gross, limit + more) or not may(gross, limit)
    assert may(gross, limit) or not may(gross + more, limit)


def test_a_persons_own_limit_counts_before_the_highest_of_their_groups_and_roles() -> None:
    limits = '"role:approver" = {EUR = 10}\n"group:board" = {EUR = 30, USD = 5}\n"group:buyers" = {EUR = 20}\n'
    head = 'kinds=[]\n[limits]\n[groups]\nboard = ["anna", "boris"]\nbuyers = ["boris", "carla"]\n[person_limits]\n'
    policy = read_approval_policy(head + limits + "anna = {EUR = 7}", "approval.toml")

    def limit(login: str, currency: str = "EUR") -> Decimal | None:
        return limit_of(policy, login, names_of(policy, login, ROLES.get(login, ())), currency)

    assert [limit(login) for login in ("anna", "boris", "carla", "eva")] == [7, 30, 20, 10]
    assert limit("feng") is None and limit("carla", "USD") == 0 and limit("anna", "USD") == 0


def test_steps_come_one_after_the_other() -> None:
    plan = plan_of(step("all_of", "anna", "boris"), step("countersign", "role:auditor"))
    assert now_of(plan, ()).waiting_for == ("anna", "boris")
    assert go(plan, ["feng", "boris"]).waiting_for == ("anna",)
    assert go(plan, ["boris", "feng", "anna"]).waiting_for == ("role:auditor",)
    assert go(plan, ["boris", "anna", "feng"]).done


def test_a_group_and_a_member_of_it_do_not_get_in_each_others_way() -> None:
    plan = plan_of(step("all_of", "group:board", "anna"))
    assert go(plan, ["anna", "boris"]).done and go(plan, ["boris", "anna"]).done
    assert not go(plan, ["anna", "carla"]).done


@pytest.mark.parametrize("barred", ["anna", "dmitri"])
def test_a_delegate_signs_only_where_neither_of_the_two_is_barred(barred: str) -> None:
    plan = plan_of(step("one_of", "anna"))
    assert go(plan, ["dmitri"], stand_ins={"dmitri": ["anna"]}).done
    assert not go(plan, ["dmitri"], [barred], {"dmitri": ["anna"]}).done


def test_a_delegate_does_not_sign_twice_nor_is_their_delegator_free_to_sign_then() -> None:
    plan = plan_of(step("one_of", "anna"), step("one_of", "dmitri", "anna"))
    assert not go(plan, ["dmitri", "dmitri", "anna"], stand_ins={"dmitri": ["anna"]}).done


def test_a_delegate_acts_up_to_the_lower_of_both_limits() -> None:
    waits = now_of(plan_of(step("one_of", "anna")), ())
    for own, theirs in ((50, 500), (500, 50)):
        with pytest.raises(NotAllowed, match=r"100 EUR is over what \w+ may approve \(50 EUR\)"):
            choose(
                waits,
                Decimal(100),
                "EUR",
                someone("feng", limit=Decimal(own)),
                [someone("anna", limit=Decimal(theirs))],
            )
    both = someone("feng", limit=Decimal(500)), [someone("anna", limit=Decimal(100))]
    assert choose(waits, Decimal(100), "EUR", *both).in_place_of == "anna"


def test_when_its_time_is_over_a_step_is_open_to_whom_it_is_escalated() -> None:
    late = step("one_of", "anna", within=timedelta(days=1), escalate_to=("feng",))
    plan = plan_of(late)
    before, after = now_of(plan, (), START + timedelta(hours=23)), now_of(plan, (), START + timedelta(days=1))
    with pytest.raises(NotAllowed, match="It waits for anna; feng is none of them"):
        choose(before, Decimal(1), "EUR", someone("feng"))
    assert after.waiting_for == ("anna", "feng")
    assert choose(after, Decimal(1), "EUR", someone("feng")).places == (0,)
    assert choose(after, Decimal(1), "EUR", someone("anna")).places == (0,)
