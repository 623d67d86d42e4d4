"""English labels."""

LABELS = {
    "invoice_number": (
        "invoice number, invoice no, invoice nr, invoice num, invoice id, tax invoice no, "
        "tax invoice number, inv no, inv number, bill number, bill no, invoice ref, invoice reference, "
        "document number, document no, doc no, credit note number, credit note no, credit memo no, "
        "credit memo number, credit note id, receipt number, receipt no, ~reference, ~invoice, "
        "~tax invoice, ~credit note, ~credit memo, ~receipt, ~ref no, ~bill, ~statement number, ~number, "
        "invoice doc no, ~ref, vat invoice no, sales invoice no, cash sales no, ~cash bill, ~no, "
        "correction invoice, ~booking id, your invoice number, commercial invoice no"
    ),
    "po_number": (
        "po number, po no, purchase order, purchase order number, purchase order no, your order, "
        "your order no, your order number, customer po, customer order, customer order no, "
        "order reference, po, po ref, p o number, p o no, p o, your reference, your ref, buyer order no, "
        "customer reference, purchase order ref, ~order number, ~order no, ~order id, ~order, "
        "client order no, buyer reference, contract po"
    ),
    "other_number": (
        "customer number, customer no, customer id, customer code, account number, account no, acct no, "
        "account id, client number, client no, delivery note, delivery note no, delivery no, shipment no, "
        "job no, project number, project no, quote number, quotation no, phone, tel, telephone, fax, "
        "mobile, company registration number, company reg no, company no, registration no, reg no, "
        "registered number, roc no, sort code, swift, bic, routing number, bank account, serial number, "
        "tracking number, contract no, contract number, article no, our reference, our ref, "
        "sales order no, terminal id, cashier, table no, member no, slip no, page, supplier number, "
        "vendor number, vendor no, duns, gln, gtin, ean, iban no, approval code, invoice reference number, "
        "original invoice, original invoice no, credits invoice, corrects invoice, related invoice, "
        "statement of account, sales order, document ref, delivery order, commodity code, hs code"
    ),
    "issue_date": (
        "invoice date, date of issue, issue date, date issued, date of invoice, issued on, issued at, "
        "issued, document date, doc date, bill date, billing date, inv date, tax point, tax point date, "
        "tax date, credit note date, credit memo date, receipt date, transaction date, ~date, ~dated, "
        "~date time, ~print date, statement date"
    ),
    "due_date": (
        "due date, payment due, payment due date, date due, due on, due by, pay by, payable by, "
        "please pay by, due, payment date, payment deadline, remit until, please remit until, "
        "to be paid by, payable until, payment due by, expiry date, ~maturity, collection date, "
        "pay before"
    ),
    "other_date": (
        "order date, delivery date, date of delivery, date of supply, supply date, ship date, "
        "shipping date, dispatch date, service date, service period, billing period, period, check in, "
        "check out, period from, due date of discount, departure, arrival, date of birth, valid until, "
        "delivered on, contract date, purchase order date, date of contract, original invoice date, "
        "date shipped, despatch date"
    ),
    "net_total": (
        "nett amount, "
        "net total, total net, net amount, total net amount, total excl vat, total excl tax, "
        "total excluding vat, total excluding tax, total excluding gst, total ex vat, total ex tax, "
        "total before tax, total before vat, subtotal excl vat, amount excluding vat, net value, "
        "total excluding sst, net, taxable amount, taxable value, total taxable amount, total net value, "
        "total without vat, amount before tax, invoice net total, total excl gst, net payable before tax, "
        "vat net, ~total amt excl gst, goods total net, sub total excl vat, net invoice total, "
        "total exclusive of vat, net subtotal, total net price, total ex gst, goods value"
    ),
    "carried": (
        "carried forward, brought forward, subtotal carried forward, subtotal brought forward, total carried "
        "forward, total brought forward, balance carried forward, balance brought forward, balance c f, "
        "balance b f, c f, b f, c fwd, b fwd, carry over, carried over, continued"
    ),
    "subtotal": (
        "carried forward, brought forward, carry forward, balance brought forward, subtotal, sub total, "
        "items total, total items, item total, goods total, line total sum, total lines, "
        "merchandise total, total of items"
    ),
    "tax_total": (
        "vat, tax, gst, total vat, total tax, vat total, tax total, vat amount, tax amount, sales tax, "
        "total gst, gst amount, total vat amount, total tax amount, hst, pst, qst, sst, service tax, "
        "value added tax, plus vat, add vat, igst, cgst, sgst, consumption tax, vat 20, vat at, tax at, "
        "total sales tax, plus tax, add gst, vat payable, vat on total, total value added tax, "
        "amount of vat, add tax"
    ),
    "gross_total": (
        "grand total, total incl vat, total incl tax, total including vat, total including tax, "
        "total inc vat, total inc tax, total gross, gross total, gross amount, total amount, "
        "invoice total, total invoice amount, total invoice, invoice amount, total payable, total to pay, "
        "total inclusive of gst, total incl gst, total including gst, total sales incl gst, "
        "total inclusive gst, total with tax, amount total, total sales inclusive of gst, total sales, "
        "nett total, total rounded, rounded total, total rm, total sales inclusive gst, "
        "total amt incl gst, total inclusive sst, total sales inclusive sst, total incl, "
        "total due incl vat, ~total, credit total, total credit, total gross amount, total in usd, "
        "total in eur, total usd, total eur, total gbp, receipt total, total after rounding, "
        "net total rounded, total credit amount, ~amount, gross, invoice value, total charges"
    ),
    "amount_due": (
        "amount due, balance due, total due, due payable, amount payable, balance, balance payable, "
        "outstanding, amount outstanding, total amount due, please pay, to pay, payable amount, "
        "net payable, payment due amount, total outstanding, total amount payable, amount to pay, now due, "
        "total balance due, invoice balance"
    ),
    "other_amount": (
        "discount, less discount, deposit, advance, prepaid, paid, amount paid, payment, payments, "
        "payment received, shipping, shipping cost, shipping handling, freight, postage, handling, "
        "rounding, rounding adj, rounding adjustment, cash, change, change due, tendered, cash tendered, "
        "tip, gratuity, surcharge, previous balance, credit card, total discount, total savings, "
        "total quantity, total qty, qty total, total item, total saving, late fee, interest, credit limit, "
        "subject to discount, tax base, round d, visa, mastercard, early payment discount, total paid, "
        "less paid, retention, amount tendered, total tax base, amount of tax base, total saved, "
        "exchange rate, share capital"
    ),
    "tax_id": (
        "vat no, vat number, vat id, vat reg no, vat registration number, vat registration no, "
        "vat reg number, vat identification number, tax id, tax number, tax no, tax identification number, "
        "tin, ein, gst no, gst number, gst id, gst id no, gst reg no, gst registration no, gstin, abn, "
        "fein, tax registration number, vatin, vat id no, vat tin, seller vat, trn, supplier vat number, "
        "sst no, federal tax id, our vat no, uid, tax reg no, vat code, company vat, seller tax id"
    ),
    "customer_tax_id": (
        "your vat no, your vat number, your vat id, customer vat, customer vat no, customer vat number, "
        "customer vat id, customer tax id, buyer vat, buyer vat number, client vat, client vat no, "
        "bill to vat, customer gstin, buyer tax id, your vat registration number, recipient vat id"
    ),
    "iban": "iban, iban no, iban number, bank account iban",
    "supplier": (
        "seller, supplier, vendor, from, sold by, invoice from, issued by, biller, payee, remit to, "
        "merchant, supplier name, seller name, vendor name, bill from, company name, name of supplier, "
        "pay to, service provider, billed by, billing from, provider, ~make checks payable to, "
        "~account holder, ~account name, ~beneficiary"
    ),
    "customer": (
        "bill to, billed to, billing address, invoice to, invoiced to, sold to, buyer, customer, client, "
        "customer name, buyer name, client name, invoice address, attention, attn, recipient, "
        "bill to address, guest name, purchaser, charge to, billing to, invoice recipient, purchaser name, "
        "account of, name of customer, credit to, issued to, to, sold to party, bill to party, for, "
        "customer details, prepared for"
    ),
    "other_party": (
        "ship to, deliver to, delivery address, shipping address, delivered to, consignee, "
        "service address, delivery to, ship from, notify party, shipped to, warehouse address, "
        "dispatched from, registered office, bank name, bank details, payment details, remittance, "
        "place of delivery, salesperson, contact person, contact, sales person, prepared by"
    ),
    "currency": ("currency, invoice currency, all amounts in, amounts in, document currency, currency code"),
    "tax_exempt": (
        "reverse charge, vat exempt, tax exempt, exempt from vat, zero rated, not subject to vat, "
        "intra community supply, no vat, vat reverse charge, outside the scope of vat"
    ),
    "position": "pos, line, no, item no, sr no, s no, sl no, line no, sn",
    "item": (
        "item code, product code, sku, article, article no, part no, part number, product no, code, "
        "stock code, item number, hsn, hsn code, product id, ref, art no"
    ),
    "description": (
        "description, item, items, product, product description, item description, service, services, "
        "details, particulars, goods, description of goods, title, description of services, "
        "goods and services, activity, work, designation, description of goods and services, "
        "item and description, material, task"
    ),
    "quantity": (
        "delivered, volume, count, number of units, no off, qty supplied, quant, qty shipped, qty "
        "delivered, "
        "qty, quantity, hours, units, hrs, no of units, pieces, pcs, days, hours qty, qty hrs, order qty, "
        "quantity ordered, nights, shipped, billed qty"
    ),
    "unit": "unit, uom, um, u m, unit of measure, measure, per",
    "unit_price": (
        "tariff, item price, charge rate, each price, price unit excl vat, "
        "unit price, price, rate, unit cost, price per unit, unit rate, price each, each, hourly rate, "
        "net price, list price, price unit, unit price net, u price, unit price excl vat, cost, day rate, "
        "price excl vat, unit net price, price ex vat, net unit price"
    ),
    "discount": "disc, discount, discount rate, disc %, rebate",
    "tax_rate": (
        "vat rate, tax rate, vat, tax, taxes, vat %, tax %, gst %, gst, vat percent, tax code, sales tax rate"
    ),
    "line_tax": "vat amount, tax amount, gst amount, tax amt, vat amt",
    "line_total": (
        "ex gst, ex vat, excl vat, excl gst, ex tax, excl tax, nett, nett amount, net price total, nett "
        "total, line value, "
        "line amount excl vat, line amount excl tax, amount excl tax, line total excl vat, price excl tax, "
        "line total excl tax, amount excluding vat, amount, total, line total, net amount, total price, "
        "net total, net value, line amount, extended price, total net, ext price, amount excl vat, "
        "total excl vat, net, extended amount, taxable value, total amount, value, line net, total ex vat, "
        "sum, extension, price total, amount net, line net amount, subtotal, net line total, "
        "amount ex vat, total cost"
    ),
    "line_gross": (
        "incl vat, inc vat, vat incl, incl gst, inc gst, incl tax, inc tax, gross price, "
        "gross amount, total incl vat, amount incl vat, total inc vat, gross, gross total, "
        "line total incl vat, total incl tax, total with vat, amount inc vat, gross value"
    ),
    "payment_reference": (
        "payment reference, payment ref, remittance reference, please quote, quote reference, "
        "structured communication, bank reference, reference for payment, creditor reference, ~reference, "
        "~reference no, ~reference number"
    ),
}
