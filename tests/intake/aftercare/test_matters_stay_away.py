"""Who never gets a matter of handling: the force she avoided, whoever she described, who she names.

All that her first report says counts, and where it can't be read, nothing is sent.
"""

import datetime
import uuid

import pytest

import story
from candour.access.models import Acceptance, DeskReader
from candour.core import words
from candour.guard.actors import service
from candour.guard.models import Account, Grant, Wall
from candour.intake.actions.hand_on_unanswered import hand_on_unanswered
from candour.intake.mailboxes import matters, opening, rewording
from candour.intake.mailboxes.first import first_of
from candour.intake.mailboxes.opening import Secret
from candour.intake.models import Staged
from cast import NOW

SAFE = "We can't find anyone safe to send this to now."


def tell(visitor, world, **changes: str) -> None:
    force = str(world.organisations["Northfold Police"])
    said = {"who": "", "what": "Drop it.", "when": "", **changes}
    visitor.act("discouraged", told="yes", force=force, **said)


def second_body(world) -> str:
    """Another force's desk takes reports about the force, after the office."""
    body = world.organisations["Eastmarch Constabulary"]
    for username in ("neighbour-desk", "neighbour-desk-two"):
        account = Account.objects.get(username=username)
        DeskReader.objects.create(organisation_id=body, account=account)
    Acceptance.objects.create(
        body_id=body, force_id=world.organisations["Northfold Police"], turn=2,
        must_pass_on="Nothing.", accepted_on=NOW.date(),
    )  # fmt: skip
    return "Eastmarch Constabulary"


def test_a_matter_of_a_report_outside_the_force_never_goes_to_the_force(world, as_role, at_mailbox):
    visitor = at_mailbox(story.reported(world, as_role, route="outside"))
    visitor.press("open:discouraged")
    assert "This stays outside the force, too." in visitor.text
    tell(visitor, world)
    assert SAFE in visitor.text
    assert "Drop it." in visitor.page
    assert Staged.objects.count() == 0


def test_it_goes_to_the_other_body_outside(world, as_role, at_mailbox):
    other = second_body(world)
    visitor = at_mailbox(story.reported(world, as_role, route="outside"))
    tell(visitor, world)
    assert Staged.objects.get().package["organisation_name"] == other


def test_a_report_that_the_force_does_not_have_is_outside_whatever_its_route(
    world, as_role, at_mailbox
):
    second_body(world)
    visitor = at_mailbox(story.reported(world, as_role, knows_desk=True))
    tell(visitor, world)
    assert Staged.objects.get().package["organisation_name"] != "Northfold Police"


@pytest.mark.parametrize(
    "said",
    [
        {"people": ({"given": "Daniel", "family": "Marlow"},)},
        {"must_not_see": "Daniel Marlow"},
        {"told": {"manager": "Daniel Marlow"}},
        {"story": "I wrote to Marlow about it."},
    ],
)
def test_whoever_the_first_report_speaks_of_is_left_out(world, as_role, said):
    sent = story.reported(world, as_role, **said)
    with as_role("report"):
        report = opening.opened(secret=Secret(words=sent.words))
        known = matters.desks.receivers()
        first = first_of(report, known=known)
    written = f"{first.written.about_people} {first.written.story}"
    assert "Marlow" in written
    is_about = "story" not in said
    assert ("Marlow" in " ".join(first.written.about_people)) is is_about


def test_without_the_first_report_nothing_is_sent(world, as_role):
    sent = story.reported(world, as_role)
    old = Secret(words=sent.words)
    told = matters.Told(
        force=world.organisations["Northfold Police"], who="", what="Drop it.", when="",
        asked_at="start", id=uuid.uuid4(),
    )  # fmt: skip
    with as_role("report"):
        rewording.change(old=old, new=Secret(words=words.generate(count=8)))
        with pytest.raises(matters.NoFirst):
            matters.open_matter(secret=old, told=told, on=NOW.date())
    assert Staged.objects.count() == 0


def test_whom_she_names_is_walled_off_when_it_is_recorded(world, as_role, at_mailbox):
    visitor = at_mailbox(story.reported(world, as_role))
    tell(visitor, world, who="Rosemary Pemberton, the deputy chief constable")
    package = Staged.objects.get().package
    visitor.seal()
    reader = Account.objects.get(id=package["readers"][0]).username
    recorded = story.record(
        world, as_role, report=uuid.UUID(package["file"]), by=reader, categories=(("H5",),)
    )
    walled = Wall.objects.filter(file_id=recorded.file).values_list("account_id", flat=True)
    assert world.accounts["authority"] in walled


@pytest.mark.parametrize(
    ("who", "person"),
    [
        ("Sgt. Dan Marlow, nights", {"given": "Dan", "family": "Marlow"}),
        ("PC Marlow", {"family": "Marlow"}),
        ("my sergeant", {}),
        ("someone in the office (HR)", {}),
    ],
)
def test_a_name_is_taken_apart_and_the_line_is_kept(who, person):
    assert matters._person(who) == {**person, "looks": who}


def test_who_stayed_silent_before_it_was_handed_on_does_not_get_it(world, as_role, at_mailbox):
    second_body(world)
    sent = story.reported(world, as_role, route="outside", hands_on=True)
    silent = set(Grant.objects.filter(file_id=sent.file).values_list("account_id", flat=True))
    with as_role("worker"):
        hand_on_unanswered(by=service("handing on"), at=NOW + datetime.timedelta(days=8))
    with as_role("report"):
        report = opening.opened(secret=Secret(words=sent.words))
        readers = first_of(report, known=matters.desks.receivers()).readers
    assert silent
    assert silent <= readers
    tell(at_mailbox(sent), world)
    assert Staged.objects.count() == 0
