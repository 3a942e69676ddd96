"""One described person is found on the register from the command line, with reasons and a leaf."""

import datetime

import pytest

from candour.guard.actors import service
from candour.guard.models import Leaf
from candour.linking import finding
from candour.people import queries
from candour.people.models import NameWord, Organisation, Person, PersonName, Unit
from cast import NOW

pytestmark = pytest.mark.django_db


def people(*names: tuple[str, str]) -> list[Person]:
    made = [Person.objects.create() for _ in names]
    PersonName.objects.bulk_create(
        PersonName(
            person=person, kind="current", given=given, family=family,
            search_key=f"{given} {family}".lower(),
        )
        for person, (given, family) in zip(made, names, strict=True)
    )  # fmt: skip
    return made


def find(**said: str):
    return finding.find(said=said, on=None, most=5, by=service("linking"), at=NOW)


def test_a_misspelt_name_and_a_pet_name_find_the_person():
    (wanted, _, _) = people(("Daniel", "Quenbrook"), ("Peter", "Quillham"), ("Susan", "Ashby"))
    assert find(given="Dan", family="Quenbrok")[0].person_id == str(wanted.id)


def test_a_double_name_is_found_however_it_is_joined():
    (wanted,) = people(("Anne Marie", "Quen-Brook"))
    assert find(given="Anne", family="Quen Brook")[0].person_id == str(wanted.id)


def test_the_look_is_a_leaf_that_names_nobody_by_name():
    people(("Daniel", "Quenbrook"))
    find(given="Daniel", family="Quenbrook")
    body = next(bytes(one.body) for one in Leaf.objects.all() if b"linking.find" in bytes(one.body))
    assert b"quenbrook" not in body.lower()


def test_words_are_counted_as_names_are_written_changed_and_removed():
    (first, _) = people(("Daniel", "Quenbrook"), ("Peter", "Quenbrook"))
    held = NameWord.objects.get(part="family", word="quenbrook")
    assert held.holders == 2
    PersonName.objects.filter(person=first).update(family="Ox", search_key="daniel ox")
    held.refresh_from_db()
    assert held.holders == 1
    PersonName.objects.filter(person=first).delete()
    assert NameWord.objects.get(part="family", word="ox").holders == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quillmarsh vexford b", {"Quillmarsh Vexford B"}),
        (" Quillmarsh Vexford B ", {"Quillmarsh Vexford B"}),
        ("Quilmarsh Vexford B", {"Quillmarsh Vexford A", "Quillmarsh Vexford B"}),
        ("Vexford B at Quillmarsh", {"Quillmarsh Vexford A", "Quillmarsh Vexford B"}),
        ("Zyzzyva", set()),
        ("", set()),
    ],
)
def test_a_unit_is_the_one_so_called_or_where_none_is_those_most_like_it(typed, meant):
    force = Organisation.objects.create(kind="police_force")
    for name in ("Quillmarsh Vexford A", "Quillmarsh Vexford B", "Xylo"):
        Unit.objects.create(organisation=force, code=name, name=name)

    assert {name for _, name in queries._units_like(typed)} == meant


@pytest.mark.parametrize("text", ["soon", "2026-13-45"])
def test_a_day_that_cannot_be_read_is_refused_in_words(text):
    with pytest.raises(finding.NotADay, match="write it as"):
        finding.day(text)


def test_a_day_is_optional():
    assert finding.day("") is None
    assert finding.day("2026-03-01") == datetime.date(2026, 3, 1)
