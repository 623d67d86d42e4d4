"""What till receipts look like, whatever they are called: a narrow strip, how it was paid, who served, "
"the time of day."""

import re
from functools import cache

from extractors.invoice.labels import normal
from extractors.models import Page

NARROW = 0.62
"""Width by height of a page below which it is a strip of paper: A4 has 0.71, Letter 0.77."""
TIME = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])")
PAID = (
    "cash, change due, change, tendered, cash tendered, cashier, served by, till, register, debit card, card payment, "
    "gegeben, bar gegeben, ruckgeld, wechselgeld, kassierer, kasse, es bediente sie, ec karte, girocard, "
    "kartenzahlung, "
    "tse, especes, rendu, monnaie, caisse, carte bancaire, servi par, efectivo, cambio, caja, le atendio, contanti, "
    "resto, cassa, contant, wisselgeld, kassa, bediend door, gotowka, reszta, kasjer, hotove, vraceno, pokladna, "
    "dinheiro, troco, caixa, наличными, сдача, кассир, кассовый, смена, безналичными, 现金, 找零, 收银员, 收银, 实收"
)
"""How it was paid and who served: only tills print that."""
POLITE = (
    "thank you, have a nice day, table, covers, terminal, visa, mastercard, bar, zuruck, bediener, beleg nr, bon nr, "
    "vielen dank, auf wiedersehen, cb, merci, bonne journee, tarjeta, gracias, carta, grazie, pin, bedankt, karta, "
    "dziekujemy, obrigado, итог, касса, спасибо за покупку, 谢谢惠顾, 欢迎光临, 应收"
)
"""What invoices say too: it counts on a strip of paper only."""
WITH_AMOUNT = re.compile(
    r"^\W*(?:cash|change|tender|visa|mastercard|debit|bar\b|gegeben|rückgeld|wechselgeld|karte|esp[eè]ces|rendu|carte|"
    r"contant|resto|efectivo|cambio|tarjeta|kontant|got[oó]wka|reszta|наличн|сдача|现金|找零)[^\n\d]{0,30}\d+[.,]\d\d\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Cash, a card or change with its amount."""
MOST = 1.2


def till_points(pages: tuple[Page, ...], text: str) -> float:
    """How much (0 to about 2) the pages look like what a till prints."""
    first = pages[0] if pages else None
    if first is None or len(pages) > 3 or len(text) > 6000:
        return 0.0
    plain = f" {normal(text)[0]} "
    narrow = first.width < NARROW * first.height or first.width < 330
    paid = sum(1 for word in _words(PAID) if word in plain)
    polite = sum(1 for word in _words(POLITE) if word in plain) if narrow else 0
    amount = bool(WITH_AMOUNT.search(text))
    if not narrow and paid + amount < 2:
        return 0.0
    return min(MOST, 0.35 * (paid + amount) + 0.25 * polite) + 0.5 * narrow + 0.3 * bool(TIME.search(text))


@cache
def _words(listed: str) -> tuple[str, ...]:
    """Each with a blank before and after where its script has blanks."""
    plain = (normal(word)[0].strip() for word in listed.split(","))
    return tuple(word if word[0] > "\u3400" else f" {word} " for word in plain)
