"""A return of one force holds nothing of another: no name, no reference, no row, in no file."""

import pathlib
import uuid

import pytest
from returned import AS_OF, YEAR, complaint, event, result

from candour.cases.models import Allegation
from candour.oversight.returns import catalogue
from measures import registers

OWN, OTHER = "Westmoor Police", "Fenland Constabulary"


def busy(force: uuid.UUID, *, person=None) -> list[str]:
    """Give a force matters of every kind that returns count or leave out; return the references."""
    looked = complaint(force, "B4", "F", received="2024-05-01", closed="2024-08-01", under=True,
                       ends="service_acceptable")  # fmt: skip
    event(looked, "investigator_appointed", "2024-05-10")
    waiting = complaint(force, "B4", received="2024-06-01")
    # Nobody knows under which rules, and closed nobody knows when: both are named as left out.
    unknown = complaint(force, "H5", received="2024-06-03", closed="2024-07-01", under=None)
    undated = registers.case(force, received="2024-06-04", is_closed_undated=True, about=(None,))
    officer = person or registers.person(serves=force)
    conduct, unheard = (
        registers.case(
            force, received="2024-05-02", closed="2024-11-01", kind="conduct_matter",
            source="internal", about=(officer,),
        )
        for _ in range(2)
    )  # fmt: skip
    event(conduct, "hearing_started", "2024-09-01")
    found = Allegation.objects.get(file_id=conduct.file_id)
    result(found, "gross_misconduct", sanction="dismissal_without_notice", on="2024-10-01")
    made = (looked, waiting, unknown, undated, conduct, unheard)
    return [one.reference for one in made]


@pytest.fixture
def returned(returns, tmp_path: pathlib.Path):
    """Build a force's return and give its files: returned("iopc", OWN)."""
    number = iter(range(1_000))

    def build(name: str, force: str) -> dict[str, bytes]:
        out = tmp_path / str(next(number))
        asked = ("--period", YEAR, "--as-of", AS_OF, "--force", force)
        returns("build", name.replace("_", "-"), *asked, "--out", str(out))
        (folder,) = out.iterdir()
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    return build


@pytest.mark.parametrize("name", catalogue.entries())
def test_another_force_changes_no_byte_of_it(force, returned, name):
    busy(force)
    before = returned(name, OWN)
    busy(registers.force(OTHER))
    assert returned(name, OWN) == before
    assert any(content.count(b"\r\n") > 1 for file, content in before.items() if ".csv" in file)


@pytest.mark.parametrize("name", catalogue.entries())
def test_it_names_no_other_force_and_none_of_its_matters(force, returned, name):
    own = busy(force)
    other = registers.force(OTHER)
    foreign = busy(other)
    for called, whose, strange in ((OWN, force, (OTHER, str(other), *foreign)),
                                   (OTHER, other, (OWN, str(force), *own))):  # fmt: skip
        content = b"".join(returned(name, called).values())
        assert str(whose).encode() in content
        assert [one for one in strange if one.encode() in content] == []


@pytest.mark.parametrize("name", catalogue.entries())
def test_somebody_who_served_in_both_brings_no_matter_along(force, returned, name):
    person = registers.person(serves=force)
    busy(force, person=person)
    before = returned(name, OWN)
    busy(registers.force(OTHER), person=person)
    assert returned(name, OWN) == before


@pytest.mark.parametrize("name", catalogue.entries())
def test_a_return_of_every_force_is_more_than_one_and_says_so(
    force, returned, returns, name, tmp_path
):
    busy(force)
    busy(registers.force(OTHER))
    out = tmp_path / "all"
    returns("build", name.replace("_", "-"), "--period", YEAR, "--as-of", AS_OF, "--out", str(out))
    (folder,) = out.iterdir()
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    assert {one.encode() in content for one in (OWN, OTHER)} == {True}
    assert str(force) not in folder.name
