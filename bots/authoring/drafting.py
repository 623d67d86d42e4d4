"""Turns a recording of one invoice into the pieces of an adapter."""

import re
from collections.abc import Sequence

from bots.authoring.choosing import Choice
from bots.authoring.grouping import Act, Kind, acts
from bots.authoring.login import address, take_login
from bots.authoring.pieces import Pieces, RecordedField
from bots.authoring.recognising import NUMBERS, Meaning, meanings
from bots.authoring.recording import Step
from bots.authoring.selecting import css_of, numbered, numbers_in, pressable
from bots.orders import InvoiceOrder

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

    def run(self, steps: Sequence[Step]) -> Pieces:
        for act in take_login(acts(steps), self.pieces, self.test_id):
            if act.kind is Kind.FILLED:
                self._filled(act)
            elif act.kind is Kind.PRESSED:
                self.pressed.append(act.last)
            elif act.kind is Kind.VISITED:
                self.pieces.place = address(act.last.value)
            else:
                self._remark(act)
        self._ended()
        self._first_line()
        return self.pieces

    def _remark(self, act: Act) -> None:
        """What was done for a reason that the recording does not tell."""
        asked = "a dialog appeared; say in `dialogs` what it asks and how it is answered"
        self.pieces.unknown.append(f"line {act.last.line}: {asked if act.kind is Kind.ASKED else act.last.source}")

    def _filled(self, act: Act) -> None:
        for step in reversed(act.steps):  # the last value that means something
            css = css_of(step.element, self.test_id)
            if meaning := self.choice.choose(meanings(step.value, self.order), css or step.source):
                self._known(step, css, meaning)
                return
        self._remark(act)

    def _known(self, step: Step, css: str, meaning: Meaning) -> None:
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
        pressed, self.pressed = self.pressed, []
        selectors = [pressable(p.element, self.test_id) for p in pressed]
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
        selectors = [pressable(p.element, self.test_id) for p in self.pressed]
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
