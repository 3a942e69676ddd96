"""Loads the demonstration into an empty database; keeps its sign-ins in a file for one click."""

import datetime
import json
import os
import pathlib

from django.db import transaction

from candour.guard.models import Account
from candour.ops.demo import cast, enrol, force, history


class NotEmpty(Exception):
    """The database already holds accounts; the demonstration goes into an empty one."""


def is_loaded() -> bool:
    """Say whether the demonstration's accounts are there."""
    return Account.objects.filter(username=cast.CAST[0].username).exists()


def load(*, data: pathlib.Path, secrets: pathlib.Path, at: datetime.datetime) -> None:
    """Build the force in one transaction and write the passphrases that one-click sign-in uses."""
    if Account.objects.exists():
        raise NotEmpty
    with transaction.atomic():
        built = force.build(on=at.date())
        bodies = [built.organisations[cast.OUTSIDE], built.organisations[cast.BOARD]]
        ceremony = enrol.hold_ceremony(bodies=bodies, at=at)
        phrases = {
            username: enrol.enrol(account=account, ceremony=ceremony, at=at)
            for username, account in built.accounts.items()
        }
        history.write(built=built, at=at)
        _write(secrets / "root.pub", ceremony.root_public)
        _write(data / "demo.json", json.dumps(phrases).encode())


def _write(path: pathlib.Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
