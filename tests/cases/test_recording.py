"""A report becomes a case: screened, walled and keyed in one transaction."""

import story
from candour.cases.models import Allegation, Case, Described, Suggestion
from candour.guard.log import verify
from candour.guard.models import FileKey, Grant, KeyWrap, Wall
from candour.ops import work


def wrapped_for(file) -> set[str]:
    from candour.guard.models import Account

    accounts = KeyWrap.objects.filter(
        file_key__file_id=file, file_key__compartment="narrative"
    ).values("account_id")
    return set(Account.objects.filter(id__in=accounts).values_list("username", flat=True))


def test_the_subject_on_the_desk_gets_no_key_to_the_report_or_the_case(world, as_role):
    sent = story.reported(world, as_role)
    assert wrapped_for(sent.file) == {"desk", "desk-two", "desk-three"}
    recorded = story.record(world, as_role, report=sent.file)
    assert wrapped_for(recorded.file) == {"desk", "desk-two", "desk-three", "authority"}


def test_the_person_described_by_a_nickname_is_among_the_suggestions(world, as_role):
    sent = story.reported(world, as_role)
    recorded = story.record(world, as_role, report=sent.file)
    from candour.guard.models import Account

    subject = Account.objects.get(username="subject").person_id
    found = Suggestion.objects.filter(file_id=recorded.file, person_id=subject).get()
    assert found.because[0] in {"unit_then", "given_form", "given_exact"}


def test_everybody_close_to_a_candidate_is_walled_when_the_case_commits(world, as_role):
    sent = story.reported(world, as_role)
    recorded = story.record(world, as_role, report=sent.file)
    from candour.guard.models import Account

    walled = Wall.objects.filter(file_id=recorded.file).values("account_id")
    names = set(Account.objects.filter(id__in=walled).values_list("username", flat=True))
    assert {"subject", "colleague", "line-manager"} <= names


def test_recording_writes_one_allegation_for_each_category_and_person(world, as_role):
    sent = story.reported(world, as_role)
    recorded = story.record(world, as_role, report=sent.file)
    assert Described.objects.filter(file_id=recorded.file).count() == 1
    categories = Allegation.objects.filter(file_id=recorded.file).values_list("category", flat=True)
    assert sorted(categories) == ["B4", "H5"]


def test_a_report_that_describes_nobody_has_an_unidentified_subject(world, as_role):
    sent = story.reported(world, as_role, people=())
    recorded = story.record(world, as_role, report=sent.file, categories=(("A4",),))
    allegation = Allegation.objects.get(file_id=recorded.file)
    assert allegation.subject_id is None
    assert Suggestion.objects.filter(file_id=recorded.file).count() == 0


def test_everything_a_recording_writes_is_in_the_log(world, as_role, log_keys):
    sent = story.reported(world, as_role)
    story.record(world, as_role, report=sent.file)
    with as_role("worker"):
        work.sequence()
        report = verify.verify(trusted=log_keys, origin="candour.localhost/log")
    assert report.findings == ()
    assert report.waiting == 0


def test_a_recorder_who_turns_out_not_to_be_clean_does_not_go_on(world, as_role):
    from candour.guard.models import Account
    from candour.people.models import Association

    people = dict(Account.objects.values_list("username", "person_id"))
    sent = story.reported(world, as_role)
    Association.objects.create(person_id=people["desk"], other_id=people["subject"], kind="family")
    recorded = story.record(world, as_role, report=sent.file)
    assert not recorded.goes_on
    assert "desk" not in wrapped_for(recorded.file)
    assert "desk" not in wrapped_for(sent.file)
    with as_role("casework", actor=world.accounts["desk"]):
        assert not Case.objects.filter(file_id=recorded.file).exists()


def test_a_case_never_has_fewer_than_three_readers_while_three_are_clean(world, as_role):
    from candour.guard.models import Account
    from candour.people.models import Association

    people = dict(Account.objects.values_list("username", "person_id"))
    sent = story.reported(world, as_role)
    for walled in ("desk-two", "desk-three", "authority"):
        Association.objects.create(
            person_id=people[walled], other_id=people["subject"], kind="friend"
        )
    recorded = story.record(world, as_role, report=sent.file)
    assert wrapped_for(recorded.file) == {
        "desk", "outside-desk", "outside-desk-two", "outside-desk-three",
    }  # fmt: skip


def test_the_people_the_reporter_named_are_walled_by_her_words_alone(world, as_role):
    sent = story.reported(world, as_role, must_not_see="Emeka Obi\nInspector Bhatt")
    assert wrapped_for(sent.file) == {"desk", "desk-three"}
    recorded = story.record(world, as_role, report=sent.file)
    named = Wall.objects.filter(file_id=recorded.file, because="named_by_reporter")
    assert set(named.values_list("account_id", flat=True)) == {
        world.accounts["desk-two"], world.accounts["investigator"], world.accounts["subject"],
    }  # fmt: skip


def test_the_same_report_cannot_be_recorded_twice(world, as_role):
    import pytest

    from candour.cases.actions.record_report import AlreadyRecorded

    sent = story.reported(world, as_role)
    story.record(world, as_role, report=sent.file)
    with pytest.raises(AlreadyRecorded):
        story.record(world, as_role, report=sent.file, by="desk-two")


def test_a_report_is_not_recorded_again_by_somebody_who_cannot_see_its_case(world, as_role):
    import pytest

    from candour.cases.actions.record_report import AlreadyRecorded
    from candour.guard.models import Scope

    sent = story.reported(world, as_role)
    recorded = story.record(world, as_role, report=sent.file)
    Scope.objects.filter(account_id=world.accounts["desk-two"]).delete()
    Grant.objects.filter(file_id=recorded.file, account_id=world.accounts["desk-two"]).delete()
    with pytest.raises(AlreadyRecorded):
        story.record(world, as_role, report=sent.file, by="desk-two")
    assert list(Case.objects.filter(report_file_id=sent.file)) == [
        Case.objects.get(file_id=recorded.file)
    ]


def test_every_reader_of_the_case_holds_every_compartment(world, as_role):
    sent = story.reported(world, as_role)
    recorded = story.record(world, as_role, report=sent.file)
    granted = set(Grant.objects.filter(file_id=recorded.file).values_list("account_id", flat=True))
    for key in FileKey.objects.filter(file_id=recorded.file):
        held = set(KeyWrap.objects.filter(file_key=key).values_list("account_id", flat=True))
        assert held == granted


def test_the_desk_holds_no_key_to_a_name_and_its_keepers_none_to_the_story(world, as_role):
    sent = story.reported(world, as_role, identity={"name": "Ann Example"})
    of_name = KeyWrap.objects.filter(file_key__file_id=sent.file, file_key__compartment="identity")
    holders = set(of_name.values_list("account_id", flat=True))
    outside = {"outside-desk", "outside-desk-two", "outside-desk-three"}
    assert holders == {world.accounts[name] for name in outside}
    others = KeyWrap.objects.filter(
        file_key__file_id=sent.file, file_key__compartment__in=["narrative", "description"]
    )
    assert not others.filter(account_id__in=holders).exists()
