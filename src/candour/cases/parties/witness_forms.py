"""The forms of witnesses: a name for few readers, a plan, and how they fare."""

import uuid
from collections.abc import Sequence

from django import forms

from candour.cases.forms import fields
from candour.cases.models.parties import SAFE
from candour.cases.parties.actions.check_in_witness import Fares
from candour.cases.parties.actions.name_witness import Named
from candour.cases.parties.actions.plan_protection import Planned
from candour.cases.reading.staff import Colleague
from candour.intake.aftercare.check_in import DETRIMENTS, FEARS
from candour.pages.fields import DateField


class NameWitness(forms.Form):
    """Who the witness is, and which readers may know."""

    identity = forms.CharField(
        label="Who is the witness?",
        help_text="Name, number, where they work, how to reach them. Only those below read it.",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say who the witness is"},
    )
    number = forms.CharField(
        label="Their number on the register",
        help_text="If you give it, people close to them are kept out of the case. The database"
        " then holds that this person has to do with it. Leave it empty if that is too much.",
        max_length=40,
        required=False,
    )

    def __init__(self, *args: object, readers: Sequence[Colleague], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["readers"] = forms.MultipleChoiceField(
            label="Who may know who it is?",
            help_text="At least two. Everybody else reads a letter, such as Witness B.",
            choices=[(str(one.account_id), str(one)) for one in readers],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose who may know who it is"},
        )
        self.order_fields(["identity", "readers", "number"])

    def named(self) -> Named:
        """Return who is named to whom."""
        said = self.cleaned_data
        readers = tuple(uuid.UUID(one) for one in said["readers"])
        return Named(identity=said["identity"], number=said["number"], readers=readers)


class Plan(forms.Form):
    """How the witness is kept safe."""

    text = forms.CharField(
        label="Who does what?",
        help_text="Whom they call, who moves and who does not, shifts, home, the way to work.",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say who does what"},
    )
    review_on = DateField(
        subject="The day of the review", label="When is it looked at again? Within 28 days."
    )

    def planned(self) -> Planned:
        """Return the plan."""
        return Planned(**self.cleaned_data)


class CheckIn(forms.Form):
    """How the witness fares."""

    safe = fields.choice(
        "Are they safe?", [(code, fields.option(name)) for code, name in SAFE if code],
        required="Choose whether they are safe",
    )  # fmt: skip
    actual = forms.MultipleChoiceField(
        label="What has happened to them?",
        choices=DETRIMENTS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    perceived = forms.MultipleChoiceField(
        label="What do they feel or fear may happen?",
        choices=FEARS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(
        label="What else did they say?",
        max_length=fields.LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def fares(self) -> Fares:
        """Return what was said."""
        said = self.cleaned_data
        return Fares(
            safe=said["safe"],
            actual=tuple(said["actual"]),
            perceived=tuple(said["perceived"]),
            text=said["text"],
        )
