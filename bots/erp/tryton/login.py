"""Log in: the user's name first, then the password in a dialog of its own."""

from bots.browser import Browser
from bots.erp.port import ErpAccount
from bots.erp.tryton.client import Client
from bots.errors import ErpUnreachable, LoginRefused, ScreenChanged

_WORKPLACE = "#global-search-entry"
_CALM = """() => {
  window.onhashchange = null;  // late changes of the address would open stray tabs over ours
  window.jQuery.support.transition = false;  // dialogs come and go at once
  window.jQuery.fx.off = true;
  const later = window.setTimeout, cancel = window.clearTimeout;
  const soon = window.timersSoon = new Set();  // steps of the client that are due at once: it is not ready before them
  window.setTimeout = (step, wait, ...given) => {
    if (step.name === 'bound _input') wait = 0;  // the whole text is typed at once: nothing to wait for
    const timer = later.call(window, (...values) => { soon.delete(timer); step(...values); }, wait, ...given);
    if (!(wait > 10)) soon.add(timer);
    return timer;
  };
  window.clearTimeout = timer => { soon.delete(timer); cancel.call(window, timer); };
}"""
_SHOWN = """() => {
  if (document.querySelector('#global-search-entry')) return 'in';
  const dialog = document.querySelector('.modal.in.error-dialog, .modal.in.message-dialog, .modal.in.warning-dialog');
  if (dialog) return dialog.innerText.trim();
  if (document.querySelector('.modal.in #ask-dialog-entry')) return 'password';
  return null;
}"""
_REFUSED = """() => {
  if (document.querySelector('#global-search-entry')) return 'in';
  const asks = document.querySelectorAll('.modal.in #ask-dialog-entry');
  const dialog = document.querySelector('.modal.in.error-dialog, .modal.in.message-dialog, .modal.in.warning-dialog');
  if (dialog) return dialog.innerText.trim();
  return [...asks].some(entry => entry.value === '') && !window.jQuery.active ? 'password' : null;
}"""


def log_in(browser: Browser, account: ErpAccount) -> Client:
    """Open the client and log in as `account`.

    Raises:
        LoginRefused: user or password are wrong.
        ErpUnreachable: the ERP or its database does not answer.
    """
    page = browser.page
    with browser.task("login"):
        response = page.goto(f"{account.url.rstrip('/')}/#{account.database}")
        if response is not None and response.status >= 500:
            raise ErpUnreachable(f"{account.url} answers with {response.status}; is the ERP running?")
        page.locator("#login").fill(account.user)
        page.get_by_role("button", name="Login", exact=True).click()
        shown = page.wait_for_function(_SHOWN).json_value()
        if shown != "password":
            raise ScreenChanged(f"Tryton does not ask for the password but shows: {shown}")
        page.locator("#ask-dialog-entry").fill(account.password.get_secret_value())
        page.locator("#ask-dialog-entry").press("Enter")
        shown = page.wait_for_function(_REFUSED).json_value()
        if shown == "password":
            raise LoginRefused(f"Tryton refuses the user {account.user!r} or the password; correct the settings")
        if shown != "in":
            raise LoginRefused(f"Tryton refuses the login: {shown}")
        page.locator(_WORKPLACE).wait_for()
        page.evaluate(_CALM)
        client = Client(page)
        client.settle()
    browser.begin_trace()
    return client
