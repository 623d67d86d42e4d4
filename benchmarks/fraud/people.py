"""Who approves what in the year, as people do: in office hours, in batches, one at night; and thirty abuses."""

from datetime import UTC, date, datetime, time, timedelta

from benchmarks.fraud.model import POLICY, YEAR, Decided, Year

APPROVERS = ("berg", "diaz", "ivanova", "kim", "moser", "tan", "weber", "zhou")
NIGHT_WORKER, IN_BATCHES = "tan", ("kim", "moser")
EACH = 30


def decide(year: Year) -> None:
    """Approvals of everything above the policy's limits, and of some samples below; then the abuses."""
    chance = year.random
    for number, bill in enumerate(year.bills):
        limit = POLICY[bill.supplier.currency]
        if bill.case is None and (bill.gross > limit or chance.random() < 0.1):
            _honest(year, f"d{number:05d}", bill.at)
    _abuses(year)
    year.decided.sort(key=lambda one: one.at)


def _honest(year: Year, document: str, came: datetime) -> None:
    chance = year.random
    person = chance.choice(APPROVERS)
    day = (came + timedelta(days=chance.randrange(1, 4))).date()
    while day.weekday() >= 5 and person != NIGHT_WORKER:
        day += timedelta(days=1)
    at = datetime.combine(day, time(), UTC)
    if person == NIGHT_WORKER:
        at += timedelta(hours=chance.uniform(19, 25))
    elif person in IN_BATCHES:
        while at.weekday() != 4:  # they do the whole week on Friday, one after the other
            at += timedelta(days=1)
        at += timedelta(hours=14, seconds=chance.uniform(0, 2400))
    else:
        late = chance.random() < 0.002
        at += timedelta(hours=chance.uniform(20, 22.5) if late else chance.uniform(7.5, 18.5))
    year.decided.append(Decided(at, person, document))


def _abuses(year: Year) -> None:
    chance = year.random
    usual = [p for p in APPROVERS if p != NIGHT_WORKER and p not in IN_BATCHES]
    for number in range(EACH):
        day, person = date(YEAR, 2, 20) + timedelta(days=chance.randrange(300)), chance.choice(usual)
        start = datetime.combine(day, time(), UTC)
        form = ("own entry", "burst", "night")[number % 3]
        case = year.plant("rights", form)
        if form == "own entry":
            entered, refused = chance.choice([("corrected", True), ("handed in", False), ("corrected", False)])
            at = start + timedelta(hours=chance.uniform(8, 18))
            year.decided.append(Decided(at, person, f"own{case}", entered, refused, case))
        elif form == "burst":
            at, many = start + timedelta(hours=chance.uniform(9, 17)), chance.randrange(15, 45)
            for place in range(many):
                at += timedelta(seconds=chance.uniform(1, 9))
                year.decided.append(Decided(at, person, f"burst{case}-{place}", case=case))
        else:
            at = start + timedelta(hours=chance.choice([-1, 0]) + chance.uniform(0.2, 3.8))
            year.decided.append(Decided(at, person, f"night{case}", case=case))
