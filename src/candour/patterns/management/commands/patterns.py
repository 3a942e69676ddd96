"""`candour patterns`: teams that stand out, people named together, and what follows reports."""

import datetime
import json
import pathlib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from candour import clock
from candour.guard.actors import service
from candour.guard.permissions import demand
from candour.imports.source import CannotRead
from candour.patterns.places import days_lost, network, register, scanning, writing
from candour.patterns.places.register import Register
from candour.patterns.retaliation import leavers
from candour.patterns.retaliation.actions.propose_retaliation import propose_retaliation
from candour.patterns.retaliation.actions.run_excess_test import run_excess_test
from candour.people.models import OrganisationName

_BY = service("patterns")


class Command(BaseCommand):
    help = "scan: teams that stand out. network: people named together. retaliation: put what followed reports to people, and test it monthly. leavers: who left after a report. lost: days that teams lost to suspension."  # noqa: E501 - one line of help

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        scan = verbs.add_parser("scan", help="find teams that stand out in any 24 months")
        scan.add_argument("--years", type=int, default=scanning.YEARS, help="look back so far")
        scan.add_argument("--former", type=pathlib.Path, help="where members served later")
        scan.add_argument(
            "--standards-department", action="store_true", help="show teams under ten as well"
        )
        named = verbs.add_parser("network", help="find people named together at least twice")
        named.add_argument("--fewest", type=int, default=network.FEWEST, help="matters together")
        named.add_argument("--members", type=pathlib.Path, help="everybody in a group")
        for one in (scan, named):
            one.add_argument("--folder", type=pathlib.Path, help="Chicago's records, not our own")
            one.add_argument("--as-of", type=_day, help="the day; yesterday if not given")
            one.add_argument("--out", type=pathlib.Path, help="a .csv or .parquet file")
            one.add_argument("--json", action="store_true", help="print the totals as JSON")
        following = verbs.add_parser("retaliation", help="do what is due; twice is harmless")
        following.add_argument("--json", action="store_true", help="print the result as JSON")

        lost = verbs.add_parser("lost", help="days that teams lost to suspension and restriction")
        lost.add_argument("--month", type=_day, required=True, help="any day of the month")
        lost.add_argument("--out", type=pathlib.Path, help="a .csv or .parquet file")
        lost.add_argument(
            "--standards-department", action="store_true", help="show teams under ten as well"
        )
        lost.add_argument("--json", action="store_true", help="print the totals as JSON")
        leaving = verbs.add_parser("leavers", help="who left after a report, beside their peers")
        leaving.add_argument("--organisation", required=True, help="the force, by name")
        leaving.add_argument("--as-of", type=_day, help="the day; yesterday if not given")
        leaving.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        verbs = {"scan": _scan, "network": _network, "retaliation": _retaliation,
                 "leavers": _leavers, "lost": _lost}  # fmt: skip
        try:
            done = verbs[options["verb"]](options)
        except (CannotRead, writing.UnknownForm) as refusal:
            raise CommandError(str(refusal)) from None
        if options["json"]:
            self.stdout.write(json.dumps(done))
            return
        self.stdout.write(", ".join(f"{name.replace('_', ' ')}: {n}" for name, n in done.items()))


def _scan(options: dict[str, Any]) -> dict[str, object]:
    found = scanning.scan_places(
        register=_register(options),
        years=options["years"],
        is_standards_department=options["standards_department"],
    )
    if options["out"]:
        writing.write(rows=found.spots, kind=scanning.Spot, path=options["out"])
    if options["former"]:
        writing.write(rows=found.former, kind=scanning.Former, path=options["former"])
    return {
        "teams": found.teams,
        "events": found.events,
        "matters_without_a_team": found.without_team,
        "standing_out": sum(one.p < scanning.SURE for one in found.spots),
        "would_stand_out_alone": sum(one.p_alone < scanning.SURE for one in found.spots),
        "too_small_to_show": found.suppressed,
        "strongest": found.spots[0].team if found.spots else "",
    }


def _network(options: dict[str, Any]) -> dict[str, object]:
    known = _register(options)
    found = network.network(matters=known.matters, fewest=options["fewest"])
    if options["out"]:
        writing.write(rows=found.pairs, kind=network.Pair, path=options["out"])
    if options["members"]:
        writing.write(rows=found.members, kind=network.Member, path=options["members"])
    return {
        "matters": len(known.matters),
        "pairs": len(found.pairs),
        "people": len(found.members),
        "groups": len(found.groups),
        "largest_group": max(found.groups, default=0),
    }


def _retaliation(options: dict[str, Any]) -> dict[str, object]:
    at = clock.now()
    return {
        "proposed": propose_retaliation(by=_BY, at=at),
        "tests": len(run_excess_test(by=_BY, at=at)),
    }


def _leavers(options: dict[str, Any]) -> dict[str, object]:
    known = OrganisationName.objects.filter(name__iexact=options["organisation"].strip())
    organisation = known.values_list("organisation_id", flat=True).first()
    if organisation is None:
        message = "The register knows no organisation of that name."
        raise CommandError(message)
    with transaction.atomic():
        demand("patterns.leavers", by=_BY, at=clock.now())
        found = leavers.leavers(organisation=organisation, as_of=_as_of(options))
    shown = {"reporters": found.reporters, "peers": found.peers}
    return {
        f"{who} {what}": value
        for who, left in shown.items()
        for what, value in (
            ("watched", left.people if left.share is not None else "fewer than ten, or too short"),
            ("left within a year", "" if left.share is None else f"{left.share:.1%}"),
            ("from", "" if left.interval is None else f"{left.interval.low:.1%}"),
            ("to", "" if left.interval is None else f"{left.interval.high:.1%}"),
        )
    }


def _lost(options: dict[str, Any]) -> dict[str, object]:
    yesterday = clock.today() - datetime.timedelta(days=1)
    with transaction.atomic():
        demand("patterns.places", by=_BY, at=clock.now())
        known = register.of_database(as_of=yesterday)
        spells = days_lost.spells()
    try:
        found = days_lost.days_lost(
            spells=spells,
            postings=known.postings,
            month_on=options["month"],
            as_of=yesterday,
            is_standards_department=options["standards_department"],
        )
    except days_lost.NotOver as refusal:
        raise CommandError(refusal.__doc__) from None
    if options["out"]:
        writing.write(rows=found, kind=days_lost.Lost, path=options["out"])
    return {
        "teams": len(found),
        "days": sum(one.days for one in found),
        "posts": f"{sum(one.posts for one in found):.1f}",
    }


def _as_of(options: dict[str, Any]) -> datetime.date:
    as_of: datetime.date | None = options["as_of"]
    return as_of or clock.today() - datetime.timedelta(days=1)


def _register(options: dict[str, Any]) -> Register:
    as_of = _as_of(options)
    if options["folder"]:
        return register.of_folder(folder=options["folder"], as_of=as_of)
    with transaction.atomic():
        demand("patterns.places", by=_BY, at=clock.now())
        return register.of_database(as_of=as_of)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"{text} is not a day: write it as 2026-01-31."
        raise CommandError(message) from None
