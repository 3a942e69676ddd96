"""The questions that fit what a report is about: one file for each category, all of it data.

Every question may be left out, and every question says what its answer is used for: what no
reader needs for a decision is not asked.
"""

import dataclasses
import functools
import sys
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from candour import catalogue
from candour.intake.texts import Text

Choices = tuple[tuple[str, Text], ...]

TEXT, LONG, CHOICE, MANY, YES_NO, DATE_WORDS = (
    "text", "long", "choice", "many", "yes_no", "date_words",
)  # fmt: skip
KINDS = frozenset({TEXT, LONG, CHOICE, MANY, YES_NO, DATE_WORDS})

OTHER: Choices = (("other", _("Something else")),)
UNSURE: Choices = (("yes", _("Yes")), ("no", _("No")), ("not_sure", _("I am not sure")))
# What is done to people who speak up; the mailbox asks the same again later.
DETRIMENTS: Choices = (
    ("ostracised", _("People don't talk to me any more")),
    ("demeaned", _("They make me look small")),
    ("moved", _("I am moved to another team or place")),
    ("refused_promotion", _("I don't get a better job")),
    ("shift_change", _("I get worse hours")),
    ("discipline", _("They say that I broke a rule")),
    ("told_to_leave", _("I am told to go")),
    ("other", _("Something else")),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: what it asks, in which form, and which decision of a reader needs it."""

    name: str
    words: Text
    used_for: Text
    help: Text = ""
    kind: str = TEXT
    choices: Choices = ()
    # What is answered here is shown to its readers only after a warning.
    is_hard: bool = False
    # Who is named here must not see the report.
    keeps_out: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions about one thing, on one page or more; a hard group is announced before it opens."""

    name: str
    title: Text
    pages: tuple[tuple[Question, ...], ...]
    warning: Text = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """The questions of one category, and how a reporter chooses it."""

    label: Text
    order: int
    groups: tuple[Group, ...]
    hint: Text = ""


@functools.cache
def every() -> Mapping[str, QuestionSet]:
    """Return all sets by category, in the order in which a reporter sees them."""
    found = catalogue.entries(sys.modules[__name__], QuestionSet)
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def find(*, about: str, name: str) -> Question | None:
    """Return a question by its set and its name, None for what is none of ours.

    The name of an answer may carry the chosen answer's code behind a colon.
    """
    asked = name.partition(":")[0]
    groups = every()[about].groups if about in every() else ()
    return next(
        (
            question
            for group in groups
            for page in group.pages
            for question in page
            if question.name == asked
        ),
        None,
    )
