"""Portuguese labels."""

LABELS = {
    "invoice_number": (
        "numero da fatura, fatura no, fatura n, no da fatura, n da fatura, fatura numero, factura no, "
        "factura n, nota fiscal no, nota fiscal n, nf e no, numero da nota, fatura recibo no, "
        "fatura recibo, nota de credito no, nota de credito n, ~fatura, ~nota de credito, ~nota fiscal, "
        "documento no, n o da fatura, fatura n o, numero do documento, ~numero, nota de credito n o"
    ),
    "po_number": (
        "numero da encomenda, encomenda no, encomenda n, ordem de compra, pedido no, numero do pedido, "
        "sua encomenda, nota de encomenda, v encomenda, vossa encomenda, v referencia, vossa referencia, "
        "n encomenda, pedido de compra, sua referencia"
    ),
    "other_number": (
        "numero de cliente, no cliente, n cliente, codigo do cliente, telefone, tel, fax, telemovel, "
        "guia de remessa, swift, bic, conta, chave de acesso, inscricao estadual, atcud, pagina, "
        "fatura original, capital social, nib, codigo cliente, cliente n"
    ),
    "issue_date": (
        "data da fatura, data de emissao, data emissao, data fatura, ~data, emitida em, emitido em, "
        "data da emissao, data do documento, data doc"
    ),
    "due_date": (
        "data de vencimento, vencimento, data vencimento, data limite de pagamento, pagar ate, vence em, "
        "data de pagamento, data limite, data venc"
    ),
    "other_date": (
        "data de entrega, data da encomenda, data do pedido, periodo, data de carga, data de saida, data descarga"
    ),
    "net_total": (
        "total iliquido, base tributavel, total sem iva, valor liquido, total liquido, base de incidencia, "
        "incidencia, base tributaria, valor sem iva, total s iva, mercadoria servicos, base de calculo, "
        "valor tributavel, soma"
    ),
    "carried": "a transportar, transporte, soma e segue",
    "subtotal": "subtotal, sub total, total mercadorias",
    "tax_total": (
        "iva, total iva, valor iva, imposto, valor do iva, total de impostos, total imposto, total do iva, "
        "icms, iss, impostos"
    ),
    "gross_total": (
        "total da fatura, total com iva, valor total, total documento, ~total, total eur, "
        "valor total da nota, total do documento, montante total, total geral, total brl, "
        "total a pagar iva incluido, total c iva, ~valor, valor total da fatura"
    ),
    "amount_due": ("total a pagar, valor a pagar, a pagar, saldo, montante a pagar, valor em divida, total a liquidar"),
    "other_amount": (
        "desconto, descontos, adiantamento, portes, frete, retencao, troco, numerario, desconto comercial, "
        "retencao irs, valor pago"
    ),
    "tax_id": (
        "nif, contribuinte, contribuinte no, nipc, cnpj, n contribuinte, numero de contribuinte, "
        "no contribuinte, cpf cnpj, contribuinte n, vat, nif emitente"
    ),
    "customer_tax_id": (
        "nif cliente, contribuinte cliente, v contribuinte, nif do cliente, vosso contribuinte, "
        "vosso no contribuinte, seu contribuinte, v no contribuinte, v contrib, cnpj destinatario"
    ),
    "iban": "iban",
    "supplier": "fornecedor, vendedor, emitente, prestador, razao social, prestador de servicos",
    "customer": (
        "cliente, faturar a, comprador, destinatario, adquirente, tomador, exmo s sr s, exmos senhores, "
        "exmo sr, faturado a, tomador de servicos, exmos srs, exmo s senhor es, morada de faturacao"
    ),
    "other_party": (
        "morada de entrega, local de entrega, entregar em, banco, local de descarga, local de carga, dados bancarios"
    ),
    "currency": "moeda",
    "tax_exempt": ("isento de iva, autoliquidacao, iva autoliquidacao, isencao, nao sujeito, regime de isencao"),
    "position": "linha, no, item",
    "item": "codigo, referencia, ref, artigo, cod",
    "description": (
        "descricao, designacao, produto, servico, artigo, descricao dos servicos, produto servico, "
        "discriminacao dos servicos, discriminacao"
    ),
    "quantity": "quantidade, qtd, qtde, quant, qt, horas",
    "unit": "unidade, un, uni, und, unid",
    "unit_price": (
        "preco, preco unitario, p unitario, preco unit, valor unitario, pr unitario, preco un, p unit, "
        "pr unit, valor unit, preco s iva"
    ),
    "discount": "desconto, desc, desc %, dto",
    "tax_rate": "iva, taxa, taxa iva, iva %, % iva, taxa de iva, imp",
    "line_tax": "valor iva",
    "line_total": (
        "total, valor, total liquido, valor total, montante, valor liquido, total sem iva, total iliquido, total s iva"
    ),
    "line_gross": ("valor com iva, total com iva, total c iva"),
    "payment_reference": (
        "referencia de pagamento, referencia multibanco, referencia para pagamento, "
        "referencia do pagamento, descritivo, ~referencia"
    ),
}
