"""The session of every ERP whose adapter is a `bots.erp.pages.WebErp`."""

from collections.abc import Callable
from pathlib import Path

from bots.erp.pages import WebErp
from bots.erp.port import Entry, ErpAccount, ErpCheck, ErpSession, ErpSupplier
from bots.orders import InvoiceOrder

OnStep = Callable[[str], None]
"""Called with a step's name when it has been done, while its page is still shown."""


class WebErpAdapter:
    """What an adapter's module offers as ``ADAPTER``: opens sessions; see `bots.erp.port.ErpAdapter`."""

    def __init__(self, pages: type[WebErp]) -> None:
        self.pages = pages
        self.name = pages.name

    def open(self, account: ErpAccount, evidence: Path, on_step: OnStep | None = None) -> ErpSession: ...


class WebErpSession:
    """See `bots.erp.port.ErpSession` for what its methods promise. In work; the signatures stand."""

    def check(self) -> tuple[ErpCheck, ...]: ...

    def suppliers(self) -> tuple[ErpSupplier, ...]: ...

    def find(self, supplier_name: str, invoice_number: str) -> tuple[Entry, ...]: ...

    def fill(self, order: InvoiceOrder) -> None: ...

    def submit(self, order: InvoiceOrder, before_click: Callable[[], None]) -> None: ...

    def read_back(self, order: InvoiceOrder) -> Entry: ...

    def screenshot(self, path: Path) -> None: ...

    def close(self) -> None: ...
