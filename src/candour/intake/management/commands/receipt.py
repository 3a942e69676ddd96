"""`candour receipt check FILE`: check a promise, a proof or an opening, without any database."""

import json
import pathlib
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candour.core import notes, receipts
from candour.intake.trust import published_keys


class Command(BaseCommand):
    help = "Check a promise, a proof file or an opening, and say what it proves."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("check", help="check one file")
        checking.add_argument("file", type=pathlib.Path)
        checking.add_argument(
            "--key", action="append", default=[], help="a published public key (repeatable)"
        )
        checking.add_argument("--json", action="store_true", help="print the verdict as JSON")
        checking.add_argument(
            "--show", action="store_true", help="print what a statement that holds says"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file = _read(options["file"])
        verdict = receipts.check(file=file, trusted=_keys(options["key"]))
        self.stdout.write(_as_json(verdict) if options["json"] else _as_text(verdict))
        if options["show"] and verdict.is_valid and verdict.kind is receipts.Kind.OPENING:
            self.stdout.write(_content(file))
        if not verdict.is_valid:
            sys.exit(1)


def _read(path: pathlib.Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"The file can't be read: {error.strerror}."
        raise CommandError(message) from None


def _keys(given: list[str]) -> tuple[notes.VerifierKey, ...]:
    if given:
        try:
            return tuple(notes.parse_key(text=key) for key in given)
        except notes.Refused as error:
            raise CommandError(str(error)) from None
    if not settings.LOG_PUBLIC:
        message = "This machine holds no keys of the log: give those you saved with --key."
        raise CommandError(message)
    return published_keys()


def _content(file: bytes) -> str:
    content = receipts.read_opening(file=file).content
    try:
        return json.dumps(json.loads(content), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return content.decode(errors="replace")


def _as_text(verdict: receipts.Verdict) -> str:
    return "\n".join([f"{verdict.kind}: {'holds' if verdict.is_valid else 'does not hold'}",
                      *verdict.statements])  # fmt: skip


def _as_json(verdict: receipts.Verdict) -> str:
    return json.dumps(
        {
            "kind": verdict.kind.value,
            "valid": verdict.is_valid,
            "day": None if verdict.day is None else verdict.day.isoformat(),
            "leaf_hash": None if verdict.leaf_hash is None else verdict.leaf_hash.hex(),
            "origin": verdict.origin,
            "witnesses": list(verdict.witnesses),
            "statements": list(verdict.statements),
        },
        indent=2,
    )
