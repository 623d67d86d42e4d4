"""The sentences that the farm stores in English, as templates: what `orchestrator.web.retelling` knows."""

from orchestrator.web.sentences.alerts import ALERTS
from orchestrator.web.sentences.approving import APPROVING
from orchestrator.web.sentences.auditing import AUDITING
from orchestrator.web.sentences.correcting import CORRECTING
from orchestrator.web.sentences.deciding import DECIDING
from orchestrator.web.sentences.einvoice import EINVOICE
from orchestrator.web.sentences.einvoice_words import EINVOICE_WORDS
from orchestrator.web.sentences.erp import ERP
from orchestrator.web.sentences.keying import KEYING
from orchestrator.web.sentences.orders import ORDERS
from orchestrator.web.sentences.own_rules import OWN_RULES
from orchestrator.web.sentences.reading import READING
from orchestrator.web.sentences.rules import RULES
from orchestrator.web.sentences.tax_rules import PARTICULARS, TAX_RULES
from orchestrator.web.sentences.words import WORDS

SENTENCES = (
    *ALERTS,
    *APPROVING,
    *AUDITING,
    *CORRECTING,
    *DECIDING,
    *EINVOICE,
    *ERP,
    *KEYING,
    *ORDERS,
    *OWN_RULES,
    *READING,
    *RULES,
    *TAX_RULES,
)
FRAGMENTS = (
    *EINVOICE_WORDS,
    *WORDS,
    *PARTICULARS,
)
"""Words within sentences, told where a value is one of them as a whole."""
NESTED = frozenset(["detail", "error", "reason", "refusal", "why"])
"""Names of values that are sentences themselves."""
WORDED = frozenset(
    [
        "asked",
        "currency",
        "description",
        "documents",
        "kind",
        "label",
        "labels",
        "stage",
        "what",
        "where",
        "who",
        "file",
        "told",
        "category",
        "wanted",
        "list",
        "missing",
        "format",
        "field",
        "fields",
    ]
)
"""Names of values that may be such words."""
