"""The words by which documents name themselves, as data: kind to titles in many languages."""

from extractors.models import Kind

TITLES: dict[Kind, str] = {
    Kind.INVOICE: (
        "invoice, tax invoice, vat invoice, commercial invoice, sales invoice, invoice statement, "
        "fee note, service invoice, statement of fees, "
        "proforma invoice, self billed invoice, final invoice, correction invoice, retail invoice, "
        "bill, monthly invoice, rechnung, monatsrechnung, sammelrechnung, honorarnote, abrechnung, kostennote, "
        "liquidation, handelsrechnung, schlussrechnung, abschlagsrechnung, teilrechnung, warenrechnung, "
        "facture, note d honoraires, facture proforma, facture d acompte, factura, factura simplificada, fattura, "
        "fattura elettronica, fatura, nota fiscal, parcella, minuta de honorarios, "
        "factuur, faktura, faktura vat, faktura danovy doklad, "
        "danovy doklad, szamla, factura fiscala, lasku, счет фактура, счет на оплату, счет, "
        "универсальный передаточный документ, счет договор, счет оферта, инвойс, товарная накладная, "
        "рахунок, рахунок фактура, 发票, 增值税专用发票, 增值税普通发票, 增值税电子普通发票, 电子发票, "
        "電子發票, 發票, 形式发票, 商业发票, 账单, 請求書, 청구서"
    ),
    Kind.CREDIT_NOTE: (
        "credit note, adjustment note, credit memo, credit memorandum, tax credit note, credit invoice, creditnote, "
        "gutschrift, rechnungskorrektur, stornorechnung, korrekturrechnung, storno, rechnungsstorno, "
        "rechnungskorrektur gutschrift, avoir, facture d avoir, note de credit, facture avoir, "
        "nota de credito, factura rectificativa, abono, factura de abono, nota di credito, "
        "nota di accredito, creditnota, creditfactuur, credit nota, faktura korygujaca, nota kredytowa, "
        "korekta, dobropis, opravny danovy doklad, kreditnota, корректировочный счет фактура, "
        "корректировочный счет, исправительный счет фактура, кредит нота, кредитовое авизо, "
        "возвратная накладная, универсальный корректировочный документ, счет на возврат, 红字发票, "
        "贷记通知单, 贷项通知单, 贷记单, 贷项凭单, 红字增值税专用发票, 红字增值税发票, 贷记凭证, 红字, "
        "贷记票据, 退款单, 红字电子发票, 贷项清单"
    ),
    Kind.RECEIPT: (
        "receipt, cash receipt, sales receipt, official receipt, cash sales, cash sale, cash bill, "
        "cash memo, payment receipt, till receipt, customer copy, simplified tax invoice, guest check, "
        "sales slip, quittung, kassenbon, kassenzettel, barverkauf, bewirtungsbeleg, recu, "
        "ticket de caisse, ticket, recu de paiement, recibo, tique, ricevuta, scontrino, "
        "documento commerciale, kassabon, kwitantie, bon, paragon, paragon fiskalny, uctenka, "
        "кассовый чек, чек, товарный чек, квитанция, приходный чек, 收据, 收銀小票, 小票, 收款收据, "
        "领収書, 領収書"
    ),
    Kind.CONTRACT: (
        "agreement, contract, service agreement, services agreement, master services agreement, "
        "license agreement, supply agreement, distribution agreement, consulting agreement, "
        "lease agreement, employment agreement, non disclosure agreement, purchase agreement, "
        "distributor agreement, franchise agreement, reseller agreement, joint venture agreement, "
        "development agreement, outsourcing agreement, sponsorship agreement, maintenance agreement, "
        "co branding agreement, hosting agreement, marketing agreement, affiliate agreement, amendment, "
        "memorandum of understanding, statement of work, vertrag, dienstleistungsvertrag, kaufvertrag, "
        "mietvertrag, rahmenvertrag, arbeitsvertrag, werkvertrag, lizenzvertrag, vereinbarung, contrat, "
        "contrat de prestation, contrat de prestation de services, convention, bail, accord, contrato, "
        "contrato de servicios, convenio, contratto, accordo, overeenkomst, "
        "contrato de prestacao de servicos, umowa, smlouva, договор, контракт, соглашение, "
        "дополнительное соглашение, договор поставки, договор оказания услуг, 合同, 协议, 协议书, 合同书, "
        "服务合同, 采购合同, 買賣合同, 租赁合同, 劳动合同, 契約"
    ),
}

SELF_BILLED = r"selbst\s+ausgestellte\s+rechnung|self[- ]bill|autofacturation|\(\s*389\s*\)|gutschriftsverfahren"
"""A credit note by its name that is an invoice by its nature: the customer writes it for the supplier."""

CREDITED = (
    r"\b(?:credit (?:note|memo|invoice|document)|(?:tax )?adjustment note|invoice credited|credit(?:s|ed) invoice|"
    r"corrects invoice|gutgeschriebene rechnung|korrigierte rechnung|gutschrift\w* zu|storno (?:der|zu)|"
    r"stornorechnung|rechnungskorrektur|facture (?:credit|annul|rectifi)\w*|avoir sur|note de cr[eé]dit|"
    r"factura (?:rectificada|abonada)|fattura (?:stornata|accreditata|rettificata)|nota di credito|creditfactuur|"
    r"gecrediteerde factuur|faktura koryg\w+|do faktury korygowanej|dobropis|к счету-фактуре|корректировочн\w+)\b|"
    r"红字|冲红|对应正数发票"
)
"""What a credit note says of the invoice that it takes back, whatever its title."""

CONTRACT_PROSE = (
    r"\b(?:hereby|whereas|witnesseth|hereinafter|herein|hereto|hereof|hereunder|thereof|notwithstanding|"
    r"in witness whereof|"
    r"the parties|each party|either party|party shall|shall not|shall be|effective date|governing "
    r"law|governed by|termination|"
    r"confidential information|indemnif\w+|this agreement|vertragspartner|vertragsparteien|auftragnehmer "
    r"verpflichtet|kündigung|gerichtsstand|"
    r"dieses vertrag\w*|les parties|présent contrat|résiliation|il a été convenu|las partes|le "
    r"parti|presente contratto|стороны|настоящего договора|"
    r"именуем\w+|обязуется|в лице|partijen)\b|甲方|乙方|双方|本合同|本协议|违约责任"
)
"""Turns of phrase of contracts."""
