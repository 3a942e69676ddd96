"""Everybody who may ask: each of the cast, every seat, people near the subject in every seat."""

import ast
import base64
import dataclasses
import datetime
import pathlib
import secrets
import uuid

from allauth.mfa.models import Authenticator
from django.test import Client

import browsing
from candour import clock
from candour.core import vault
from candour.guard import vaults
from candour.guard.models import Account, Scope, Unlock
from candour.guard.seats import Seat
from candour.ops.demo.cast import FORCE, NEIGHBOUR, OUTSIDE
from candour.sites import base
from cast import World

NOBODY = "nobody"
_SITES = pathlib.Path(base.__file__).parent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """An account that the demonstration doesn't have: a seat, where, and whose person it is."""

    seat: Seat
    organisation: str
    person_of: str = ""
    scope: str = ""


# The subject and the line manager again, in seats that would see everything if no wall stood.
EXTRAS = {
    "custodian-outside": Extra(seat=Seat.CUSTODIAN, organisation=OUTSIDE),
    "custodian-inside": Extra(seat=Seat.CUSTODIAN, organisation=FORCE),
    "representative-inside": Extra(seat=Seat.REPRESENTATIVE, organisation=FORCE),
    "reviewer-inside": Extra(seat=Seat.REVIEWER, organisation=FORCE),
    "subject-in-command": Extra(
        seat=Seat.APPROPRIATE_AUTHORITY, organisation=FORCE, person_of="subject", scope=FORCE
    ),
    "manager-in-command": Extra(
        seat=Seat.APPROPRIATE_AUTHORITY, organisation=FORCE, person_of="line-manager", scope=FORCE
    ),
    "colleague-on-desk": Extra(
        seat=Seat.DESK_READER, organisation=FORCE, person_of="colleague", scope=FORCE
    ),
    "other-force": Extra(seat=Seat.APPROPRIATE_AUTHORITY, organisation=NEIGHBOUR, scope=NEIGHBOUR),
}
# Whom the walls keep out, and who has no part in anything.
KEPT_OUT = (
    "subject", "subject-seat", "colleague", "line-manager", "stranger", "representative",
    "reviewer", *EXTRAS,
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody with a browser, with the vault open; nobody, where this site serves no such seat."""

    name: str
    account: uuid.UUID | None
    seat: Seat | None
    client: Client


def add(world: World) -> None:
    """Open the accounts that the demonstration doesn't have, before any wall is computed."""
    for name, extra in EXTRAS.items():
        twin = Account.objects.filter(username=extra.person_of).first()
        account = Account.objects.create(
            username=name,
            person_id=twin.person_id if twin else None,
            organisation_id=world.organisations[extra.organisation],
            seat=extra.seat,
        )
        if extra.scope:
            scope = world.organisations[extra.scope]
            Scope.objects.create(account=account, organisation_id=scope)


def everybody(world: World, site: str) -> tuple[Guest, ...]:
    """Return everybody with an account, in the order of their names, and nobody."""
    accounts = Account.objects.order_by("username")
    return (*(_guest(world, site, account) for account in accounts), _nobody(site))


def _nobody(site: str) -> Guest:
    client = Client(HTTP_HOST=f"{site}.localhost", raise_request_exception=False)
    return Guest(name=NOBODY, account=None, seat=None, client=client)


def _guest(world: World, site: str, account: Account) -> Guest:
    client = _nobody(site).client
    Authenticator.objects.get_or_create(user=account, type="totp", defaults={"data": {}})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    private = (
        # Whom nothing was ever sealed to has any key.
        secrets.token_bytes(32)
        if account.username in EXTRAS
        else browsing.private_key(account.username, browsing.phrase_of(world, account.username))
    )
    client.cookies[vaults.COOKIE] = _opened(account, private=private, at=clock.now())
    is_seated = account.seat in seats_of(site)
    return Guest(
        name=account.username,
        account=account.id if is_seated else None,
        seat=Seat(account.seat) if is_seated else None,
        client=client,
    )


def _opened(account: Account, *, private: bytes, at: datetime.datetime) -> str:
    session_key = vault.new_session_key()
    sealed = vault.seal_session(private_key=private, session_key=session_key)
    kept = Unlock.objects.create(account=account, ciphertext=sealed, opened_at=at, used_at=at)
    return base64.urlsafe_b64encode(kept.id.bytes + session_key).decode()


def seats_of(site: str) -> frozenset[str]:
    """Return the seats that a site serves, as its settings have them."""
    tree = ast.parse((_SITES / site / "settings.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SITE_SEATS":
            return frozenset(ast.literal_eval(node.value.args[0]))
    return frozenset()
