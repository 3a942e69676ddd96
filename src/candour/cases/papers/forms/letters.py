"""The forms of letters: what a template asks for, and how an issued letter was served."""

import uuid
from collections.abc import Sequence

from django import forms

from candour.cases.forms import fields
from candour.cases.papers import writing
from candour.cases.papers.actions.serve_letter import SEAT, Serving
from candour.cases.papers.queries.letters import Choice, LetterPage
from candour.cases.papers.template import Template
from candour.cases.papers.writing import Written
from candour.law.events import Party
from candour.law.policies.papers import ROUTES, Route
from candour.pages.fields import DateField

SHORT = 300
_FREE = "free-"


class Write(forms.Form):
    """What one template asks for; its free paragraphs can be written anew."""

    def __init__(self, *args: object, choice: Choice, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.choice = choice
        template = choice.template
        self.fields["party"] = fields.choice(
            "Who is it for?",
            [(one.party.value, writing.addressee(one.party)) for one in template.addressees],
            required="Choose who it is for",
        )
        if len(template.addressees) == 1:
            self.fields["party"].initial = template.addressees[0].party.value
        add_blanks(self, template)

    def written(self) -> Written:
        """Return what was filled in."""
        return written(
            name=self.choice.name,
            template=self.choice.template,
            party=Party(self.cleaned_data["party"]),
            said=self.cleaned_data,
        )


def add_blanks(form: forms.Form, template: Template) -> None:
    """Add a field for each blank and each free paragraph of a template."""
    for one in template.blanks:
        form.fields[one.name] = forms.CharField(
            label=one.label,
            help_text=one.hint,
            required=one.is_required,
            max_length=fields.LONG if one.rows > 1 else SHORT,
            widget=forms.Textarea(attrs={"rows": one.rows}) if one.rows > 1 else forms.TextInput(),
            error_messages={"required": f"Fill in: {one.label[:1].lower()}{one.label[1:]}"},
        )
    for place, paragraph in enumerate(template.paragraphs):
        if paragraph.is_free:
            form.fields[f"{_FREE}{place}"] = forms.CharField(
                label=paragraph.heading or "Anything else that they should know",
                initial=paragraph.text,
                required=False,
                max_length=fields.LONG,
                widget=forms.Textarea(attrs={"rows": 4}),
            )


def written(*, name: str, template: Template, party: Party, said: dict[str, str]) -> Written:
    """Return what was filled in, blank by blank and paragraph by paragraph."""
    return Written(
        template=name,
        party=party,
        blanks={one.name: said.get(one.name, "") for one in template.blanks},
        free={
            place: said.get(f"{_FREE}{place}", "")
            for place, paragraph in enumerate(template.paragraphs)
            if paragraph.is_free
        },
    )


class Serve(forms.Form):
    """By which route an issued letter reached its addressee."""

    served_on = DateField(subject="The day it was served", label="On what day?")
    how = forms.CharField(
        label="How, exactly?",
        help_text="For post, e-mail or by hand: what proves it. A receipt number, who gave it.",
        required=False,
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, found: LetterPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["route"] = fields.choice(
            "How did it reach them?",
            [(one.code, fields.option(one.name, hint=one.meaning)) for one in routes(found)],
            required="Choose how it reached them",
        )
        if found.is_to_subject and found.seats:
            self.fields["party"] = forms.ChoiceField(
                label="Whose page?",
                help_text="Only if it goes to their page here.",
                choices=[("", "Choose"), *((str(one.id), one.name) for one in found.seats)],
                required=False,
            )
        if found.subjects:
            self.fields["person"] = forms.ChoiceField(
                label="Who was it served on?",
                help_text="Each person complained of has days of their own.",
                choices=[("", "Choose"), *found.subjects],
                required=False,
            )
        self.order_fields(["route", "party", "person", "served_on", "how"])

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        by_hand = {one.code for one in ROUTES if one.is_by_hand}
        if cleaned.get("route") in by_hand and not cleaned.get("how"):
            self.add_error("how", "Say how it was given, so that it can be proved")
        is_by_hand = cleaned.get("route") in by_hand
        if is_by_hand and "person" in self.fields and not cleaned.get("person"):
            self.add_error("person", "Choose who it was served on")
        if cleaned.get("route") == SEAT and not cleaned.get("party"):
            self.add_error("party", "Choose whose page it goes to")
        return cleaned

    def serving(self) -> Serving:
        """Return how it was served."""
        said = self.cleaned_data
        party, person = said.get("party"), said.get("person")
        return Serving(
            route=said["route"],
            on=said["served_on"],
            how=said["how"],
            party=uuid.UUID(party) if party else None,
            person=uuid.UUID(person) if person else None,
        )


def routes(found: LetterPage) -> Sequence[Route]:
    """Return the routes by which this letter can go."""
    kept = {
        "mailbox": found.is_to_reporter and found.has_reporter,
        "seat": found.is_to_subject and bool(found.seats),
    }
    return [one for one in ROUTES if kept.get(one.code, True)]
