"""The forms of a name's release: who should know it, and the keeper's answer."""

from collections.abc import Sequence

from django import forms

from candour.cases.forms import fields
from candour.cases.models.names import MOST_DAYS, PURPOSES, REFUSALS
from candour.cases.reading.staff import Colleague
from candour.cases.releasing.actions.answer_for_name import Decision

RELEASE, REFUSE = "release", "refuse"


class AskForName(forms.Form):
    """One person, a purpose and some days."""

    named = fields.choice(
        "Who should know the name?", [], required="Choose who should know the name"
    )
    purpose = fields.choice("What for?", PURPOSES, required="Choose what it is for")
    days = forms.IntegerField(
        label="For how many days?",
        help_text=f"Up to {MOST_DAYS}. Then it can't be seen any more.",
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={
            "required": "Enter how many days",
            "invalid": "Enter the days as a whole number",
            "min_value": "Enter at least 1 day",
            "max_value": f"Enter {MOST_DAYS} days or fewer",
        },
    )
    words = fields.reason(
        "What must the keepers know to decide?", hint="Only the keepers can read it."
    )

    def __init__(self, *args: object, people: Sequence[Colleague], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["named"].choices = [  # type: ignore[attr-defined] # a choice field
            (str(one.account_id), fields.option(str(one), hint=one.organisation)) for one in people
        ]


class AnswerForName(forms.Form):
    """A keeper's answer."""

    answer = fields.choice(
        "Do you release the name?",
        [
            (RELEASE, fields.option("Yes, to this person for this time",
                                    hint="If the reporter gave none, none is released.")),
            (REFUSE, "No"),
        ],
        required="Choose whether you release the name",
    )  # fmt: skip
    reason = forms.ChoiceField(
        label="If not, why?", choices=[("", "Choose a reason"), *REFUSALS], required=False
    )

    def decision(self) -> Decision:
        """Return what was decided."""
        is_released = self.cleaned_data["answer"] == RELEASE
        reason = "" if is_released else self.cleaned_data["reason"]
        return Decision(is_released=is_released, reason=reason)
