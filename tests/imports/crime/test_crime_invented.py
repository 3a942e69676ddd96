"""An invented crime side: every planted row about an officer is found, and nobody else is."""

import json

import crimes
import pytest
from django.core.management import call_command

from candour.cases.models import CrimeItem, CrimeRecord, CrimeTask
from candour.imports.actions.run_import import Request, run_import
from candour.imports.sources import roster
from candour.people.models import Identifier
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.fixture
def planted(tmp_path):
    """A feed about an invented roster, imported; returns the truth of each row."""
    path = tmp_path / "feed.csv"
    with (tmp_path / "said").open("w") as said:
        call_command("import", "invent", str(path), of="crime", officers=40, rows=48, stdout=said)
    people = Request(
        source=roster.ENTRY, path=tmp_path / "feed.roster.csv", organisation=crimes.FORCE
    )
    run_import(request=people, by=crimes.BY, at=NOW)
    crimes.take(path)
    return json.loads((tmp_path / "feed.truth.json").read_text())


def test_every_planted_row_is_where_the_truth_says_and_about_whom(planted):
    refs = dict(Identifier.objects.filter(kind="source_id").values_list("person_id", "value"))
    found = {
        ref: {"is": "matter", "person": refs[person]}
        for ref, person in CrimeRecord.objects.values_list("record_ref", "person_id")
    }
    found |= {
        ref: {"is": "waits", "person": ""}
        for ref in CrimeItem.objects.values_list("record_ref", flat=True)
    }
    kept = {ref: said for ref, said in planted.items() if said["is"] != "kept_nowhere"}
    assert found == kept
    assert {said["is"] for said in planted.values()} == {"matter", "waits", "kept_nowhere"}
    assert CrimeTask.objects.filter(owed="misconduct").count() == 4
