"""Which remembered supplier a document is from: by tax number, IBAN, name and the look of its form."""

from dataclasses import dataclass

from extractors.invoice.memory.book import MemoryBook
from extractors.invoice.memory.contacts import contacts
from extractors.invoice.memory.fields import compact
from extractors.invoice.memory.label_forms import is_label_like, label_form
from extractors.invoice.memory.supplier_memory import Landmark, SupplierMemory
from extractors.invoice.reading import Reading
from extractors.values.identifiers import find_ibans

ENOUGH = 0.75
AHEAD = 0.1
LANDMARKS = 60
LOOK_ALONE = 0.85
"""The look alone is enough where nearly all of it is there; then the supplier's fixed values are not believed."""
OTHER_ACCOUNT = 0.35
"""What speaks against a supplier whose account the document does not show, though it shows another."""
NAME_IN_ITS_PLACE = 0.15
EDGES = (0.13, 0.85)
"""The top and the bottom of a page end and begin there, as shares of its height."""
CONTACT = 0.3
"""What a telephone number, a mail or a web address says; more of them say little more."""
MIDDLE = (0.35, 0.8)
"""Between these shares of the page's height stands what changes: its phrases count half."""
LONG_NAME = 10
"""Letters and digits of a key that is known where it is broken over rows, too."""
MOST_ROWS = 400


@dataclass(frozen=True)
class _Seen:
    """What a document shows that suppliers are recognised by."""

    text: str
    joined: str
    accounts: frozenset[str]
    contacts: frozenset[str]
    marks: dict[str, Landmark]


@dataclass(frozen=True)
class Recognised:
    """A supplier's memory, why it was taken, and whether the supplier itself is sure (not only its form)."""

    memory: SupplierMemory
    by: tuple[str, ...]
    sure: bool


def landmarks(reading: Reading) -> tuple[Landmark, ...]:
    """The phrases without figures on the first page, with their places; those at its top and bottom first."""
    first = min(reading.sheet.sizes, default=1)
    found: dict[str, Landmark] = {}
    for phrase in reading.sheet.phrases:
        if phrase.page != first:
            continue
        form = label_form(phrase.text)
        if is_label_like(form) and not any(char.isdigit() for char in form) and len(form) >= 3 and form not in found:
            width, height = reading.sheet.sizes[phrase.page]
            found[form] = Landmark(text=form, x=round(phrase.box[0] / width, 3), y=round(phrase.box[1] / height, 3))
    outer_first = sorted(found.values(), key=lambda mark: -abs(mark.y - 0.5))
    return tuple(outer_first[:LANDMARKS])


def recognise(reading: Reading, book: MemoryBook) -> Recognised | None:
    """The remembered supplier of a document; None where none is clearly the one."""
    if not book.memories:
        return None
    seen = _seen(reading)
    scored = [(*_score(memory, book, seen), memory) for memory in book.memories]
    scored.sort(key=lambda item: -item[0])
    score, by, memory = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    if score < second + AHEAD:
        return None
    if score >= ENOUGH:
        return Recognised(memory, by, True)
    look = _likeness(memory, book, seen.marks)
    return Recognised(memory, ("layout",), False) if look >= LOOK_ALONE else None


def _seen(reading: Reading) -> _Seen:
    rows = [row.text for row in reading.sheet.rows[:MOST_ROWS]]
    plain = [compact(row) for row in rows]
    accounts = (compact(item.value) for row in rows for item in find_ibans(row, reading.noisy) if item.valid)
    marks = {mark.text: mark for mark in landmarks(reading)}
    return _Seen("\n".join(plain), "".join(plain), frozenset(accounts), frozenset(contacts(reading)), marks)


def _score(memory: SupplierMemory, book: MemoryBook, seen: _Seen) -> tuple[float, tuple[str, ...]]:
    """How surely it is this supplier, and by what. A key that several suppliers have counts for less."""
    score, by = 0.0, []
    for name, keys, weight, shortest in (
        ("tax id", memory.tax_ids, 0.65, 7), ("IBAN", memory.ibans, 0.65, 12), ("name", memory.names, 0.45, 4),
    ):  # fmt: skip
        held = [key for key in keys if len(key) >= shortest]
        shown = [key for key in held if key in seen.text or (len(key) >= LONG_NAME and key in seen.joined)]
        worth = max((weight / book.sharing[key] for key in shown), default=0.0)
        if worth:
            score += worth
            by.append(name)
    if "name" in by and _in_its_place(memory, seen.marks):
        score += NAME_IN_ITS_PLACE
    known = max((CONTACT / book.sharing[key] for key in memory.contacts if key in seen.contacts), default=0.0)
    if known:
        score += known
        by.append("contacts")
    look = _likeness(memory, book, seen.marks)
    if look >= 0.2:
        by.append("layout")
    paid_here = any(key in seen.accounts or key in seen.joined for key in memory.ibans)
    if seen.accounts and memory.ibans and not paid_here:
        score -= OTHER_ACCOUNT
    return score + 0.5 * look, tuple(by)


def _in_its_place(memory: SupplierMemory, here: dict[str, Landmark]) -> bool:
    """Whether the supplier's name stands where it stood, at the very top or bottom, where no addressee stands."""
    names = {compact(label_form(name)) for name in memory.names}
    for mark in memory.layout:
        other = here.get(mark.text)
        if other and not EDGES[0] < mark.y < EDGES[1] and compact(mark.text) in names:
            return abs(other.x - mark.x) < 0.05 and abs(other.y - mark.y) < 0.05
    return False


def _likeness(memory: SupplierMemory, book: MemoryBook, here: dict[str, Landmark]) -> float:
    """The share of the remembered form that is here, 0 to 1; phrases that many forms show count little."""
    whole = found = 0.0
    for mark in memory.layout:
        weight = (0.5 if MIDDLE[0] < mark.y < MIDDLE[1] else 1.0) / max(1, book.sharing[mark.text])
        whole += weight
        other = here.get(mark.text)
        if other is not None:
            found += weight * (1.0 if abs(other.x - mark.x) < 0.05 else 0.5)
    return found / whole if whole else 0.0
