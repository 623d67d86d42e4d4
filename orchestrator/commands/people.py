"""Commands about people: person add, list, roles, password, disable, enable, and token make, list, revoke."""

import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from orchestrator.commands.output import actor, out, print_json, print_table
from orchestrator.people import login as logging_in
from orchestrator.people import openid as by_openid
from orchestrator.people import register
from orchestrator.people.roles import Right, Role
from orchestrator.store import people as kept
from orchestrator.wiring import farm

Login = Annotated[str, typer.Argument(help="The person's login.")]
Roles = Annotated[list[Role], typer.Option("--role", "-r", help="A role; give the option once for each.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def add(
    login: Login,
    role: Roles,
    name: Annotated[str, typer.Option("--name", "-n", help="The name that others see.")] = "",
    password_stdin: Stdin = False,
    openid: Annotated[str, typer.Option(help="Subject at the OpenID provider; then no password is asked for.")] = "",
) -> None:
    """Take a person in; the password is asked for."""
    password = None if openid else _password(password_stdin)
    with farm().store.begin() as tx:
        person = register.add(tx, str(actor()), login, name or login, role, password, openid or None)
    out.print(f"{person.login} is in, as {', '.join(person.roles)}.", markup=False)


def list_(json: Json = False) -> None:
    """Show the people and what they may do."""
    with farm().store.reading() as tx:
        people = kept.everyone(tx)
    rows = [
        {"login": p.login, "name": p.name, "roles": list(p.roles), "active": p.active, "since": p.made_at.isoformat()}
        for p in people
    ]
    if json:
        print_json(rows)
        return
    cells = ([p.login, p.name, ", ".join(p.roles), "" if p.active else "disabled"] for p in people)
    print_table(("login", "name", "roles", ""), cells)


def roles(login: Login, role: Roles) -> None:
    """Give a person these roles and no others."""
    with farm().store.begin() as tx:
        person = register.change_roles(tx, str(actor()), login, role)
    out.print(f"{person.login} is {', '.join(person.roles)} now.", markup=False)


def password(login: Login, password_stdin: Stdin = False) -> None:
    """Set a person's password; every session of theirs ends."""
    new = _password(password_stdin)
    with farm().store.begin() as tx:
        register.change_password(tx, str(actor()), login, new)
    out.print(f"{login} has a new password.", markup=False)


def disable(login: Login) -> None:
    """Lock a person out at once; nothing of theirs is removed."""
    with farm().store.begin() as tx:
        register.disable(tx, str(actor()), login)
    out.print(f"{login} is locked out; `botfarm person enable {login}` lets them in again.", markup=False)


def enable(login: Login) -> None:
    """Let a person in again."""
    with farm().store.begin() as tx:
        register.enable(tx, str(actor()), login)
    out.print(f"{login} can log in again.", markup=False)


def unlink(login: Login) -> None:
    """Forget by which subject an OpenID provider means a person; who fits next is linked anew."""
    with farm().store.begin() as tx:
        by_openid.unlink(tx, str(actor()), login)
    out.print(f"{login} is linked to no subject any more.", markup=False)


def make_token(
    login: Login,
    name: Annotated[str, typer.Argument(help="What the token is for.")],
    scope: Annotated[list[Right], typer.Option("--scope", "-s", help="A right; give the option once for each.")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="How long it holds.")] = 365,
) -> None:
    """Make a token for a program that acts in a person's name. It is shown this once."""
    with farm().store.begin() as tx:
        person = register.get(tx, login)
        ends = datetime.now(UTC) + timedelta(days=days)
        word = logging_in.make_token(tx, str(actor()), person, name, scope, ends)
    out.print(word, markup=False, highlight=False)


def list_tokens(login: Login, json: Json = False) -> None:
    """Show a person's tokens, without their words."""
    with farm().store.reading() as tx:
        tokens = kept.tokens_of(tx, register.get(tx, login).id)
    if json:
        print_json([token.model_dump(mode="json", exclude={"digest"}) for token in tokens])
        return
    print_table(
        ("id", "name", "scopes", "until", "last used", ""),
        (
            [t.id, t.name, ", ".join(t.scopes), _day(t.expires_at), _day(t.used_at), "revoked" if t.revoked_at else ""]
            for t in tokens
        ),
    )


def revoke_token(login: Login, token_id: Annotated[int, typer.Argument(help="Its number in `token list`.")]) -> None:
    """Make a token worthless at once."""
    with farm().store.begin() as tx:
        person = register.get(tx, login)
        logging_in.revoke_token(tx, str(actor()), person, token_id)
    out.print(f"Token {token_id} no longer works.", markup=False)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""
