"""The questions of the report site, one form for each page; here those outside the journey."""

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.intake.forms import parts
from candour.pages.fields import Words

# As much as fits into one answer.
LONG = parts.LONG


class OpenWithWords(forms.Form):
    phrase = forms.CharField(
        label=_("Your eight words"),
        help_text=_("In the right order, with spaces between them."),
        widget=Words,
        max_length=400,
        error_messages={"required": _("Enter your eight words")},
    )


class Message(forms.Form):
    text = forms.CharField(
        label=_("Write a message"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your message first")},
    )


class Receipt(forms.Form):
    text = forms.CharField(
        label=_("Paste your promise or proof here"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("Or choose the file"), required=False)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("file") and not self.errors:
            self.add_error("text", _("Paste the text or choose the file"))
        return cleaned
