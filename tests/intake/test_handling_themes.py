"""What went wrong in handling is counted ten together, apart from the report and who she is."""

import json

import pytest
from django.conf import settings

from candour.core import mailbox, words
from candour.guard.actors import service
from candour.intake import equality
from candour.intake.actions.count_equality import count_equality
from candour.intake.models import EqualityCount, EqualityPool, Staged
from cast import NOW

THEMES = ("personal_links", "women_arrested")
CHOSEN = {"theme:personal_links": "chosen", "theme:women_arrested": "chosen"}


def spoken() -> mailbox.MailboxKeys:
    said = words.generate(count=words.MAILBOX_WORDS)
    return mailbox.derive_mailbox(words=said, salt=settings.DEPLOYMENT_SALT)


def keep(world, *, times: int, themes: tuple[str, ...] = THEMES) -> None:
    force = world.organisations["Northfold Police"]
    for _ in range(times):
        equality.keep_themes(keys=spoken(), force=force, on=NOW.date(), themes=themes)


def count() -> int:
    return count_equality(by=service("sealing"), at=NOW)


@pytest.mark.scenario("SC-41", part="counted")
def test_what_she_chooses_goes_into_the_pool_and_nothing_ties_it_to_her_report(reporter, as_role):
    page = {"themes": list(THEMES)}
    reporter.walk(
        "public", about={"about": "handling"}, **{"handling.handled.1": page},
        equality={"age": "25_to_34"},
    )  # fmt: skip
    reporter.send()
    with as_role("worker"):
        waiting = {json.dumps(one.answers): bytes(one.id) for one in EqualityPool.objects.all()}
        staged = Staged.objects.get()
    assert sorted(waiting) == sorted([json.dumps({"age": "25_to_34"}), json.dumps(CHOSEN)])
    assert not any(one.hex() in json.dumps(staged.package) for one in waiting.values())
    assert bytes(staged.mailbox_hash) not in waiting.values()


@pytest.mark.scenario("SC-41", part="counted")
def test_ten_are_counted_together_by_theme(world, as_role):
    with as_role("report"):
        keep(world, times=9)
    with as_role("worker"):
        assert (count(), EqualityCount.objects.count()) == (0, 0)
    with as_role("report"):
        keep(world, times=1, themes=("women_arrested",))
    with as_role("worker"):
        assert count() == 10
        numbers = dict(EqualityCount.objects.values_list("question", "number"))
    assert numbers == {"theme:personal_links": 9, "theme:women_arrested": 10}


@pytest.mark.scenario("SC-41", part="counted")
def test_one_kind_of_answer_does_not_hide_among_many_of_the_other(world, as_role):
    force = world.organisations["Northfold Police"]
    with as_role("report"):
        keep(world, times=10)
        equality.keep(keys=spoken(), force=force, on=NOW.date(), answers={"age": "25_to_34"})
    with as_role("worker"):
        assert count() == 10
        assert [one.answers for one in EqualityPool.objects.all()] == [{"age": "25_to_34"}]
        assert equality.counted(organisation=force) == {}


def test_who_chooses_nothing_leaves_nothing(reporter, as_role):
    reporter.walk("public", about={"about": "handling"})
    reporter.send()
    with as_role("worker"):
        assert EqualityPool.objects.count() == 0
