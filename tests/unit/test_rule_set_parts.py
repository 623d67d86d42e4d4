"""Whose each part of the rules is, after any sequence of changes by anybody."""

from hypothesis import given
from hypothesis import strategies as st

from orchestrator.rule_sets.files import APPROVAL, OWN, RULES, VAT_RATES
from orchestrator.rule_sets.parts import authors, changes, diff, parts
from orchestrator.store.rule_sets import REMOVED

RULE_TEXTS = st.dictionaries(st.sampled_from(["one", "two", "three"]), st.integers(0, 2))
STEPS = st.lists(st.tuples(st.sampled_from(["anna", "ben"]), RULE_TEXTS, st.integers(0, 2)), min_size=1, max_size=8)


def files(rules: dict[str, int], days: int) -> dict[str, str]:
    own = "".join(f'[[rule]]\nid = "{name}"\nversion = "{version}"\n' for name, version in rules.items())
    return {RULES: f"[dates]\nfuture_days = {days}\n", APPROVAL: "", OWN: own, VAT_RATES: ""}


@given(STEPS)
def test_a_part_is_of_whoever_changed_it_last(steps: list[tuple[str, dict[str, int], int]]) -> None:
    before: dict[str, str] = {}
    known: dict[str, str] = {}
    last: dict[str, str] = {}
    for who, rules, days in steps:
        now = files(rules, days)
        old, new = parts(before) if before else {}, parts(now)
        last |= {name: who for name in {*old, *new} if old.get(name) != new.get(name)}
        known = authors(known, changes(before, now), who)
        before = now
        assert known == {name if name in new else name + REMOVED: author for name, author in last.items()}


@given(RULE_TEXTS, RULE_TEXTS, st.integers(0, 2), st.integers(0, 2))
def test_no_difference_in_lines_means_no_change(a: dict[str, int], b: dict[str, int], x: int, y: int) -> None:
    before, after = files(a, x), files(b, y)
    if not diff(before, after):
        assert changes(before, after) == ()
    there_and_back = {c.part: (c.before, c.after) for c in changes(before, after)}
    assert {c.part: (c.after, c.before) for c in changes(after, before)} == there_and_back
