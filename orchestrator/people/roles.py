"""Roles, acts, and which role may do what: the one table that pages, the API and tests go by."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the farm; one person may have several roles."""

    CLERK = "clerk"
    APPROVER = "approver"
    OPERATOR = "operator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Everything that a person or a program may ask of the farm, by the right that it takes."""

    SEE_DOCUMENTS = "documents:read"
    UPLOAD = "documents:upload"
    CORRECT = "documents:correct"
    REJECT = "documents:reject"
    RETRY = "documents:retry"
    APPROVE = "documents:approve"
    SEE_OPERATIONS = "operations:read"
    STEER_LANES = "lanes:steer"
    SEE_SUPPLIERS = "suppliers:read"
    FORGET_SUPPLIER = "suppliers:forget"
    IMPORT_ORDERS = "orders:import"
    SEE_REPORTS = "reports:read"
    SEE_RULES = "rules:read"
    CHANGE_RULES = "rules:change"
    SEE_AUDIT = "audit:read"
    ERASE = "documents:erase"
    SEE_PEOPLE = "people:read"
    MANAGE_PEOPLE = "people:manage"
    MANAGE_WEBHOOKS = "webhooks:manage"


LOOK = frozenset({Right.SEE_DOCUMENTS, Right.SEE_SUPPLIERS, Right.SEE_REPORTS, Right.SEE_RULES})
DESK = frozenset({Right.UPLOAD, Right.CORRECT, Right.REJECT, Right.RETRY})

MAY: dict[Role, frozenset[Right]] = {
    Role.CLERK: LOOK | DESK,
    Role.APPROVER: LOOK | {Right.APPROVE, Right.REJECT},
    Role.OPERATOR: LOOK
    | {
        Right.SEE_OPERATIONS,
        Right.STEER_LANES,
        Right.RETRY,
        Right.FORGET_SUPPLIER,
        Right.CHANGE_RULES,
        Right.IMPORT_ORDERS,
    },
    Role.AUDITOR: LOOK | {Right.SEE_OPERATIONS, Right.SEE_AUDIT, Right.SEE_PEOPLE},
    Role.ADMINISTRATOR: LOOK
    | {
        Right.SEE_OPERATIONS,
        Right.STEER_LANES,
        Right.SEE_AUDIT,
        Right.ERASE,
        Right.SEE_PEOPLE,
        Right.MANAGE_PEOPLE,
        Right.MANAGE_WEBHOOKS,
        Right.CHANGE_RULES,
    },
}
"""An administrator gives rights and does not use them: to decide about a document takes another role."""


def rights(roles: Iterable[Role]) -> frozenset[Right]:
    """Everything that somebody with these roles may do."""
    return frozenset().union(*(MAY[role] for role in roles))
