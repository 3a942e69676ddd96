"""Answers that are counted and never joined: about the reporter, and what went wrong in handling.

Both wait in one pool, under ids that nothing ties to each other or to a report.
"""

import dataclasses
import datetime
import hashlib
import json
import uuid
from collections.abc import Collection, Mapping

from django.db import connection
from django.utils.translation import gettext_lazy as _

from candour.core import mailbox
from candour.intake.texts import Text

# Answers wait until so many have come for a force; then only numbers are kept.
FEWEST = 10
NOT_SAID = "not_said"
# What went wrong in the handling of a report: the theme is the question, and there is one answer.
THEME = "theme:"
CHOSEN = "chosen"

_QUIET = ((NOT_SAID, _("I would rather not say")),)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question about the reporter, with its answers by code."""

    name: str
    words: Text
    choices: tuple[tuple[str, Text], ...]


QUESTIONS = (
    Asked(
        name="age",
        words=_("How old are you?"),
        choices=(
            ("under_25", _("Under 25")),
            ("25_to_34", _("25 to 34")),
            ("35_to_44", _("35 to 44")),
            ("45_to_54", _("45 to 54")),
            ("55_and_over", _("55 or older")),
            *_QUIET,
        ),
    ),
    Asked(
        name="sex",
        words=_("What is your sex?"),
        choices=(("female", _("Female")), ("male", _("Male")), *_QUIET),
    ),
    Asked(
        name="gender_as_at_birth",
        words=_("Is your gender the one you were given at birth?"),
        choices=(("yes", _("Yes")), ("no", _("No")), *_QUIET),
    ),
    Asked(
        name="ethnicity",
        words=_("Which group do you feel part of?"),
        choices=(
            ("asian", _("Asian")),
            ("black", _("Black")),
            ("mixed", _("Mixed, or more than one group")),
            ("white", _("White")),
            ("other", _("Another group")),
            *_QUIET,
        ),
    ),
    Asked(
        name="religion",
        words=_("What is your religion?"),
        choices=(
            ("none", _("None")),
            ("buddhist", _("Buddhist")),
            ("christian", _("Christian")),
            ("hindu", _("Hindu")),
            ("jewish", _("Jewish")),
            ("muslim", _("Muslim")),
            ("sikh", _("Sikh")),
            ("other", _("Another one")),
            *_QUIET,
        ),
    ),
    Asked(
        name="sexuality",
        words=_("Which of these are you?"),
        choices=(
            ("straight", _("Straight")),
            ("gay_or_lesbian", _("Gay or lesbian")),
            ("bisexual", _("Bisexual")),
            ("other", _("Something else")),
            *_QUIET,
        ),
    ),
    Asked(
        name="disability",
        words=_("Do you have a disability or a long illness?"),
        choices=(("yes", _("Yes")), ("no", _("No")), *_QUIET),
    ),
)


def keep(
    *, keys: mailbox.MailboxKeys, force: uuid.UUID, on: datetime.date, answers: Mapping[str, str]
) -> None:
    """Put answers into the pool of a force, once for each mailbox and tied to none."""
    said = {name: answer for name, answer in answers.items() if answer and answer != NOT_SAID}
    if not said:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.answer_equality(%s, %s, %s, %s::jsonb)",
            [keys.equality_id, force, on.replace(day=1), json.dumps(said, sort_keys=True)],
        )


def keep_themes(
    *, keys: mailbox.MailboxKeys, force: uuid.UUID, on: datetime.date, themes: Collection[str]
) -> None:
    """Put what went wrong in handling into the pool of a force, apart from what she is."""
    if not themes:
        return
    apart = hashlib.sha256(b"handling themes" + keys.equality_id).digest()
    said = {f"{THEME}{one}": CHOSEN for one in sorted(themes)}
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.answer_equality(%s, %s, %s, %s::jsonb)",
            [apart, force, on.replace(day=1), json.dumps(said, sort_keys=True)],
        )


def are_themes(said: Mapping[str, str]) -> bool:
    """Return whether waiting answers are about handling: these are counted by themselves."""
    return any(name.startswith(THEME) for name in said)


def counted(*, organisation: uuid.UUID) -> dict[tuple[str, str], int]:
    """Return how often each answer about reporters was given, by question and answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select question, answer, sum(number)::bigint from intake_equalitycount"
            " where organisation_id = %s and left(question, length(%s)) <> %s"
            " group by question, answer order by question, answer",
            [organisation, THEME, THEME],
        )
        return {(question, answer): int(number) for question, answer, number in cursor}
