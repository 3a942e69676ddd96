"""`candour link`: matches descriptions with people, trains the weights, links whole registers."""

import argparse
import json
import pathlib
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour import clock, spark
from candour.core.matching import weights as trained
from candour.core.matching.weights import NotWeights, Weights
from candour.guard import actors
from candour.linking import finding, progress, results, runs, teaching
from candour.linking.files import columns, reading
from candour.linking.generated import writing as inventing
from candour.linking.trials import running

_REFUSED = (reading.CannotRead, NotWeights, runs.CannotLink, finding.NotADay, spark.CannotStart)
_SAID = ("given", "family", "number", "unit", "rank")


class Command(BaseCommand):
    help = "Match descriptions with people, train the weights, link whole registers."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        _add_match(verbs)
        train = verbs.add_parser("train", help="train the weights from a register, with Splink")
        _add_people(train)
        train.add_argument("--out", type=pathlib.Path, required=True, help="the file of weights")
        train.add_argument("--name", default="trained", help="how the weights are called")
        train.add_argument("--descriptions", type=pathlib.Path, help="real ones; else invented")
        _add_find(verbs)
        joined = verbs.add_parser("register", help="link a whole register, or an import with it")
        _add_people(joined)
        joined.add_argument(
            "--imported", type=pathlib.Path, nargs="+", help="link these with the people instead"
        )
        joined.add_argument("--out", type=pathlib.Path, required=True)
        spark.add_options(parser=joined)
        made = verbs.add_parser("invent", help="write an invented register and noisy descriptions")
        made.add_argument("--people", type=int, default=30_000)
        made.add_argument("--descriptions", type=int, default=5_000)
        made.add_argument("--seed", type=int, default=2, help="of the descriptions")
        made.add_argument("--register-seed", type=int, default=1)
        made.add_argument("--csv", action="store_true", help="write CSV and not Parquet")
        made.add_argument("--out", type=pathlib.Path, required=True, help="a folder")
        _add_evaluate(verbs)

    def handle(self, *args: Any, **options: Any) -> None:
        verbs = {
            "match": self._match,
            "train": self._train,
            "find": self._find,
            "register": self._register,
            "invent": self._invent,
            "evaluate": self._evaluate,
        }
        try:
            verbs[options["verb"]](options)
        except _REFUSED as refused:
            raise CommandError(str(refused)) from None

    def _match(self, options: dict[str, Any]) -> None:
        asked = runs.Asked(
            people=options["people"],
            descriptions=options["descriptions"],
            out=options["out"],
            weights=_weights(options["weights"]),
            most=options["most"],
            is_strict=options["strict"],
        )
        done = runs.match(asked=asked, say=self.stderr.write, shown=_shown)
        self.stdout.write(json.dumps(done.as_json()) if options["json"] else done.as_text())

    def _train(self, options: dict[str, Any]) -> None:
        lesson = teaching.Lesson(
            people=options["people"],
            descriptions=options["descriptions"],
            start=_weights(options["weights"]) if options["weights"] else trained.by_hand(),
            name=options["name"],
        )
        taught = teaching.teach(lesson=lesson, say=self.stderr.write, shown=_shown)
        options["out"].write_text(trained.written(weights=taught), encoding="utf-8")
        self.stdout.write(
            f"Wrote {options['out']}: proposes from a probability of {taught.propose_at}."
        )

    def _register(self, options: dict[str, Any]) -> None:
        files = [options["imported"], options["people"]] if options["imported"] else [
            options["people"]
        ]  # fmt: skip
        asked = runs.Joining(
            files=files,
            out=options["out"],
            weights=_weights(options["weights"]),
            engine=options["engine"],
            master=options["master"],
        )
        pairs = runs.join(asked=asked, say=self.stderr.write, shown=_shown)
        self.stdout.write(f"{pairs:,} pairs may be one person each. Wrote {options['out']}.")

    def _find(self, options: dict[str, Any]) -> None:
        said = {field: options[field] for field in _SAID if options[field]}
        if not said:
            message = (
                "Say a name, a number or a unit: candour link find --help lists what there is."
            )
            raise CommandError(message)
        on = finding.day(options["on"])
        found = finding.find(
            said=said, on=on, most=options["most"], by=actors.service("linking"), at=clock.now()
        )
        self.stdout.write(finding.as_json(found) if options["json"] else finding.as_text(found))

    def _invent(self, options: dict[str, Any]) -> None:
        asked = inventing.Asked(
            people=options["people"],
            descriptions=options["descriptions"],
            register_seed=options["register_seed"],
            seed=options["seed"],
            ending="csv" if options["csv"] else "parquet",
        )
        made = inventing.write(asked=asked, to=options["out"])
        self.stdout.write(f"Wrote {made.people}, {made.descriptions} and {made.truth}.")

    def _evaluate(self, options: dict[str, Any]) -> None:
        asked = running.Asked(
            people=options["people"],
            descriptions=options["descriptions"],
            seed=options["seed"],
            weights=_weights(options["weights"]),
        )
        trial = running.run(asked=asked, say=self.stderr.write, shown=_shown)
        self.stdout.write(json.dumps(trial.as_json()) if options["json"] else trial.as_text())


def _add_match(verbs: Any) -> None:
    match = verbs.add_parser(
        "match",
        help="rank the people of a file for each description of another",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_columns(),
    )
    _add_people(match)
    match.add_argument("--descriptions", type=pathlib.Path, required=True, help="CSV or Parquet")
    match.add_argument("--out", type=pathlib.Path, required=True, help="a .csv or .parquet file")
    match.add_argument("--most", type=int, default=5, help="candidates for each description")
    match.add_argument("--strict", action="store_true", help="refuse files with unknown columns")
    match.add_argument("--json", action="store_true", help="print the totals as JSON")


def _add_find(verbs: Any) -> None:
    find = verbs.add_parser("find", help="find one described person on the register")
    for field in _SAID:
        find.add_argument(f"--{field}", default="")
    find.add_argument("--on", default="", help="the day it is about, such as 2026-03-01")
    find.add_argument("--most", type=int, default=5)
    find.add_argument("--json", action="store_true")


def _add_evaluate(verbs: Any) -> None:
    tried = verbs.add_parser(
        "evaluate", help="try the matching on invented people, beside Splink and exact match"
    )
    tried.add_argument("--people", type=int, default=30_000)
    tried.add_argument("--descriptions", type=int, default=5_000, help="to tune on, and to test on")
    tried.add_argument("--seed", type=int, default=3)
    tried.add_argument("--weights", type=pathlib.Path, help="a file of weights; else the shipped")
    tried.add_argument("--json", action="store_true", help="print every figure as JSON")


def _add_people(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--people", type=pathlib.Path, nargs="+", required=True,
        help="CSV or Parquet; several files are read as one",
    )  # fmt: skip
    parser.add_argument(
        "--weights", type=pathlib.Path,
        help="a file of weights; else the shipped, and for training those set by hand",
    )  # fmt: skip


def _weights(path: pathlib.Path | None) -> Weights:
    if path is None:
        return trained.shipped()
    if not path.is_file():
        message = f"There is no file {path}."
        raise CommandError(message)
    return trained.read(text=path.read_text(encoding="utf-8"))


def _shown(unit: str) -> progress.Progress:
    return progress.Progress(stream=sys.stderr, is_terminal=sys.stderr.isatty(), unit=unit)


def _columns() -> str:
    parts = []
    for title, known in (
        ("people (several rows for one person are put together)", columns.PEOPLE),
        ("descriptions", columns.DESCRIPTIONS),
    ):
        lines = [f"  {field}: {names}" for field, names in columns.documented(known=known)]
        parts.append("\n".join([f"columns of {title}, each by any of its names:", *lines]))
    lines = [f"  {name}: {meaning}" for name, meaning in results.MEANING.items()]
    parts.append("\n".join(["columns of the result:", *lines]))
    return "\n\n".join(parts)
