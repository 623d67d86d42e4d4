"""A fake legacy ERP: real web pages in the old style, each misbehaviour on order, a ledger to ask.

A process of its own; `LegacyErpServer` starts it, `LegacyErpControl` (its `control`) speaks to it.
"""

from tests.fakes.legacy_erp.control import ControlRefused, LedgerEntry, LedgerLine, LegacyErpControl
from tests.fakes.legacy_erp.request_log import Handled
from tests.fakes.legacy_erp.rules import Effect, Rule
from tests.fakes.legacy_erp.seed import BOT_PASSWORD, BOT_USER, COMPANY, Supplier, User
from tests.fakes.legacy_erp.server import LegacyErpServer

__all__ = [
    "BOT_PASSWORD",
    "BOT_USER",
    "COMPANY",
    "ControlRefused",
    "Effect",
    "Handled",
    "LedgerEntry",
    "LedgerLine",
    "LegacyErpControl",
    "LegacyErpServer",
    "Rule",
    "Supplier",
    "User",
]
