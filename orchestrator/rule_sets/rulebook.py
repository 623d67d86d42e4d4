"""What the files of a set of rules say, once they are checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from config.approval_file import ApprovalPolicy
from config.files import parse_rules, read_approval_policy
from config.rule_file import RuleFile
from orchestrator.coding import RULE_ID as CODING
from orchestrator.rule_sets.files import APPROVAL, OWN, RULES, VAT_RATES
from orchestrator.rules import RULES as RULES_DELIVERED
from orchestrator.rules.own import OwnRules, load_own_rules

DELIVERED = frozenset((*RULES_DELIVERED, CODING))
"""The ids that own rules cannot have."""


@dataclass(frozen=True)
class Rulebook:
    """The parameters of the delivered rules, the approval policy and the user's own rules."""

    rules: RuleFile
    policy: ApprovalPolicy
    own: OwnRules


def parse(files: Mapping[str, str]) -> Rulebook:
    """Check all files of a set.

    Raises:
        ConfigError: one says something wrong; the message names file, line where it is known, and what to write.
    """
    return _parsed(tuple(files.items()))


@lru_cache(maxsize=2)  # pages show the same set again and again
def _parsed(parts: tuple[tuple[str, str], ...]) -> Rulebook:
    files = dict(parts)
    return Rulebook(
        rules=parse_rules(files[RULES], files[VAT_RATES]),
        policy=read_approval_policy(files[APPROVAL], APPROVAL),
        own=load_own_rules(files[OWN], files, DELIVERED),
    )
