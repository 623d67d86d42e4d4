"""A page that a bot works in: press, fill, read. Each waits until the page is at rest and raises `bots.errors` only.

Nothing sleeps: rest is observed in the page itself (no request in flight, every document complete, the old content
gone, nothing busy). Fields are filled and read in batches, one round trip for all that belong together.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bots.browser import translate
from bots.errors import BotError, CodeNotFound, ErpUnreachable, FieldMismatch, ScreenChanged
from bots.web import scripts
from bots.web.dialogs import DialogPolicy
from bots.web.fields import Completion, DojoSelect, Field, Popup, Select, Value
from bots.web.filling import Filled, batches, chosen, holds, kind_of
from bots.web.locale import LocaleError, WebLocale
from bots.web.rest import Rest
from bots.web.waiting import POLL_MS, Waiting

LONGEST_LIST = 2000


class WebPage:
    """One page, or one frame of it (`at`), of a web application.

    Args:
        page: Playwright's page.
        base: address that `visit` goes out from.
        locale: how numbers and dates are written in its fields.
        rest: how to tell that it has come to rest.
        dialogs: what to answer when it asks.
        step_seconds: how long the server may take to answer.
        frame: name of the frame to work in; empty for the page itself.
    """

    def __init__(
        self,
        page: Page,
        base: str,
        locale: WebLocale,
        rest: Rest,
        dialogs: DialogPolicy,
        step_seconds: float,
        frame: str = "",
    ) -> None:
        self.page = page
        self.base = base
        self.locale = locale
        self.rest = rest
        self.frame_name = frame
        self.step = ""
        self.waiting = Waiting(page, rest, dialogs, step_seconds)
        self._choices: dict[str, list[str]] = {}

    # -- where

    def at(self, frame: str) -> "WebPage":
        """The same page, worked in at the frame called `frame`; empty for the page itself."""
        other = object.__new__(WebPage)
        other.__dict__ = self.__dict__ | {"frame_name": frame}
        return other

    @property
    def view(self) -> Frame:
        """The document that is worked in.

        Raises:
            ScreenChanged: the frame does not appear.
        """
        if not self.frame_name:
            return self.page.main_frame
        frame = self.page.frame(self.frame_name)
        if frame is None:
            with self.at("")._doing("waiting for the frame", self.frame_name):
                css = f"frame[name='{self.frame_name}'], iframe[name='{self.frame_name}']"
                self.page.wait_for_selector(css, state="attached", timeout=self.rest.appear_seconds * 1000)
            frame = self.page.frame(self.frame_name)
        if frame is None:
            raise ScreenChanged(f"there is no frame {self.frame_name!r}", self.frame_name)
        return frame

    @contextmanager
    def doing(self, step: str) -> Iterator[None]:
        """A named step: errors that leave it say its name (the innermost one's)."""
        outer, self.step = self.step, step
        try:
            yield
        except BotError as error:
            error.step = error.step or step
            raise
        finally:
            self.step = outer

    # -- going and pressing

    def visit(self, address: str) -> None:
        """Load `address` (below the base) into the page; into the frame, where one is worked in."""
        url = urljoin(self.base, address)
        with self._doing(f"opening {address}", address):
            try:
                answer = self.view.goto(url, wait_until="commit")
            except PlaywrightTimeout as error:
                raise ErpUnreachable(f"{url} does not answer in time") from error
            if answer is not None and answer.status >= 500:
                raise ErpUnreachable(f"{url} answers with {answer.status}; is the ERP well?")
            self.settle()

    def press(self, selector: str, changes: bool = True, frame: str | None = None) -> None:
        """Press something and wait until the page is at rest again.

        Args:
            selector: Playwright's; of several that fit, the first visible one is pressed.
            changes: whether the server answers with new content, for which to wait.
            frame: where the thing to press is, if not in the frame that is worked in and that changes.
        """
        place = self if frame is None else self.at(frame)
        token = self._mark() if changes else ""
        with self._doing(f"pressing {selector}", selector):
            place.visible(selector).click(no_wait_after=True, timeout=self.rest.appear_seconds * 1000)
            self.waiting.settle(self.view, token)

    def press_for(self, selector: str, *outcomes: str) -> str:
        """Press something and wait for the first of `outcomes` (CSS) to be visible, which is returned."""
        with self._doing(f"pressing {selector}", selector):
            self.visible(selector).click(no_wait_after=True, timeout=self.rest.appear_seconds * 1000)
            return self.waiting.first_of(self.view, [css for css in outcomes if css])

    def visible(self, selector: str) -> Locator:
        """The first visible element of `selector`."""
        return self.view.locator(selector).locator("visible=true").first

    def settle(self) -> None:
        """Wait until the page is at rest."""
        self.waiting.settle(self.view, "")

    # -- fields

    def put(self, values: Sequence[tuple[Field, Value]]) -> None:
        """Fill fields in this order, and see that each shows what was put in.

        Raises:
            ScreenChanged: a field does not appear or cannot be typed in.
            FieldMismatch: it shows something else afterwards.
            CodeNotFound: a select or a completion does not offer the value.
            SupplierAmbiguous: it offers it more than once.
        """
        for batch in batches(values):
            last, _ = batch[-1]
            with self._doing(f"filling {last.fact}", last.fact):
                if isinstance(last.widget, (Popup, Completion)):
                    self._choose(last, batch[-1][1], last.widget)
                else:
                    self._fill(batch)
            if last.then:
                self.press(last.then)

    def _fill(self, batch: list[Filled]) -> None:
        texts = [self._text_for(field, value) for field, value in batch]
        wanted = [
            {"css": field.css, "kind": kind_of(field), "text": text, "optional": field.optional}
            for (field, _), text in zip(batch, texts, strict=True)
        ]
        try:
            found = self.view.wait_for_function(
                scripts.FILL, arg=wanted, polling=POLL_MS, timeout=self.rest.appear_seconds * 1000
            ).json_value()
        except PlaywrightTimeout as error:
            raise self._unfillable([field for field, _ in batch]) from error
        for (field, value), shown in zip(batch, found["shown"], strict=True):
            self._check_filled(field, value, shown)

    def _text_for(self, field: Field, value: Value) -> str:
        if not isinstance(field.widget, (Select, DojoSelect)):
            return field.widget.written(value, self.locale)
        if field.optional and value == "":
            return ""
        try:
            return chosen(field, value, self.choices(field))
        except CodeNotFound:
            return chosen(field, value, self.choices(field, anew=True))

    def _check_filled(self, field: Field, value: Value, shown: str | None) -> None:
        if shown is None:
            if field.optional and value in ("", False):
                return
            raise self.changed(f"the page has no field for {field.fact} ({field.css})", field.fact)
        if not holds(field, value, shown, self.locale, self.meaning):
            error = FieldMismatch(f"{field.fact}: {value!s} was typed, but the field shows {shown!r}")
            error.element = field.fact
            raise error

    def _choose(self, field: Field, value: Value, widget: Popup | Completion) -> None:
        """Open the choices, or type so that they appear, and click the one."""
        place = self.view.locator(field.css).locator("visible=true").first
        if isinstance(widget, Popup):
            self.view.locator(widget.opener.replace("{css}", field.css)).locator("visible=true").first.click()
        else:
            place.fill(str(value))
        items = self.view.locator(widget.items).locator("visible=true")
        items.first.wait_for(timeout=self.rest.appear_seconds * 1000)
        self.settle()
        offered = [" ".join(text.split()) for text in items.all_inner_texts()]
        items.nth(offered.index(chosen(field, value, offered))).click()
        self.settle()
        (shown,) = self.view.evaluate(scripts.READ, [field.css])
        self._check_filled(field, value, shown)

    def _unfillable(self, fields: Sequence[Field]) -> BotError:
        """The error that names the first field of `fields` that is missing, or that cannot be typed in."""
        for field, state in zip(fields, self.states(fields), strict=True):
            if state and not (field.optional and state == "missing"):
                return self.changed(f"the field {field.fact} ({field.css}) is {state}", field.fact)
        return self.changed("the form cannot be filled", fields[0].fact)

    def states(self, fields: Sequence[Field]) -> list[str]:
        """Why each field cannot be filled: ``missing``, ``hidden`` or ``locked``; empty for those that can."""
        with self._doing("looking at the form", ""):
            states: list[str] = self.view.evaluate(scripts.STATES, [field.css for field in fields])
        return states

    def read(self, fields: Sequence[Field]) -> dict[str, Value]:
        """What these fields show, by their facts.

        Raises:
            ScreenChanged: one that is not optional is not there, or shows no number or date where it must.
        """
        with self._doing("reading the form", ""):
            texts: list[str | None] = self.view.evaluate(scripts.READ, [field.css for field in fields])
        for field, text in zip(fields, texts, strict=True):
            if text is None and not field.optional:
                raise self.changed(f"the page does not show {field.fact} ({field.css})", field.fact)
        known = [(field, text) for field, text in zip(fields, texts, strict=True) if text is not None]
        return {field.fact: self.meaning(field, text) for field, text in known}

    def read_lines(self, fields: Sequence[Field], first: int = 1) -> list[dict[str, Value]]:
        """What the lines from number `first` on show, until one is not there."""
        with self._doing("reading the lines", ""):
            css = [field.css for field in fields]
            lines: list[list[str | None]] = self.view.evaluate(scripts.READ_LINES, [css, first, LONGEST_LIST])
        return [
            {field.fact: self.meaning(field, text or "") for field, text in zip(fields, line, strict=True)}
            for line in lines
        ]

    def meaning(self, field: Field, text: str) -> Value:
        """What `text` in `field` means, as the order would say it."""
        try:
            value = field.widget.understood(text, self.locale)
        except LocaleError as error:
            raise self.changed(f"{field.fact}: {error}", field.fact) from error
        return field.code(value) if isinstance(value, str) else value

    def choices(self, field: Field, anew: bool = False) -> list[str]:
        """What a select offers; remembered by its CSS, as options seldom change."""
        if anew or field.css not in self._choices:
            with self._doing("reading the choices", field.fact):
                self._choices[field.css] = self.view.wait_for_function(
                    scripts.OPTIONS, arg=field.css, polling=POLL_MS, timeout=self.rest.appear_seconds * 1000
                ).json_value()
        return self._choices[field.css]

    # -- tables and texts

    def table(self, css: str, columns: Mapping[str, str | Field]) -> list[dict[str, Value]]:
        """The rows of a table: what stands in its `columns`, which are headers to facts or fields.

        Raises:
            ScreenChanged: the table is not there, or has rows but lacks one of the columns.
        """
        with self._doing("reading a table", css):
            found = self.view.evaluate(scripts.TABLE, css)
        if found is None:
            raise self.changed(f"the page does not show the table {css}", css)
        named = {head: Field(of, css) if isinstance(of, str) else of for head, of in columns.items()}
        missing = [head for head in named if head not in found["headers"]]
        if missing and found["rows"]:
            raise self.changed(f"the table {css} has no column {', '.join(missing)}: {found['headers']}", missing[0])
        places = [(found["headers"].index(head), field) for head, field in named.items() if head not in missing]
        return [
            {field.fact: self.meaning(field, row[at]) for at, field in places}
            for row in found["rows"]
            if len(row) > max((at for at, _ in places), default=0)
        ]

    def open_row(self, css: str, index: int, column: str = "") -> None:
        """Press the link in `column` of a table's row (the row itself where no column is named), and wait."""
        token = self._mark()
        with self._doing("opening a row", column):
            if not self.view.evaluate(scripts.OPEN_ROW, [css, index, column]):
                raise self.changed(f"row {index + 1} of the table {css} cannot be opened", column or css)
            self.waiting.settle(self.view, token)

    def shows(self, css: str) -> bool:
        """Whether something is visible now."""
        with self._doing("looking", css):
            return self.view.locator(css).locator("visible=true").count() > 0

    def text(self, css: str) -> str:
        """What the first visible element of `css` says; empty where there is none."""
        with self._doing("reading", css):
            found = self.view.locator(css).locator("visible=true")
            return " ".join(found.first.inner_text().split()) if found.count() else ""

    def run(self, script: str, argument: Any = None, changes: bool = False) -> Any:
        """What a JavaScript function gives in the document that is worked in; `changes` waits as in `press`."""
        token = self._mark() if changes else ""
        with self._doing("running a script", ""):
            given = self.view.evaluate(script, argument)
            if changes:
                self.waiting.settle(self.view, token)
        return given

    # -- errors

    def changed(self, message: str, element: str) -> BotError:
        """The error for a page at rest that lacks something: changed, or under maintenance."""
        return self.waiting.changed(self.view, message, element)

    @contextmanager
    def _doing(self, what: str, element: str) -> Iterator[None]:
        try:
            yield
        except PlaywrightTimeout as error:
            raise self.changed(f"{what}: not there in time", element) from error
        except PlaywrightError as error:
            raise translate(error, what) from error

    def _mark(self) -> str:
        token = uuid4().hex
        with self._doing("looking at the page", ""):
            self.view.evaluate(scripts.MARK, [self.rest.content, token])
        return token
