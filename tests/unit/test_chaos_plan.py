"""Which faults strike when: by the seed alone, every kind, and early enough to matter."""

from collections import Counter

from orchestrator.chaos.plan import BY_THE_ERP, KINDS, Moment, make_plan
from orchestrator.chaos.proxy import Misbehaviour
from orchestrator.chaos.striking import OTHERS
from orchestrator.chaos.troubles import ControlTroubles, ProxyTroubles
from orchestrator.chaos.victims import PARTS


def test_a_seed_gives_the_same_plan_and_another_seed_another() -> None:
    assert make_plan(3, 60, 200) == make_plan(3, 60, 200)
    assert make_plan(3, 60, 200) != make_plan(4, 60, 200)


def test_every_kind_comes_about_equally_often() -> None:
    counts = Counter(fault.kind.name for fault in make_plan(1, 60, 200))
    assert len(counts) == len(KINDS)
    assert max(counts.values()) - min(counts.values()) <= 1


def test_faults_come_in_order_and_while_there_is_work_left() -> None:
    plan = make_plan(2, 60, 200)
    assert [fault.number for fault in plan] == list(range(1, 61))
    assert sorted(fault.after for fault in plan) == [fault.after for fault in plan]
    assert max(fault.after for fault in plan) <= 170


def test_a_fault_keeps_to_its_kind() -> None:
    for fault in make_plan(7, 100, 50):
        assert fault.moment in fault.kind.moments
        assert fault.kind.seconds[0] <= fault.seconds <= fault.kind.seconds[1]
    assert {fault.moment for fault in make_plan(7, 100, 50)} == set(Moment)


def test_only_the_kinds_that_an_erp_can_be_made_to_do() -> None:
    kinds = [kind for kind in KINDS if kind.name not in BY_THE_ERP]
    assert {fault.kind.name for fault in make_plan(1, 60, 200, kinds)} == {kind.name for kind in kinds}


def test_every_kind_can_be_struck() -> None:
    known = set(PARTS) | set(OTHERS)
    assert {kind.name for kind in KINDS} - BY_THE_ERP == known
    assert set(ControlTroubles.RULES) == BY_THE_ERP
    assert ProxyTroubles(Misbehaviour("post"), lambda: None).kinds < BY_THE_ERP


def test_of_the_fifteen_faults_all_but_two_are_among_the_kinds() -> None:
    covered = {number for kind in KINDS for number in kind.covers} | {12}
    assert set(range(1, 16)) - covered == {7, 8}
