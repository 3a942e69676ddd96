"""`candour docs`: generate the reference, count what is proved, take the pictures."""

import argparse
import pathlib
import sys
from typing import Any

from django.core.management.base import BaseCommand

from candour.ops.architecture.source import modules
from candour.ops.docs import full_counts, proving, reference, running, screenshots


class Command(BaseCommand):
    help = "build: generate docs/reference. scenarios: what is proved. screenshots: take pictures."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        building = verbs.add_parser("build", help="generate the pages of the reference")
        building.add_argument(
            "--to", type=pathlib.Path, default=reference.FOLDER, help="the folder of the pages"
        )
        building.add_argument(
            "--check",
            action="store_true",
            help="change nothing; exit 1 if a page has fallen behind",
        )
        counting = verbs.add_parser("scenarios", help="say which tests prove which scenario")
        counting.add_argument(
            "--run",
            action=argparse.BooleanOptionalAction,
            default=True,
            help="run the tests and count only those that pass, or believe their markers",
        )
        counting_whole = verbs.add_parser("proof", help="write down what the full counts showed")
        counting_whole.add_argument("results", type=pathlib.Path, help="their JUnit file")
        picturing = verbs.add_parser(
            "screenshots", help="take the pictures of the documents from a running demonstration"
        )
        picturing.add_argument("--port", type=int, default=8000, help="its first port (8000)")
        picturing.add_argument(
            "--to", type=pathlib.Path, default=screenshots.FOLDER, help="the folder for them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "build":
            self._build(folder=options["to"], is_check=options["check"])
        elif options["verb"] == "scenarios":
            self._scenarios(runs=options["run"])
        elif options["verb"] == "proof":
            found = full_counts.write(results=options["results"])
            self.stdout.write(f"{len(found)} claims written down")
        else:
            for path in screenshots.take(first_port=options["port"], folder=options["to"]):
                self.stdout.write(f"took {path.name}")
                self.stdout.flush()

    def _build(self, *, folder: pathlib.Path, is_check: bool) -> None:
        if not is_check:
            changed = reference.build(folder=folder)
            self.stdout.write(f"{len(changed)} of {len(reference.PAGES)} pages written")
            return
        behind = reference.behind(folder=folder)
        for name in behind:
            self.stdout.write(f"{name} has fallen behind: run candour docs build")
        if behind:
            sys.exit(1)
        self.stdout.write(f"{len(reference.PAGES)} pages say what the code says")

    def _scenarios(self, *, runs: bool) -> None:
        tests = modules("tests")
        found = proving.proofs(tests)
        proving.demand_sound(found, modules=tests)
        good = running.passed(proving.tests_of(found)) if runs else None
        for line in proving.report(proving.standing(found, passed=good)):
            self.stdout.write(line)
