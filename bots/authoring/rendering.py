"""An adapter's source from what is known of its ERP; what is not known says itself that it is to be written."""

import json
import re
from collections.abc import Iterable, Iterator

from bots.authoring.pieces import Pieces, RecordedField
from bots.web.locale import WebLocale

HEADER_FACTS = ("supplier_name", "invoice_number", "issue_date", "currency", "mark")
LINE_FACTS = ("description", "account", "tax_code", "quantity", "unit_price")
MISSING_CSS = "TO WRITE"
CODED = ("supplier_code", "currency", "account", "tax_code", "cost_centre")
NO_SAVE = "  # none recorded; without one there are no drafts"
LOGGED_IN = "html:not(:has(input[type=password]))"
"""What a page without a password field has: right for most ERPs, wrong where the work page has one too."""

SEARCHES = "how an entry is found in every state, drafts too: see Search in bots/erp/declared.py"
SUPPLIERS = "the list of suppliers: see Suppliers in bots/erp/declared.py"
LOGIN = "the login page: see Login in bots/erp/declared.py"
FORMS = "where the empty form is, for each kind: an address below the url, or selectors to press one after the other"
HEADER = "the fields above the lines; one must hold `mark`, the text by which our own entries are known"
LINES = "the fields of one line, {n} for its number"
POST = "the selector of what posts the entry; nothing else is pressed but this, once"


def render(name: str, pieces: Pieces) -> str:
    """The text of ``adapter.py``."""
    return "\n".join(_source(name, pieces)).replace("\n\n\n\n", "\n\n\n") + "\n"


def class_name(name: str) -> str:
    """A class's name from an adapter's: ``my-erp`` gives ``MyErp``."""
    return "".join(part.capitalize() for part in re.split(r"[^A-Za-z0-9]+", name)) or "Own"


def _source(name: str, pieces: Pieces) -> Iterator[str]:
    yield f'"""The adapter for {name}. `botfarm erp try {name}` runs it step by step."""'
    yield ""
    yield "from bots.authoring.to_write import to_write"
    yield "from bots.erp.declared import Lines, Login, Place, Search, Suppliers  # noqa: F401 - for what is missing"
    yield "from bots.erp.pages import WebErp"
    yield "from bots.erp.session import WebErpAdapter"
    yield "from bots.orders import OrderKind"
    yield "from bots.web.fields import Check, Completion, Day, Field, Number, Select, before  # noqa: F401 - as above"
    yield "from bots.web.locale import WebLocale"
    yield "from bots.web.rest import Rest"
    yield "\n"
    yield f"class {class_name(name)}(WebErp):"
    yield f"    name = {_text(name)}"
    if pieces.frame:
        yield f"    frame = {_text(pieces.frame)}"
    yield from _login(pieces)
    yield '    rest = Rest(lost="input[type=password]")'
    number, day = pieces.number or "1234.56", pieces.day or "2026-12-31"
    WebLocale.like(number, day)
    yield f"    locale = WebLocale.like({_text(number)}, {_text(day)})  # how it writes 1234.56 and 31 December 2026"
    yield ""
    yield f"    searches = to_write({_text(SEARCHES)})"
    yield f"    suppliers_list = to_write({_text(SUPPLIERS)})"
    yield from _form(pieces)
    yield "\n"
    yield f"ADAPTER = WebErpAdapter({class_name(name)})"
    yield from _unknown(pieces)


def _login(pieces: Pieces) -> Iterator[str]:
    if not pieces.password:
        yield f"    login = to_write({_text(LOGIN)})"
        return
    yield "    login = Login("
    values = (pieces.login_address, pieces.user or MISSING_CSS, pieces.password, pieces.login_button or MISSING_CSS)
    yield f"        {', '.join(_text(value) for value in values)},"
    yield f"        inside={_text(LOGGED_IN)},"
    if pieces.others:
        yield f"        others={json.dumps(pieces.others, ensure_ascii=False)},"
    yield "    )"


def _form(pieces: Pieces) -> Iterator[str]:
    if pieces.place:
        yield f"    forms = dict.fromkeys(OrderKind, {_place(pieces.place)})  # the same form for credit notes?"
    else:
        yield f"    forms = to_write({_text(FORMS)})"
    yield from _fields("header", pieces.header, HEADER_FACTS, HEADER)
    if pieces.lines:
        yield "    lines = Lines("
        yield "        ("
        yield from _rows(pieces.lines, LINE_FACTS, "            ")
        yield "        ),"
        yield f"        first={pieces.first},"
        if pieces.add:
            yield f"        add={_text(pieces.add)},"
        else:
            yield "        # add: not in the recording; say what is pressed for a further line, if anything is"
        yield "    )"
    else:
        yield f"    lines = to_write({_text(LINES)})"
    yield f"    save_button = {_text(pieces.save)}{'' if pieces.save else NO_SAVE}"
    yield f"    post_button = {_text(pieces.post)}" if pieces.post else f"    post_button = to_write({_text(POST)})"
    yield '    discard_button = ""  # the selector of what deletes a draft that is open'
    if pieces.menu:
        yield from _menu(pieces.menu)


def _menu(frame: str) -> Iterator[str]:
    yield ""
    yield "    def go(self, place: Place) -> None:"
    yield '        """Addresses as ever; what is pressed is in a frame of its own."""'
    yield "        if isinstance(place, str):"
    yield "            super().go(place)"
    yield "        else:"
    yield "            for selector in place:"
    yield f"                self.web.press(selector, frame={_text(frame)})"


def _fields(name: str, fields: list[RecordedField], facts: Iterable[str], what: str) -> Iterator[str]:
    if not fields:
        yield f"    {name} = to_write({_text(what)})"
        return
    yield f"    {name} = ("
    yield from _rows(fields, facts, "        ")
    yield "    )"


def _rows(fields: list[RecordedField], facts: Iterable[str], margin: str) -> Iterator[str]:
    for field in fields:
        parts = [_text(field.fact), _text(field.css or MISSING_CSS)]
        parts += [field.widget] if field.widget else []
        parts += [f"code=before({_text(field.code)})"] if field.code else []
        parts += [f"then={_text(field.then)}"] if field.then else []
        yield f"{margin}Field({', '.join(parts)}),{_remark(field)}"
    recorded = {field.fact for field in fields}
    for fact in facts:
        if fact not in recorded:
            yield f"{margin}# {fact}: not in the recording; say where it is, if this ERP has it"


def _remark(field: RecordedField) -> str:
    if not field.css:
        return f"  # write its CSS; recorded as: {_one_line(field.source)}"
    if field.widget == "Select()" and field.fact in CODED and not field.code:
        return '  # shows more than the code? before("--")'
    return ""


def _unknown(pieces: Pieces) -> Iterator[str]:
    if pieces.unknown:
        yield ""
        yield "# Recorded, but nothing of the sample order; say in the adapter what of it must be done each time:"
        for line in pieces.unknown:
            yield f"# {_one_line(line)}"


def _place(place: str | tuple[str, ...]) -> str:
    if isinstance(place, str):
        return _text(place)
    return f"({', '.join(_text(selector) for selector in place)},)"


def _text(value: str) -> str:
    """A literal, in the quotes that need the fewest backslashes."""
    literal = json.dumps(value, ensure_ascii=False)
    if '"' not in value or "'" in value:
        return literal
    return "'" + literal[1:-1].replace('\\"', '"') + "'"


def _one_line(text: str) -> str:
    """For a comment: whatever a page wrote into the recording stays in the comment."""
    return " ".join(text.split())[:300]
