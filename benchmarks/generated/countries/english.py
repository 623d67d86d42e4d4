"""Countries that write English."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

from decimal import Decimal

from benchmarks.generated.countries.country import Country

SURNAMES = "Harper|Whitfield|Okafor|Pemberton|Lowe|Ashdown|Marlow|Sinclair|Burgess|Hartley|Kendrick|Thorne|Rowntree|Bellamy|Fairclough|Dunmore|Langley|Osborne|Patel|Greaves|Stanton|Wickham|Yardley|Cole|Brennan|McAllister|Trent|Holloway"
FORENAMES = "James|Sarah|Oliver|Amelia|Priya|Thomas|Grace|Daniel|Chloe|Samuel|Hannah|Robert|Emma|Liam|Fiona|George"
STREETS = "High Street|Station Road|Mill Lane|Church Road|Victoria Street|Kings Way|Park Avenue|Queen Street|Foundry Lane|Bridge Street|Orchard Close|Canal Wharf|Trinity Court|Market Place|Unit 4 Ashgrove Industrial Estate|Old Brewery Yard"
FORMS = "{name} Ltd|{name} Limited|{name} Ltd.|{name} LLP|{name} plc|{name}|{name} & Co. Ltd|{name} & Sons|{name} (UK) Ltd|{name} Group Limited|{name} PLC"

UK = Country(
    code="GB", name="United Kingdom|UK|England", languages=("en",), currency="GBP",
    rates=(("20",), ("20", "0"), ("20", "5"), ("20", "5", "0"), ("0",)),
    numerals=(".,", ".,", ".,", "._"),
    dates="{dd}/{mm}/{yyyy}|{d} {month} {yyyy}|{dd} {mon} {yyyy}|{dd}/{mm}/{yy}|{dd}-{mon}-{yyyy}|{th} {month} {yyyy}|{dd}.{mm}.{yyyy}|{yyyy}-{mm}-{dd}|{d}/{m}/{yyyy}|{dd}-{mon}-{yy}",
    legal_forms=FORMS, surnames=SURNAMES, forenames=FORENAMES, streets=STREETS, street="{no} {street}",
    cities="LS# #@@;Leeds|M## #@@;Manchester|B# #@@;Birmingham|EC#A #@@;London|BS# #@@;Bristol|NE# #@@;Newcastle upon Tyne|CF## #@@;Cardiff|EH# #@@;Edinburgh|NR# #@@;Norwich|OX# #@@;Oxford|SW#@ #@@;London|YO## #@@;York",
    town="{city} {postcode}|{city}, {postcode}|{city}\n{postcode}",
    phones="01### ######|020 #### ####|+44 (0)1## ### ####|0###-### ####|+44 20 #### ####", domain="co.uk",
    tax_ids=(("GB#########", "gb.vat"),), ibans="BARC######" + "#" * 8,
    banks="Barclays Bank|Lloyds Bank|HSBC UK|NatWest|Santander UK|Metro Bank",
    local_numbers="########|0#######|SC######", register="",
    currency_words="<£|<£|<£|<£|GBP|<GBP ||",
    weight=2.0,
)  # fmt: skip

IRELAND = Country(
    code="IE", name="Ireland", languages=("en",), currency="EUR",
    rates=(("23",), ("23", "13.5"), ("23", "9"), ("0",)), numerals=(".,",), dates=UK.dates,
    legal_forms="{name} Ltd|{name} Limited|{name} DAC|{name} Teoranta", surnames="Byrne|O'Sullivan|Keane|Doyle|Walsh|Nolan|Gallagher|Kavanagh|Quinn|Foley|Hennessy|Tierney",
    forenames="Aoife|Sean|Ciara|Padraig|Niamh|Conor", streets="Main Street|Patrick Street|The Quays|Dock Road|Abbey Street|Grand Parade|Ballymount Road",
    street="{no} {street}", cities="D0# @#@#;Dublin|T12 @#@#;Cork|H91 @#@#;Galway|V94 @#@#;Limerick|X91 @#@#;Waterford",
    town="{city} {postcode}|{city}, {postcode}", phones="01 ### ####|+353 1 ### ####|021 ### ####", domain="ie",
    tax_ids=(("IE#######@", "ie.vat"),), ibans="AIBK" + "#" * 14, banks="AIB|Bank of Ireland|Permanent TSB",
    local_numbers="######", currency_words="<€|<€|€|EUR|<EUR |",
    labels={"register": "Registered in Ireland", "local_number": "Company Reg. No.|CRO No.|Registered No."}, weight=0.5,
)  # fmt: skip

US = Country(
    code="US", name="USA|United States", languages=("en",), currency="USD",
    rates=(("0",), ("8.25",), ("6",), ("7",), ("8.875",), ("6.25",), ("0",), ("9.5",)),
    numerals=(".,", ".,", "._"),
    dates="{mm}/{dd}/{yyyy}|{month} {d}, {yyyy}|{mon} {d}, {yyyy}|{m}/{d}/{yyyy}|{mm}/{dd}/{yy}|{mm}-{dd}-{yyyy}|{yyyy}-{mm}-{dd}|{mon}. {dd}, {yyyy}|{dd}-{mon}-{yyyy}",
    legal_forms="{name}, Inc.|{name} LLC|{name} Inc.|{name}, LLC|{name} Corp.|{name} Corporation|{name} Co.|{name} & Associates|{name}",
    surnames="Miller|Dawson|Ramirez|Whitaker|Hollis|Sandoval|Prescott|Nguyen|Becker|Carver|Jefferson|Lindqvist|Monroe|Tucker|Vasquez|Wheeler|Young|Abbott|Delgado|Foster",
    forenames="Michael|Jessica|Tyler|Ashley|Brandon|Megan|Carlos|Emily|Kevin|Laura", streets="Main St|Oak Avenue|Industrial Pkwy|Maple Drive|5th Avenue|Commerce Blvd, Suite 210|Lakeview Rd|Sunset Blvd|Elm Street|Technology Dr Ste 400|W Madison St",
    street="{no}## {street}", cities="TX 75###;Dallas|CA 94###;San Francisco|NY 100##;New York|IL 606##;Chicago|WA 981##;Seattle|OH 432##;Columbus|GA 303##;Atlanta|CO 802##;Denver|MN 554##;Minneapolis|FL 331##;Miami",
    town="{city}, {postcode}", phones="(###) 555-####|###-555-####|+1 ### 555 ####|###.555.####", domain="com",
    tax_ids=(("##-#######", "us.ein"),), accounts=("##########", "#########"), banks="Chase|Bank of America|Wells Fargo|US Bank|Citibank",
    currency_words="<$|<$|<$|<$|USD|<USD |<US$|<$ |",
    labels={
        "tax_id": "EIN|Federal Tax ID|Tax ID|FEIN|Federal ID #|Fed. Tax ID|Taxpayer ID|Employer ID No.",
        "tax": "Sales Tax ({rate}%)|Sales Tax {rate}%|Tax ({rate}%)|Tax {rate}%|State Tax {rate}%|Tax @ {rate}%",
        "tax_total": "Sales Tax|Tax|Total Tax|Sales tax|State tax|Taxes",
        "net_total": "Subtotal|SUBTOTAL|Sub Total|Net|Merchandise total|Taxable subtotal|Total before tax|Pre-tax total",
        "gross_total": "Total|TOTAL|Invoice Total|Grand Total|Amount Due|Total Due|Total (USD)|Balance Due|Invoice Amount|TOTAL DUE|Please remit|Pay this amount|Total charges|Current charges|Total amount due",
        "local_number": "DUNS|State Tax ID|License #|CAGE Code", "col.rate": "Tax %|Tax|Tax Rate", "col.tax": "Tax|Tax Amt", "col.gross": "Total|Amount",
        "account_number": "Account #|Acct #|Account No.", "sort_code": "Routing #|ABA|Routing No.|ABA/Routing", "freight": "Shipping|Shipping & Handling|S&H|Freight|Delivery",
        "bill_to": "Bill To|BILL TO|Sold To|Customer|Client|Billed To|To|Invoice To|Attention|Remit invoice to|For services to|Account name",
        "register": "State of Delaware|Established",
    },
    sentences={
        "reverse": "Resale certificate on file. No tax charged.", "intra": "Exempt from sales tax.|Tax exempt organization.",
        "export": "Export sale, not subject to sales tax.", "small": "No sales tax applies to services.",
        "thanks": "Thank you for your business!|Make all checks payable to {supplier}.|Past due invoices are subject to 1.5% monthly interest.|Please include invoice number on your check.|We appreciate your business.|",
    },
    paper="letter", sales_tax=True, weight=2.0,
)  # fmt: skip

AUSTRALIA = Country(
    code="AU", name="Australia", languages=("en",), currency="AUD", rates=(("10",), ("10", "0"), ("10",)), numerals=(".,",),
    dates="{dd}/{mm}/{yyyy}|{d} {month} {yyyy}|{d} {mon} {yyyy}|{dd}-{mon}-{yyyy}|{d}/{mm}/{yyyy}|{dd}/{mm}/{yy}",
    legal_forms="{name} Pty Ltd|{name} Pty. Ltd.|{name} PTY LTD|{name} Australia Pty Ltd|{name} Limited|{name}", surnames=SURNAMES, forenames=FORENAMES,
    streets="George Street|Collins Street|Pacific Highway|Ann Street|Hindley Street|Wattle Grove|Harbour Esplanade|Hay Street|Gympie Road", street="{no} {street}",
    cities="NSW 20##;Sydney|VIC 30##;Melbourne|QLD 40##;Brisbane|WA 60##;Perth|SA 50##;Adelaide|TAS 70##;Hobart", town="{city} {postcode}",
    phones="(0#) #### ####|04## ### ###|1300 ### ###|+61 # #### ####", domain="com.au", tax_ids=(("###########", "au.abn"),),
    banks="Commonwealth Bank|Westpac|ANZ|NAB", accounts=("########", "0##-###"), local_numbers="ACN=### ### ###", currency_words="<$|<$|<$|<A$|AUD|<AUD |",
    labels={
        "tax_id": "ABN|A.B.N.|ABN:|Australian Business Number", "tax": "GST {rate}%|GST ({rate}%)|GST @ {rate}%|Plus GST {rate}%|Includes GST {rate}%",
        "tax_total": "GST|Total GST|GST Amount|Tax|GST included|Plus GST", "customer_tax_id": "Customer ABN|Your ABN|Client ABN|ABN",
        "net_total": "Subtotal|Total ex GST|Total (excl. GST)|Net Total|Subtotal (ex GST)|Total Excluding GST|Amount ex. GST",
        "gross_total": "Total|Total inc GST|Total AUD|Amount Due|Invoice Total AUD|Total (inc. GST)|Total Including GST|Balance Due|Grand Total|Total payable AUD",
        "col.rate": "GST %|GST|Tax rate|GST rate", "col.tax": "GST|GST Amount|GST $", "col.gross": "Total inc GST|Amount inc. GST|Total|Amount AUD inc. GST",
        "col.net": "Amount AUD|Amount|Ex GST|Total ex GST|Net|Amount ex GST|Ext. ex GST|Line total", "sort_code": "BSB|BSB No.", "title.invoice": "Tax Invoice|TAX INVOICE|Invoice|Tax invoice / Statement",
        "title.credit_note": "Adjustment Note|Credit Note|CREDIT NOTE|Tax Adjustment Note", "summary.tax": "GST", "summary.rate": "GST %|Tax code", "local_number": "ACN",
        "register": "Incorporated in Australia",
    },
    sentences={"reverse": "GST is payable by the recipient.", "intra": "GST-free supply.", "export": "GST-free export.", "small": "Not registered for GST. No GST charged."},
    small_change=Decimal("0.05"), weight=1.0,
)  # fmt: skip

INDIA = Country(
    code="IN", name="India", languages=("en",), currency="INR", rates=(("18",), ("18",), ("12",), ("18", "5"), ("5",), ("28", "18")), numerals=(".,",),
    dates="{dd}-{mm}-{yyyy}|{dd}/{mm}/{yyyy}|{dd}-{mon}-{yyyy}|{d}-{mon}-{yy}|{dd} {mon} {yyyy}|{dd}.{mm}.{yyyy}",
    legal_forms="{name} Pvt. Ltd.|{name} Private Limited|{name} Pvt Ltd|{name} Enterprises|{name} Traders|{name} LLP|M/s {name}|{name} & Co.", surnames="Sharma|Iyer|Kapoor|Reddy|Banerjee|Mehta|Joshi|Nair|Chatterjee|Desai|Gupta|Kulkarni|Bose|Malhotra|Shah|Verma",
    forenames="Anil|Sunita|Rajesh|Kavita|Vikram|Deepa|Arjun|Meera", streets="MG Road|Nehru Place|Ring Road|Linking Road|Plot 21 MIDC Area|Brigade Road|Park Street|Anna Salai|Sector 18",
    street="{no}, {street}", cities="400 0##;Mumbai|560 0##;Bengaluru|110 0##;New Delhi|600 0##;Chennai|500 0##;Hyderabad|411 0##;Pune|700 0##;Kolkata", town="{city} - {postcode}|{city} {postcode}",
    phones="+91 98### #####|022-########|91-80-########", domain="in", tax_ids=(("27@@@@@####@#Z#", "in_.gstin"),), accounts=("############", "HDFC000####"), banks="HDFC Bank|ICICI Bank|State Bank of India|Axis Bank",
    local_numbers="CIN=U#####MH20##PTC######|PAN=@@@@@####@", currency_words="<₹|<₹ |<Rs. |<Rs.|INR|<INR ||",
    labels={
        "tax_id": "GSTIN|GSTIN/UIN|GST No.|GSTIN No|GST Reg. No.|GSTIN of supplier", "customer_tax_id": "GSTIN|Buyer GSTIN|Party GSTIN|GSTIN/UIN|Customer GSTIN",
        "tax": "IGST {rate}%|IGST @ {rate}%|GST {rate}%|Output IGST {rate}%|Add: IGST @ {rate}%", "tax_total": "IGST|Total GST|Total Tax|GST|Tax Amount|Integrated Tax",
        "net_total": "Taxable Value|Sub Total|Total Taxable Amount|Taxable Amount|Total before tax|Assessable value|Basic amount|Total Amount before Tax",
        "gross_total": "Total|Grand Total|Invoice Total|Total Amount after Tax|Total Invoice Value|Bill Amount|Net Amount|Amount Payable|Net payable|Total invoice value (in figure)",
        "col.rate": "GST %|IGST Rate|Tax %|IGST %|GST Rate", "col.tax": "IGST|IGST Amt|Tax Amt|GST Amt", "col.code": "HSN/SAC|HSN Code|HSN|SAC|Item Code|HSN / SAC code",
        "col.gross": "Total|Amount|Total Amount", "col.net": "Taxable Value|Amount|Value|Total|Taxable Amt|Assessable Value|Net Amt", "sort_code": "IFSC|IFSC Code|RTGS/NEFT IFSC",
        "title.invoice": "Tax Invoice|TAX INVOICE|GST Invoice|Invoice|Tax Invoice (Original for Recipient)|Retail Invoice", "summary.rate": "HSN/SAC|GST %", "summary.tax": "IGST|Tax Amount",
        "register": "Subject to Mumbai jurisdiction", "local_number": "PAN|CIN",
    },
    sentences={"reverse": "Tax is payable on reverse charge basis: Yes.", "intra": "Supply meant for SEZ under LUT without payment of IGST.", "export": "Export under LUT without payment of IGST.", "small": "Composition taxable person, not eligible to collect tax on supplies."},
    weight=1.0,
)  # fmt: skip

SINGAPORE = Country(
    code="SG", name="Singapore", languages=("en",), currency="SGD", rates=(("9",), ("8",), ("9",), ("0",)), numerals=(".,",),
    dates="{dd}/{mm}/{yyyy}|{d} {mon} {yyyy}|{dd}-{mon}-{yyyy}|{dd} {month} {yyyy}|{dd}/{mm}/{yy}", legal_forms="{name} Pte Ltd|{name} Pte. Ltd.|{name} PTE LTD|{name} (S) Pte Ltd|{name} Trading Co",
    surnames="Tan|Lim|Goh|Chua|Ong|Koh|Teo|Wong|Sim|Yeo|Rajah|Hassan", forenames="Wei Ling|Jun Hao|Siti|Kumar|Hui Min|Marcus", streets="Ubi Avenue 3|Orchard Road|Tampines Street 92|Shenton Way #12-04|Kaki Bukit Place|Jurong East Street 21|Toa Payoh Lorong 8",
    street="{no} {street}", cities="######;Singapore", town="{city} {postcode}|{city}({postcode})", phones="6### ####|+65 6### ####|(65) 6###-####", domain="com.sg",
    tax_ids=(("20#######@", "sg.uen"),), accounts=("###-######-#", "7###"), banks="DBS Bank|OCBC|UOB|POSB", currency_words="<$|<S$|<S$|SGD|<SGD |",
    labels={
        "tax_id": "GST Reg No|GST Reg. No.|UEN|Co. Reg. No.|GST Registration No.|GST/Co Reg No", "tax": "GST {rate}%|Add GST {rate}%|{rate}% GST|GST @ {rate}%", "tax_total": "GST|Total GST|GST Amount|Tax",
        "net_total": "Sub Total|Total before GST|Subtotal|Total excl. GST|Nett amount|Amount before GST", "gross_total": "Total|Grand Total|Total (SGD)|Total incl. GST|Amount Due|Total Payable|Total inclusive of GST|Nett Total",
        "col.rate": "GST %|GST|Tax", "col.tax": "GST|GST Amt", "col.gross": "Total (incl. GST)|Amount|Total", "sort_code": "Bank code|Branch code", "summary.tax": "GST|Tax", "summary.rate": "GST %",
        "title.invoice": "Tax Invoice|TAX INVOICE|Invoice", "customer_tax_id": "Your UEN|Customer GST Reg. No.|Client UEN", "register": "Business registration", "local_number": "RCB No.|ROC",
    },
    sentences={"reverse": "Customer accounting: please account for GST.", "intra": "Zero-rated supply.", "export": "Zero-rated export of goods.", "small": "Not GST registered."},
    small_change=Decimal("0.05"), weight=0.7,
)  # fmt: skip

MALAYSIA = Country(
    code="MY", name="Malaysia", languages=("en",), currency="MYR", rates=(("6",), ("8",), ("6", "0"), ("0",), ("10",)), numerals=(".,", "._"),
    dates="{dd}/{mm}/{yyyy}|{dd}-{mm}-{yyyy}|{d}/{m}/{yyyy}|{dd}/{mm}/{yy}|{dd} {mon} {yyyy}|{dd}-{mon}-{yyyy}|{yyyy}-{mm}-{dd}|{dd}.{mm}.{yyyy}", legal_forms="{name} Sdn Bhd|{name} SDN. BHD.|{name} Sdn. Bhd.|{name} Enterprise|{name} Trading|{name} (M) Sdn Bhd",
    surnames="Lim|Tan|Wong|Lee|Chong|Ng|Rahman|Ismail|Abdullah|Kaur|Subramaniam|Yap|Chin|Hassan", forenames="Ahmad|Mei Ling|Siti|Kumar|Jason|Nurul|Wei", streets="Jalan Ampang|Jalan SS 2/24|Jalan Kuching|Lorong Batu 3|Persiaran Perdana|Jalan PJU 5/8, Kota Damansara|Jalan Tun Razak|Taman Melawati",
    street="No. {no}, {street}|{no}, {street}|Lot {no}, {street}", cities="50###;Kuala Lumpur|47###;Petaling Jaya|10###;Georgetown, Pulau Pinang|80###;Johor Bahru|41###;Klang|30###;Ipoh, Perak|75###;Melaka", town="{postcode} {city}|{postcode} {city}, Malaysia",
    phones="03-#### ####|0#-### ####|+603 #### ####|012-### ####", domain="com.my", tax_ids=(("00##########", ""),), accounts=("############", "MBBEMYKL"), banks="Maybank|CIMB Bank|Public Bank|RHB", local_numbers="######-@|20##0#######",
    currency_words="<RM|<RM |RM|||MYR",
    labels={
        "tax_id": "GST Reg. No.|GST ID|GST No|SST ID|SST Reg No.|GST ID No|Service Tax No", "tax": "GST {rate}%|SST {rate}%|GST @{rate}%|Service Tax {rate}%|Add GST {rate}%|SR {rate}%", "tax_total": "GST|Total GST|SST|GST Amount|Tax|Service tax",
        "net_total": "Sub Total|Total Excl. GST|Total (excluding GST)|Subtotal|Taxable amount|Amount excl. tax|Nett", "gross_total": "Total|TOTAL|Grand Total|Total Incl. GST|Total Amount|Total Sales (Inclusive of GST)|Net Total|Total Payable|Total (RM)|TOTAL RM|Rounded Total|Total Inclusive GST|Total Due|AMOUNT DUE|Nett Total|Round Total",
        "col.rate": "GST %|Tax|SST %", "col.tax": "GST|GST (RM)|Tax", "col.gross": "Total|Amount|Amount (RM)|Total (RM)|RM|AMT", "customer_tax_id": "Customer GST No|Buyer SST No", "local_number": "Co. Reg. No|Company No|ROC No|Co No", "register": "Incorporated in Malaysia", "summary.tax": "Tax (RM)|GST|Tax", "summary.rate": "Code|GST %", "sort_code": "Branch",
    },
    sentences={"reverse": "Imported service: customer to account for tax.", "intra": "Zero-rated supply.", "export": "Zero-rated export.", "small": "Not registered for SST."},
    small_change=Decimal("0.05"), weight=0.7,
)  # fmt: skip

COUNTRIES = (UK, IRELAND, US, AUSTRALIA, INDIA, SINGAPORE, MALAYSIA)
