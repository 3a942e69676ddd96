"""An invented case system is taken in as a whole, and the same again from the same seed."""

import case_systems
import pytest
from django.core.management import call_command

from candour.cases.models import Allegation
from candour.imports.actions.run_import import Request, run_import
from candour.imports.sources import roster
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")


def test_every_row_is_taken_and_every_subject_known(tmp_path):
    with (tmp_path / "said").open("w") as said:
        call_command(
            "import", "invent", str(tmp_path / "delta"), of="casesystem", rows=60, officers=20,
            stdout=said,
        )  # fmt: skip
    people = Request(
        source=roster.ENTRY, path=tmp_path / "delta" / "roster.csv",
        organisation=case_systems.FORCE,
    )  # fmt: skip
    run_import(request=people, by=case_systems.BY, at=NOW)
    report = case_systems.take(tmp_path / "delta")
    assert dict(report.counts.rejected) == {}
    assert case_systems.counted(report)[0] == 60
    ids = [one[0] for one in case_systems.content()]
    assert len(ids) == 60
    imported = Allegation.objects.filter(batch_id__isnull=False, source_ref__in=["1", "2"])
    files = [case_systems.case_of(one).file_id for one in ids]
    assert not imported.filter(file_id__in=files, subject=None).exists()


def test_the_same_seed_invents_the_same_files(tmp_path):
    for name in ("first", "second"):
        with (tmp_path / "said").open("w") as said:
            call_command(
                "import", "invent", str(tmp_path / name), of="casesystem", rows=20, stdout=said
            )
    for table in ("cases", "allegations", "subjects", "links", "roster"):
        one, other = (
            (tmp_path / name / f"{table}.csv").read_bytes() for name in ("first", "second")
        )
        assert one == other
