"""An invented register of grievances: each planted sentence is found, and no harmless one is."""

import json

import grievance_registers as registers
import pytest
from django.core.management import call_command

from candour.cases.models import Grievance

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.fixture
def force(loaded, db, data_folder):
    """The invented force, whose secrets stay where they are."""
    return loaded


@pytest.mark.scenario("SC-29", part="screened")
@pytest.mark.parametrize("name", ["hr.csv", "hr.jsonl"])
def test_every_planted_grievance_is_screened_as_the_truth_says(tmp_path, name):
    path = tmp_path / name
    with (tmp_path / "said").open("w") as said:
        call_command("import", "invent", str(path), of="grievances", rows=44, stdout=said)
    registers.take(path)
    truth = json.loads(path.with_suffix(".truth.json").read_text())
    found = {ref: {"is": result} for ref, result in Grievance.objects.values_list("ref", "result")}
    assert found == truth
