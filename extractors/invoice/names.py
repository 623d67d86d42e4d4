"""Whether a piece of text can be the name of a company or person, and what of it is the name."""

import re
from functools import lru_cache

from extractors.invoice.labels import normal, table
from extractors.invoice.legal_forms import CHINESE, LATIN, RUSSIAN, has_legal_form
from extractors.values.months import months

NAME_LABEL = re.compile(
    r"^\s*(?:name|company|company name|firma|nom|raison sociale|"
    r"(?:销售方|购买方|销货方|购货方|卖方|买方|供应商|客户|开票方|收款方)?名\s*称|名\s*稱|公司名称|单位名称|"
    r"наименование|организация|nombre|"
    r"razón social|nome|ragione sociale|naam|nazwa|názov|název|m/s|messrs)\s*[:：.]\s*",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"\s+[-–—−·•●|∙▪*]\s+|\s*[·•●|∙▪]\s*|\s{3,}|\s*;\s")
CUT = re.compile(
    r",?\s*(?:(?:au capital|ИНН|КПП|ОГРН|адрес|тел\.?|р/с)\b.*|[\(（]?(?:GLN|NIP|VAT|TVA|USt|Tel|"
    r"Fax|Tél|纳税人|税号|地址|电话)\b.*)$",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\b(?:str(?:aße|asse|eet|\.)|straße|strasse|allee|platz|weg\b|gasse|street|road|avenue|ave\.?|"
    r"lane|drive|boulevard|blvd|rue|chemin|place de|"
    r"via|viale|piazza|calle|avenida|plaza|rua|ul\.|ulica|laan|straat|улица|ул\.|проспект|пр-т|"
    r"район|jalan|jln|jl|suite|floor|p\.?o\.? box|postfach)\b|"
    r"[路街道]\s*\d+|号$|\d+\s*号|\w+(?:straße|strasse|str\.|weg|gasse|allee|platz|straat|laan|gade|vej)\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"@|www\.|https?:|\b(?:tel|fax|phone|e-?mail|telefon|tél|iban|bic|swift|vat|tva|ust|hrb|siret|"
    r"siren|gst|reg\.? no|company no|co\.? no|roc)\b|电话|地址|传真|тел\.",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"(?<!\d)(?:[A-Z]{1,2}-)?\d{4,6}(?!\d)\s+\D|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]{2}\s+\d{5}\b|"
    r"\b\d{2}-\d{3}\b"
)
LABELLED_NUMBER = re.compile(r"^\W*[^\W\d][\w .-]{0,24}\s?[:：]\s*(?:[\d(]|$)")
HOUSE_NUMBER = re.compile(r"^[^\d,]{4,30}\s\d{1,4}\s?[a-z]?$")
TITLE = re.compile(
    r"^(?:tax |vat |commercial |pro ?forma |sales |correction )?(?:invoice|credit note|credit memo|"
    r"receipt|bill|statement|cash sales|cash bill|rechnung|gutschrift|rechnungskorrektur|"
    r"quittung|facture|avoir|reçu|fattura|factura|nota de crédito|nota di credito|fatura|faktura|"
    r"factuur|creditnota|dobropis|"
    r"счет.*|счёт.*|акт.*|чек|发票|增值税.*|.*发票|收据|红字.*|贷记.*|贷项.*|original|copy|duplicate|"
    r"duplicata|page|seite|página|thank you.*|welcome.*|"
    r"the original|paid|entwurf|draft|datum|date)\W*(?:n[°o.]|nr|no|#|№|\d)?.*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=2_000)
def name_in(text: str) -> str | None:
    """The name that `text` says, without label, address or separators; None where it can hardly be a name."""
    text = (
        NAME_LABEL.sub("", text.strip()).strip(" ,;:：·•●|-–—*\"'").lstrip(". ")
        if not RUSSIAN.search(text)
        else NAME_LABEL.sub("", text.strip()).strip(" ,;:|-–—*")
    )
    if LABELLED_NUMBER.match(text):
        return None
    text = CUT.sub("", text).strip(" ,;:")
    parts = [part for part in SEPARATORS.split(text) if part and part.strip()]
    if len(parts) > 1:
        text = next((part for part in parts if has_legal_form(part)), parts[0]).strip(" ,;")
    text = re.sub(r"\s*[(\[][^()]*\d{4,}[^()]*[)\]]?$", "", _cut_address(text))
    return text if _possible(text) else None


def _cut_address(text: str) -> str:
    """``ООО "Ромашка", 123456, г. Москва``: what follows a comma and is an address does not belong to the name."""
    chinese = CHINESE.match(text)
    if chinese:
        return chinese.group()
    pieces = re.split(r",\s+", text)
    kept = [pieces[0]]
    for piece in pieces[1:]:
        if LATIN.fullmatch(piece.strip()) or re.match(r"(?:Inc|Ltd|LLC|S\.|Lda|Corp|Co)\b", piece):
            kept.append(piece)
        else:
            break
    return ", ".join(kept).strip()


def _possible(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    if text.startswith("(") or LATIN.fullmatch(text) or HOUSE_NUMBER.search(text):
        return False
    if len(letters) < 2 or len(text) > 110 or len(text.split()) > 14:
        return False
    digits = sum(c.isdigit() for c in text)
    if digits > len(letters) or CONTACT.search(text) or TITLE.match(text):
        return False
    if not has_legal_form(text) and (ADDRESS.search(text) or POSTCODE.search(text) or digits >= 4):
        return False
    plain = normal(text)[0].strip()
    return plain not in table() and plain not in months()


def same_name(a: str, b: str) -> bool:
    """The same name but for case, spaces and punctuation."""
    return key(a) == key(b)


def key(name: str) -> str:
    """A name's letters and digits only, folded."""
    return normal(name)[0].replace(" ", "")
