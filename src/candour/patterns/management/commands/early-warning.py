"""`candour early-warning`: score everybody as of a day, make the card, judge it."""

import datetime
import pathlib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.guard.actors import service
from candour.imports.source import CannotRead
from candour.patterns.warning import printing, rounds, writing
from candour.patterns.warning.judging import evaluating, levelling, training
from candour.patterns.warning.judging.evaluating import Asked, NoBoosting
from candour.patterns.warning.judging.training import KnowsTooMuch
from candour.patterns.warning.known import reading
from candour.patterns.warning.scoring import card as cards
from candour.patterns.warning.scoring import score as scoring
from candour.patterns.warning.scoring.card import BadCard
from candour.patterns.warning.writing import NoSuchEnding
from candour.stats.logistic import NothingToFit
from candour.stats.ranking import NothingToRank

_REFUSALS = (
    BadCard, CannotRead, KnowsTooMuch, NoBoosting, NoSuchEnding, NothingToFit, NothingToRank,
    reading.NotYet,
)  # fmt: skip
_KINDS = ("ethnicity", "sex")


class Command(BaseCommand):
    help = "score: rank everybody as of a day. round: put people to the panel. train: make a score card. evaluate: judge it by what came later."  # noqa: E501 - one line of help

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        scoring_ = verbs.add_parser("score", help="rank everybody in service as of a day")
        scoring_.add_argument("--as-of", type=_day, required=True, help="the day")
        scoring_.add_argument("--out", type=pathlib.Path, required=True, help=".csv or .parquet")
        training_ = verbs.add_parser("train", help="make a score card from earlier days")
        training_.add_argument("--learn-from", type=_day, nargs="+", required=True, help="days")
        training_.add_argument("--until", type=_day, required=True, help="nothing later is known")
        training_.add_argument("--out", type=pathlib.Path, required=True, help="the card's file")
        verbs.add_parser("round", help="put people to the panel if a round is due")
        judging = verbs.add_parser("evaluate", help="judge the ranking of a day")
        judging.add_argument("--as-of", type=_day, required=True, help="the day ranked")
        judging.add_argument("--until", type=_day, required=True, help="judged before this day")
        judging.add_argument(
            "--learn-from",
            type=_day,
            nargs="*",
            default=[],
            metavar="DAY",
            help="days from which boosting learns; none leaves it out",
        )
        judging.add_argument("--draws", type=int, default=evaluating.TIMES, help="bootstrap draws")
        for verb in (scoring_, training_, judging):
            verb.add_argument("--folder", type=pathlib.Path, help="read this folder of public"
                              " records and no database")  # fmt: skip
        for verb in (scoring_, judging):
            verb.add_argument("--card", type=pathlib.Path, default=cards.FILE, help="another card")

    def handle(self, *args: Any, **options: Any) -> None:
        verb = {"score": _score, "train": _train, "evaluate": _evaluate,
                "round": _round}  # fmt: skip
        try:
            self.stdout.write(verb[options["verb"]](options))
        except _REFUSALS as refusal:
            raise CommandError(str(refusal)) from None


def _score(options: dict[str, Any]) -> str:
    on, out = options["as_of"], options["out"]
    card = cards.read(path=options["card"])
    history = reading.history(folder=options["folder"], on=on)
    card = levelling.levelled(card=card, history=history, on=on)
    rows = scoring.score(history=history, on=on, card=card)
    writing.write(rows=rows, path=out)
    flagged = sum(row.flag for row in rows)
    return f"{len(rows):,} people in service as of {on.isoformat()}, {flagged:,} flagged: {out}"


def _train(options: dict[str, Any]) -> str:
    days, until = sorted(options["learn_from"]), options["until"]
    history = reading.history(folder=options["folder"], on=until)
    lesson = training.lessons(history=history, days=days, until=until)
    card = training.train(lesson=lesson, days=days, until=until)
    options["out"].write_text(cards.written(card=card), encoding="utf-8")
    return f"{options['out']}: made from {len(lesson.happened):,} rankings of people"


def _evaluate(options: dict[str, Any]) -> str:
    asked = Asked(
        on=options["as_of"],
        before=options["until"],
        learn_from=sorted(options["learn_from"]),
        has_boosting=bool(options["learn_from"]),
        times=options["draws"],
    )
    history = reading.history(folder=options["folder"], on=asked.before)
    groups = {kind: reading.groups(folder=options["folder"], kind=kind) for kind in _KINDS}
    card = cards.read(path=options["card"])
    found = evaluating.evaluate(history=history, card=card, asked=asked, groups=groups)
    return printing.text(asked=asked, found=found)


def _round(options: dict[str, Any]) -> str:
    made = rounds.early_warnings(by=service("early warning"), at=clock.now())
    if made is None:
        return "No round is due."
    return f"{made.flagged} people put to the panel, and {made.sampled} by chance"


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"{text} is not a day: write it as 2026-01-31."
        raise CommandError(message) from None
