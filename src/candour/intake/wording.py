"""What a mailbox says in plain words: where the report stands, letters, wishes, what was sent."""

import dataclasses
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.core import calendar
from candour.intake.aftercare import days_of
from candour.intake.aftercare.change_mind import WISHES
from candour.intake.attachments import attached
from candour.intake.attachments.attached import Attached
from candour.intake.journey import summary
from candour.intake.mailboxes import Box, Done, OpenedLetter, Step, letters
from candour.law.aftercare import Period
from candour.law.duties import WRITTEN_ANSWER
from candour.pages import wording as written

Text = str | Promise
FEEDBACK_MONTHS = 3


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One step in plain words, its day, and what happens next by when."""

    title: str
    on: datetime.date
    next_words: str
    next_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownLetter:
    """A letter with the line that it is folded under, and the files that came with it."""

    title: str
    text: str
    files: tuple[Attached, ...]
    is_unreadable: bool


_TITLES: Mapping[str, Text] = {
    "with_desk": gettext_lazy("Your report is with %(body)s"),
    "read": gettext_lazy("Someone at %(body)s has read your report"),
    "recorded": gettext_lazy("Your report has been recorded and is being looked into"),
    "referred": gettext_lazy("Your report went to a watchdog outside the force"),
    "investigating": gettext_lazy("Your report is being investigated"),
    "outcome_given": gettext_lazy("A decision has been made"),
    "under_review": gettext_lazy("The decision is being looked at again"),
    "handed_on": gettext_lazy("Your report went to %(body)s, since the first body did not answer"),
    "answered": gettext_lazy("Your report has been answered"),
    "closed": gettext_lazy("Your report is closed"),
}
_NEXT: Mapping[str, Text] = {
    "with_desk": gettext_lazy("A person there will read it and decide what kind of case it is"),
    "read": gettext_lazy("They decide what kind of case it is"),
    "recorded": gettext_lazy("You get news here at least every 28 days"),
    "referred": gettext_lazy("The watchdog decides who looks into it, and you are told here"),
    "investigating": gettext_lazy("You get news here at least every 28 days"),
    "outcome_given": gettext_lazy("You can read the decision in your letters here"),
    "under_review": gettext_lazy("You get the answer here"),
    "handed_on": gettext_lazy("A person there will read it and decide what kind of case it is"),
    "answered": gettext_lazy("You can read the answer in your letters here"),
    "closed": gettext_lazy("Nothing more will happen unless you write to us"),
}
# Where news keeps coming: a letter moves the day of the next one.
_NEWS = frozenset({"recorded", "referred", "investigating", "under_review"})


def states_in_words(box: Box, *, today: datetime.date) -> tuple[Said, ...]:
    """Return the steps of a mailbox, newest first, each as a sentence."""
    if box.is_staged:
        tonight = _("Tonight it is sealed with the other reports of the day and goes to %(body)s."
                    " Your proof is here after that")  # fmt: skip
        return (
            Said(
                title=_("We have your report"),
                on=box.day,
                next_words=tonight % {"body": box.body},
                next_on=None,
            ),
        )
    return tuple(
        Said(
            title=str(_TITLES[step.state]) % {"body": _body_of(box, step)},
            on=step.since,
            next_words=str(_NEXT[step.state]),
            next_on=_next_on(box, step),
        )
        for step in reversed(box.progress)
    )


def _body_of(box: Box, step: Step) -> str:
    """Return who had it at a step: until it was handed on, not the body that has it now."""
    later = box.progress[box.progress.index(step) + 1 :]
    return _("the first body") if any(one.state == "handed_on" for one in later) else box.body


def overdue(box: Box, *, today: datetime.date) -> datetime.date | None:
    """Return the day by which they should have written and have not; None if they are in time."""
    if box.is_staged or not box.progress or box.progress[-1].state in {"closed", "answered"}:
        return None
    day = _next_on(box, box.progress[-1])
    return day if day is not None and day < today else None


def by_when(box: Box, *, today: datetime.date) -> tuple[str, ...]:
    """Return what she is owed and by which day, as long as it is to come."""
    acknowledged = box.day + datetime.timedelta(days=7)
    feedback = calendar.corresponding_day(on=box.day, months=FEEDBACK_MONTHS)
    has_outcome = any(
        step.state in {"outcome_given", "closed", "answered"} for step in box.progress
    )
    owed = []
    if len(box.progress) <= 1 and acknowledged >= today:
        owed.append(
            _("By %(day)s someone tells you that they have it.")
            % {"day": written.day(acknowledged)}
        )
    answer = box.day + datetime.timedelta(days=WRITTEN_ANSWER.number)
    if box.route == "on_behalf" and not has_outcome and answer >= today:
        owed.append(_("By %(day)s they answer you in writing.") % {"day": written.day(answer)})
    if not has_outcome and feedback >= today:
        owed.append(
            _("By %(day)s they tell you what they do about it.") % {"day": written.day(feedback)}
        )
    return tuple(owed)


def _next_on(box: Box, step: Step) -> datetime.date | None:
    if step is not box.progress[-1] or step.state not in _NEWS:
        return step.next_on
    (within,) = days_of(Period.NEWS)
    heard = [one.on for one in box.letters if not one.is_mine and one.on is not None]
    moved = [day + datetime.timedelta(days=within) for day in heard if day >= step.since]
    return max([*moved, *([step.next_on] if step.next_on else [])], default=None)


def letters_in_words(box: Box) -> tuple[ShownLetter, ...]:
    """Return the letters, newest first, each under a line that says who wrote it and when."""
    return tuple(_letter(one) for one in reversed(box.letters))


def _letter(letter: OpenedLetter) -> ShownLetter:
    return ShownLetter(
        title=_heading(letter) % {"day": written.day(letter.on) if letter.on else ""},
        text=letter.text,
        files=tuple(_files(letter.files)),
        is_unreadable=letter.kind == letters.UNREADABLE,
    )


def _heading(letter: OpenedLetter) -> str:
    if letter.kind == letters.SUPPORTER:
        return _("Your supporter wrote on %(day)s")
    if letter.is_mine:
        return _("You wrote on %(day)s")
    if letter.kind == letters.ALLEGATION:
        return _("What they wrote down, on %(day)s")
    if letter.kind == letters.OUTCOME:
        return _("The decision, on %(day)s")
    return _("They wrote on %(day)s")


def _files(files: Iterable[Mapping[str, object]]) -> Iterator[Attached]:
    for one in files:
        try:
            yield attached.from_json(one)
        except attached.NotAnAttachment:
            continue


def wishes_in_words(waiting: Sequence[Done]) -> tuple[str, ...]:
    """Return what she wishes and when it takes effect, each as a sentence."""
    return tuple(str(WISHES[one.kind]) % {"day": written.day(one.on)} for one in waiting)


def sent_in_words(box: Box) -> tuple[tuple[str, str], ...]:
    """Return what she sent as questions and answers; nothing where no copy was kept."""
    return () if box.kept is None else content_in_words(box.kept["content"].encode())


def content_in_words(content: bytes) -> tuple[tuple[str, str], ...]:
    """Return a report's content as questions and answers; any content, also what is none of ours.

    What no page knows is shown as it stands.
    """
    try:
        said = json.loads(content)
        if set(said["answers"]) == {"handling"} and not said["people"]:
            return _matter(said["answers"]["handling"])
        return summary.readable(content)
    except (ValueError, TypeError, KeyError, AttributeError, LookupError, RecursionError):
        return _as_it_stands(content)


def _matter(said: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    asked = {
        "who": _("Who told you to keep quiet?"),
        "what": _("What did they say or do?"),
        "when": _("When was it?"),
    }
    return tuple((question, "\n".join(said[name])) for name, question in asked.items())


def _as_it_stands(content: bytes) -> tuple[tuple[str, str], ...]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return ((_("What was written"), content.decode(errors="replace")),)
    if not isinstance(said, dict):
        return ((_("What was written"), str(said)),)
    return tuple((str(name), str(value)) for name, value in said.items() if value)
