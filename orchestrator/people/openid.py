"""Who somebody is here whom an OpenID provider vouches for. How the provider is asked is the pages' matter."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from config.errors import ConfigError
from orchestrator.errors import DecisionRefused, LoginRefused
from orchestrator.people import register
from orchestrator.people.login import begin_session
from orchestrator.people.roles import Role
from orchestrator.phrases import phrase
from orchestrator.store import Store, Transaction, audit, openid_links, people
from orchestrator.store.people import Person

UNKNOWN = phrase("Your organisation knows you, and this farm does not. Ask its administrator to add you.")
LOCKED_OUT = phrase("You are locked out here. Ask the farm's administrator.")
NO_ROLE = phrase("Your organisation gives you no role in this farm. Ask whoever gives out its groups.")
LINKED_ELSEWHERE = phrase("Somebody else at your organisation has this login here. Ask the farm's administrator.")
LONGEST = 300


@dataclass(frozen=True)
class Identity:
    """Somebody as the provider vouches for them.

    Attributes:
        email: empty unless the provider has verified it.
        login: what they are called there, for a login of somebody new.
        groups: the values of the claim that says what somebody is.
    """

    issuer: str
    subject: str
    email: str = ""
    name: str = ""
    login: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenIdTerms:
    """Who may log in so: people who are registered, and what the provider says they are.

    Attributes:
        roles: from a value of the provider's claim to a role; where empty, roles are given here alone.
        creates: whether somebody new is taken in.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    creates: bool = False

    def roles_of(self, identity: Identity) -> tuple[Role, ...]:
        """What the provider makes of somebody, in the order of the table of roles."""
        given = {self.roles[group] for group in identity.groups if group in self.roles}
        return tuple(role for role in Role if role in given)


def role_table(text: str) -> dict[str, Role]:
    """From the setting: `bookkeeping=clerk, it=administrator`, apart by `;` where a group's name has commas.

    Raises:
        ConfigError: there is no such role.
    """
    table = {}
    for pair in filter(None, map(str.strip, text.split(";" if ";" in text else ","))):
        group, sign, role = pair.rpartition("=")
        if not sign or not group.strip() or role.strip() not in set(Role):
            raise ConfigError(f"BOTFARM_OPENID_ROLES: {pair!r} is not GROUP=ROLE; the roles are {', '.join(Role)}.")
        table[group.strip()] = Role(role.strip())
    return table


def log_in(store: Store, terms: OpenIdTerms, identity: Identity) -> str:
    """The word for a new session's cookie, of somebody whom the provider vouches for.

    Raises:
        LoginRefused: they are not known, locked out, or nothing here; the message is an English phrase.
    """
    try:
        with store.begin() as tx:
            person = _person(tx, terms, identity)
            if not person.active:
                raise LoginRefused(LOCKED_OUT)
            _give_roles(tx, terms, identity, person)
            return begin_session(tx, person, f"{person.login} (web, OpenID)")
    except LoginRefused as refusal:
        with store.begin() as tx:
            facts = {"issuer": identity.issuer, "subject": identity.subject, "reason": str(refusal)}
            audit.append(tx, "OpenID", "login failed", None, facts)
        raise


def unlink(tx: Transaction, actor: str, login: str) -> None:
    """Forget whom the provider means by somebody, so that the next who fits is linked anew.

    Raises:
        PersonNotFound
        DecisionRefused: nothing was linked.
    """
    person = register.get(tx, login)
    if not openid_links.unlink(tx, person):
        raise DecisionRefused(f"{person.login} is linked to no subject of an OpenID provider.")
    people.end_sessions_of(tx, person.id)
    audit.append(tx, actor, "person unlinked", None, {"login": person.login})


def _person(tx: Transaction, terms: OpenIdTerms, identity: Identity) -> Person:
    """Who it is: linked before, registered for this subject or address, or new."""
    if not identity.subject or max(map(len, (identity.subject, identity.issuer))) > LONGEST:
        raise LoginRefused(UNKNOWN)
    linked = openid_links.person_of(tx, identity.issuer, identity.subject)
    if linked is not None:
        return linked
    person = _registered(tx, identity)
    if person is not None and openid_links.is_linked(tx, identity.issuer, person):
        raise LoginRefused(LINKED_ELSEWHERE)
    person = person or _newcomer(tx, terms, identity)
    openid_links.link(tx, identity.issuer, identity.subject, person)
    facts = {"login": person.login, "issuer": identity.issuer, "subject": identity.subject}
    audit.append(tx, "OpenID", "person linked", None, facts)
    return person


def _registered(tx: Transaction, identity: Identity) -> Person | None:
    """Somebody whom an administrator registered with this subject, or this address as subject or login."""
    email = identity.email.casefold()
    by_email = people.by_subject(tx, identity.email) or people.by_subject(tx, email) or people.by_login(tx, email)
    return people.by_subject(tx, identity.subject) or (by_email if email else None)


def _newcomer(tx: Transaction, terms: OpenIdTerms, identity: Identity) -> Person:
    if not terms.creates:
        raise LoginRefused(UNKNOWN)
    roles = terms.roles_of(identity)
    if not roles:
        raise LoginRefused(NO_ROLE)
    login = _login(identity)
    if people.by_login(tx, login) is not None:
        raise LoginRefused(LINKED_ELSEWHERE)
    name = identity.name.strip()[:100] or login
    return register.add(tx, "OpenID", login, name, roles)


def _login(identity: Identity) -> str:
    """A login of the characters that one may have, from what the provider calls them."""
    wanted = (re.sub(r"[^a-z0-9._@-]", "", text.casefold())[:61] for text in (identity.login, identity.email))
    fallback = "openid-" + re.sub(r"[^a-z0-9]", "", identity.subject.casefold())[:40]
    return next((login for login in wanted if register.LOGIN.fullmatch(login)), fallback)


def _give_roles(tx: Transaction, terms: OpenIdTerms, identity: Identity, person: Person) -> None:
    """Where the provider says what somebody is, it says so at every login; the last administrator stays one."""
    if not terms.roles:
        return
    roles = terms.roles_of(identity)
    if not roles:
        raise LoginRefused(NO_ROLE)
    if set(roles) == set(person.roles):
        return
    try:
        register.change_roles(tx, "OpenID", person.login, roles)
    except DecisionRefused:
        register.change_roles(tx, "OpenID", person.login, (*roles, Role.ADMINISTRATOR))
