"""Spanish labels."""

LABELS = {
    "invoice_number": (
        "numero de factura, factura no, factura n, factura numero, no de factura, n de factura, "
        "no factura, n factura, num factura, numero factura, factura num, nota de credito no, "
        "nota de credito n, factura rectificativa no, factura rectificativa n, numero de nota de credito, "
        "~factura, ~nota de credito, ~abono, folio, serie y folio, ~numero, ~n, ~no, no documento, "
        "numero de documento, ~factura rectificativa, ~factura simplificada, n o de factura, factura n o, "
        "ticket no, num de factura"
    ),
    "po_number": (
        "orden de compra, no de pedido, numero de pedido, n pedido, pedido no, su pedido, su referencia, "
        "no orden de compra, orden de compra no, pedido n, no pedido, n de pedido, ~pedido, "
        "referencia cliente, referencia del cliente, num pedido"
    ),
    "other_number": (
        "numero de cliente, no cliente, codigo cliente, cliente no, n cliente, telefono, tel, fax, movil, "
        "albaran, albaran no, n albaran, swift, bic, cuenta, numero de cuenta, registro mercantil, "
        "presupuesto no, contrato no, factura original, factura rectificada, pagina, codigo postal, "
        "nuestra referencia, folio fiscal"
    ),
    "issue_date": (
        "fecha de factura, fecha factura, fecha de emision, fecha emision, fecha de expedicion, ~fecha, "
        "emitida el, fecha de la factura, fecha expedicion, fecha del documento, fecha y hora de emision"
    ),
    "due_date": (
        "fecha de vencimiento, vencimiento, fecha vencimiento, fecha de pago, vence, vence el, "
        "pagar antes del, fecha limite de pago, fecha limite, vencimientos"
    ),
    "other_date": (
        "fecha de pedido, fecha de entrega, fecha de operacion, fecha operacion, periodo, fecha pedido, "
        "fecha de la operacion, fecha de envio"
    ),
    "net_total": (
        "base imponible, total sin iva, importe neto, total neto, neto, subtotal sin iva, importe sin iva, "
        "total base imponible, suma base imponible, base, b imponible, total antes de impuestos, "
        "valor neto, importe base"
    ),
    "carried": "suma y sigue, suma anterior, a trasladar, importe anterior, total anterior",
    "subtotal": "subtotal, sub total, suma, total bruto, importe bruto, suma importes",
    "tax_total": (
        "iva, total iva, cuota iva, importe iva, cuota, i v a, iva 21, total impuestos, impuestos, "
        "cuota de iva, importe de iva, igic, itbis, igv, importe del iva, total cuota"
    ),
    "gross_total": (
        "total factura, importe total, total con iva, total a pagar iva incluido, total general, "
        "total iva incluido, ~total, total eur, total euros, importe total factura, ~importe, "
        "total factura eur, total abono, monto total, total mxn, total usd, total incluido iva, "
        "total con impuestos, importe liquido"
    ),
    "amount_due": (
        "total a pagar, importe a pagar, a pagar, saldo, pendiente de pago, saldo pendiente, "
        "liquido a percibir, importe pendiente, total a abonar"
    ),
    "other_amount": (
        "descuento, dto, anticipo, gastos de envio, retencion, irpf, portes, entregado, cambio, efectivo, "
        "recargo, recargo de equivalencia, descuentos, pagado"
    ),
    "tax_id": (
        "nif, cif, nif cif, cif nif, c i f, n i f, nif iva, rfc, ruc, nit, vat, identificacion fiscal, "
        "numero de identificacion fiscal, cuit, rut, nif vat, codigo de identificacion fiscal"
    ),
    "customer_tax_id": (
        "nif cliente, cif cliente, nif del cliente, cif del cliente, su nif, su cif, nif cif cliente, "
        "rfc cliente, rfc receptor"
    ),
    "iban": "iban, cuenta iban, codigo iban",
    "supplier": (
        "vendedor, proveedor, emisor, razon social, datos del emisor, empresa, expedida por, titular, "
        "datos del proveedor, nombre emisor"
    ),
    "customer": (
        "cliente, facturar a, comprador, datos del cliente, receptor, destinatario, facturado a, "
        "datos de facturacion, direccion de facturacion, senores, sr a, a la atencion de, nombre receptor, "
        "nombre del cliente"
    ),
    "other_party": (
        "direccion de entrega, enviar a, direccion de envio, banco, datos bancarios, forma de pago, "
        "lugar de entrega, comercial"
    ),
    "currency": "moneda, divisa, importes en",
    "tax_exempt": (
        "exento de iva, inversion del sujeto pasivo, operacion exenta, exenta de iva, entrega intracomunitaria"
    ),
    "position": "linea, no, pos, n",
    "item": "codigo, referencia, ref, articulo, cod, codigo articulo",
    "description": ("descripcion, concepto, articulo, producto, detalle, servicio, conceptos, denominacion"),
    "quantity": "cantidad, cant, uds, unidades, horas, ud, cdad",
    "unit": "unidad, ud, unid, um",
    "unit_price": (
        "precio, precio unitario, precio unit, p unitario, p u, tarifa, pvp, valor unitario, precio ud, "
        "p unit, precio unidad, precio hora, precio neto"
    ),
    "discount": "dto, descuento, % dto, dto %",
    "tax_rate": "iva, tipo iva, % iva, iva %, tipo, impuestos, tipo de iva",
    "line_tax": "importe iva, cuota, cuota iva",
    "line_total": (
        "importe, total, subtotal, neto, importe neto, total neto, base imponible, base, valor, "
        "total linea, importe sin iva, total sin iva"
    ),
    "line_gross": ("iva incl, iva incluido, total iva incl, total con iva, importe con iva, total iva incluido"),
    "payment_reference": (
        "referencia de pago, concepto de pago, referencia del pago, concepto transferencia, "
        "referencia bancaria, ~concepto, ~referencia"
    ),
}
