"""The pages of a journey, in order: computed from the way in and from what it is about."""

import dataclasses
from collections.abc import Collection, Iterator, Mapping

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from candour.intake import questions, routes
from candour.intake.forms import asked, sending, story, ways
from candour.intake.questions import Group
from candour.intake.texts import Text


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page: its name in the state, its form, and its template where it needs its own."""

    name: str
    form: type[django_forms.Form] = django_forms.Form
    template: str = "intake/question.html"
    title: Text = ""
    intro: Text = ""
    # Of a page of questions: the set and the group they belong to.
    about: str = ""
    group: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What decides which pages there are."""

    route: str = ""
    about: Collection[str] = ()
    # Groups of questions that she would rather not see.
    skipped: Collection[str] = ()
    # She writes it down now and decides later: nothing is asked about sending.
    is_later: bool = False


ROUTE = Step(name="route", form=sending.ChooseRoute, template="intake/route.html")
WHAT_HAPPENED = Step(
    name="what_happened", form=story.WhatHappened, template="intake/what_happened.html"
)
PERSON = Step(name="person", form=story.Person, template="intake/person.html")
ANYONE_ELSE = Step(name="anyone_else", form=story.AnyoneElse, template="intake/anyone_else.html")
ABOUT = Step(name="about", form=asked.About)
FORCE = Step(name="force", form=sending.ChooseForce)
DESTINATION = Step(name="destination", form=sending.Destination, template="intake/destination.html")
NAME = Step(name="name", form=ways.Name, template="intake/name.html")
FILES = Step(name="files", template="intake/files.html")
CHECK = Step(name="check", template="intake/check.html")
EQUALITY = Step(name="equality", form=sending.Equality, template="intake/equality.html")
WORDS = Step(name="words", form=sending.KeptWords, template="intake/words.html")

_COMMON = (
    ROUTE,
    WHAT_HAPPENED,
    Step(name="when_and_where", form=story.WhenAndWhere, template="intake/when_and_where.html"),
    PERSON,
    ANYONE_ELSE,
    ABOUT,
    Step(name="who_you_are", form=story.WhoYouAre),
    Step(name="must_not_see", form=story.MustNotSee, template="intake/must_not_see.html"),
    FORCE,
    DESTINATION,
    NAME,
    FILES,
    CHECK,
    EQUALITY,
    WORDS,
)
_OWN = tuple(
    Step(name=name, form=form, template="intake/own.html", title=title, intro=intro)
    for name, form, title, intro in (
        ("told", ways.Told, _("Whom you told"), _("You can leave all of this empty.")),
        ("leaving", ways.Leaving, _("Why you left"), _("You can leave all of this empty.")),
        (
            "line_manager",
            ways.LineManager,
            _("Pass on what you were told"),
            _(
                "Only the first box and the force are needed. Once it is sent, you can't close it "
                "or take it back."
            ),
        ),
        (
            "on_behalf",
            ways.OnBehalf,
            _("Whom you write for"),
            _("We count how many people it is about. You don't tell us who they are."),
        ),
        (
            "operator",
            ways.Operator,
            _("Before you write"),
            _(
                "Write down what the caller says, in their own words. At the end you read eight "
                "words to them. So have the caller fetch a pen and paper."
            ),
        ),
        ("concern", ways.Concern, _("What kind of thing is it?"), ""),
        (
            "solved_outside",
            ways.SolvedOutside,
            _("How it was put right"),
            _("The force must learn from it. So what it did first is looked at again."),
        ),
    )
)
BY_NAME: Mapping[str, Step] = {
    step.name: step for step in (*_COMMON, *_OWN, Step(name="appeal", form=ways.ChooseAppeal))
}
# Pages without an answer of their own.
SILENT = frozenset({PERSON.name, ANYONE_ELSE.name, FILES.name, CHECK.name, WORDS.name})
LATER = (*routes.STORY, *routes.FITTING, "check")
MOST_PEOPLE = 10


def order(shape: Shape) -> tuple[Step, ...]:
    """Return the pages of a journey, the first page first."""
    route = routes.every().get(shape.route)
    names = LATER if shape.is_later else route.pages if route else ()
    return (ROUTE, *(step for name in names for step in _named(name, shape)))


def _named(name: str, shape: Shape) -> Iterator[Step]:
    if name != "questions":
        yield BY_NAME[name]
        return
    if asked.JUST_WRITE in shape.about:
        return
    for about, found in questions.every().items():
        if about in shape.about:
            for group in found.groups:
                yield from _of_group(about, group, shape.skipped)


def _of_group(about: str, group: Group, skipped: Collection[str]) -> Iterator[Step]:
    place = f"{about}.{group.name}"
    if group.warning:
        yield Step(name=f"{place}.0", template="intake/warned.html", about=about, group=group.name)
    if place in skipped:
        return
    for number in range(len(group.pages)):
        yield Step(
            name=f"{place}.{number + 1}",
            form=asked.page(about, group.name, number),
            template="intake/asked.html",
            about=about,
            group=group.name,
        )
