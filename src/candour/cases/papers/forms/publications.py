"""The forms of publication and of a review bundle: what is proposed, what a second person says."""

from django import forms

from candour.cases.forms import fields
from candour.cases.forms.fields import YES
from candour.cases.papers.actions.confirm_publication import Answer
from candour.cases.papers.actions.propose_publication import Proposed
from candour.cases.papers.forms import letters
from candour.cases.papers.template import Template
from candour.law.events import Party
from candour.pages.fields import DateField


class Propose(forms.Form):
    """What everybody may read, and from when to when."""

    from_on = DateField(subject="The first day", label="From which day is it published?")
    until_on = DateField(subject="The last day", label="Until which day?")

    def __init__(self, *args: object, name: str, template: Template, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.name, self.template = name, template
        letters.add_blanks(self, template)
        self.order_fields(
            [*(one for one in self.fields if one not in {"from_on", "until_on"}), "from_on",
             "until_on"]
        )  # fmt: skip

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and not first < last:  # type: ignore[operator] # both are dates
            self.add_error("until_on", "The last day must be after the first")
        return cleaned

    def proposed(self) -> Proposed:
        """Return what is proposed."""
        said = self.cleaned_data
        return Proposed(
            written=letters.written(
                name=self.name, template=self.template, party=Party.COMPLAINANT, said=said
            ),
            from_on=said["from_on"],
            until_on=said["until_on"],
        )


class Confirm(forms.Form):
    """Whether a second person is sure that nobody can be identified."""

    names = forms.CharField(
        label="Names that you know and that must not stand there, one on each line",
        help_text="Such as the name of whoever reported, if it was released to you. They are held"
        " against the text and not kept.",
        required=False,
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agrees = fields.yes_or_no(
        "Have you read it as somebody who works beside them would, and can nobody be known?",
        required="Choose yes or no",
        hint="Yes publishes it on its first day. No sends it back.",
    )
    why = fields.reason("What did you check?", rows=3)

    def answer(self) -> Answer:
        """Return the answer."""
        said = self.cleaned_data
        return Answer(
            agrees=said["agrees"] == YES,
            why=said["why"],
            names=tuple(line.strip() for line in said["names"].splitlines() if line.strip()),
        )


class ReviewBundle(forms.Form):
    """The reviewer's own keys."""

    recipients = forms.CharField(
        label="The reviewer's age public keys",
        help_text="One on each line. They begin with age1. Ask the reviewer for theirs in person"
        " or by telephone.",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter at least one public key"},
    )

    def keys(self) -> tuple[str, ...]:
        """Return the public keys."""
        return tuple(self.cleaned_data["recipients"].split())
