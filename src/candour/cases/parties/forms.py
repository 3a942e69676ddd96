"""The forms of a case's sides: a seat, a representative, another body, the reporter's safety."""

import uuid
from collections.abc import Sequence

from django import forms

from candour.cases.forms import fields
from candour.cases.parties.actions.decide_safety import Seen
from candour.cases.parties.actions.name_representative import REPORTER, Named
from candour.cases.parties.queries.sides import Option, PartyLine
from candour.law.disclosure import SAFETY, STAGES

SHORT = 200


def _accounts(label: str, options: Sequence[Option], *, required: str) -> forms.ChoiceField:
    return fields.choice(
        label,
        [(str(one.account), fields.option(one.name, hint=one.hint)) for one in options],
        required=required,
    )


class GiveSeat(forms.Form):
    """Which subject gets a seat, and why now."""

    why = fields.reason("Why do they get it now?", rows=2)

    def __init__(self, *args: object, options: Sequence[Option], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["account"] = _accounts("Which subject?", options, required="Choose the subject")
        self.order_fields(["account", "why"])


class NameRepresentative(forms.Form):
    """Who stands by which side."""

    why = fields.reason("Who asked for them?", rows=2)

    def __init__(
        self,
        *args: object,
        options: Sequence[Option],
        subjects: Sequence[PartyLine],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        sides = [(str(one.id), fields.option(one.name, hint="A subject")) for one in subjects]
        self.fields["side"] = fields.choice(
            "By whom do they stand?",
            [*sides, (REPORTER, fields.option("The reporter"))],
            required="Choose by whom they stand",
        )
        self.fields["account"] = _accounts(
            "Who is it?", options, required="Choose the representative"
        )
        self.order_fields(["side", "account", "why"])

    def named(self) -> Named:
        """Return who stands by whom."""
        side = self.cleaned_data["side"]
        return Named(
            account=uuid.UUID(self.cleaned_data["account"]),
            client=None if side == REPORTER else uuid.UUID(side),
            why=self.cleaned_data["why"],
        )


class NameBody(forms.Form):
    """Another body that is given something."""

    body = forms.CharField(
        label="What is the body called?",
        max_length=SHORT,
        error_messages={"required": "Say what the body is called"},
    )
    why = fields.reason("Why is it given anything?", rows=2)


class NameReviewer(forms.Form):
    """Who reviews the case."""

    why = fields.reason("Who agreed that they do it?", rows=2)

    def __init__(self, *args: object, options: Sequence[Option], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["account"] = _accounts("Who is it?", options, required="Choose the reviewer")
        self.order_fields(["account", "why"])


class AskFor(forms.Form):
    """Whom a subject asks for."""

    def __init__(self, *args: object, options: Sequence[Option], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["account"] = _accounts(
            "Whom do you ask for?", options, required="Choose whom you ask for"
        )


class Safety(forms.Form):
    """How the reporter's safety was seen to before a stage."""

    stage = fields.choice(
        "Before which stage?",
        [(row.code, fields.option(row.name, hint=row.summary)) for row in STAGES],
        required="Choose the stage",
    )
    answer = fields.choice(
        "How is the reporter kept safe?",
        [(row.code, fields.option(row.name, hint=row.meaning)) for row in SAFETY],
        required="Choose how the reporter is kept safe",
    )
    letter = forms.CharField(
        label="Your letter to the reporter",
        help_text="Only if they are told first. Say what is given, when, and whom they can call.",
        required=False,
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    why = fields.reason("What makes you sure that they are safe?", rows=3)

    def seen(self) -> Seen:
        """Return what was decided."""
        return Seen(**self.cleaned_data)


class Review(forms.Form):
    """Whether a second person agrees."""

    agrees = fields.yes_or_no(
        "Would telling the reporter before do harm?",
        hint="Yes lets the papers go out without telling them first. No stops it.",
        required="Choose yes or no",
    )
    why = fields.reason(rows=3)
