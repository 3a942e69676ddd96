"""The forms of custody: asking for keys, answering, and a harm test."""

import uuid
from collections.abc import Sequence

from django import forms

from candour.cases.custody.actions.answer_ask import Answer
from candour.cases.custody.actions.export_bundle import Wish
from candour.cases.custody.actions.note_harm_test import Harm
from candour.cases.forms import fields
from candour.cases.models.custody import DECLINES, FOR_RECOVERY, PURPOSES
from candour.cases.reading.staff import Colleague
from candour.pages.fields import DateField

GIVE, DECLINE = "give", "decline"
MOST_HOURS = 72


class WhichCase(forms.Form):
    """The reference of the case, as somebody who reads it said."""

    reference = forms.CharField(
        label="Reference of the case",
        help_text="For example, C-2B4D-6F8H. Ask whoever called you for it.",
        max_length=20,
        error_messages={"required": "Enter the reference of the case"},
    )


class Ask(forms.Form):
    """For whom, why, and for urgent access how long."""

    named = fields.choice(
        "Who should read the case?",
        [],
        required="Choose who should read the case",
        hint="Only people whom no wall keeps from it are shown.",
    )
    purpose = fields.choice("Why?", [], required="Choose why")
    hours = forms.IntegerField(
        label="For how many hours?",
        help_text="Up to 72. The access ends by itself.",
        min_value=1,
        max_value=MOST_HOURS,
        error_messages={
            "required": "Enter how many hours",
            "invalid": "Enter the hours as a whole number",
            "min_value": "Enter at least 1 hour",
            "max_value": "Enter 72 hours or fewer",
        },
    )
    words = fields.reason(
        "What must the custodians know to decide?",
        hint="Only they and the person you name can read it.",
    )

    def __init__(
        self, *args: object, people: Sequence[Colleague], is_urgent: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["named"].choices = [  # type: ignore[attr-defined] # a choice field
            (str(one.account_id), fields.option(str(one), hint=one.organisation)) for one in people
        ]
        self.fields["purpose"].choices = [  # type: ignore[attr-defined] # a choice field
            row for row in PURPOSES if (row[0] not in FOR_RECOVERY) == is_urgent
        ]
        if not is_urgent:
            del self.fields["hours"]


class Decide(forms.Form):
    """A custodian's answer."""

    answer = fields.choice(
        "Do you give your share?",
        [(GIVE, "Yes, to the person named and for this alone"), (DECLINE, "No")],
        required="Choose whether you give your share",
    )
    reason = forms.ChoiceField(
        label="If not, why?",
        choices=[("", "Choose a reason"), *DECLINES],
        required=False,
    )

    def answered(self) -> Answer:
        """Return what was decided."""
        is_given = self.cleaned_data["answer"] == GIVE
        return Answer(is_given=is_given, reason="" if is_given else self.cleaned_data["reason"])


class Export(forms.Form):
    """What is disclosed, and the age public keys of those it is disclosed to."""

    items = forms.MultipleChoiceField(
        label="What do you disclose?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one item to disclose"},
    )
    recipients = forms.CharField(
        label="The recipients' age public keys",
        help_text="One on each line. They begin with age1. Ask each recipient for theirs in person"
        " or by telephone.",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter at least one public key"},
    )

    def __init__(self, *args: object, items: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["items"].choices = items  # type: ignore[attr-defined] # a choice field

    def wish(self) -> Wish:
        """Return what was chosen."""
        keys = self.cleaned_data["recipients"].split()
        return Wish(
            items=tuple(uuid.UUID(one) for one in self.cleaned_data["items"]),
            recipients=tuple(keys),
        )


class HarmForm(forms.Form):
    """Why the reporter is not told for now, and when that is looked at again."""

    why = fields.reason("Who would be harmed if the reporter was told, and how?")
    review_on = DateField(subject="The day of review", label="When must somebody look at it again?")

    def harm(self) -> Harm:
        """Return what was written."""
        return Harm(**self.cleaned_data)
