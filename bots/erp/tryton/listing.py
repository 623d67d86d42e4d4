"""The list of supplier invoices: open it, filter it exactly, open a row, start a new form."""

from playwright.sync_api import Locator

from bots.erp.tryton.client import POLL_MS, Client, refusal

MENU_ENTRY = "Supplier Invoices"
ROWS = ".screen-container > .content-box .treeview > table.tree > tbody > tr"
TREE = "table.tree"

_TITLES = "table => [...table.querySelectorAll(':scope > thead th label')].map(label => label.textContent.trim())"
_ROWS = """([table, columns]) => {
  const titles = [...table.querySelectorAll(':scope > thead th')];
  const headers = titles.map(title => title.querySelector('label')?.textContent.trim());
  const rows = [...table.querySelectorAll(':scope > tbody > tr')].map(row => {
    const cells = {};
    [...row.children].forEach((td, index) => {
      const widget = td.querySelector('.widget');
      if (headers[index] && widget) cells[headers[index]] = widget.textContent.trim();
    });
    return cells;
  });
  return rows.every(cells => columns.every(column => column in cells)) ? {rows} : null;
}"""


def read_rows(table: Locator, *columns: str) -> list[dict[str, str]]:
    """Every row of a list as a mapping of column title to text, hidden columns included.

    Waits until all rows have been drawn with these `columns`.
    """
    arguments = [table.element_handle(), list(columns)]
    found: dict[str, list[dict[str, str]]] = table.page.wait_for_function(
        _ROWS, arg=arguments, polling=POLL_MS
    ).json_value()
    return found["rows"]


def read_titles(table: Locator) -> list[str]:
    """The titles of a list's columns, hidden columns included."""
    titles: list[str] = table.evaluate(_TITLES)
    return titles


def quote(text: str) -> str:
    """`text` as one word of the client's filter language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class InvoiceList:
    """The list of supplier invoices in its tab; form and list are two faces of one tab."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._table = client.tab.locator(TREE).locator("visible=true").first

    def show(self) -> None:
        """Bring the list to the front, opening it through the menu search where needed, on its tab "All"."""
        self._client.close_dialogs()
        if self._client.tab.count() == 0:
            self._client.open_by_menu(MENU_ENTRY, f"Invoices / {MENU_ENTRY}")
        elif self._on_form():
            self._leave_form()
        everything = self._client.tab.get_by_role("tab", name="All", exact=True)
        if everything.get_attribute("aria-selected") != "true":
            everything.click()
            self._client.settle()

    def search(self, **wanted: str) -> list[dict[str, str]]:
        """Show the rows of whatever state in which one of these columns is exactly so, e.g. ``Reference="R 1"``."""
        box = self._client.tab.locator("input[placeholder=Search]").first
        box.fill(" or ".join(f"{column}: ={quote(text)}" for column, text in wanted.items()))
        box.press("Enter")
        self._client.settle()
        return read_rows(self._table, "Reference", "Party", "Description")

    def open_row(self, index: int) -> None:
        """Show a row's form."""
        row = self._table.locator("> tbody > tr").nth(index)
        row.locator("td[data-title^='Reference']").dblclick()
        self._client.tab.locator("input[name=party]").locator("visible=true").wait_for()
        self._client.settle()

    def new(self) -> None:
        """An empty form."""
        self._client.toolbar("new_")
        self._client.tab.locator("input[name=party]:not([readonly])").wait_for()
        self._client.settle()

    def delete_open(self) -> None:
        """Delete the draft whose form is in front."""
        self._client.tab.locator("a#delete_").first.evaluate("item => item.click()")
        message = self._client.wait_for_dialog()
        if message.kind != "confirmation-dialog":
            raise refusal(message)
        self._client.press_dialog("confirmation-dialog", "OK")
        self._client.settle()

    def _leave_form(self) -> None:
        """Back to the list; what a failed attempt left unsaved on the form is dropped."""
        self._client.tab.locator("button#switch_").first.click()
        message = self._client.wait()
        if message is not None:
            if message.kind != "confirmation-dialog" or "modified" not in message.text:
                raise refusal(message)
            self._client.press_dialog(message.kind, "No")
        self._client.tab.locator("input[placeholder=Search]").first.wait_for()
        self._client.settle()

    def _on_form(self) -> bool:
        return self._client.tab.locator("input[name=party]").locator("visible=true").count() > 0
