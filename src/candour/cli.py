"""`candour`: the command line, Django's command runner under our name."""

import errno
import importlib.metadata
import os
import pathlib
import signal
import subprocess
import sys
from collections.abc import Sequence

import django
import psycopg
from django.core.management import ManagementUtility
from django.core.management.base import CommandError
from django.db import connections
from django.db.utils import DatabaseError, OperationalError, ProgrammingError

from candour.ops import assets, roles, session
from candour.ops.refused import Refused

# Django's own commands that belong to running Candour.
_BORROWED = ("collectstatic", "makemigrations", "migrate")

# Programs that run in the surroundings of a command, as they are.
_PROGRAMS = {"test": "pytest", "types": "mypy"}

_OTHER_SCHEMA = (
    psycopg.errors.UndefinedTable,
    psycopg.errors.UndefinedColumn,
    psycopg.errors.UndefinedFunction,
    psycopg.errors.InvalidSchemaName,
)


def main() -> None:
    """Run `candour <noun> <verb>`; an expected failure is one sentence and exit code 1."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "candour.sites.command_line"
    os.environ.setdefault("CANDOUR_ASSETS", str(assets.BUILT))
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    noun = sys.argv[1] if len(sys.argv) > 1 else "help"
    if noun in {"--version", "version"}:
        sys.stdout.write(importlib.metadata.version("candour") + "\n")
        return
    try:
        _run(noun=noun, arguments=sys.argv[2:])
    except KeyboardInterrupt:
        sys.exit(130)
    except (Refused, CommandError, DatabaseError, psycopg.OperationalError, OSError) as error:
        sentence = explain(error)
        if sentence is None:
            raise
        sys.exit(sentence)


def _end(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def explain(error: Exception) -> str | None:
    """Return the sentence for an expected failure, or None for a fault of Candour's own."""
    if isinstance(error, Refused | CommandError):
        return str(error)
    if isinstance(error, OSError):
        return "The disk is full." if error.errno == errno.ENOSPC else None
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if isinstance(error, ProgrammingError) and isinstance(cause, _OTHER_SCHEMA):
        return "The database has the schema of another version of Candour: run candour migrate."
    if isinstance(error, OperationalError | psycopg.OperationalError):
        return roles.explain(cause) if isinstance(cause, psycopg.Error) else None
    return None


def _run(*, noun: str, arguments: Sequence[str]) -> None:
    if noun in {"help", "-h", "--help"}:
        _print_nouns()
        return
    if noun not in _nouns():
        message = f"There is no candour {noun}; candour help lists what there is."
        raise CommandError(message)
    with session.ready(noun=noun, environ=os.environ, arguments=arguments):
        with session.lent_keys(os.environ):
            if noun in _PROGRAMS:
                sys.exit(_run_program(_PROGRAMS[noun], arguments=arguments))
            django.setup()
        try:
            _execute(noun=noun, arguments=arguments)
        finally:
            connections.close_all()


def _run_program(module: str, *, arguments: Sequence[str]) -> int:
    # Ctrl-C reaches the program too, which ends by itself; the database must outlive it. An empty
    # handler and not "ignore", since a program that is started inherits that and could not end.
    signal.signal(signal.SIGINT, lambda *_: None)
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - the caller's own words


def _execute(*, noun: str, arguments: Sequence[str]) -> None:
    command = ManagementUtility(["candour", noun, *arguments]).fetch_command(noun)
    options = vars(command.create_parser("candour", noun).parse_args(list(arguments)))
    # They find faults of the source, not of a deployment, and load every address of every site.
    options["skip_checks"] = noun != "makemigrations"
    command.execute(*options.pop("args", ()), **options)


def _nouns() -> frozenset[str]:
    """Return every noun, without loading anything: a typing error must start no database."""
    files = pathlib.Path(__file__).parent.glob("**/management/commands/[a-z]*.py")
    return frozenset({*(file.stem for file in files), *_BORROWED, *_PROGRAMS})


def _print_nouns() -> None:
    nouns = "\n".join(f"  {name}" for name in sorted(_nouns()))
    sys.stdout.write(
        f"candour <noun> <verb> [--json]\n\n{nouns}\n\ncandour <noun> --help says more.\n"
    )
