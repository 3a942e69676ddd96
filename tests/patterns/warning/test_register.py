"""The register, filled by an import, is scored as the folder that it was imported from."""

import dataclasses
import datetime

import imported
import pytest
import synthetic
from django.db import connection

from candour.guard.actors import service
from candour.imports.sources import chicago
from candour.patterns.warning.known import folder, register
from candour.patterns.warning.known.history import History
from candour.patterns.warning.scoring import card, score
from candour.people.models import Identifier, OrganisationName

ON = datetime.date(2006, 7, 1)
NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
# What names a row of either source in its own way.
_OWN = ("person_id", "rank", "evidence")


def imported_history() -> History:
    found = register.read(by=service("command line"), at=NOW)
    force = str(OrganisationName.objects.get(name=chicago.ENTRY.organisation).organisation_id)
    people = [one for one in found.people if one.organisation == force]
    ids = {one.id for one in people}
    return History(
        people=people,
        postings=[one for one in found.postings if one.person in ids],
        matters=[one for one in found.matters if one.person in ids],
    )


def said(history: History) -> dict[str, dict[str, object]]:
    rows = score.score(history=history, on=ON, card=card.read())
    return {
        row.person_id: {
            name: value for name, value in dataclasses.asdict(row).items() if name not in _OWN
        }
        for row in rows
    }


@pytest.fixture
def worker(db: None, settings, tmp_path):
    settings.DATA = tmp_path / "data"
    with connection.cursor() as cursor:
        cursor.execute("set role candour_worker")
    yield
    with connection.cursor() as cursor:
        cursor.execute("reset role")


def test_an_imported_register_is_scored_as_its_folder(worker, tmp_path):
    path = synthetic.folder(officers=30, complaints=150, seed=7).write(tmp_path / "folder")
    imported.chicago_from(path)
    refs = {str(one.person_id): one.value for one in Identifier.objects.filter(kind="source_id")}

    of_register = {refs[person]: row for person, row in said(imported_history()).items()}

    assert of_register == said(folder.read(folder=path))


def test_an_outcome_that_was_replaced_later_counts_until_then():
    from candour.patterns.warning.known.history import Finding, Matter, as_known

    matter = Matter(
        person="p", case="c", sender="", is_internal=False, category="B4", source_category="",
        incident_on=None, received_on=datetime.date(2020, 1, 1),
        findings=(
            Finding(result="proven", sanction="", known_on=datetime.date(2021, 1, 1)),
            Finding(result="unfounded", sanction="", known_on=datetime.date(2022, 1, 1)),
        ),
    )  # fmt: skip
    history = History(people=(), postings=(), matters=(matter,))
    days = [datetime.date(2020, 6, 1), datetime.date(2021, 6, 1), datetime.date(2022, 6, 1)]

    results = [as_known(history=history, on=day).matters[0].result for day in days]

    assert results == ["", "proven", "unfounded"]
