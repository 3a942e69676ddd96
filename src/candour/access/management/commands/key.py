"""`candour key`: the ceremony that says whose keys may be sealed to, step by step."""

import json
import pathlib
import sys
import uuid
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from candour import clock
from candour.access import custody
from candour.core import certificates, vault, words
from candour.core.certificates import NotCertified
from candour.core.keys import sealed_keys
from candour.core.keys.sealed_keys import Kind
from candour.guard.actors import service
from candour.guard.ceremony import asking, offline, papers, register, standing, terminal
from candour.guard.ceremony.actions import install_officer as installing_officer
from candour.guard.ceremony.actions import install_seat as installing
from candour.guard.ceremony.actions import remove_officer as removing
from candour.guard.ceremony.actions import revoke_seat as revoking
from candour.guard.ceremony.actions.make_key import make_key
from candour.guard.ceremony.papers import Refusal
from candour.guard.models import Account
from candour.guard.permissions import demand

BY = service("command line")
_EXPECTED = (
    Refusal,
    NotCertified,
    sealed_keys.UnknownKeyFile,
    vault.WrongPassphrase,
    words.UnknownWord,
    words.WrongNumberOfWords,
)


class Command(BaseCommand):
    help = (
        "Hold the ceremony of keys: an offline root, officers of two bodies, seats."
        " root, officer, certify and sign need no database and no network."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        _offline_verbs(verbs)
        _online_verbs(verbs)

    def handle(self, *args: Any, **options: Any) -> None:
        verb = getattr(self, "_" + options["verb"].replace("-", "_"))
        try:
            verb(options)
        except _EXPECTED as refusal:
            raise CommandError(str(refusal)) from None

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _root(self, options: dict[str, Any]) -> None:
        private, public = options["key"], options["out"]
        papers.demand_outside(private, of=_folders())
        papers.demand_new(private, public)
        phrase = terminal.new_words(whose="the root", say=self._say)
        key = sealed_keys.make(kind=Kind.ROOT, words=phrase)
        papers.write_both(
            secret=(private, sealed_keys.encode(key=key)), public=(public, key.public_key)
        )
        self._say(f"{private} is the root's private key. It never meets a network.")
        self._say(f"{public} is what every deployment pins. Its fingerprint is")
        self._say(f"  {certificates.fingerprint(public_key=key.public_key)}")

    def _officer(self, options: dict[str, Any]) -> None:
        body = _register(options["register"]).body(options["body"])
        papers.demand_outside(options["key"], of=_folders())
        papers.demand_new(options["key"], options["out"])
        phrase = terminal.new_words(whose="this officer", say=self._say)
        key = sealed_keys.make(kind=Kind.OFFICER, words=phrase)
        officer = offline.officer_request(body=body, key=key, on=clock.today())
        papers.write_both(
            secret=(options["key"], sealed_keys.encode(key=key)),
            public=(options["out"], certificates.encode_officer_request(officer=officer)),
        )
        self._say(f"{options['out']} goes to whoever keeps the root. It asks to certify")
        self._describe(offline.described_officer, officer=officer, options=options)

    def _certify(self, options: dict[str, Any]) -> None:
        papers.demand_new(options["out"])
        officer = offline.read_officer_request(data=papers.read(options["request"]))
        root = sealed_keys.decode(data=papers.read(options["root"]), kind=Kind.ROOT)
        self._say("The root is to certify")
        self._describe(offline.described_officer, officer=officer, options=options)
        terminal.demand_yes(question="Does the officer read the same fingerprint?", say=self._say)
        phrase = terminal.known_words(whose="the root", say=self._say)
        signed = offline.certify(officer=officer, root=root, words=phrase, on=clock.today())
        papers.write_new(options["out"], certificates.encode_officer(certificate=signed))
        self._say(f"{options['out']} is the officer's certificate. Install it.")

    def _sign(self, options: dict[str, Any]) -> None:
        papers.demand_new(options["out"])
        seat = offline.read_seat(data=papers.read(options["seat"]))
        signing = offline.read_signing(
            certificate=papers.read(options["certificate"]), key=papers.read(options["key"])
        )
        offline.demand_signable(seat=seat, by=signing, on=clock.today())
        self._say("Your signature says that this key belongs to")
        asked = certificates.read_seat(body=seat.body)
        self._describe(offline.described_seat, seat=asked, options=options)
        terminal.demand_yes(question="Does the holder read the same fingerprint?", say=self._say)
        phrase = terminal.known_words(whose="this officer", say=self._say)
        signed = offline.sign(seat=seat, by=signing, words=phrase, on=clock.today())
        papers.write_new(options["out"], certificates.encode_seat(certificate=signed))
        left = 2 - len(signed.signatures)
        self._say(
            f"{options['out']} needs one more officer, of another body."
            if left
            else f"{options['out']} is signed twice. Install it."
        )

    def _pin(self, options: dict[str, Any]) -> None:
        public = papers.read(options["file"])
        if len(public) != certificates.KEY_BYTES:
            message = f"{options['file']} is no public half of a root: it has {len(public)} bytes."
            raise Refusal(message)
        place = settings.SECRETS / "root.pub"
        if place.exists() and papers.read(place) != public:
            message = (
                f"Another root is pinned in {place}. A root is never exchanged by itself: see the"
                " document on the ceremony."
            )
            raise Refusal(message)
        if not place.exists():
            papers.write_new(place, public)
        self._say("This root is pinned. Start the sites anew. Its fingerprint is")
        self._say(f"  {certificates.fingerprint(public_key=public)}")

    def _request(self, options: dict[str, Any]) -> None:
        papers.demand_new(options["out"])
        account = _account(options["username"])
        on = clock.today()
        if options["renew"]:
            seat = asking.renewal(account=account, on=on)
        else:
            seat = asking.waiting(account=account)
        if seat is None and options["renew"]:
            message = "This account has no key to renew: leave out --renew and a new one is made."
            raise Refusal(message)
        if seat is None:
            phrase = terminal.new_words(whose=account.username, say=self._say)
            seat = make_key(account=account.id, words=phrase, by=BY, at=clock.now())
        papers.write_new(options["out"], asking.file_of(seat=seat))
        self._say(f"{options['out']} goes to two officers of different bodies. The holder reads")
        self._say("them this fingerprint:")
        self._say(f"  {certificates.fingerprint(public_key=seat.public_key)}")

    def _install(self, options: dict[str, Any]) -> None:
        if not settings.ROOT_PUBLIC:
            message = "No root is pinned here yet: candour key pin comes first."
            raise Refusal(message)
        data = papers.read(options["file"])
        if offline.kind_of(data=data) == (certificates.OFFICER, 2):
            self._install_officer(data)
        else:
            self._install_seat(data)

    def _install_officer(self, data: bytes) -> None:
        officer = installing_officer.install_officer(
            certificate=certificates.decode_officer(data=data),
            root_public=settings.ROOT_PUBLIC,
            by=BY,
            at=clock.now(),
        )
        self._say(f"Officer {officer.officer_id} may sign seats until {officer.not_after}.")

    def _install_seat(self, data: bytes) -> None:
        certificate = offline.read_seat(data=data)
        installing.demand_complete(certificate=certificate)
        done = installing.install_seat(
            certificate=certificate, root_public=settings.ROOT_PUBLIC, by=BY, at=clock.now()
        )
        username = Account.objects.values_list("username", flat=True).get(id=done.seat.account)
        self._say(f"{username} is sealed to from now on, until {done.seat.not_after}.")
        if done.waiting:
            self._say(f"Colleagues are asked for the keys of {done.waiting} files.")
        if done.held_back:
            self._say(f"Nobody else can read {done.held_back} files: only the former words can.")

    def _revoke(self, options: dict[str, Any]) -> None:
        account = _account(options["username"])
        taken = revoking.revoke_seat(
            account=account.id,
            because=options["because"],
            custody_of=custody.custody_of,
            by=BY,
            at=clock.now(),
        )
        self._say(f"{account.username} gets no seal from now on, and unlocks nothing.")
        self._say(f"Keys of {len(taken.files)} files were taken; others go on reading those.")
        for file in taken.held_back:
            self._say(f"kept, since too few others can read it: {file}")

    def _remove_officer(self, options: dict[str, Any]) -> None:
        removing.remove_officer(officer=options["officer"], by=BY, at=clock.now())
        self._say("Every seat that rests on this officer's signature gets no seal from now on.")

    def _list(self, options: dict[str, Any]) -> None:
        rows = _standings()
        if options["json"]:
            self._say(json.dumps([_as_dict(row) for row in rows], indent=2))
            return
        for row in rows:
            self._say(f"{row.name:<24} {row.until or '-'}  {row.problem or row.warning}".rstrip())

    def _check(self, options: dict[str, Any]) -> None:
        rows = _standings()
        if not settings.ROOT_PUBLIC:
            missing = standing.Standing(name="root", until=None, problem="No root is pinned here.")
            rows = (missing, *rows)
        for row in rows:
            if row.problem or row.warning:
                kind = "finding" if row.problem else "warning"
                self._say(f"{kind}: {row.name}: {row.problem or row.warning}")
        findings = [row for row in rows if row.problem]
        self._say(f"{len(rows)} certificates looked at, {len(findings)} findings")
        if findings:
            sys.exit(1)

    def _describe(self, how: Any, *, options: dict[str, Any], **what: object) -> None:
        listed = _register(options["register"]) if options["register"] else None
        for line in how(register=listed, **what):
            self._say(line)


def _offline_verbs(verbs: Any) -> None:
    path = pathlib.Path
    root = verbs.add_parser("root", help="make the root's key, on a machine without a network")
    root.add_argument("--key", type=path, required=True, help="where the private key is put")
    root.add_argument("--out", type=path, required=True, help="the public half, to be pinned")
    officer = verbs.add_parser("officer", help="make an officer's key and ask the root for it")
    officer.add_argument("--body", required=True, help="the officer's body, as the register has it")
    officer.add_argument("--register", type=path, required=True, help="from candour account")
    officer.add_argument("--key", type=path, required=True, help="where the private key is put")
    officer.add_argument("--out", type=path, required=True, help="what the root is asked for")
    certify = verbs.add_parser("certify", help="let the root certify an officer")
    certify.add_argument("request", type=path)
    certify.add_argument("--root", type=path, required=True, help="the root's key file")
    certify.add_argument("--register", type=path, help="so that names are shown")
    certify.add_argument("--out", type=path, required=True, help="the officer's certificate")
    sign = verbs.add_parser("sign", help="sign a seat as an officer, after it was shown in words")
    sign.add_argument("seat", type=path, help="a request, or what one officer has signed")
    sign.add_argument("--key", type=path, required=True, help="the officer's key file")
    sign.add_argument("--certificate", type=path, required=True, help="the officer's certificate")
    sign.add_argument("--register", type=path, help="so that names are shown")
    sign.add_argument("--out", type=path, required=True, help="the seat with the signature")


def _online_verbs(verbs: Any) -> None:
    path = pathlib.Path
    pin = verbs.add_parser("pin", help="pin the root's public half in this deployment's secrets")
    pin.add_argument("file", type=path)
    request = verbs.add_parser("request", help="write what an account asks two officers to sign")
    request.add_argument("username")
    request.add_argument("--renew", action="store_true", help="go on with the key in use")
    request.add_argument("--out", type=path, required=True, help="the file for the officers")
    install = verbs.add_parser("install", help="put an officer's or a seat's certificate into use")
    install.add_argument("file", type=path)
    revoke = verbs.add_parser("revoke", help="end a seat's certificate at once")
    revoke.add_argument("username")
    revoke.add_argument("--because", choices=revoking.REASONS, required=True)
    remove = verbs.add_parser("remove-officer", help="end every seat that an officer signed")
    remove.add_argument("officer", type=uuid.UUID)
    listing = verbs.add_parser("list", help="list every certificate and when it ends")
    listing.add_argument("--json", action="store_true", help="print it as JSON")
    verbs.add_parser("check", help="exit 1 where a seat in use gets no seal; warn 30 days before")


@transaction.atomic
def _standings() -> tuple[standing.Standing, ...]:
    at = clock.now()
    demand("guard.list_certificates", by=BY, at=at)
    return (*standing.of_officers(on=at.date()), *standing.of_seats(on=at.date()))


def _as_dict(row: standing.Standing) -> dict[str, object]:
    return {
        "name": row.name,
        "until": row.until.isoformat() if row.until else None,
        "problem": row.problem,
        "warning": row.warning,
    }


def _register(path: pathlib.Path) -> register.Register:
    return register.read(data=papers.read(path))


def _account(username: str) -> Account:
    found = asking.account_called(username=username)
    if found is None or not found.is_active:
        message = f"No active account is called {username}."
        raise Refusal(message)
    return found


def _folders() -> tuple[pathlib.Path, ...]:
    return (settings.DATA, settings.SECRETS, settings.BLOBS)
