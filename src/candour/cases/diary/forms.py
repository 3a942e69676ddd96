"""The forms of an investigator's records: lines of enquiry, diary, contacts, exhibits."""

import datetime
import re
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from candour.cases.diary.actions.add_exhibit import Taken
from candour.cases.diary.actions.add_line import Line
from candour.cases.diary.actions.move_exhibit import Moved
from candour.cases.diary.actions.note_contact import Spoken
from candour.cases.diary.actions.write_entry import CORRECTION, DECISION, Entry
from candour.cases.forms import fields
from candour.cases.models.diary import HOW, LINE_ENDS, OUTCOMES, PLACES, WAYS, WHOM
from candour.cases.reading.staff import Colleague
from candour.cases.work.actions.add_task import Wanted
from candour.law.policies.escalation import BY_HAND
from candour.pages.fields import DateField

WHOLE = "whole"
NO_FILE = "none"
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")
_SHORT = 200


class TimeField(forms.CharField):
    """A time of day on the 24-hour clock, such as 14:30."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "On the 24-hour clock. For example, 14:30.")
        options.setdefault("max_length", 5)
        options["error_messages"] = {"required": "Enter the time", "max_length": self._wrong}
        attrs = {"class": "govuk-input--width-5", "inputmode": "numeric"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    _wrong = "Write the time like this: 14:30"

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        found = _TIME.fullmatch(typed)
        if found is None:
            raise ValidationError(self._wrong)
        return datetime.time(int(found[1]), int(found[2]))


class _Timed(forms.Form):
    """A day and a time of day, together a moment where the force is."""

    on = DateField(subject="The day", label="On which day?")
    time = TimeField(label="At what time?")

    @property
    def moment(self) -> datetime.datetime:
        """Return when it was."""
        said = datetime.datetime.combine(self.cleaned_data["on"], self.cleaned_data["time"])
        return timezone.make_aware(said)


def now(at: datetime.datetime) -> dict[str, object]:
    """Return what a form about the present begins with; `at` is in the deployment's own zone."""
    return {"on": at.date(), "time": f"{at:%H:%M}"}


def _short(label: str, *, required: str = "", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=_SHORT,
        required=bool(required),
        error_messages={"required": required},
    )


class Carried(forms.Form):
    """Who follows a line of enquiry and by when: the task that carries it."""

    def __init__(self, *args: Any, people: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.choice(
            "What kind of task is it?",
            [(row.code, fields.option(row.name)) for row in BY_HAND],
            required="Choose what kind of task it is",
        )
        self.fields["account"] = fields.choice(
            "Who follows it?",
            [(str(one.account_id), fields.option(one.name, hint=one.seat)) for one in people],
            required="Choose who follows it",
        )
        self.fields["due_on"] = DateField(
            subject="The day", label="By when?", help_text="It stands in their work until then."
        )

    def wanted(self, *, what: str) -> Wanted:
        """Return the task, whose words are those of the line."""
        said = self.cleaned_data
        return Wanted(
            code=said["code"],
            account=uuid.UUID(said["account"]),
            due_on=said["due_on"],
            what=what,
        )


class AddLine(Carried):
    """A new line of enquiry."""

    def __init__(
        self, *args: Any, allegations: Sequence[tuple[uuid.UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own = {
            "what": fields.reason(
                "What is to be found out?",
                hint="A question that can be answered, and how you will answer it.",
            ),
            "about": fields.choice(
                "What is it about?",
                [(WHOLE, "The whole case"), *((str(id), name) for id, name in allegations)],
                required="Choose what it is about",
            ),
        }
        self.fields = {**own, **self.fields}

    def line(self) -> Line:
        """Return what was said."""
        said = self.cleaned_data
        about = said["about"]
        return Line(
            what=said["what"],
            allegation=None if about == WHOLE else uuid.UUID(about),
            task=self.wanted(what=said["what"]),
        )


class EndLine(forms.Form):
    """How a line of enquiry ended, and why."""

    code = fields.choice("How did it end?", LINE_ENDS, required="Choose how it ended")
    why = fields.reason(
        "What did it lead to, or why is it closed?",
        hint="Whoever reviews the case reads this. If it led to nothing, say what you tried.",
    )


class Write(_Timed):
    """A new entry of the diary."""

    kind = fields.choice(
        "What is it?",
        [
            (DECISION, fields.option("A decision", hint="It needs a reason.")),
            ("note", fields.option("A note", hint="What happened or was found.")),
        ],
        required="Choose what it is",
    )
    what = fields.reason("What was decided or happened?")
    why = forms.CharField(
        label="Why?",
        help_text="For a decision: your reason, and what else you thought of.",
        max_length=fields.LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("kind", "what", "why", "on", "time")

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a decision."""
        said = super().clean() or {}
        if said.get("kind") == DECISION and not said.get("why", "").strip():
            self.add_error("why", "Say why it was decided so")
        return said

    def entry(self) -> Entry:
        """Return what was written."""
        said = self.cleaned_data
        return Entry(kind=said["kind"], happened_at=self.moment, what=said["what"], why=said["why"])


class Correct(forms.Form):
    """What puts an entry right; the entry stays as it was written."""

    what = fields.reason("What is right?")
    why = fields.reason("What was wrong, and how did you notice?")

    def entry(self, *, corrects: uuid.UUID, at: datetime.datetime) -> Entry:
        """Return what was written."""
        said = self.cleaned_data
        return Entry(
            kind=CORRECTION,
            happened_at=at,
            what=said["what"],
            why=said["why"],
            corrects=corrects,
        )


class Contacted(_Timed):
    """A contact, or an attempt at one."""

    whom = fields.choice("With whom?", WHOM, required="Choose with whom")
    who = _short("Who exactly?", hint="A name, or the letter of a witness. It is sealed.")
    how = fields.choice("How?", HOW, required="Choose how")
    outcome = fields.choice("What came of it?", OUTCOMES, required="Choose what came of it")
    what = fields.reason("What was said?")
    field_order = ("whom", "who", "how", "on", "time", "outcome", "what")

    def spoken(self) -> Spoken:
        """Return what was said."""
        said = self.cleaned_data
        return Spoken(
            whom=said["whom"],
            how=said["how"],
            outcome=said["outcome"],
            happened_at=self.moment,
            what=said["what"],
            who=said["who"],
        )


class AddExhibit(_Timed):
    """A new exhibit."""

    way = fields.choice("How did it come here?", WAYS, required="Choose how it came here")
    what = fields.reason("What is it?", hint="So that nobody takes it for another. It is sealed.")
    who = _short("Who took or made it?", required="Say who took or made it")
    where = _short("Where?")
    field_order = ("what", "way", "who", "where", "on", "time", "attachment")

    def __init__(self, *args: Any, files: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if files:
            self.fields["attachment"] = fields.choice(
                "Is it one of the attached files?",
                [*((str(id), name) for id, name in files), (NO_FILE, "No")],
                required="Say whether it is an attached file",
            )

    def taken(self) -> Taken:
        """Return what was said."""
        said = self.cleaned_data
        chosen = said.get("attachment", NO_FILE)
        return Taken(
            way=said["way"],
            taken_at=self.moment,
            what=said["what"],
            who=said["who"],
            where=said["where"],
            attachment=None if chosen == NO_FILE else uuid.UUID(chosen),
        )


class Move(_Timed):
    """A hand-over of an exhibit."""

    to = fields.choice("Where does it go?", PLACES, required="Choose where it goes")
    giver = _short("Who hands it over?", required="Say who hands it over")
    taker = _short("Who takes it?", required="Say who takes it")
    what = forms.CharField(
        label="Seal number and state",
        help_text="For example, whether the bag is closed and undamaged.",
        max_length=fields.LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("to", "giver", "taker", "on", "time", "what")

    def moved(self) -> Moved:
        """Return what was said."""
        said = self.cleaned_data
        return Moved(
            to=said["to"],
            moved_at=self.moment,
            giver=said["giver"],
            taker=said["taker"],
            what=said["what"],
        )
