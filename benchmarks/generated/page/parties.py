"""Supplier and customer as rows of text, and the blocks in which they stand."""

import re

from benchmarks.generated.countries import COUNTRIES
from benchmarks.generated.model import Party
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.sheet import Run
from benchmarks.generated.style import Style, wrapped

Rows = list[list[Run]]


def tax_id_text(style: Style, tax_id: str, country: str) -> str:
    """A tax id as printed: compact or in groups."""
    if country == "CH":
        return tax_id + style.look.pick("mwst", ("", " MWST", " MWST", " TVA" if style.language == "fr" else ""))
    form = style.look.pick("tax id form", ("compact", "compact", "compact", "spaced", "country apart"))
    head, digits = re.match(r"([A-Z]*)(.*)", tax_id).groups()  # type: ignore[union-attr] # always matches
    if form == "country apart" and head:
        return f"{head} {digits}"
    if form == "spaced" and country in ("DE", "GB", "AU", "FR", "DK"):
        return " ".join([*([head] if head else []), *re.findall(r"\d{1,3}", digits)])
    return tax_id


def iban_text(style: Style, iban: str) -> str:
    """An IBAN as printed: in fours, or in one piece."""
    if style.look.chance("iban in one", 0.25):
        return iban
    return " ".join(re.findall(r".{1,4}", iban))


def tax_rows(frame: Frame) -> Rows:
    """The supplier's tax id, with its label; with the second number where the look wants it."""
    style, party, look = frame.style, frame.bill.supplier, frame.look
    rows: Rows = []
    if party.tax_id and shows_tax_id(frame):
        text = tax_id_text(style, party.tax_id, party.country)
        rows.append([(style.label("tax_id") + " ", ""), (text, "supplier_tax_id")])
    if party.local_number and look.chance("local number", 0.4):
        label, _, number = party.local_number.rpartition("=")
        heading = label + style.colon if label else style.label("local_number")
        mark = "local_number" if rows else "local_number|lone_number"
        rows.append([(heading + " ", ""), (number, mark)])
    return rows


def shows_tax_id(frame: Frame) -> bool:
    return frame.bill.exemption != "small" and frame.look.chance(
        "shows tax id", 0.5 if frame.style.country.sales_tax else 0.92
    )


def contact_rows(frame: Frame) -> Rows:
    """Telephone, fax, mail, web: those that the look wants."""
    style, party = frame.style, frame.bill.supplier
    rows: Rows = []
    for key, value, share in (
        ("phone", party.phone, 0.8),
        ("fax", party.fax, 0.4),
        ("email", party.email, 0.65),
        ("web", party.web, 0.5),
    ):
        if style.look.chance(f"shows {key}", share):
            bare = key in ("email", "web") and style.look.chance("bare mail", 0.4)
            rows.append([("" if bare else style.label(key) + " ", ""), (value, key)])
    return rows


def name_row(frame: Frame) -> list[Run]:
    return [(frame.bill.supplier.name, "supplier_name")]


def register_rows(frame: Frame) -> Rows:
    """Court or registry with number, and who directs the company."""
    style, party = frame.style, frame.bill.supplier
    rows: Rows = []
    if party.register:
        rows.append([(f"{style.say('register')} {party.city}, {party.register}", "")])
    if style.look.chance("director", 0.5):
        rows.append([(f"{style.label('director')} {party.contact}", "")])
    return rows


def bank_rows(frame: Frame, short: bool = False) -> Rows:
    """Every account with bank, IBAN and BIC (or number and sort code); the first IBAN is the bill's."""
    style, look = frame.style, frame.look
    rows: Rows = []
    for i, account in enumerate(frame.bill.accounts):
        rows.append([("" if look.chance("bare bank", 0.4) else style.label("bank") + " ", ""), (account.bank, "bank")])
        if account.iban:
            mark = "iban" if i == 0 else "other_iban"
            rows.append([(style.label("iban") + " ", ""), (iban_text(style, account.iban), mark)])
            if look.chance("shows bic", 0.8):
                rows.append([(style.label("bic") + " ", ""), (account.bic, "bic")])
        else:
            rows.append([(style.label("sort_code") + " ", ""), (account.sort_code, "")])
            rows.append([(style.label("account_number") + " ", ""), (account.number, "account_number")])
    if not short and look.chance("account holder", 0.3):
        rows.insert(0, [(style.label("account_holder") + " ", ""), *name_row(frame)])
    return rows


def address_rows(frame: Frame, party: Party) -> Rows:
    """The address, with the country where it is foreign or the look writes it always."""
    rows: Rows = [[(row, "")] for row in party.address]
    if party.country != frame.style.country.code or frame.look.chance("writes country", 0.15):
        name = COUNTRIES[party.country].name.split("|")[0]
        rows.append([(name.upper() if frame.look.chance("country upper", 0.4) else name, "")])
    return rows


def customer_rows(frame: Frame) -> Rows:
    """Name, person, address, tax id of the customer."""
    bill, style, look = frame.bill, frame.style, frame.look
    party = bill.customer
    rows: Rows = [[(party.name, "customer_name")]]
    extra = look.weighed("customer person", {"": 0.65, "below": 0.2, "above": 0.05, "attn": 0.1})
    if extra:
        text = f"{style.say('your_sign')} {party.contact}" if extra == "attn" else party.contact
        rows.insert(0 if extra == "above" else 1, [(text, "")])
    rows += address_rows(frame, party)
    if shows_customer_tax_id(frame) == "address":
        rows.append([(style.label("customer_tax_id") + " ", ""), (customer_tax_id(frame), "customer_tax_id")])
    return rows


def customer_tax_id(frame: Frame) -> str:
    return tax_id_text(frame.style, frame.bill.customer.tax_id, frame.bill.customer.country)


def shows_customer_tax_id(frame: Frame) -> str:
    """Where the customer's tax id stands: address, details or nowhere ("")."""
    if frame.style.country.sales_tax or frame.bill.customer.name == frame.bill.customer.contact:
        return ""
    if frame.bill.exemption in ("reverse", "intra"):
        return frame.look.pick("foreign tax id", ("address", "details"))
    return frame.look.weighed("customer tax id", {"": 0.65, "address": 0.2, "details": 0.15})


def customer_block(frame: Frame, x: float, y: float, width: float) -> float:
    """The customer's address, with a label or under the sender's line; returns where the next block may begin."""
    look, style, sheet = frame.look, frame.style, frame.sheet
    head = look.weighed("customer head", {"label": 0.5, "sender": 0.22, "nothing": 0.28})
    if head == "sender":
        party = frame.bill.supplier
        joint = look.pick("sender joint", (" · ", ", ", " - ", " | ", " * "))
        runs: list[Run] = [*name_row(frame), (joint + joint.join(party.address), "")]
        size = 6.0 if sheet.measure("".join(text for text, _ in runs), 7) > width else 7.0
        end = sheet.runs(x, y, runs, size=size, ink=style.grey)
        if look.chance("sender rule", 0.6):
            sheet.rule(x, y + 2, end, y + 2, 0.4, style.grey)
        y += frame.step + 4
    elif head == "label":
        sheet.text(x, y, style.label("bill_to"), bold=look.chance("bold heads", 0.6), ink=head_ink(frame))
        y += frame.step + look.pick("head gap", (0, 2, 4))
    return framed_rows(frame, "customer box", x, y, width, customer_rows(frame))


def head_ink(frame: Frame) -> str:
    return frame.look.pick("head ink", ("#000000", "#000000", frame.style.grey, frame.style.dark))


def framed_rows(frame: Frame, name: str, x: float, y: float, width: float, rows: Rows) -> float:
    """Rows (wrapped), in a box where the look draws one."""
    lines = [line for row in rows for line in wrapped(frame.sheet, row, width - 8)]
    boxed = frame.look.chance(name, 0.15)
    inset = 5 if boxed else 0
    if boxed:
        end = y + frame.step * len(lines) + 2
        frame.sheet.box((x, y - frame.sheet.size - 3, x + width, end), ink=frame.style.grey)
    return frame.rows(x + inset, y + inset / 3, lines) + inset


def ship_to_block(frame: Frame, x: float, y: float, width: float) -> float:
    """Where the goods went: a party that is not the customer of the bill."""
    party = frame.bill.ship_to
    assert party is not None
    frame.sheet.text(x, y, frame.style.label("ship_to"), bold=frame.look.chance("bold heads", 0.6), ink=head_ink(frame))
    same = frame.look.chance("ship name same", 0.5)
    name = frame.bill.customer.name if same else party.name
    rows: Rows = [[(name, "customer_name" if same else "other_party")], *[[(row, "")] for row in party.address]]
    return framed_rows(frame, "customer box", x, y + frame.step, width, rows)


def supplier_block(frame: Frame, x: float, y: float, width: float) -> float:
    """The supplier as a block of its own."""
    if frame.look.chance("supplier label", 0.45):
        frame.sheet.text(
            x, y, frame.style.label("supplier"), bold=frame.look.chance("bold heads", 0.6), ink=head_ink(frame)
        )
        y += frame.step
    rows = [name_row(frame), *address_rows(frame, frame.bill.supplier)]
    rows += contact_rows(frame) if frame.look.chance("block contacts", 0.7) else []
    rows += tax_rows(frame) if frame.look.chance("block tax", 0.6) else []
    return framed_rows(frame, "supplier box", x, y, width, rows)
