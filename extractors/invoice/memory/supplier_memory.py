"""What is remembered of a supplier: by what it is recognised, and where which field stood on its documents."""

from enum import StrEnum

from pydantic import Field

from extractors.models import Frozen


class Relation(StrEnum):
    """Where a value stands, seen from its label; `PLACE` has no label and goes by the place on the page."""

    RIGHT = "right"
    LEFT = "left"
    BELOW = "below"
    ABOVE = "above"
    PLACE = "place"


class Record(Frozen):
    """How often something was right and wrong so far."""

    hits: int = Field(default=0, ge=0)
    misses: int = Field(default=0, ge=0)

    @property
    def share(self) -> float:
        """How far it is believed, 0 to 1; one miss weighs more than one hit."""
        return (self.hits + 0.5) / (self.hits + self.misses + 0.5)

    def counted(self, right: bool) -> "Record":
        """With one more hit or miss."""
        return Record(hits=self.hits + right, misses=self.misses + (not right))


ONCE = Record(hits=1)


class Hint(Frozen):
    """One place where a field's value stood.

    Attributes:
        field: the name of a field of `extractors.models.Invoice`.
        label: the label's words in their normal form; empty for `Relation.PLACE`.
        left, right, top: from the label's left top corner to the value's sides, as shares of the page's width and
            height; for `Relation.PLACE` from the page's left top corner.
        anchor_x, anchor_y: where the label stood, as shares of the page.
        aspect: the page's height by its width; receipts are as long as they need to be. 0 where it is not known.
        from_end: which page, counted from the last one (0).
        page: which page, counted from 1.
        order: how many values of the same type stand between label and value.
        pattern: the value's form as a regular expression; empty for amounts and dates; for a name the mark that ends
            it within its row.
        month_first: how a date that can be read in two ways was meant, None where it was clear.
        likeness: 0 to 1, how much the label looks like one.
        whole: the value was all that its phrase said.
        summed: the value is the sum of the amounts that stand so, one in a row for each tax rate.
    """

    field: str
    label: str
    relation: Relation
    left: float
    right: float
    top: float
    anchor_x: float
    anchor_y: float
    page: int
    from_end: int
    order: int = 0
    pattern: str = ""
    month_first: bool | None = None
    likeness: float
    aspect: float = 0.0
    whole: bool = False
    summed: bool = False
    record: Record = ONCE

    @property
    def id(self) -> str:
        """The same for the same field, label and relation, so that a second lesson strengthens the first."""
        place = f"{self.anchor_x:.1f},{self.anchor_y:.1f}" if self.relation is Relation.PLACE else self.label
        return f"{self.field}|{self.relation}|{place}{'|sum' if self.summed else ''}"


class FixedValue(Frozen):
    """A value that is the same on all documents of the supplier, as its name is."""

    field: str
    value: str
    record: Record = ONCE

    @property
    def id(self) -> str:
        return f"{self.field}|fixed"


class GeneralRecord(Frozen):
    """How well the general method did at a field of this supplier."""

    field: str
    record: Record


class Landmark(Frozen):
    """A phrase without figures that the supplier's form always shows, with its place as shares of the page."""

    text: str
    x: float
    y: float


class SupplierMemory(Frozen):
    """All that is remembered of one supplier.

    Attributes:
        name: what people call it.
        tax_ids, ibans, names, contacts: what it is recognised by: letters and digits only, in one case.
        layout: the phrases of its form.
    """

    id: str
    name: str = ""
    tax_ids: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    layout: tuple[Landmark, ...] = ()
    hints: tuple[Hint, ...] = ()
    fixed: tuple[FixedValue, ...] = ()
    general: tuple[GeneralRecord, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of which something was learned."""
        names = [hint.field for hint in self.hints] + [item.field for item in self.fixed]
        return tuple(dict.fromkeys(names + [item.field for item in self.general]))

    def general_record(self, field: str) -> Record:
        return next((item.record for item in self.general if item.field == field), Record())
