"""Who was let in, given or taken rights, and who logged in: from the history."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from orchestrator.people.actor import login_of
from orchestrator.reports.compliance.content import AccessRow, PersonRow
from orchestrator.reports.compliance.exceptions import moment_of
from orchestrator.store.compliance import Act

CHANGES = frozenset(
    {
        "person added", "person's roles changed", "person's password changed", "person disabled", "person enabled",
        "person linked", "person unlinked", "token made", "token revoked",
        "approvals delegated", "delegation ended",
    }
)  # fmt: skip
KNOWN = frozenset({"login", "before", "after"})


@dataclass
class Access:
    """Takes the period's entries one by one."""

    rows: list[AccessRow] = field(default_factory=list)
    worked: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def take(self, act: Act) -> None:
        """Look at the next entry."""
        if act.action in CHANGES:
            whom = str(act.data.get("login", ""))
            self.rows.append(AccessRow(moment_of(act), act.actor, act.action, whom, _details(act.data)))
        elif act.action == "logged in":
            self.worked[str(act.data.get("login", login_of(act.actor)))] += 1
        elif act.action == "login failed":
            self.failed[login_of(act.actor)] += 1


def people_at_end(acts: Iterable[Act], access: Access) -> tuple[PersonRow, ...]:
    """Everybody as they stood after these entries; a login that failed and belongs to nobody is told, too."""
    roles: dict[str, list[str]] = {}
    locked: set[str] = set()
    for act in acts:
        login = str(act.data.get("login", ""))
        if act.action in ("person added", "person's roles changed"):
            roles[login] = [str(role) for role in act.data.get("after", act.data.get("roles", []))]
        elif act.action == "person disabled":
            locked.add(login)
        elif act.action == "person enabled":
            locked.discard(login)
    strangers = {login for login in access.failed if login not in roles}
    return tuple(
        PersonRow(
            login, ", ".join(roles.get(login, [])), login in roles and login not in locked, access.worked[login],
            access.failed[login],
        )
        for login in sorted({*roles, *strangers})
    )  # fmt: skip


def _details(data: Mapping[str, Any]) -> str:
    """What was changed: from what to what, or with which values."""
    if "before" in data:
        return f"{_joined(data['before'])} → {_joined(data.get('after'))}"
    return "; ".join(f"{name}: {_joined(value)}" for name, value in data.items() if name not in KNOWN)


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
