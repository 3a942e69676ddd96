"""One matter with fourteen subjects: nobody of them is left without a finding and an outcome."""

import pytest
from test_pages_referral import ALL_NO

import browsing
import story
import taking
from candour.cases.models import Allegation, Described, Outcome, StepTaken, Suggestion
from candour.law.events import CaseKind
from candour.people.models import Identifier, PersonName
from walks import matters

FOURTEEN = 14
MATTER = {"course": "conduct_matter"}
# Of the fourteen, so many from the first on have a case to answer.
TO_ANSWER = 4

pytestmark = pytest.mark.proof


@pytest.fixture
def team(world) -> list[PersonName]:
    """Fourteen officers of the invented force whom nothing else is told of."""
    numbers = Identifier.objects.filter(kind="source_id", value__startswith="P").order_by("value")
    people = numbers.values_list("person_id", flat=True)[100 : 100 + FOURTEEN]
    return list(PersonName.objects.filter(person_id__in=list(people)).order_by("person_id"))


@pytest.fixture
def matter(visit, world, as_role, team):
    """A conduct matter about all of them, each found in the register."""
    described = tuple({"given": one.given, "family": one.family} for one in team)
    sent = story.reported(world, as_role, people=described)
    case = story.record(
        world, as_role, report=sent.file, kind=CaseKind.CONDUCT_MATTER,
        categories=(("H5",),) * FOURTEEN,
    ).file  # fmt: skip
    desk = visit("desk")
    numbers = Described.objects.filter(file_id=case).order_by("number")
    meant = dict(zip([one.id for one in numbers], [one.person_id for one in team], strict=True))
    for one in Suggestion.objects.filter(file_id=case):
        is_meant = meant[one.described_id] == one.person_id
        data = {f"s{one.id.hex}-answer": "same" if is_meant else "not_same",
                f"s{one.id.hex}-reason": "By the whole name."}  # fmt: skip
        desk.post(f"/cases/{case}/screening/{one.id}/", data)
    return case


def investigated(visit, world, as_role, case) -> None:
    desk = visit("desk")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level="misconduct")
    desk.post(f"/cases/{case}/referral/answers/", ALL_NO)
    external = str(world.accounts[matters.EXTERNAL])
    desk.post(f"/cases/{case}/allocation/", {"account": external})
    story.declare(world, as_role, file=case, by=matters.EXTERNAL)
    taking.take(visit(matters.EXTERNAL), case, "submit_report", **MATTER)
    assert taking.state(case) == "report_submitted"


def decided(*, to_answer: int) -> dict[str, str]:
    """Return what is decided of each: some have a case to answer, the others have none."""
    each = {name: value for name, value in matters.CHECKED.items() if name.startswith("p0_")}
    case = {"finding": "case_to_answer_misconduct", "word_against_word": "no"}
    told = {"decider": "subject_force"}
    for number in range(FOURTEEN):
        if number < to_answer:
            told |= {f"p{number}_{name}": value for name, value in case.items()}
        else:
            told |= {f"p{number}_{name[3:]}": value for name, value in each.items()}
    return told


def test_each_of_fourteen_subjects_gets_a_finding_and_an_outcome(visit, world, as_role, matter):
    assert Allegation.objects.filter(file_id=matter).exclude(subject=None).count() == FOURTEEN
    investigated(visit, world, as_role, matter)
    authority, desk = visit("authority"), visit("desk")
    told = decided(to_answer=TO_ANSWER)
    left_out = taking.take(authority, matter, "decide_case_to_answer", **MATTER,
                           **{**told, "p13_finding": ""})  # fmt: skip
    whole = taking.take(authority, matter, "decide_case_to_answer", **MATTER, **told)

    assert (whole.errors, whole.location) == ([], f"/cases/{matter}/next/"), whole.text[:3000]
    found = StepTaken.objects.get(file_id=matter, step="decide_case_to_answer").answers["each"]
    for allegation in Allegation.objects.filter(file_id=matter):
        result = found[str(allegation.subject_id)]["finding"]
        data = {"result": result, "sanction": "", "reason": "Weighed."}
        desk.post(f"/cases/{matter}/outcome/{allegation.id}/", data)

    assert left_out.location == ""
    assert "decide_case_to_answer" in taking.steps(matter)
    standing = Outcome.objects.filter(file_id=matter, superseded_by__isnull=True)
    results = sorted(standing.values_list("result", flat=True))
    assert results == sorted(
        ["case_to_answer_misconduct"] * TO_ANSWER + ["no_case_to_answer"] * (FOURTEEN - TO_ANSWER)
    )
