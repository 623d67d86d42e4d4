"""Fill an empty Tryton database with the example company. Run by Tryton's own Python (proteus), never imported.

``python seed.py CONFIGURATION DATABASE SUPPLIERS_CSV BOT_PASSWORD_FILE BOT_USER``
"""

import csv
import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path

from proteus import Model, Wizard, config

COMPANY = "Example Trading Company"
FIRST_YEAR = 2025
CURRENCIES = (  # code, name, symbol, numeric code, units for one euro
    ("EUR", "Euro", "€", "978", "1"),
    ("USD", "US Dollar", "$", "840", "1.10"),
    ("GBP", "Pound Sterling", "£", "826", "0.85"),
    ("CNY", "Yuan Renminbi", "¥", "156", "7.80"),
    ("RUB", "Russian Ruble", "₽", "643", "98.00"),
    ("CHF", "Swiss Franc", "CHF", "756", "0.95"),
)
EXPENSES = (  # code, name; kept apart from the chart's own accounts, beneath its operating expenses
    ("6100", "Office Supplies"),
    ("6200", "Freight and Postage"),
    ("6300", "IT and Software"),
    ("6400", "Professional Services"),
    ("6500", "Telephone and Internet"),
    ("6600", "Furniture and Equipment"),
)
TAX_RATES = ("0", "5", "5.5", "6", "7", "7.7", "8.1", "9", "10", "13", "19", "20", "21", "22", "25")
COST_CENTRES = (("CC100", "Office"), ("CC200", "IT"), ("CC300", "Logistics"), ("CC400", "Administration"))


def make_currencies():
    """All currencies, each with a rate from 2020 on; returns the euro."""
    currency_model = Model.get("currency.currency")
    made = {}
    for code, name, symbol, numeric, rate in CURRENCIES:
        currency = currency_model(name=name, symbol=symbol, code=code, numeric_code=numeric)
        currency.rounding, currency.digits = Decimal("0.01"), 2
        currency.rates.new(date=dt.date(2020, 1, 1), rate=Decimal(rate))
        currency.save()
        made[code] = currency
    return made["EUR"]


def make_company(currency):
    """The company that is keyed into."""
    party = Model.get("party.party")(name=COMPANY)
    party.save()
    wizard = Wizard("company.company.config")
    wizard.execute("company")
    wizard.form.party, wizard.form.currency = party, currency
    wizard.execute("add")
    return Model.get("company.company").find()[0]


def make_chart(company):
    """The universal chart of accounts in English; returns a look-up by code."""
    template = Model.get("account.account.template").find(
        [("parent", "=", None), ("name", "=", "Universal Chart of Accounts")], limit=1
    )[0]
    wizard = Wizard("account.create_chart")
    wizard.execute("account")
    wizard.form.account_template, wizard.form.company = template, company
    wizard.execute("create_account")
    account_model = Model.get("account.account")

    def by_code(code):
        return account_model.find([("code", "=", code), ("company", "=", company.id)], limit=1)[0]

    wizard.form.account_receivable, wizard.form.account_payable = by_code("1.2.1"), by_code("2.1.1")
    wizard.form.category_account_expense = by_code("5.1.1")
    wizard.form.category_account_revenue = by_code("4.1.1")
    wizard.execute("create_properties")
    return by_code


def make_expense_accounts(company, by_code):
    """The expense accounts of `EXPENSES`."""
    parent = by_code("5.2.0")
    kind = by_code("5.1.1").type  # only this type may be chosen on a supplier invoice
    for code, name in EXPENSES:
        Model.get("account.account")(code=code, name=name, company=company, parent=parent, type=kind).save()


def make_exchange_accounts(by_code):
    """Where the cent goes by which lines of a foreign invoice, each converted, miss the converted total."""
    configuration = Model.get("account.configuration")(1)
    configuration.currency_exchange_credit_account = by_code("6.1.1")
    configuration.currency_exchange_debit_account = by_code("6.1.2")
    configuration.save()


def make_fiscal_years(company):
    """Open fiscal years with monthly periods, from `FIRST_YEAR` to next year, so that samples never fall outside."""
    sequence_type = {kind.name: kind for kind in Model.get("ir.sequence.type").find()}
    strict = Model.get("ir.sequence.strict")
    for year in range(FIRST_YEAR, dt.datetime.now(dt.UTC).year + 2):
        moves = strict(name=f"Moves {year}", sequence_type=sequence_type["Account Move"], company=company)
        moves.prefix = f"M{year}-"
        moves.save()
        invoices = strict(name=f"Invoices {year}", sequence_type=sequence_type["Invoice"], company=company)
        invoices.prefix, invoices.padding = f"{year}-", 5
        invoices.save()
        fiscal_year = Model.get("account.fiscalyear")(name=str(year), company=company)
        fiscal_year.start_date, fiscal_year.end_date = dt.date(year, 1, 1), dt.date(year, 12, 31)
        fiscal_year.move_sequence = moves
        row = fiscal_year.invoice_sequences[0] if fiscal_year.invoice_sequences else fiscal_year.invoice_sequences.new()
        row.in_invoice_sequence = row.in_credit_note_sequence = invoices
        row.out_invoice_sequence = row.out_credit_note_sequence = invoices
        fiscal_year.save()
        fiscal_year.click("create_period")


def make_taxes(company, by_code):
    """Purchase taxes named ``VAT 19%``."""
    group = Model.get("account.tax.group")(name="VAT", code="VAT", kind="purchase")
    group.save()
    for rate in TAX_RATES:
        name = f"VAT {rate}%"
        tax = Model.get("account.tax")(name=name, description=name, type="percentage", company=company, group=group)
        tax.rate = Decimal(rate) / 100
        tax.invoice_account = tax.credit_note_account = by_code("2.2.3")
        tax.save()


def make_cost_centres(company):
    """Analytic accounts beneath one root."""
    analytic = Model.get("analytic_account.account")
    root = analytic(name="Cost Centres", type="root", company=company, state="opened")
    root.save()
    for code, name in COST_CENTRES:
        analytic(code=code, name=name, type="normal", root=root, parent=root, company=company, state="opened").save()


def make_payment_term():
    """Everything due after 30 days."""
    term = Model.get("account.invoice.payment_term")(name="Net 30")
    term.lines.new(type="remainder").relativedeltas.new().days = 30
    term.save()
    return term


def tax_identifier_type(country):
    """Tryton's name of the kind of tax number, by the supplier's country."""
    return {"GB": "gb_vat", "CN": "cn_vat", "RU": "ru_vat"}.get(country, "eu_vat")


def make_suppliers(file, term):
    """The suppliers of the CSV file, with tax number, IBAN and address."""
    party_model, bank_account = Model.get("party.party"), Model.get("bank.account")
    country_model = Model.get("country.country")
    countries = {}
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["country"] not in countries:
                countries[row["country"]] = country_model(name=row["country"], code=row["country"])
                countries[row["country"]].save()
            supplier = party_model(name=row["name"], code=row["code"], supplier_payment_term=term)
            address = supplier.addresses[0] if supplier.addresses else supplier.addresses.new()
            address.city, address.country = "-", countries[row["country"]]
            if row["tax_id"]:
                kind = tax_identifier_type(row["country"])
                supplier.identifiers.new(type=kind, code=row["tax_id"])
            supplier.save()
            if row["iban"]:
                account = bank_account()
                account.owners.append(supplier)
                account.numbers.new(type="iban", number=row["iban"])
                account.save()


def make_bot(company, login, password):
    """The bot's user: accounting, and nothing of the administration."""
    user = Model.get("res.user")(name="Accounts Payable Bot", login=login, password=password)
    user.groups.extend(Model.get("res.group").find([("name", "=", "Accounting")]))
    user.companies.append(company)
    user.company = company
    user.save()


def main():
    """Seed the database named on the command line."""
    configuration, database, suppliers, password_file, login = sys.argv[1:]
    connection = config.set_trytond(f"sqlite:///{database}", user="admin", config_file=configuration)
    company = make_company(make_currencies())
    connection._context = Model.get("res.user").get_preferences(True, {})
    by_code = make_chart(company)
    make_expense_accounts(company, by_code)
    make_exchange_accounts(by_code)
    make_fiscal_years(company)
    make_taxes(company, by_code)
    make_cost_centres(company)
    make_suppliers(Path(suppliers), make_payment_term())
    make_bot(company, login, Path(password_file).read_text().strip())


if __name__ == "__main__":
    main()
