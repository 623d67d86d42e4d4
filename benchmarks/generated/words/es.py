"""How Spanish-speaking suppliers say it."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

LABELS = {
    "title.invoice": "Factura|FACTURA|Factura de venta|Factura ordinaria|Factura comercial|Factura de servicios|Minuta de honorarios|Factura original",
    "title.credit_note": "Factura rectificativa|Abono|Nota de crédito|FACTURA RECTIFICATIVA|Factura de abono|Nota de abono",
    "title.receipt": "Factura simplificada|Ticket|Recibo|TICKET DE VENTA|Tique|Comprobante",
    "invoice_number": "Número de factura|Nº Factura|Factura Nº|N.º de factura|Nº de factura|Factura|Núm. factura|Número|Nº|Fra. nº|Nº Fra.|Nº documento|Factura núm.|Núm. documento|Serie y número|Serie/Número|Cod. factura|Ref. factura|Nuestra factura",
    "credit_number": "Nº Abono|Factura rectificativa Nº|Número de abono|Nº rectificativa|Número|Nota de crédito Nº|Nº documento",
    "receipt_number": "Ticket|Nº ticket|Factura simpl.|Nº op.|Recibo nº|Operación|Fra. simplificada",
    "issue_date": "Fecha|Fecha de factura|Fecha factura|Fecha de emisión|Fecha emisión|Fecha de expedición|Emitida el|Fecha Fra.|Fecha documento|Fecha expedición|F. factura|Expedida|Facturado el|Fecha doc.",
    "credit_date": "Fecha|Fecha de abono|Fecha de emisión|Fecha abono",
    "due_date": "Vencimiento|Fecha de vencimiento|Fecha vencimiento|Vence|Fecha límite de pago|Pagar antes del|Fecha de pago|Vto.|Fecha vto.|Pago hasta|A pagar antes de|Vencimientos|Fecha de cargo|Fecha límite|F. Vencimiento|Plazo de pago hasta",
    "delivery_date": "Fecha de entrega|Fecha operación|Entregado el|Fecha de envío|Fecha del servicio|F. entrega",
    "order_date": "Fecha de pedido|Fecha pedido|Pedido de fecha|Fecha del encargo",
    "period": "Periodo|Periodo de facturación|Período facturado|Servicios del periodo",
    "po_number": "Su pedido|Nº de pedido|Pedido|Pedido cliente|Su referencia|Nº pedido|Orden de compra|Pedido nº|S/Pedido|Nº orden de compra|S/Ref.|Su nº de pedido|Ref. pedido|O/C|Pedido de compra|N.º pedido cliente",
    "order_number": "Nuestro pedido|N/Pedido|Presupuesto|Expediente|Oferta|Nº de encargo",
    "customer_number": "Nº cliente|Código cliente|Cliente nº|Cód. cliente|Número de cliente|Cuenta|Ref. cliente|Abonado",
    "delivery_note": "Albarán|Nº albarán|Albarán nº|Nº de albarán|Nota de entrega|Alb.",
    "contract_number": "Contrato|Nº contrato|Contrato nº|Póliza|Referencia de contrato",
    "our_reference": "Nuestra referencia|N/Ref.|Referencia|Proyecto|Obra|Ref.",
    "your_sign": "Contacto|A la atención de|Att.|Persona de contacto|Solicitado por",
    "contact": "Comercial|Vendedor|Atendido por|Representante|Agente|Gestor",
    "payment_terms": "Forma de pago|Condiciones de pago|Método de pago|Modo de pago",
    "delivery_terms": "Transportista|Forma de envío|Portes|Incoterm|Agencia",
    "payment_reference": "Concepto|Referencia de pago|Indique en la transferencia|Referencia del pago|Concepto de la transferencia|Ref. pago",
    "currency": "Moneda|Divisa|Importes en",
    "page": "Página {page} de {pages}|Pág. {page}|Página {page}|{page}/{pages}|Hoja {page} de {pages}",
    "bill_to": "Cliente|Facturar a|Datos del cliente|Facturado a|Destinatario|Dirección de facturación|Sr./Sra.|Comprador|Razón social|Datos de facturación|Deudor|Receptor",
    "ship_to": "Dirección de entrega|Enviar a|Lugar de entrega|Dirección de envío|Obra|Entregado en",
    "supplier": "Emisor|Vendedor|Proveedor|De|Empresa|Expedida por|Datos del emisor|Prestador",
    "tax_id": "NIF|CIF|N.I.F.|C.I.F.|NIF/CIF|CIF/NIF|NIF-IVA|N.I.F./C.I.F.|CIF:|VAT",
    "local_number": "Registro|Hoja|Licencia nº", "customer_tax_id": "NIF cliente|CIF cliente|NIF|CIF|Su NIF|N.I.F. del cliente|CIF/NIF cliente|NIF destinatario|NIF del receptor",
    "phone": "Tel.|Teléfono|Tlf.|Tfno.|Tel|Tf.", "fax": "Fax|Fax.", "email": "Email|E-mail|Correo|Correo electrónico", "web": "Web|www|Página web",
    "register": "Reg. Merc. de|Registro Mercantil de|Inscrita en el R.M. de", "director": "Gerente|Administrador|Director",
    "col.position": "Nº|Lín.|Pos.|#|Línea", "col.code": "Código|Referencia|Ref.|Artículo|Cód.|Cód. artículo|Ref. producto",
    "col.description": "Descripción|Concepto|Artículo|Detalle|Producto|Denominación|Descripción del servicio|Conceptos facturados|Designación|Descripción / Concepto|Trabajos realizados",
    "col.quantity": "Cantidad|Cant.|Uds.|Unidades|Cdad.|Ctd.|Horas|Cant|Nº uds.", "col.unit": "Unidad|Ud.|U.M.|Un. med.|Medida",
    "col.unit_price": "Precio|Precio unitario|P. unitario|Precio unit.|P.U.|Precio/ud.|PVP|Precio ud.|Tarifa|Importe unitario|P. Unit. ({currency})|Coste unitario|Precio neto ud.",
    "col.discount": "Dto.|% Dto.|Descuento|Dto. %|Desc.|Bonif.", "col.rate": "IVA|% IVA|IVA %|Tipo IVA|T. IVA|Tipo", "col.tax": "IVA|Cuota IVA|Importe IVA|Cuota",
    "col.net": "Importe|Total|Importe neto|Subtotal|Base imponible|Neto|Importe ({currency})|Total línea|Importe sin IVA|Total neto|Base|Total s/IVA|Valor|Imp. neto",
    "col.gross": "Total|Importe|Total con IVA|Importe total|Total c/IVA|Importe IVA incl.",
    "lines_total": "Suma|Importe bruto|Subtotal|Total bruto|Suma de importes|Total líneas", "allowance": "Descuento|Dto. {rate}%|Dto. comercial|Descuento {rate} %|Dto. pronto pago|Rappel",
    "freight": "Portes|Gastos de envío|Transporte|Gastos|Embalaje|Manipulación",
    "net_total": "Base imponible|Subtotal|Total neto|Importe neto|Total sin IVA|B. imponible|Neto|Base Imp.|Total base|Base imponible total|Total base imponible|Suma neta|Importe sin impuestos|Valor neto",
    "tax": "IVA {rate}%|IVA ({rate}%)|IVA {rate} %|{rate}% IVA|Cuota IVA {rate}%|I.V.A. {rate}%|IVA al {rate}%|Imp. IVA {rate} %", "tax_total": "IVA|Total IVA|Cuota IVA|I.V.A.|Importe IVA|Impuestos|Total impuestos|Cuota total|Total cuotas",
    "gross_total": "Total|TOTAL FACTURA|Total factura|Importe total|Total a pagar|TOTAL|Total {currency}|Total con IVA|Importe a pagar|Total general|Total euros|Líquido|Importe líquido|A pagar|Total IVA incluido|Líquido a percibir|Importe factura|Suma total|TOTAL A ABONAR",
    "credit_total": "Total abono|Total|Importe total|Total a devolver|Importe abonado|Total rectificativa|A su favor", "prepaid": "Anticipo|A cuenta|Pagado|Entregado a cuenta|Pagos recibidos|Anticipos",
    "rounding": "Redondeo", "amount_due": "Pendiente|Importe pendiente|Resto a pagar|Saldo pendiente|Pendiente de pago|Resta por pagar|Saldo",
    "summary.title": "Desglose IVA|Resumen de impuestos|Detalle del IVA", "summary.rate": "% IVA|Tipo|IVA %", "summary.base": "Base|Base imponible|B.I.", "summary.tax": "Cuota|Cuota IVA|IVA", "summary.gross": "Total|Importe", "summary.total": "Total|Totales",
    "bank": "Banco|Entidad|Domiciliación|Entidad bancaria", "iban": "IBAN|IBAN:|Nº de cuenta (IBAN)|Cuenta IBAN|C/C IBAN", "bic": "BIC|SWIFT|BIC/SWIFT", "account_holder": "Titular|Beneficiario|Titular de la cuenta", "account_number": "Cuenta|Nº de cuenta|C/C", "sort_code": "Oficina|Sucursal",
    "payment_heading": "Datos bancarios|Forma de pago|Pago|Transferencia a|Cuenta de abono", "carried_forward": "Suma y sigue|A traspasar|Suma anterior", "brought_forward": "Suma anterior|Viene de la página {page}|Suma y sigue",
    "section_total": "Subtotal {section}|Total {section}|Suma capítulo", "original": "Factura rectificada|Rectifica a la factura|Factura original|Abono de la factura|Ref. factura original",
    "cash": "EFECTIVO|Efectivo|Entregado|Entrega|Contado", "change": "CAMBIO|Cambio|Devolución|A devolver|Su cambio", "card": "TARJETA|Tarjeta|VISA|Tarjeta crédito|T. CRÉDITO",
    "items_count": "{count} artículos|Nº artículos: {count}|Unidades: {count}|Art. {count}", "cashier": "Cajero|Le atendió|Le ha atendido|Empleado|Camarero", "till": "Caja|TPV|Mesa|Tienda|Terminal",
}  # fmt: skip

SENTENCES = {
    "title.inline": "{title} Nº {number} de fecha {date}|{title} {number} del {date}|{title} núm. {number} - Fecha: {date}", "title.number": "{title} Nº {number}|{title} {number}|{title}: {number}|{title} núm. {number}",
    "intro": "Por los trabajos realizados según presupuesto de {order_date}:|Les facturamos los siguientes conceptos:|Muy señores nuestros: adjuntamos detalle de los servicios prestados.|Por el suministro de:|", "intro.credit": "Abonamos en su cuenta los siguientes conceptos:|Por la devolución del {order_date} les abonamos:|",
    "terms.due": "Pago mediante transferencia antes del {due}.|Vencimiento: {due}.|Rogamos abonen {gross} antes del {due}.|Forma de pago: {days} días, vencimiento {due}.|Recibo domiciliado con cargo el {due}.|Importe {gross} con vencimiento {due}.", "terms.days": "Pago a {days} días fecha factura.|{days} días|Transferencia a {days} días.|A {days} días netos.",
    "terms.cash_discount": "Descuento del {percent}% por pago antes del {discount_day} ({discount_amount}).|Pronto pago: {percent} % hasta el {discount_day}, a pagar {discounted}.|{percent}% a {discount_days} días, neto {days} días",
    "thanks": "Gracias por su confianza.|La mercancía es propiedad del vendedor hasta su completo pago.|Para cualquier litigio: Juzgados de {city}.|Indique el número de factura en la transferencia.|No se admiten devoluciones pasados 15 días.|",
    "reverse": "Inversión del sujeto pasivo, art. 84 Ley 37/1992.|Operación con inversión del sujeto pasivo.", "export": "Exportación exenta de IVA, art. 21 Ley 37/1992.", "intra": "Entrega intracomunitaria exenta, art. 25 Ley 37/1992.", "small": "Operación exenta de IVA, art. 20 Ley 37/1992.",
    "note": "Entregado con albarán {delivery_note} del {delivery_date}.|Pedido realizado el {order_date} por {person}.|Según oferta de {order_date}.|Nuevo teléfono: {phone}.|Periodo: {month}.|", "receipt.thanks": "Gracias por su visita|GRACIAS POR SU COMPRA|IVA incluido|Conserve este ticket para cambios|Vuelva pronto",
}  # fmt: skip

UNITS = {"piece": "ud|uds|Ud.|pza|un.", "hour": "h|hora|horas|hrs", "day": "día|días|jornada", "kg": "kg|Kg|KG", "metre": "m|ml|mts", "box": "caja|paq.|cja", "month": "mes|meses", "flat": "P.A.|servicio|global", "litre": "l|L|litro"}  # fmt: skip

GOODS = {
    "office": "Papel A4 80 g paquete;box|Bolígrafo azul;piece|Archivador de palanca;piece|Grapadora {code};piece|Tóner {code} negro;piece|Lámpara LED escritorio;piece|Sobres C5 ventana;box|Silla ergonómica;piece|Cuaderno A5;piece|Destructora;piece|Etiquetas rollo 62 mm;piece",
    "it": "Portátil 14 pulgadas;piece|Base USB-C;piece|Licencia {name} Pro;month|Mantenimiento servidor;hour|Cable red Cat6 {n} m;piece|Copia de seguridad gestionada;month|Asistencia in situ;hour|Monitor 27 pulgadas;piece|Cortafuegos {code};piece|Alojamiento web plan M;month|Migración de datos;flat",
    "building": "Placa de yeso 13 mm;piece|Cemento saco 25 kg;piece|Oficial de primera;hour|Alquiler andamio;day|Tubo cobre 15 mm;metre|Contenedor escombros;flat|Pintura blanca mate 10 l;piece|Puerta de roble;piece|Retroexcavadora con operario;hour|Tejas;piece|Azulejo 20x20;piece",
    "food": "Aceite de oliva virgen extra;litre|Café en grano;kg|Harina de trigo;kg|Agua mineral 12x1 l;box|Queso curado;kg|Tomate en rama;kg|Bandeja de canapés;piece|Menú del día;piece|Zumo de naranja;litre|Tableta de chocolate;piece|Huevos camperos;box|Jamón ibérico;kg",
    "services": "Consultoría {month};hour|Gestión de proyecto;day|Traducción ES-EN;flat|Honorarios asunto {name};flat|Contabilidad {month};month|Diseño gráfico;hour|Curso {name};day|Estudio de mercado;flat|Gastos de viaje;flat|Asesoría laboral {n} trabajadores;month",
    "industry": "Rodamiento {code};piece|Manguera hidráulica DN{n};metre|Tornillo M{n}x60;piece|Motor eléctrico 2,2 kW;piece|Juego de juntas {code};piece|Hilo de soldar 1,0 mm;kg|Chapa 3 mm;piece|Calibración {code};flat|Sensor de presión {code};piece|Aceite hidráulico HLP 46;litre",
    "transport": "Transporte {name};flat|Mensajería zona 2;piece|Manipulación palet;piece|Almacenaje por palet;day|Despacho de aduana;flat|Contenedor 40 HC;piece|Peajes;flat|Horas de espera;hour|Recargo combustible;flat",
    "energy": "Energía consumida kWh;piece|Término fijo;month|Gas natural kWh;piece|Alquiler de contador;month|Fibra 500;month|Tarifa móvil L;month|Roaming;flat|Agua m³;piece|Saneamiento;piece",
}
SECTIONS = "Materiales|Mano de obra|Obra 1|Capítulo 2|Servicios|Mercancía|Cuotas|Gastos únicos|Equipos|Planta baja|Semana 12|Varios"
COMPANY = {"office": "Papelería|Suministros de Oficina|Artes Gráficas", "it": "Informática|Sistemas|Software|Redes", "building": "Construcciones|Reformas|Obras|Instalaciones", "food": "Alimentación|Catering|Distribuciones|Cafés", "services": "Asesores|Consultores|Abogados|Comunicación", "industry": "Industrias|Mecanizados|Suministros Industriales|Hidráulica", "transport": "Transportes|Logística|Mensajería", "energy": "Energía|Telecom|Gas y Luz|Aguas"}  # fmt: skip
SHOPS = "Supermercado|Farmacia|Cafetería|Panadería|Ferretería|Estación de Servicio|Librería|Restaurante|Bar|Papelería|Frutería|Carnicería"
MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
SHORT_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
