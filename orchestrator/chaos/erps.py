"""The ERPs on which a chaos run can be made."""

from collections.abc import Mapping

from orchestrator.chaos.fake_erp import FakeErp
from orchestrator.chaos.local_erp import LocalErp
from orchestrator.chaos.seeded_erp import SeededErp, end_sessions_of_ledgersmb, end_sessions_of_tryton
from orchestrator.demo.erps import ERPS as DEMO_ERPS

TRYTON = SeededErp(
    DEMO_ERPS["tryton"], r"model\.account\.invoice\.post\b", lease_seconds=90, end_sessions=end_sessions_of_tryton
)
LEDGERSMB = SeededErp(
    DEMO_ERPS["ledgersmb"],
    r'action("\r\n\r\n|=)post\b',
    lease_seconds=90,
    end_sessions=end_sessions_of_ledgersmb,
    instead={'"': "”"},
)

ERPS: Mapping[str, LocalErp] = {erp.name: erp for erp in (FakeErp(), TRYTON, LEDGERSMB)}
"""By the name that `--erp` gives. `posting` is where each one's web client posts an invoice."""
