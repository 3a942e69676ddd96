"""Gives an inquiry the register under pseudonyms: recorded, signed, logged, and then written."""

import csv
import datetime
import hashlib
import io
import json
import pathlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from candour.cases.models import Case
from candour.core import notes
from candour.core.custody import bundles, statements
from candour.core.custody.bundles import Entry
from candour.core.custody.statements import Statement
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand
from candour.guard.seats import Seat
from candour.measures.actions.take_snapshot import take_snapshot
from candour.measures.register import folders, pseudonyms, reading
from candour.measures.register.pseudonyms import CASE, Key
from candour.oversight.inquiries import covering, extracting
from candour.oversight.inquiries.covering import Standing
from candour.oversight.inquiries.purposes import Purpose

# Whoever answers for a force or watches it; never a side of a case.
_AUTHORISES = (Seat.APPROPRIATE_AUTHORITY.value, Seat.OVERSIGHT_READER.value)


class NotAuthorised(Exception):
    """Say who authorised it: an authority or overseer with an account here that is in use."""


class NotSaid(Exception):
    """Say in words what it is for and who receives it."""


class NeedsBasis(Exception):
    """Cases are named only for a purpose that allows it and on a legal basis that is stated."""


class NoSuchCase(Exception):
    """At least one of these cases isn't on the register of that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who is given what, why, and who said yes.

    cases: references; none of them means everything. basis: the legal basis on which cases are
    named to the recipient; empty means pseudonyms alone. keys: age public keys.
    """

    purpose: Purpose
    about: str
    recipient: str
    authorised_by: str
    as_of: datetime.date
    cases: tuple[str, ...] = ()
    names_cases: bool = False
    basis: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was given: the archive as it goes out, the signed statement, and the holds over it."""

    content: bytes
    note: bytes
    sha256: str
    holds: tuple[Standing, ...]


def export_to_inquiry(
    *,
    wish: Wish,
    under: pathlib.Path,
    key: notes.SigningKey,
    by: Actor,
    at: datetime.datetime,
) -> Given:
    """Return an archive of the register and the statement about it, after the log has both hashes.

    Raises bundles.BadRecipient for a key that is none.
    """
    demand("oversight.export_to_inquiry", by=by, at=at)
    _check(wish)
    authorised = _authorised(wish.authorised_by)
    secret = pseudonyms.new_key()
    taken = take_snapshot(as_of=wish.as_of, under=under, by=by, at=at, key=secret)
    try:
        chosen = _chosen(wish, secret)
        entries = extracting.entries(
            register=reading.read_as_written(folder=taken.folder), folder=taken.folder, cases=chosen
        )
    finally:
        folders.remove(under=under, names={taken.folder.name})
    holds = _holds(wish)
    about = _about(wish, holds, at)
    archive = bundles.build(entries=[*entries, *_said(wish, secret)], about=about)
    content = bundles.encrypt(bundle=archive, recipients=wish.keys) if wish.keys else archive
    digest = hashlib.sha256(archive)
    statement = Statement(origin=key.name, sha256=digest.digest(), on=at.date())
    note = statements.sign(statement=statement, key=key)
    with transaction.atomic():
        entry = _entry(wish, authorised, about, holds, archive=digest.hexdigest(), content=content)
        leaves.append(entry=entry, by=by, at=at)
    return Given(content=content, note=note, sha256=digest.hexdigest(), holds=holds)


def _check(wish: Wish) -> None:
    if not wish.about.strip() or not wish.recipient.strip():
        raise NotSaid(NotSaid.__doc__)
    if wish.names_cases and not (wish.basis.strip() and wish.purpose.may_name_cases):
        raise NeedsBasis(NeedsBasis.__doc__)


def _authorised(username: str) -> uuid.UUID:
    found = Account.objects.filter(username=username, is_active=True, seat__in=_AUTHORISES).first()
    if found is None:
        raise NotAuthorised(NotAuthorised.__doc__)
    return found.id


def _chosen(wish: Wish, secret: Key) -> Mapping[str, str] | None:
    """Return the references of the chosen cases by pseudonym; None where none was chosen."""
    if not wish.cases:
        return None
    found = _references(wish, secret)
    if len(found) != len(set(wish.cases)):
        raise NoSuchCase(NoSuchCase.__doc__)
    return found


def _references(wish: Wish, secret: Key) -> Mapping[str, str]:
    cases = Case.objects.filter(received_on__lte=wish.as_of)
    if wish.cases:
        cases = cases.filter(reference__in=wish.cases)
    return {
        pseudonyms.pseudonym(key=secret, kind=CASE, of=file): reference
        for file, reference in cases.order_by("reference").values_list("file_id", "reference")
    }


def _said(wish: Wish, secret: Key) -> list[Entry]:
    """Return the references as a file, where the recipient may have them."""
    if not wish.names_cases:
        return []
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow(("case_key", "reference"))
    sheet.writerows(sorted(_references(wish, secret).items()))
    return [Entry(name="references.csv", kind="references", content=written.getvalue().encode())]


def _holds(wish: Wish) -> tuple[Standing, ...]:
    """Return the legal holds in force over the chosen cases, or over anything on the register."""
    if not wish.cases:
        return covering.applied(files=None)
    chosen = Case.objects.filter(reference__in=wish.cases).order_by("file_id")
    return covering.applied(files=chosen.values_list("file_id", flat=True))


def _about(wish: Wish, holds: tuple[Standing, ...], at: datetime.datetime) -> dict[str, object]:
    return {
        # What each covers would name a case, so it is told by its number alone.
        "legal_holds": [
            {"hold": str(one.id), "placed_by": one.body, "placed_on": one.placed_on.isoformat()}
            for one in holds
        ],
        "purpose": wish.purpose.code,
        "for": wish.about,
        "recipient": wish.recipient,
        "authorised_by": wish.authorised_by,
        "legal_basis": wish.basis or "none stated: pseudonyms alone",
        "as_of": wish.as_of.isoformat(),
        "made_on": at.date().isoformat(),
        "not_for_publication": "Small numbers in it can tell who complained or about whom.",
    }


def _entry(
    wish: Wish,
    authorised: uuid.UUID,
    about: Mapping[str, object],
    holds: tuple[Standing, ...],
    *,
    archive: str,
    content: bytes,
) -> leaves.Entry:
    said = json.dumps(about, sort_keys=True, ensure_ascii=False)
    return leaves.Entry(
        kind="export",
        what="oversight.export_to_inquiry",
        why="The register was given to an inquiry",
        detail={
            "purpose": wish.purpose.code,
            "authorised_by": str(authorised),
            # Purpose and recipient in words are in the archive; here is what binds them to it.
            "about_sha256": hashlib.sha256(said.encode()).hexdigest(),
            "names_cases": wish.names_cases,
            "cases": len(wish.cases),
            "legal_holds": [str(one.id) for one in holds],
            "archive_sha256": archive,
            "content_sha256": hashlib.sha256(content).hexdigest(),
        },
        recipients=sorted(one.strip() for one in wish.keys) or [wish.purpose.code],
    )
