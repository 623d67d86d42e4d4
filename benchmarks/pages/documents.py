"""Made-up documents for the seeded farm: in every stage, in several scripts, the same each time."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from orchestrator.stages import Stage

DAYS = 400
LANES = ("books-1", "books-2", "books-3")
NORMAL = {
    Stage.POSTED: 60, Stage.NEEDS_REVIEW: 10, Stage.VALIDATED: 8, Stage.FILED: 8, Stage.REJECTED: 5, Stage.READY: 4,
    Stage.RECEIVED: 2, Stage.EXTRACTED: 1, Stage.QUARANTINED: 2,
}  # fmt: skip
"""Of a hundred documents so many rest in each stage; a few are added in the stages through which they pass quickly."""
REASONS = {
    Stage.POSTED: "Posted and read back, every field equal.",
    Stage.NEEDS_REVIEW: "The total is not the sum of net and tax; compare them. No due date was found.",
    Stage.VALIDATED: "The total is above the limit of 500.00 EUR for automatic approval.",
    Stage.FILED: "A contract: kept, nothing to key.",
    Stage.REJECTED: "Ordered by nobody here.",
    Stage.QUARANTINED: "The PDF is encrypted and needs a password. Please send it without one.",
}
CAUSES = (
    "Reading took longer than 120 s, three times.",
    "The process that read it ended three times.",
    "The ERP refused it: the period is closed.",
    "The ERP refused it: the account does not exist.",
    "The login was refused; the password may have run out.",
    "The page of the ERP had changed: no button Save.",
    "The network did not answer within 30 s.",
    "The supplier is locked in the ERP.",
)
CURRENCIES = ("EUR",) * 12 + ("USD",) * 4 + ("CNY",) * 3 + ("RUB",) * 2 + ("CHF", "GBP")
SYLLABLES = [consonant + vowel for consonant in "bdfgkmnprst" for vowel in "aeo"]
CHINESE = "上海北京东方文具有限公司货物服务费用发票合同付款税额单价数量金额日期供应商采购订单运输仓库材料设备维修咨询"
RUSSIAN = (
    "счёт",
    "оплата",
    "товар",
    "услуга",
    "поставка",
    "договор",
    "северный",
    "ветер",
    "бумага",
    "склад",
    "доставка",
    "ремонт",
    "налог",
    "сумма",
    "итого",
)


class Seeded(NamedTuple):
    """One document's facts, from which its rows are made."""

    id: str
    stage: Stage
    reason: str
    received: datetime
    since: datetime
    supplier: str
    code: str
    number: str
    issued: date
    currency: str
    total: Decimal
    text: str
    name: str
    lane: str
    failed: bool


class World:
    """What is chosen from: words by their frequency, suppliers, with a fixed seed."""

    def __init__(self, seed: int = 20_261_122) -> None:
        self.random = random.Random(seed)
        made = {"".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4))) for _ in range(20_000)}
        self.words = sorted(made)
        self.weights = [1 / (rank + 10) for rank in range(len(self.words))]
        self.suppliers = [self._supplier(number) for number in range(2000)]
        self.pool: list[str] = []
        self.taken = 0

    def _supplier(self, number: int) -> str:
        if number % 10 == 0:
            return "".join(self.random.choices(CHINESE, k=4)) + "有限公司"
        if number % 10 == 1:
            return f"ООО «{self.random.choice(RUSSIAN)} {self.random.choice(RUSSIAN)} {number}»"
        return " ".join(word.capitalize() for word in self.random.choices(self.words, k=2)) + " GmbH"

    def some_words(self, count: int) -> list[str]:
        if self.taken + count > len(self.pool):
            self.pool, self.taken = self.random.choices(self.words, self.weights, k=200_000), 0
        self.taken += count
        return self.pool[self.taken - count : self.taken]

    def text(self, supplier: str, number: str, total: Decimal) -> str:
        """About as much as a page of a bill says."""
        pick = self.random
        lines = [
            f"{' '.join(self.some_words(4))} {pick.randint(1, 90)} {pick.randint(1, 90000) / 100:.2f}"
            for _ in range(12)
        ]
        more = "".join(pick.choices(CHINESE, k=40)) if pick.random() < 0.1 else " ".join(self.some_words(60))
        german = f"{total:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
        return "\n".join((supplier, number, *lines, more, f"Gesamt {german}"))


def documents_of(world: World, normal: int, failed: int) -> Iterator[Seeded]:
    """So many documents of each sort, mixed, in the order in which they came in."""
    pick, now = world.random, datetime.now(UTC).replace(microsecond=0)
    stages, weights = list(NORMAL), list(NORMAL.values())
    everything = normal + failed
    rare = (Stage.APPROVED, Stage.CLAIMED, Stage.SUBMITTING, Stage.IN_DOUBT)
    for at in range(everything):
        is_failed = at * failed // everything != (at + 1) * failed // everything
        received = now - timedelta(days=DAYS) * (1 - at / everything)
        which = pick.randrange(len(world.suppliers))
        total = Decimal(pick.randint(100, 3_000_000)) / 100
        number = f"RE-{2020 + which % 7}-{at:06}"
        if is_failed:
            stage, reason = Stage.FAILED, CAUSES[0] if pick.random() < 0.5 else pick.choice(CAUSES)
        else:
            stage = rare[at % len(rare)] if at % 20_000 < 8 else pick.choices(stages, weights)[0]
            reason = REASONS.get(stage, "It is on its way.")
        unread = stage in (Stage.RECEIVED, Stage.QUARANTINED) or (is_failed and reason in CAUSES[:2])
        supplier = "" if unread else world.suppliers[which]
        yield Seeded(
            id=f"{pick.getrandbits(128):032x}", stage=stage, reason=reason, received=received,
            since=received + timedelta(minutes=pick.randint(1, 300)), supplier=supplier, code=f"S{which:05}",
            number="" if unread else number, issued=(received - timedelta(days=pick.randint(1, 20))).date(),
            currency=pick.choice(CURRENCIES), total=total, text="" if unread else world.text(supplier, number, total),
            name=f"scan_{at:06}.pdf", lane=LANES[at % len(LANES)], failed=is_failed,
        )  # fmt: skip
