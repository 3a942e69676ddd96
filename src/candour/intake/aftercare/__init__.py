"""What a reporter can do from her open mailbox: one file each, offered when it fits, else quiet."""

import dataclasses
import datetime
import functools
import sys
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour import catalogue
from candour.intake import mailboxes
from candour.intake.mailboxes import Message
from candour.intake.mailboxes.opening import Opened, Secret
from candour.intake.mailboxes.reading import Box, Done, OpenedLetter
from candour.law import aftercare as law

Text = str | Promise
LONG = 20_000
SHORT = 300
OUTCOME = frozenset({"outcome_given", "under_review", "closed"})
ENDED = frozenset({"outcome_given", "closed", "answered"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An open mailbox on a day: what every page of after-care may know.

    `id` is fixed with the page, so that sending it twice is sending once; `fresh` are words drawn
    for the page; `is_sure` once she was asked a second time.
    """

    secret: Secret = dataclasses.field(repr=False)
    opened: Opened
    matters: tuple[Opened, ...]
    today: datetime.date
    id: uuid.UUID
    fresh: tuple[str, ...] = dataclasses.field(default=(), repr=False)
    is_sure: bool = False

    @property
    def box(self) -> Box:
        """Return the box that is open."""
        return self.opened.box

    @property
    def states(self) -> tuple[str, ...]:
        """Return where the report has stood, oldest first."""
        return tuple(step.state for step in self.box.progress)

    @property
    def has_ended(self) -> bool:
        """Say whether it has been answered or decided, or is closed."""
        return bool(self.states) and self.states[-1] in ENDED

    @property
    def has_withdrawn(self) -> bool:
        """Say whether a withdrawal has taken effect: she is asked nothing more."""
        return any(not one.is_waiting for one in self.done("withdrawn"))

    def done(self, *kinds: str) -> tuple[Done, ...]:
        """Return what she did of these kinds, and what has not been taken back."""
        return tuple(one for one in self.box.done if one.kind in kinds)

    def written_by_them(self) -> tuple[datetime.date, ...]:
        """Return the days on which the handlers wrote to her, oldest first."""
        return tuple(sorted(one.on for one in self.box.letters if not one.is_mine and one.on))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a page of after-care leads to, said above the mailbox.

    `secret` opens the mailbox from now on; `words` are for somebody else; a `file` is saved;
    `asks_again` shows the page a second time before anything happens; `closes` ends the visit.
    """

    title: Text
    says: tuple[Text, ...] = ()
    secret: Secret | None = dataclasses.field(default=None, repr=False)
    words: tuple[str, ...] = dataclasses.field(default=(), repr=False)
    file: tuple[str, str] | None = dataclasses.field(default=None, repr=False)
    asks_again: bool = False
    closes: bool = False


class Refused(Exception):
    """It can't be done now; the words are for the page, beside the field they belong to."""

    def __init__(self, says: Text, *, field: str | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.field = field


class Asking(forms.Form):
    """A form of after-care, which may fit itself to the visit."""

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data)
        self.visit = visit


def words_field(label: Any, *, rows: int = 4, hint: Any = "") -> forms.CharField:
    """Return a box for words that may be left out."""
    return forms.CharField(
        label=label,
        help_text=hint or gettext_lazy("You can leave this empty."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": gettext_lazy("This is too long. Make it shorter")},
    )


def yes_or_no(label: Any, *, hint: Any = "", required: Any = "") -> forms.ChoiceField:
    """Return a question that is answered with yes or no."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        required=bool(required),
        error_messages={"required": required or gettext_lazy("Choose yes or no")},
    )


def _never(visit: Visit) -> bool:
    return False


def _nothing(visit: Visit) -> tuple[Text, ...]:
    return ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare:
    """One thing to do: how it is offered, what its page says and asks, and what it does.

    `is_due` puts it before everything else. `is_for_matters` offers it for how a report was
    handled, too. `draws_words` draws eight words when the page opens, and
    `shows_words` shows them on it.
    """

    label: Text
    order: int
    form: type[Asking]
    act: Callable[[Visit, Mapping[str, Any]], Answer]
    is_offered: Callable[[Visit], bool]
    says: Callable[[Visit], tuple[Text, ...]] = _nothing
    is_due: Callable[[Visit], bool] = _never
    hint: Text = ""
    button: Text = ""
    is_for_matters: bool = False
    draws_words: bool = False
    shows_words: bool = False
    template: str = "intake/mailbox_act.html"


@functools.cache
def every() -> Mapping[str, Aftercare]:
    """Return everything by name, in the order in which a mailbox shows it."""
    found = catalogue.entries(sys.modules[__name__], Aftercare)
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def offered(visit: Visit) -> Mapping[str, Aftercare]:
    """Return what this visit may do now."""
    return {
        name: entry
        for name, entry in every().items()
        if (entry.is_for_matters or not visit.opened.matter) and entry.is_offered(visit)
    }


def days_of(period: law.Period) -> tuple[int, ...]:
    """Return a period's days, in order."""
    return tuple(sorted(row.days for row in law.ROWS if row.period is period))


def released(visit: Visit) -> bool:
    """Say whether the report is with its readers, so that there is somebody to act."""
    return not visit.box.is_staged


def newest(visit: Visit, kind: str) -> OpenedLetter | None:
    """Return the newest letter of a kind that came from the handlers."""
    found = [one for one in visit.box.letters if one.kind == kind and not one.is_mine]
    return found[-1] if found else None


def send(visit: Visit, message: Message) -> None:
    """Send what she does; raise Refused where her mailbox is no longer there."""
    is_taken = mailboxes.send(
        keys=visit.opened.keys, box=visit.box, message=message, on=visit.today
    )
    if not is_taken:
        raise Refused(_("Your words have changed. Open your mailbox again"))
