"""The text of the sample contract."""

TITLE = "Framework Supply Agreement"
TRUTH = {
    "title": TITLE,
    "parties": ["Acme Paper Ltd", "Example Trading Company"],
    "effective_date": "2026-02-01",
    "expiration_date": "2029-01-31",
    "governing_law": "England and Wales",
}
OPENING = [
    "dated as of 1 February 2026",
    "between",
    "<b>Acme Paper Ltd</b>",
    "and",
    "<b>Example Trading Company</b>",
    "This Framework Supply Agreement (the “Agreement”) is entered into as of 1 February 2026 (the "
    "“Effective Date”) by and between <b>Acme Paper Ltd</b>, a company incorporated in England and Wales "
    "with its registered office at Unit 4, Kingfisher Park, Reading RG2 0TD (the “Supplier”), and "
    "<b>Example Trading Company</b>, with its office at 14 Lombard Lane, London EC3V 9AA (the "
    "“Customer”). The Supplier and the Customer are each a “Party” and together the “Parties”.",
    "The Customer buys office paper and printing supplies regularly, and the Supplier is willing to "
    "supply them on agreed terms. The Parties therefore agree as follows.",
]
CLAUSES = [
    (
        "Supply of Goods",
        [
            "The Supplier shall supply the goods listed in its current catalogue (the “Goods”) against "
            "written purchase orders of the Customer. Each order that the Supplier accepts is a separate "
            "contract under this Agreement.",
            "The Supplier shall confirm or refuse an order within two working days. An order that is not "
            "refused within that time is accepted.",
            "The Customer is not bound to buy any minimum quantity, and the Supplier may sell like goods to others.",
        ],
    ),
    (
        "Delivery",
        [
            "Goods are delivered duty paid to the warehouse named in the order within five working days of acceptance.",
            "Risk passes to the Customer when the Goods are unloaded. Title passes when they have been "
            "paid for in full.",
            "The Customer shall examine the Goods on arrival and report visible defects within ten working days.",
        ],
    ),
    (
        "Prices and Payment",
        [
            "Prices are those of the catalogue less a discount of twelve per cent, in pounds sterling and "
            "without value added tax. The Supplier may change them once in a calendar year with sixty "
            "days’ notice.",
            "Invoices are payable within thirty days of the invoice date. Each invoice shall show the "
            "Customer’s purchase order number.",
            "Overdue amounts bear interest at four per cent a year above the base rate of the Bank of England.",
        ],
    ),
    (
        "Term and Termination",
        [
            "This Agreement takes effect on the Effective Date and, unless terminated earlier, shall "
            "continue until 31 January 2029 (the “Expiration Date”).",
            "Either Party may terminate this Agreement for convenience with ninety days’ written notice.",
            "Either Party may terminate it at once by written notice if the other commits a material "
            "breach and does not cure it within thirty days of being asked to, or becomes insolvent.",
            "Orders accepted before the end of this Agreement shall be carried out under its terms.",
        ],
    ),
    (
        "Warranty and Liability",
        [
            "The Supplier warrants that the Goods conform to their description and are free of defects "
            "for twelve months after delivery. It shall replace defective Goods or refund their price.",
            "Neither Party is liable for loss of profit. The liability of each Party in a calendar year "
            "is limited to the price of the Goods ordered in that year. Nothing limits liability for "
            "death, injury or fraud.",
        ],
    ),
    (
        "Confidentiality",
        [
            "Each Party shall keep the other’s prices, quantities and business information confidential "
            "during the term and for three years after it, and shall use them for the purposes of this "
            "Agreement only."
        ],
    ),
    (
        "General",
        [
            "Changes to this Agreement need writing and the signatures of both Parties. Neither Party may "
            "assign it without the consent of the other.",
            "This Agreement, with the accepted orders, is the entire agreement of the Parties on its subject.",
        ],
    ),
    (
        "Governing Law and Jurisdiction",
        [
            "This Agreement is governed by and construed in accordance with the laws of England and Wales.",
            "The courts of England have exclusive jurisdiction over disputes that arise from it.",
        ],
    ),
]
SIGNERS = [
    ["<b>ACME PAPER LTD</b>", "", "", "______________________", "Name: Margaret Ellis", "Title: Managing Director"],
    [
        "<b>EXAMPLE TRADING COMPANY</b>",
        "",
        "",
        "______________________",
        "Name: Daniel Okafor",
        "Title: Head of Purchasing",
    ],
]
