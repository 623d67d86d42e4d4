"""Whether every screen and field that an adapter declares is there. Looks, presses searches, writes nothing."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from bots.erp.declared import Search
from bots.erp.pages import WebErp
from bots.erp.port import ErpAccount, ErpCheck
from bots.errors import BusinessError, ScreenChanged
from bots.orders import OrderKind
from bots.web.fields import DojoSelect, Field, Popup

NO_SUCH = "botfarm-check-0"


def check(erp: WebErp, account: ErpAccount) -> tuple[ErpCheck, ...]:
    """A line for the login, each search, each form, the list of suppliers, and what the adapter adds.

    Raises:
        TechnicalError: the ERP or the login fails altogether.
    """
    checks = [ErpCheck(name="login", passed=True, detail=f"as {account.user}")]
    checks += [_checked(f"search {search.name}", partial(_search, erp, search)) for search in erp.searches]
    checks += [_checked(f"form {kind.value}", partial(_form, erp, kind)) for kind in erp.forms]
    checks.append(_checked("suppliers", partial(_suppliers, erp)))
    return (*checks, *erp.check_more())


def _checked(name: str, look: Callable[[], str]) -> ErpCheck:
    try:
        return ErpCheck(name=name, passed=True, detail=look())
    except (ScreenChanged, BusinessError) as error:
        return ErpCheck(name=name, passed=False, detail=f"{error}; has the ERP changed, or does the user lack a right?")


def _search(erp: WebErp, search: Search) -> str:
    rows = erp.search(search, {"invoice_number": NO_SUCH, "supplier_name": "", "mark": NO_SUCH})
    return f"asked; {len(rows)} entries called {NO_SUCH}"


def _form(erp: WebErp, kind: OrderKind) -> str:
    erp.keying = kind
    erp.go(erp.forms[kind])
    wanted = [*erp.header, *(field.at(erp.lines.first) for field in erp.lines.fields)]
    missing = list(_missing(erp, wanted))
    if missing:
        raise ScreenChanged(f"missing: {', '.join(missing)}", missing[0].split()[0])
    return f"{len(wanted)} fields"


def _missing(erp: WebErp, fields: Sequence[Field]) -> Iterator[str]:
    for field, state in zip(fields, erp.web.states(fields), strict=True):
        drawn = state == "hidden" and isinstance(field.widget, (DojoSelect, Popup))  # the script's own select is seen
        if state and not field.optional and not drawn:
            yield f"{field.fact} ({field.css}) is {state}"


def _suppliers(erp: WebErp) -> str:
    return f"{len(erp.suppliers())} listed"
