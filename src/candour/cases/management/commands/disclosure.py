"""`candour disclosure trace FILE`: whose copy a leaked text is, for a reader of the case."""

import getpass
import json
import pathlib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from candour import clock
from candour.cases.disclosure import queries
from candour.cases.disclosure.queries import Suspect
from candour.cases.models import Case
from candour.core import vault, words
from candour.guard import sign_in
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Account, VaultKey
from candour.guard.permissions import NotPermitted
from candour.guard.seats import Seat

NOT_YOURS = "There is no case of this reference that this account and these words open."


class Command(BaseCommand):
    help = "Compare a leaked text with every copy that left a case."
    # Six words stand in no command line, where other programs would read them.
    stealth_options = ("phrase",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        tracing = verbs.add_parser("trace", help="find out whose copy a text is")
        tracing.add_argument("file", type=pathlib.Path, help="the leaked text, as it was found")
        tracing.add_argument("--case", required=True, help="the reference of the case")
        tracing.add_argument("--as", dest="username", required=True, help="a reader of the case")
        tracing.add_argument("--json", action="store_true", help="print it as JSON")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        leaked = _text(options["file"])
        phrase = options.get("phrase") or getpass.getpass("Your six words: ")
        try:
            found = _trace(options["case"], options["username"], phrase, leaked)
        except (NotPermitted, vault.WrongPassphrase, words.UnknownWord,
                words.WrongNumberOfWords):  # fmt: skip
            raise CommandError(NOT_YOURS) from None
        if options["json"]:
            self.stdout.write(json.dumps([_row(one) for one in found], indent=2))
            return
        for one in found:
            said = f"{one.likelihood.probability:.1%} {one.confidence.lower()}"
            self.stdout.write(f"{one.line.code}  {one.line.recipient}: {said} ({one.evidence})")
        if not any(one.likelihood.is_enough for one in found):
            self.stdout.write("Nothing here is enough to say whose copy it was.")


def _text(path: pathlib.Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} can't be read as text: {error}"
        raise CommandError(message) from None


def _trace(reference: str, username: str, phrase: str, leaked: str) -> tuple[Suspect, ...]:
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
    return queries.traced(file=case.file_id, leaked=leaked, vault=opened, by=actor, at=clock.now())


def _row(one: Suspect) -> dict[str, object]:
    return {
        "code": one.line.code,
        "recipient": one.line.recipient,
        "confidence": one.confidence,
        "probability": round(one.likelihood.probability, 6),
        "evidence": one.evidence,
    }
