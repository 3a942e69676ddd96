"""The forms about looks: why somebody asks, lets in, answers, withholds, reviews and triages."""

import uuid
from collections.abc import Sequence

from django import forms

from candour.cases.forms import fields
from candour.cases.lookers.actions.answer_inquiry import Found
from candour.cases.lookers.actions.withhold_looks import Chosen
from candour.cases.lookers.grounds import rests_on
from candour.law.duties import LOOK_PERMIT
from candour.law.policies import looks as law
from candour.law.policies.looks import LookCode
from candour.pages.fields import DateField

NO = "no"


def _choices(rows: Sequence[LookCode]) -> list[tuple[str, object]]:
    return [(row.code, fields.option(row.name, hint=row.meaning)) for row in rows]


class Ask(forms.Form):
    """What somebody without a role needs a case for."""

    reason = fields.choice(
        "What do you need it for?",
        _choices(law.ASKED_FOR),
        required="Choose what you need it for",
    )
    words = fields.reason("Say more", hint="Only the readers of the case can open it.", rows=3)


class Decide(forms.Form):
    """Whether a colleague is let in, and for how many days."""

    days = fields.choice(
        "Let them in?",
        [
            (NO, fields.option("No")),
            ("1", fields.option("For one day")),
            ("3", fields.option("For three days")),
            (str(LOOK_PERMIT.number), fields.option("For seven days")),
        ],
        required="Choose whether they are let in",
        hint="They see codes and dates. The words stay sealed to the readers of the case.",
    )

    def chosen(self) -> int | None:
        """Return the days, or None for no."""
        said = self.cleaned_data["days"]
        return None if said == NO else int(said)


class Answer(forms.Form):
    """What was found about a look, and the letter to the reporter."""

    code = fields.choice(
        "What did you find?", _choices(law.ANSWERS), required="Choose what you found"
    )
    letter = forms.CharField(
        label="Your answer to the reporter",
        help_text="Only the reporter can read it. Name nobody, unless the law lets you and the"
        " person knows.",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write to the reporter"},
    )

    def found(self) -> Found:
        """Return what was found."""
        return Found(**self.cleaned_data)


class Withhold(forms.Form):
    """Whose looks are withheld, on which ground, until when."""

    ground = fields.choice(
        "Which harm would showing it do?",
        [
            (row.code, fields.option(row.name, hint=f"{row.meaning} {rests_on(ground=row.code)}."))
            for row in law.GROUNDS
        ],
        required="Choose the harm that showing it would do",
    )
    why = fields.reason("Why is there no milder way?")
    review_on = DateField(
        subject="The last day",
        label="Until when at most?",
        help_text="At least seven and at most 180 days from today.",
    )

    def __init__(
        self, *args: object, people: Sequence[tuple[uuid.UUID, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["looker"] = fields.choice(
            "Whose looks?",
            [(str(account), fields.option(name)) for account, name in people],
            required="Choose whose looks",
        )
        self.order_fields(["looker", "ground", "why", "review_on"])

    def chosen(self) -> Chosen:
        """Return what was chosen."""
        said = self.cleaned_data
        return Chosen(
            looker=uuid.UUID(said["looker"]),
            ground=said["ground"],
            why=said["why"],
            review_on=said["review_on"],
        )


class Review(forms.Form):
    """Whether a second person upholds what is withheld."""

    upheld = fields.yes_or_no(
        "Must these looks stay withheld?", required="Choose whether they stay withheld"
    )

    def is_upheld(self) -> bool:
        """Return whether they stay withheld."""
        return bool(self.cleaned_data["upheld"] == fields.YES)


class Triage(forms.Form):
    """What became of a refused look, and what that rests on."""

    outcome = fields.choice(
        "What became of it?", _choices(law.OUTCOMES), required="Choose what became of it"
    )
    because = fields.choice(
        "What does that rest on?", _choices(law.BECAUSE), required="Choose what it rests on"
    )
