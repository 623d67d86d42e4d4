"""ISO codes of the currencies that a form shows by name."""

from bots.erp.tryton.client import Client
from bots.errors import ScreenChanged


class Currencies:
    """Looks a currency's code up in its own record, once for each name."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._codes: dict[str, str] = {}

    def code(self, name: str) -> str:
        """The ISO code of the currency `name`, which the form in front shows."""
        if name not in self._codes:
            self._codes[name] = self._look_up(name)
        return self._codes[name]

    def _look_up(self, name: str) -> str:
        page = self._client.page
        box = self._client.tab.locator(".form-many2one").filter(has=page.locator("input[name=currency]"))
        box.locator("button[title='Open the record']").click()
        dialog = page.locator(".modal.window-form.in")
        dialog.locator("input[name=code]").wait_for()
        self._client.settle()
        code = dialog.locator("input[name=code]").input_value()
        shown = dialog.locator("input[name=name]").input_value()
        self._client.leave_dialog(dialog)
        if shown != name or len(code) != 3:
            raise ScreenChanged(f"the record of the currency {name!r} shows {shown!r} with the code {code!r}")
        return code
