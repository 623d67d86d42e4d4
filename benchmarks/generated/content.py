"""What a bill says: random goods, prices, taxes, dates and numbers that add up."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.generated.choices import Choices
from benchmarks.generated.countries import COUNTRIES
from benchmarks.generated.countries.country import Country
from benchmarks.generated.identities import creditor_reference, fill
from benchmarks.generated.model import Bill, Line, Party, TaxPart
from benchmarks.generated.parties import TRADES, account, brand, company, person
from benchmarks.generated.words import variants, words_of

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
FORMS = ("fapiao", "faktura")
"""Layouts that the law prescribes: prices without tax, nothing but lines."""
UNION = ("DE", "AT", "FR", "BE", "IE", "ES", "IT", "NL", "PL", "CZ", "PT", "SE", "DK")
NUMBER_PATTERNS = (
    "######", "{yyyy}-####", "RE{yyyy}####", "INV-#####", "{yy}/####", "##########", "{yyyy}{mm}##", "@@-####",
    "#####",
    "F{yyyy}-###", "{yyyy}/{mm}/###", "@####", "9#######", "{yyyy}.####",
    "AB-{yy}-#####", "###", "####", "@@@######",
    "{yy}{mm}####", "INV{yyyy}{mm}###", "####/{yyyy}", "R-#######", "SI-######", "##-#####", "VK#######",
    "{yy}-#####-@",
    "FV/{mm}/{yyyy}/###", "@@/###/{yy}", "#######/##", "{yyyy}#####", "#-###-####", "A ######", "V########",
)  # fmt: skip
PO_PATTERNS = (
    "45########", "PO-#####", "PO######", "B-####", "{yyyy}-####", "######", "BE#####", "P#######", "@@#####",
    "45000#####",
    "#####/{yy}", "PO {yyyy}/###", "4#######", "ORD-####-##", "E{yy}####",
)  # fmt: skip
OTHER_PATTERNS = (
    "#####",
    "######",
    "1####",
    "K-#####",
    "D#####",
    "###-###",
    "{yyyy}-####",
    "########",
    "@@####",
    "#######",
)
PEOPLE_REFS = ("{person}", "@@/@@", "{person}")


def pattern_number(pattern: str, day: date, rng: random.Random) -> str:
    """A document number by a pattern, with the parts of a date in it."""
    dated = pattern.format(
        yyyy=day.year, yy=f"{day.year % 100:02}", mm=f"{day.month:02}", dd=f"{day.day:02}", person=""
    )
    number = fill(dated, rng)
    return number.replace("0", str(rng.randint(1, 9)), 1) if number.startswith("0") else number


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def _trades(exemption: str, seller: Country, buyer: Country) -> bool:
    """Whether a bill with this exemption may go from one country to the other."""
    if buyer is seller or buyer.code in ("CN", "RU") or seller.code in ("CN", "RU"):
        return buyer is seller
    union = (seller.code in UNION, buyer.code in UNION)
    return all(union) if exemption == "intra" else not all(union) if exemption == "export" else True


class Author:
    """Writes the bills of one supplier: what stays the same (trade, patterns, habits) comes from `habits`."""

    def __init__(self, country: Country, language: str, habits: Choices, layout: str) -> None:
        self.country, self.language, self.habits = country, language, habits
        receipt = self.receipt = layout == "receipt"
        self.form = layout if layout in FORMS else ""
        self.trade = habits.pick("trade", TRADES)
        rng = habits.random("supplier")
        self.supplier = self._shop(rng) if receipt else company(country, language, self.trade, rng)
        self.accounts = tuple(account(country, rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3))))
        self.goods = variants(language, "GOODS", self.trade)
        if receipt and self.trade not in ("food", "office", "building"):
            self.goods = variants(language, "GOODS", habits.pick("shelf", ("food", "office", "food", "building")))

    def _shop(self, rng: random.Random) -> Party:
        party = company(self.country, self.language, "food", rng)
        shop = rng.choice(words_of(self.language).SHOPS.split("|"))
        surname = rng.choice(self.country.surnames.split("|"))
        if rng.random() < 0.5:
            return replace(party, name=rng.choice((f"{surname} {shop}", f"{shop} {surname}", f"{brand(rng)} {shop}")))
        return party

    def bill(self, content: Choices) -> Bill:
        """One bill, its content from `content`."""
        rng = content.random("bill")
        credit = not self.receipt and content.chance("credit", 0.13)
        kind = "receipt" if self.receipt else "credit_note" if credit else "invoice"
        issued = date(2019, 1, 1) + timedelta(days=rng.randrange(365 * 9))
        if rng.random() < 0.25:
            issued = issued.replace(day=rng.choice((1, 15, 28)))
        gross_prices = self.receipt or self.habits.chance("gross prices", self.country.gross_prices)
        gross_prices = gross_prices and not self.country.sales_tax and not self.form
        negative = credit and self.habits.chance("negative credit", 0.4)
        exemption = self._exemption(content)
        lines = self._lines(rng, gross_prices, exemption, -1 if negative else 1)
        bill = self._amounts(lines, gross_prices, exemption, rng)
        return self._dressed(bill, kind, issued, rng, content)

    def _exemption(self, content: Choices) -> str:
        if self.receipt:
            return ""
        if self.habits.chance("small", 0.04):
            return "small"
        return content.weighed("exemption", {"": 0.9, "reverse": 0.05, "intra": 0.03, "export": 0.02})

    def _lines(self, rng: random.Random, gross_prices: bool, exemption: str, sign: int) -> tuple[Line, ...]:
        count = rng.choice((1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12, 16, 22, 30, 45))
        if self.receipt:
            count = rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 11, 15))
        rates = self.country.rates[int(self.habits.share("rates") * len(self.country.rates))]
        sections = words_of(self.language).SECTIONS.split("|")
        headings = rng.sample(sections, 3) if count > 3 and self.habits.chance("sections", 0.15) else [""]
        discounted = self.habits.chance("line discounts", 0.2)
        made = []
        for i in range(count):
            rate = Decimal("0") if exemption else Decimal(rng.choice(rates))
            discount = Decimal(rng.choice(("0", "0", "5", "10", "12.5", "3", "25"))) if discounted else Decimal(0)
            section = headings[i * len(headings) // count]
            made.append(self._line(rng, rate, discount, section, gross_prices, sign))
        return tuple(made)

    def _line(
        self, rng: random.Random, rate: Decimal, discount: Decimal, section: str, gross_prices: bool, sign: int
    ) -> Line:
        text, unit = rng.choice(self.goods).split(";")
        price = self._price(unit, rng)
        quantity = self._quantity(unit, rng)
        while quantity * price > 20000 * self._dearness and quantity > 4:
            quantity = Decimal(int(quantity / 2))
        quantity *= sign
        amount = cents(quantity * price * (1 - discount / HUNDRED))
        net = cents(amount / (1 + rate / HUNDRED)) if gross_prices else amount
        gross = amount if gross_prices else cents(amount * (1 + rate / HUNDRED))
        return Line(
            code=fill(rng.choice(("#####", "@@-###", "######", "@##-####", "#### ###", "@@@##")), rng),
            description=self._filled(text, rng), notes=self._notes(rng), quantity=quantity, unit=unit, unit_price=price,
            discount=discount, rate=rate, net=net, tax=gross - net, gross=gross, section=section,
        )  # fmt: skip

    def _filled(self, text: str, rng: random.Random) -> str:
        month = f"{rng.choice(words_of(self.language).MONTHS)} {rng.randint(2019, 2027)}"
        code = fill(rng.choice(("@@##", "####", "@-###", "##/###", "@@ ####")), rng)
        filled = text.format(code=code, n=rng.choice((5, 8, 10, 12, 16, 20, 25)), month=month, name=brand(rng))
        if rng.random() < 0.15 and self.habits.chance("long descriptions", 0.5):
            other = rng.choice(self.goods).split(";")[0].format(code=code, n=2, month=month, name=brand(rng))
            filled = f"{filled}, {other}, {fill('@@ ###', rng)}"
        return filled

    def _notes(self, rng: random.Random) -> tuple[str, ...]:
        if not self.habits.chance("line notes", 0.3) or rng.random() < 0.4:
            return ()
        section = rng.choice(words_of(self.language).SECTIONS.split("|"))
        options = (
            fill("S/N @@########", rng),
            fill("Ref. ######", rng),
            section,
            fill("## x ## x ### mm", rng),
            person(self.country, rng),
        )
        return tuple(rng.sample(options, rng.choice((1, 1, 2))))

    def _quantity(self, unit: str, rng: random.Random) -> Decimal:
        if self.receipt:
            return Decimal(rng.choice((1, 1, 1, 1, 2, 3))) if unit != "kg" else Decimal(rng.randint(120, 2600)) / 1000
        if unit in ("hour", "day", "kg", "metre", "litre"):
            return Decimal(rng.choice((rng.randint(1, 40), rng.randint(1, 160) * 25))) / Decimal(rng.choice((1, 100)))
        if unit in ("flat", "month"):
            return Decimal(rng.choice((1, 1, 1, 1, 2, 3, 12)))
        return Decimal(rng.choice((1, 1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 50, 100, 250, 1000)))

    @property
    def _dearness(self) -> int:
        """How many units of the currency stand for one euro, roughly."""
        return {"INR": 60, "RUB": 60, "CZK": 20, "SEK": 9, "DKK": 7, "CNY": 6}.get(self.country.currency, 1)

    def _price(self, unit: str, rng: random.Random) -> Decimal:
        scale = {"hour": 95, "day": 650, "flat": 380, "month": 60, "kg": 9, "litre": 6, "metre": 5}.get(unit, 24)
        scale *= self._dearness
        if self.receipt:
            scale = min(scale, 9 * self._dearness)
        price = Decimal(str(round(scale * rng.lognormvariate(0, 0.8), 2)))
        if rng.random() < 0.4:
            price = price.quantize(Decimal(1)) + rng.choice(
                (Decimal(0), Decimal("0.5"), Decimal("0.9"), Decimal("0.99"))
            )
        if self.habits.chance("fine prices", 0.06):
            price = Decimal(str(round(float(price), 4)))
        return max(price, Decimal("0.05"))

    def _amounts(self, lines: tuple[Line, ...], gross_prices: bool, exemption: str, rng: random.Random) -> Bill:
        amounts = [line.gross if gross_prices else line.net for line in lines]
        total = sum(amounts, Decimal(0))
        allowance = allowance_rate = freight = Decimal(0)
        simple = len({line.rate for line in lines}) == 1 and not self.receipt and not self.form and not gross_prices
        if simple and self.habits.chance("allowances", 0.14):
            allowance_rate = Decimal(rng.choice(("2", "3", "5", "10")))
            allowance = cents(total * allowance_rate / HUNDRED)
        if simple and self.habits.chance("freights", 0.2) and rng.random() < 0.8:
            freight = Decimal(rng.choice(("4.90", "6.95", "12.00", "25.00", "8.50", "49.00"))).copy_sign(total)
        taxes = self._taxes(lines, gross_prices, freight - allowance)
        tax = sum((part.tax for part in taxes), Decimal(0))
        if gross_prices:
            gross = total
            net = gross - tax
        else:
            net = total - allowance + freight
            gross = net + tax
        rounding = self._rounding(gross, rng)
        prepaid = (
            cents(gross * Decimal(rng.choice(("0.2", "0.3", "0.5", "1")))) if self._is_prepaid(rng) else Decimal(0)
        )
        blank = Party("", (), "")
        return Bill(
            kind="", country=self.country.code, language=self.language, supplier=self.supplier, customer=blank,
            number="", issued=date(2020, 1, 1), due=None, currency=self.country.currency, lines=lines,
            gross_prices=gross_prices,
            lines_total=total, allowance=allowance, allowance_rate=allowance_rate, freight=freight, net_total=net,
            taxes=taxes, tax_total=tax, gross_total=gross + rounding, prepaid=prepaid, rounding=rounding,
            amount_due=gross + rounding - prepaid, exemption=exemption, accounts=self.accounts,
        )  # fmt: skip

    def _is_prepaid(self, rng: random.Random) -> bool:
        return not self.receipt and not self.form and rng.random() < 0.07

    def _rounding(self, gross: Decimal, rng: random.Random) -> Decimal:
        step = self.country.small_change
        if step == CENT or not self.receipt or not self.habits.chance("rounded", 0.7):
            return Decimal(0)
        return (gross / step).quantize(Decimal(1), ROUND_HALF_UP) * step - gross

    def _taxes(self, lines: tuple[Line, ...], gross_prices: bool, adjusted: Decimal) -> tuple[TaxPart, ...]:
        parts = []
        for rate in sorted({line.rate for line in lines}, reverse=True):
            chosen = [line for line in lines if line.rate == rate]
            if gross_prices:
                gross = sum((line.gross for line in chosen), Decimal(0))
                base = cents(gross / (1 + rate / HUNDRED))
                parts.append(TaxPart(rate, base, gross - base))
            else:
                base = sum((line.net for line in chosen), Decimal(0)) + adjusted
                parts.append(TaxPart(rate, base, cents(base * rate / HUNDRED)))
        return tuple(parts)

    def _dressed(self, bill: Bill, kind: str, issued: date, rng: random.Random, content: Choices) -> Bill:
        country = self.country
        days = int(self.habits.pick("days", ("7", "10", "14", "14", "20", "30", "30", "30", "45", "60")))
        customer = self._customer(bill.exemption, rng)
        habits = self.habits
        number = pattern_number(habits.pick("number", NUMBER_PATTERNS), issued, rng)
        if self.form == "fapiao":
            number = fill(habits.pick("number", ("########", "2#33200000##########", "24#17000000#########")), rng)
        if self.receipt:
            number = fill(
                habits.pick("number", ("#####", "########", "@#####", "##-####-##", "######", "INV#######")), rng
            )
        numbers = {
            key: pattern_number(habits.pick(key, OTHER_PATTERNS), issued, rng)
            for key in ("customer_number", "delivery_note", "order_number", "contract_number", "our_reference")
        }
        numbers["your_sign"] = person(country, rng) if rng.random() < 0.6 else fill("@@/@@", rng)
        numbers["contact"] = person(country, rng) if habits.chance("one clerk", 0.3) else self.supplier.contact
        early = [
            (i, Decimal(p)) for i, p in ((7, "2"), (8, "2"), (10, "3"), (14, "2"), (10, "2"), (10, "1.5"), (5, "4"))
        ]
        discount = habits.pick("cash discount", early) if habits.chance("has cash discount", 0.2) else None
        return replace(
            bill, kind=kind, issued=issued, number=number, customer=customer, numbers=numbers,
            due=issued + timedelta(days=days), payment_days=days,
            cash_discount=discount if discount and discount[0] < days and kind == "invoice" else None,
            po_number=pattern_number(self.habits.pick("po", PO_PATTERNS), issued, rng),
            payment_reference=self._reference(number, rng), original=pattern_number(
                habits.pick("number", NUMBER_PATTERNS), issued, rng
            ) if kind == "credit_note" else "",
            dates=self._dates(issued, rng), ship_to=self._ship_to(rng),
        )  # fmt: skip

    def _customer(self, exemption: str, rng: random.Random) -> Party:
        country, language = self.country, self.language
        if exemption in ("reverse", "intra", "export") or rng.random() < 0.04:
            country = rng.choice([other for other in COUNTRIES.values() if _trades(exemption, country, other)])
        party = company(country, language if country is self.country else country.languages[0], rng.choice(TRADES), rng)
        if rng.random() < 0.12:
            party = replace(party, name=person(country, rng))
        return party

    def _reference(self, number: str, rng: random.Random) -> str:
        form = self.habits.weighed("reference", {"": 0.8, "rf": 0.07, "digits": 0.08, "mixed": 0.05})
        if not form or self.receipt:
            return ""
        customer = fill("#####", rng)
        bare = "".join(char for char in number if char.isdigit())
        return {"rf": creditor_reference(rng), "digits": fill("############", rng), "mixed": f"{bare}-{customer}"}[form]

    def _dates(self, issued: date, rng: random.Random) -> dict[str, date]:
        delivered = issued - timedelta(days=rng.choice((0, 0, 1, 2, 3, 5, 10)))
        ordered = delivered - timedelta(days=rng.randint(1, 40))
        start = (issued.replace(day=1) - timedelta(days=1)).replace(day=1)
        return {
            "delivery_date": delivered, "order_date": ordered, "period_start": start,
            "period_end": issued.replace(day=1) - timedelta(days=1),
        }  # fmt: skip

    def _ship_to(self, rng: random.Random) -> Party | None:
        if self.receipt or not self.habits.chance("ships", 0.25):
            return None
        return company(self.country, self.language, rng.choice(TRADES), rng)
