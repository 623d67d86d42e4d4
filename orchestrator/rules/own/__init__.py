"""Rules that a user writes as expressions or decision tables, without Python (docs/rules.md)."""

from orchestrator.rules.own.loading import OwnRules, load_own_rules
from orchestrator.rules.own.rule import OwnCheck

__all__ = ["OwnCheck", "OwnRules", "load_own_rules"]
