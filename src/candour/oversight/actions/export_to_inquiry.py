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
from candour.oversight.inquiries import extracting
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
    """What was given: the archive as it goes out, and the signed statement about it."""

    content: bytes
    note: bytes
    sha256: str


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
            register=reading.read(folder=taken.folder), folder=taken.folder, cases=chosen
        )
    finally:
        folders.remove(under=under, names={taken.folder.name})
    archive = bundles.build(entries=[*entries, *_said(wish, secret)], about=_about(wish, at))
    content = bundles.encrypt(bundle=archive, recipients=wish.keys) if wish.keys else archive
    digest = hashlib.sha256(archive)
    statement = Statement(origin=key.name, sha256=digest.digest(), on=at.date())
    note = statements.sign(statement=statement, key=key)
    with transaction.atomic():
        _log(wish, authorised, archive=digest.hexdigest(), content=content, by=by, at=at)
    return Given(content=content, note=note, sha256=digest.hexdigest())


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


def _about(wish: Wish, at: datetime.datetime) -> dict[str, object]:
    return {
        "purpose": wish.purpose.code,
        "for": wish.about,
        "recipient": wish.recipient,
        "authorised_by": wish.authorised_by,
        "legal_basis": wish.basis or "none stated: pseudonyms alone",
        "as_of": wish.as_of.isoformat(),
        "made_on": at.date().isoformat(),
        "not_for_publication": "Small numbers in it can tell who complained or about whom.",
    }


def _log(
    wish: Wish,
    authorised: uuid.UUID,
    *,
    archive: str,
    content: bytes,
    by: Actor,
    at: datetime.datetime,
) -> None:
    about = json.dumps(_about(wish, at), sort_keys=True, ensure_ascii=False)
    entry = leaves.Entry(
        kind="export",
        what="oversight.export_to_inquiry",
        why="The register was given to an inquiry",
        detail={
            "purpose": wish.purpose.code,
            "authorised_by": str(authorised),
            # Purpose and recipient in words are in the archive; here is what binds them to it.
            "about_sha256": hashlib.sha256(about.encode()).hexdigest(),
            "names_cases": wish.names_cases,
            "cases": len(wish.cases),
            "archive_sha256": archive,
            "content_sha256": hashlib.sha256(content).hexdigest(),
        },
        recipients=sorted(one.strip() for one in wish.keys) or [wish.purpose.code],
    )
    leaves.append(entry=entry, by=by, at=at)
