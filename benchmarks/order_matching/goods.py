"""Goods as the buyer orders them and as suppliers call them on their invoices: other words, other languages."""

GOODS: tuple[tuple[str, ...], ...] = (
    ("Copier paper A4 80 g, box of 5 reams", "Kopierpapier A4 80g/m², Karton", "A4 copy paper 80gsm (5x500)"),
    ("Copier paper A3 80 g, box of 5 reams", "Kopierpapier A3 80g/m², Karton", "A3 copy paper 80gsm (5x500)"),
    ("Toner cartridge black HL-5200", "Toner schwarz HL-5200", "Тонер-картридж чёрный HL-5200"),
    ("Toner cartridge cyan HL-5200", "Toner cyan HL-5200", "Тонер-картридж голубой HL-5200"),
    ("Toner cartridge magenta HL-5200", "Toner magenta HL-5200", "Тонер-картридж пурпурный HL-5200"),
    ("Ballpoint pen blue, medium", "Kugelschreiber blau M", "Blue ball pens med."),
    ("Ballpoint pen black, medium", "Kugelschreiber schwarz M", "Black ball pens med."),
    ("Ring binder A4 wide, grey", "Ordner DIN A4 breit, grau", "Lever arch file A4 75mm grey"),
    ("Ring binder A4 narrow, grey", "Ordner DIN A4 schmal, grau", "Lever arch file A4 50mm grey"),
    ("Desk 160 x 80 cm, height adjustable", "Schreibtisch höhenverstellbar 160×80", "Стол регулируемый 160х80"),
    ("Desk 180 x 80 cm, height adjustable", "Schreibtisch höhenverstellbar 180×80", "Стол регулируемый 180х80"),
    ("Office chair Karl", "Bürodrehstuhl Modell Karl", "办公椅 Karl"),
    ("Office chair Frieda", "Bürodrehstuhl Modell Frieda", "办公椅 Frieda"),
    ("Screw M4x20 zinc plated, 200 pcs", "Schraube M4×20 verzinkt VPE 200", "螺丝 M4x20 镀锌 200"),
    ("Screw M5x20 zinc plated, 200 pcs", "Schraube M5×20 verzinkt VPE 200", "螺丝 M5x20 镀锌 200"),
    ("Screw M5x30 zinc plated, 200 pcs", "Schraube M5×30 verzinkt VPE 200", "螺丝 M5x30 镀锌 200"),
    ("Network cable Cat 6, 5 m", "Patchkabel Cat.6 5m", "网线 六类 5米"),
    ("Network cable Cat 6, 10 m", "Patchkabel Cat.6 10m", "网线 六类 10米"),
    ("Monitor 27 inch QHD", '27" Monitor QHD', "显示器 27英寸 QHD"),
    ("Laptop 14 inch, 32 GB", 'Notebook 14" 32GB', "笔记本电脑 14寸 32G"),
    ("Docking station USB-C", "USB-C Dockingstation", "Док-станция USB-C"),
    ("Coffee beans crema, 1 kg", "Kaffee Crema ganze Bohne 1kg", "Кофе в зёрнах крема 1 кг"),
    ("Cleaning agent, 10 l", "Reinigungsmittel 10 Liter", "Моющее средство 10 л"),
    ("Paper towels, 24 rolls", "Handtuchrollen 24 Stück", "Полотенца бумажные, 24 рул."),
    ("LED lamp E27 9 W warm white", "LED-Leuchtmittel E27 9W warmweiß", "LED bulb E27 9W 2700K"),
    ("LED lamp E14 5 W warm white", "LED-Leuchtmittel E14 5W warmweiß", "LED bulb E14 5W 2700K"),
    ("Safety gloves size 9", "Schutzhandschuhe Gr. 9", "Перчатки защитные р. 9"),
    ("Safety gloves size 10", "Schutzhandschuhe Gr. 10", "Перчатки защитные р. 10"),
    ("Consulting, warehouse integration (hours)", "Beratung Lagerintegration (Std.)", "Consulting hrs: WMS project"),
    ("Freight Hamburg - Stuttgart", "Fracht Hamburg-Stuttgart, Teilladung", "Haulage Hamburg to Stuttgart"),
)
"""Of each the buyer's words, then a supplier's; the last two are what invoices print."""
EXTRA = ("Express surcharge", "Mindermengenzuschlag", "Packaging", "Срочная доставка", "加急费")
"""What is on no order."""
