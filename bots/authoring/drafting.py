"""Turns a recording of one invoice into the pieces of an adapter."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from bots.authoring.choosing import Choice
from bots.authoring.pieces import Pieces, RecordedField
from bots.authoring.recognising import NUMBERS, Meaning, meanings
from bots.authoring.recording import Step
from bots.authoring.selecting import css_of, numbered, numbers_in, pressable
from bots.orders import InvoiceOrder

FILLING = ("fill", "select_option", "check", "uncheck", "set_checked")
PRESSING = ("click", "dblclick")
SAVE = re.compile(r"save|speicher|enregistr|draft|entwurf|保存|сохран|зап[иі]с", re.IGNORECASE)
POST = re.compile(r"post|buch|approve|book|confirm|valider|comptabilis|过账|审核|провести", re.IGNORECASE)


def draft(steps: Sequence[Step], order: InvoiceOrder, test_id: str) -> Pieces:
    """The pieces that the recorded `steps` of keying `order` give; what says nothing of it is kept as unknown.

    `test_id` is the attribute that the recorder took for test ids.
    """
    return _Drafting(order, test_id).run(list(steps))


class _Drafting:
    def __init__(self, order: InvoiceOrder, test_id: str) -> None:
        self.order = order
        self.test_id = test_id
        self.pieces = Pieces()
        self.choice = Choice()
        self.lines: dict[int, list[RecordedField]] = {}
        self.pressed: list[Step] = []

    def run(self, steps: list[Step]) -> Pieces:
        for step in self._after_login(steps):
            if step.action in FILLING:
                self._filled(step)
            elif step.action in PRESSING:
                self.pressed.append(step)
            elif step.action == "goto":
                self.pieces.place = _address(step.value)
        self._ended()
        self._first_line()
        return self.pieces

    def _after_login(self, steps: list[Step]) -> list[Step]:
        """Takes the login's steps off, if there are any."""
        at = next((n for n, step in enumerate(steps) if step.action == "fill" and "passw" in step.source.lower()), None)
        if at is None:
            return steps
        pieces, before = self.pieces, [step for step in steps[:at] if step.action == "fill"]
        pieces.login_address = next((_address(step.value) for step in steps[:at] if step.action == "goto"), "")
        pieces.password = css_of(steps[at].element, self.test_id)
        for step in before[:-1]:
            pieces.others[css_of(step.element, self.test_id)] = step.value
        if before:
            pieces.user = css_of(before[-1].element, self.test_id)
        end = next((n for n in range(at + 1, len(steps)) if steps[n].action in PRESSING), at)
        if end > at:
            pieces.login_button = pressable(steps[end].element, self.test_id)
        return steps[end + 1 :]

    def _filled(self, step: Step) -> None:
        css = css_of(step.element, self.test_id)
        meaning = self.choice.choose(meanings(step.value, self.order), css or step.source)
        if meaning is None:
            self.pressed = [pressed for pressed in self.pressed if pressed.element != step.element]
            self.pieces.unknown.append(f"line {step.line}: {step.source}")
            return
        self._between(step, meaning)
        self.pieces.frame = self.pieces.frame or step.frame
        self._learn_locale(meaning)
        recorded = RecordedField(meaning.fact, css, _widget(step, meaning), meaning.separator, source=step.source)
        if meaning.line:
            self.lines.setdefault(meaning.line, []).append(recorded)
        else:
            self.pieces.header.append(recorded)

    def _between(self, step: Step, meaning: Meaning) -> None:
        """What was pressed since the last field: the way to the form, a new line, or a button after that field."""
        pressed = [p for p in self.pressed if css_of(p.element, self.test_id) != css_of(step.element, self.test_id)]
        selectors = [pressable(p.element, self.test_id) for p in pressed if not _is_a_field(p)]
        self.pressed = []
        if not selectors:
            return
        if not self.pieces.header and not self.lines:
            self.pieces.place = self.pieces.place or tuple(selectors)
            self.pieces.menu = pressed[-1].frame if pressed[-1].frame != step.frame else ""
        elif meaning.line > 1 and meaning.line not in self.lines:
            self.pieces.add = self.pieces.add or selectors[-1]
        else:
            last = (self.lines[max(self.lines)] if self.lines else self.pieces.header)[-1]
            last.then = selectors[-1]

    def _ended(self) -> None:
        """What was pressed after the last field: saving, posting."""
        selectors = [pressable(p.element, self.test_id) for p in self.pressed if not _is_a_field(p)]
        pieces = self.pieces
        pieces.save = next((s for s in selectors if SAVE.search(s)), "")
        pieces.post = next((s for s in reversed(selectors) if POST.search(s) and s != pieces.save), "")
        pieces.unknown += [f"pressed at the end: {s}" for s in selectors if s not in (pieces.save, pieces.post)]

    def _learn_locale(self, meaning: Meaning) -> None:
        pieces = self.pieces
        if NUMBERS.index(meaning.number or NUMBERS[0]) >= NUMBERS.index(pieces.number or NUMBERS[0]):
            pieces.number = meaning.number or pieces.number
        pieces.day = meaning.day or pieces.day

    def _first_line(self) -> None:
        """One line's fields, its number in their CSS replaced; what two lines do not agree about stays as recorded."""
        one, two = self.lines.get(1, []), self.lines.get(2, [])
        for recorded in one:
            other = next((field.css for field in two if field.fact == recorded.fact), "")
            recorded.css, first = _with_number(recorded.css, other)
            self.pieces.first = first or self.pieces.first
        self.pieces.lines = one


def _with_number(css: str, next_css: str) -> tuple[str, int]:
    """`css` with ``{n}`` for the line's number, and that number; as it is, and 0, where there is none.

    The next line's CSS tells which number it is; without one the last number that `css` has is taken.
    """
    for number in numbers_in(css):
        pattern = numbered(css, number)
        if not next_css or pattern.replace("{n}", str(number + 1)) == next_css:
            return pattern, number
    return css, 0


def _widget(step: Step, meaning: Meaning) -> str:
    if step.action == "select_option":
        return "Select()"
    if meaning.day or meaning.fact == "issue_date":
        return "Day()"
    numbers = ("quantity", "unit_price", "net", "net_total", "tax_total", "gross_total")
    return "Number()" if meaning.fact in numbers else ""


def _is_a_field(step: Step) -> bool:
    """Whether a click only went into a field, as people do before they type."""
    call = step.element[0] if step.element else None
    return call is not None and call.name in ("get_by_role",) and call.text in ("textbox", "combobox", "spinbutton")


def _address(url: str) -> str:
    parts = urlsplit(url)
    return parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
