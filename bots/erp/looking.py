"""Looking for entries in every state, exactly: by supplier and number, or by the farm's mark."""

from collections.abc import Mapping

from bots.erp.comparing import one_line
from bots.erp.declared import Row, Search
from bots.erp.pages import WebErp
from bots.erp.shown import Shown
from bots.errors import TechnicalError

Found = list[tuple[Row, Shown]]


def entries(erp: WebErp, supplier_name: str, invoice_number: str) -> Found:
    """Every entry of exactly this supplier and number, each opened and read, in the order of the ERP."""
    wanted = {"supplier_name": one_line(supplier_name), "invoice_number": invoice_number}
    found = [pair for search in erp.searches for pair in _found_by(erp, search, wanted)]
    return [
        (row, shown)
        for row, shown in found
        if (shown.supplier_name, shown.invoice_number) == (wanted["supplier_name"], invoice_number)
    ]


def marked(erp: WebErp, mark: str) -> Found:
    """Every entry that carries `mark`, as far as the ERP can be asked for it."""
    able = [search for search in erp.searches if search.asks("mark")]
    found = [pair for search in able for pair in _found_by(erp, search, {"mark": mark})]
    return [(row, shown) for row, shown in found if shown.mark == mark]


def show(erp: WebErp, row: Row) -> None:
    """Open the entry in `row` again, its search being asked anew.

    Raises:
        TechnicalError: the search finds something else now.
    """
    if erp.opened is row:
        return
    again = _search(erp, row.search, row.wanted)
    same = [one for one in again if (one.index, one.facts) == (row.index, row.facts)]
    if not same:
        raise TechnicalError(f"the search {row.search.name!r} finds something else than a moment ago")
    _open(erp, same[0])
    erp.opened = row


def _found_by(erp: WebErp, search: Search, wanted: Mapping[str, str]) -> Found:
    found = []
    with erp.web.doing(f"search {search.name}"):
        rows = [row for row in _search(erp, search, wanted) if _fits(row, wanted)]
        for place, row in enumerate(rows):
            if place:
                show(erp, row)
            else:
                _open(erp, row)
            found.append((row, erp.read(row)))
    return found


def _search(erp: WebErp, search: Search, wanted: Mapping[str, str]) -> list[Row]:
    erp.opened = None
    return erp.search(search, wanted)


def _open(erp: WebErp, row: Row) -> None:
    erp.open(row)
    erp.opened = row


def _fits(row: Row, wanted: Mapping[str, str]) -> bool:
    """Whether the columns do not say that this is another entry."""
    return all(row.facts.get(fact, text) == text for fact, text in wanted.items())
