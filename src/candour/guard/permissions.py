"""Who may do what: one table from every app's policy.py, and the demand that applies it."""

import dataclasses
import datetime
import functools
import importlib
import importlib.util
import typing
import uuid

from django.apps import apps
from django.db import connection

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.seats import Seat


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One row of the table: these seats may do this, to a file they can see or to nothing.

    Reading leaves a leaf before anything is shown; a write appends its own with what it wrote. A
    file asks of those who handle cases that they have a role in it, unless it says otherwise.
    """

    name: str
    summary: str
    seats: tuple[Seat, ...]
    on_file: bool = False
    is_read: bool = False
    needs_role: bool = True


# Who opens a case by a role in it alone. The appropriate authority has one in every case by law,
# and overseers open none.
BY_ROLE = (Seat.DESK_READER, Seat.INVESTIGATOR)


class NotPermitted(Exception):
    """The answer is the same as for what does not exist; it carries the leaf that says so."""

    def __init__(self, denied: leaves.Entry) -> None:
        super().__init__()
        self.denied = denied


class NoRole(NotPermitted):
    """The actor knows that the case exists and has no role in it: asks why, and is refused."""

    def __init__(self, denied: leaves.Entry, *, file: uuid.UUID) -> None:
        super().__init__(denied)
        self.file = file


class UnknownPermission(Exception):
    """Code demands a permission that no policy names."""


@functools.cache
def table() -> dict[str, Permission]:
    """Return every permission by name, from the policy modules of the installed apps."""
    found: dict[str, Permission] = {}
    for config in apps.get_app_configs():
        if importlib.util.find_spec(f"{config.name}.policy") is None:
            continue
        for permission in importlib.import_module(f"{config.name}.policy").PERMISSIONS:
            if permission.name in found:
                message = f"{permission.name} is defined twice"
                raise UnknownPermission(message)
            found[permission.name] = permission
    return found


def demand(
    name: str, *, by: Actor, at: datetime.datetime, file: uuid.UUID | None = None, why: str = ""
) -> None:
    """Raise NotPermitted unless `by` may do `name`, to `file` where it concerns one.

    Hidden and absent files answer alike and leave the same leaf.
    """
    permission = _row(name)
    if by.seat not in permission.seats or (permission.on_file and not _sees(file)):
        deny(name, by=by, at=at, file=file)
    if permission.on_file and permission.needs_role and by.seat in BY_ROLE:
        _demand_role(name, by=by, at=at, file=file)
    if permission.is_read:
        entry = leaves.Entry(kind="read", what=name, file=file, why=why or permission.summary)
        leaves.append(entry=entry, by=by, at=at)


def deny(
    name: str, *, by: Actor, at: datetime.datetime, file: uuid.UUID | None = None
) -> typing.NoReturn:
    """Leave the leaf of a denial and raise NotPermitted with it.

    The leaf travels with the exception, because the transaction of an action that is left by it is
    rolled back and the leaf with it; whoever answers the request appends it again.
    """
    refusal = refused(name, file=file)
    leaves.append(entry=refusal.denied, by=by, at=at)
    raise refusal


def refused(name: str, *, file: uuid.UUID | None) -> NotPermitted:
    """Return the refusal to raise where a row turns out not to be there for whoever was let in."""
    return NotPermitted(_denied(name, file))


def _demand_role(name: str, *, by: Actor, at: datetime.datetime, file: uuid.UUID | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select guard.has_role(%s)", [file])
        has_role = cursor.fetchone()[0]
    if file is not None and not has_role:
        refusal = NoRole(_denied(name, file), file=file)
        leaves.append(entry=refusal.denied, by=by, at=at)
        raise refusal


def _denied(name: str, file: uuid.UUID | None) -> leaves.Entry:
    return leaves.Entry(kind="denied", what=name, file=file, why=_row(name).summary)


def _row(name: str) -> Permission:
    try:
        return table()[name]
    except KeyError:
        raise UnknownPermission(name) from None


def _sees(file: uuid.UUID | None) -> bool:
    if file is None:
        return False
    with connection.cursor() as cursor:
        # Asked of a row under row security, what is hidden would take longer than what is absent.
        cursor.execute("select not guard.asked_by_site() or guard.sees(%s)", [file])
        return bool(cursor.fetchone()[0])
