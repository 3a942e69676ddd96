"""`candour publish`: figures that everybody may read, through disclosure control always."""

import datetime
import pathlib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from candour import clock, spark
from candour.guard.actors import service
from candour.guard.permissions import demand
from candour.measures.actions.take_snapshot import NotYet, take_snapshot
from candour.measures.register import folders, reading
from candour.measures.register.folders import DamagedSnapshot, NoSnapshot
from candour.measures.running import EmptyRegister
from candour.oversight.actions.publish_release import Correction, Overtaken, publish_release
from candour.oversight.actions.withdraw_release import NoReason, withdraw_release
from candour.oversight.publishing import auditing, lock, releasing
from candour.oversight.publishing import folder as releases
from candour.oversight.publishing.folder import BadFolder, NoSuchRelease
from candour.oversight.publishing.pages import NoStyles
from candour.oversight.publishing.releasing import Prepared
from candour.oversight.publishing.stored import Unreadable
from candour.stats.disclosure.protect import Unsafe

_REFUSALS = (
    BadFolder, DamagedSnapshot, EmptyRegister, NoReason, NoSnapshot, NoStyles, NoSuchRelease,
    NotYet, Overtaken, Unreadable, Unsafe, lock.AnotherIsPublishing, spark.CannotStart,
)  # fmt: skip
_BY = service("command line")


class Command(BaseCommand):
    help = "release: publish the newest figures. withdraw: take a release back, with the reason. check: repeat the attack on everything published. list: show the releases."  # noqa: E501 - one line of help

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        publishing = verbs.add_parser("release", help="publish the newest figures")
        publishing.add_argument("--as-of", type=_day, help="the day; the newest snapshot's if none")
        publishing.add_argument("--dry-run", action="store_true", help="check, and write nothing")
        publishing.add_argument("--corrects", default="", help="a release that this one corrects")
        publishing.add_argument("--why", default="", help="what was wrong with that one")
        spark.add_options(parser=publishing)
        back = verbs.add_parser("withdraw", help="take a release back, with the reason")
        back.add_argument("release", help="its name; candour publish list shows them")
        back.add_argument("--why", required=True, help="the reason, for everybody to read")
        checking = verbs.add_parser("check", help="repeat the attack on everything published")
        listing = verbs.add_parser("list", help="show the releases")
        for verb in (publishing, back, checking, listing):
            verb.add_argument(
                "--out", type=pathlib.Path, help="the folder; CANDOUR_FIGURES if none"
            )

    def handle(self, *args: Any, **options: Any) -> None:
        verb = {"release": _release, "withdraw": _withdraw, "check": _check, "list": _list}
        options["out"] = options["out"] or pathlib.Path(settings.FIGURES)
        try:
            self.stdout.write(verb[options["verb"]](options))
        except _REFUSALS as refusal:
            raise CommandError(str(refusal)) from None


def _release(options: dict[str, Any]) -> str:
    # From before the list is read until the new line stands on it.
    with lock.alone():
        return _released(options)


def _released(options: dict[str, Any]) -> str:
    out = options["out"]
    corrects = _correction(options)
    prepared = _prepared(options)
    said = f"{len(prepared.release.published)} counts, {prepared.hidden} of them not shown"
    if options["dry_run"]:
        return f"{prepared.release.name} would pass: {said}. Nothing was written."
    digest = publish_release(
        prepared=prepared, folder=out, corrects=corrects, by=_BY, at=clock.now()
    )
    return f"{prepared.release.name} is published in {out}: {said}\nmanifest {digest}"


def _correction(options: dict[str, Any]) -> Correction | None:
    if bool(options["corrects"]) != bool(options["why"].strip()):
        message = "A correction needs both: --corrects RELEASE and --why."
        raise CommandError(message)
    if not options["corrects"]:
        return None
    releases.standing(folder=options["out"], name=options["corrects"])
    return Correction(release=options["corrects"], why=options["why"].strip())


def _prepared(options: dict[str, Any]) -> Prepared:
    if not settings.FIGURES_KEY:
        message = "The secret figures.key is missing: without it nothing can be rounded."
        raise CommandError(message)
    earlier = releases.history(options["out"])
    with transaction.atomic():
        demand("oversight.prepare_release", by=_BY, at=clock.now())
    folder = _snapshot(options["as_of"])
    with reading.opened(
        folder=folder, engine=options["engine"], master=options["master"]
    ) as register:
        return releasing.prepare(
            register=register,
            name=releases.next_name(folder=options["out"], as_of=register.as_of),
            key=settings.FIGURES_KEY,
            earlier=earlier,
        )


def _snapshot(as_of: datetime.date | None) -> pathlib.Path:
    under = pathlib.Path(settings.DATA) / "register"
    found = folders.newest(under=under, as_of=as_of) if as_of else folders.latest(under=under)
    if found is not None:
        return found
    day = as_of or clock.today() - datetime.timedelta(days=1)
    return take_snapshot(as_of=day, under=under, by=_BY, at=clock.now()).folder


def _withdraw(options: dict[str, Any]) -> str:
    name = options["release"]
    with lock.alone():
        withdraw_release(
            release=name, why=options["why"], folder=options["out"], by=_BY, at=clock.now()
        )
    return f"{name} is withdrawn; what it said stays in the history."


def _check(options: dict[str, Any]) -> str:
    found = list(auditing.faults(options["out"]))
    if found:
        raise CommandError("\n".join(found))
    number = len(releases.kept(options["out"]))
    return f"{number} releases are as published, and give no small number away."


def _list(options: dict[str, Any]) -> str:
    lines = [
        f"{one.name}  {one.published_at}"
        + (f"  {one.taken_back.what}: {one.taken_back.why}" if one.taken_back else "")
        for one in releases.kept(options["out"])
    ]
    return "\n".join(lines) or "Nothing is published yet."


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"{text} is not a day: write it as 2026-01-31."
        raise CommandError(message) from None
