"""The ERPs on which a chaos run can be made."""

from orchestrator.chaos.fake_erp import FakeErp
from orchestrator.chaos.local_erp import LocalErp
from orchestrator.chaos.tryton_erp import TrytonErp

ERPS: dict[str, LocalErp] = {erp.name: erp for erp in (FakeErp(), TrytonErp())}
