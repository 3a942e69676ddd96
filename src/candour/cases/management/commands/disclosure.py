"""`candour disclosure trace FILE`: whose copy a leaked text or file is, for a reader of it."""

import dataclasses
import getpass
import json
import pathlib
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from candour import clock
from candour.cases.disclosure import queries
from candour.cases.disclosure.attached.found import FoundCopy
from candour.cases.disclosure.queries import Suspect
from candour.cases.models import Case
from candour.core import vault, words
from candour.guard import sign_in
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Account, VaultKey
from candour.guard.permissions import NotPermitted
from candour.guard.seats import Seat

_PIECE = 1024 * 1024
_LONGEST_TEXT = 16 * 1024 * 1024
NOT_YOURS = "There is no case of this reference that this account and these words open."


class Command(BaseCommand):
    help = "Compare a text or a file that got out with every copy that left a case."
    # Six words stand in no command line, where other programs would read them.
    stealth_options = ("phrase",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        tracing = verbs.add_parser("trace", help="find out whose copy a text is")
        tracing.add_argument(
            "file", type=pathlib.Path, help="what got out, a text or a file, as it was found"
        )
        tracing.add_argument("--case", required=True, help="the reference of the case")
        tracing.add_argument("--as", dest="username", required=True, help="a reader of the case")
        tracing.add_argument("--json", action="store_true", help="print it as JSON")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        leaked = options["file"]
        _demand_readable(leaked)
        phrase = options.get("phrase") or getpass.getpass("Your six words: ")
        try:
            traced = _trace(options["case"], options["username"], phrase, leaked)
        except (NotPermitted, vault.WrongPassphrase, words.UnknownWord,
                words.WrongNumberOfWords):  # fmt: skip
            raise CommandError(NOT_YOURS) from None
        if options["json"]:
            rows = [*map(_file_row, traced.files), *map(_row, traced.texts)]
            self.stdout.write(json.dumps(rows, indent=2))
            return
        for copy in traced.files:
            grounds = "; ".join(copy.grounds)
            self.stdout.write(f"{copy.line.code}  {copy.line.recipient}: {grounds}")
        for one in traced.texts:
            said = f"{one.likelihood.probability:.1%} {one.confidence.lower()}"
            self.stdout.write(f"{one.line.code}  {one.line.recipient}: {said} ({one.evidence})")
        sure = [one.likelihood.is_enough for one in traced.texts]
        if not any([*sure, *(one.is_enough for one in traced.files)]):
            self.stdout.write("Nothing here is enough to say whose copy it was.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Traced:
    texts: tuple[Suspect, ...]
    files: tuple[FoundCopy, ...]


def _demand_readable(path: pathlib.Path) -> None:
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        message = f"{path} can't be read: {error}"
        raise CommandError(message) from None


def _pieces(path: pathlib.Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _text(path: pathlib.Path) -> str | None:
    """Return the words of a text; nothing for what is none, or longer than any paper."""
    if path.stat().st_size > _LONGEST_TEXT:
        return None
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        return None


def _trace(reference: str, username: str, phrase: str, leaked: pathlib.Path) -> _Traced:
    account = Account.objects.filter(username=username, is_active=True).first()
    key = VaultKey.objects.filter(account__username=username, retired_on__isnull=True).first()
    case = Case.objects.filter(reference=reference.strip().upper()).first()
    if account is None or key is None or case is None:
        raise CommandError(NOT_YOURS)
    spoken = words.normalise(text=phrase, count=words.VAULT_WORDS)
    private = vault.open_vault(vault=bytes(key.sealed_private_key), words=spoken)
    actor = Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )
    # The worker's role sees every row, so the wall is asked by name.
    sign_in.name_actor(actor)
    with connection.cursor() as cursor:
        cursor.execute("select guard.sees(%s)", [case.file_id])
        (sees,) = cursor.fetchone()
    if not sees:
        raise CommandError(NOT_YOURS)
    opened = Vault(account_id=account.id, private_key=private)
    at, text = clock.now(), _text(leaked)
    return _Traced(
        texts=()
        if text is None
        else queries.traced(file=case.file_id, leaked=text, vault=opened, by=actor, at=at),
        files=queries.traced_file(
            file=case.file_id, leaked=_pieces(leaked), vault=opened, by=actor, at=at
        ),
    )


def _file_row(one: FoundCopy) -> dict[str, object]:
    return {
        "code": one.line.code,
        "recipient": one.line.recipient,
        "grounds": list(one.grounds),
        "is_enough": one.is_enough,
    }


def _row(one: Suspect) -> dict[str, object]:
    return {
        "code": one.line.code,
        "recipient": one.line.recipient,
        "confidence": one.confidence,
        "probability": round(one.likelihood.probability, 6),
        "evidence": one.evidence,
    }
