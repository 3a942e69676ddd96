"""A second password besides the words: without it the mailbox shows no letter."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import Aftercare, Answer, Asking, Refused, Text, Visit
from candour.intake.aftercare.change_mind import still_waits
from candour.intake.mailboxes import Secret, opening, rewording

SHORTEST = 8


class Passphrase(Asking):
    passphrase = forms.CharField(
        label=gettext_lazy("A second password"),
        help_text=gettext_lazy("At least 8 letters. A short sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        min_length=SHORTEST,
        max_length=300,
        strip=False,
        error_messages={
            "required": gettext_lazy("Enter a second password"),
            "min_length": gettext_lazy("It must have 8 letters or more"),
        },
    )
    again = forms.CharField(
        label=gettext_lazy("The same again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=300,
        strip=False,
        error_messages={"required": gettext_lazy("Enter it a second time")},
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, visit=visit)
        if visit.box.is_locked:
            self.fields.clear()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("passphrase"), cleaned.get("again")
        if first and second and first != second:
            self.add_error("again", _("The two are not the same"))
        return cleaned


def _always(visit: Visit) -> bool:
    return True


def _says(visit: Visit) -> tuple[Text, ...]:
    if visit.box.is_locked:
        return (
            _("Your letters are locked with a second password."),
            _("If you take it off, your eight words alone open them."),
            *still_waits(visit),
        )
    return (
        _("Someone who finds your words can then see where your report stands, but no letter."),
        _("We can't find it again. If you forget it, your letters stay locked for ever."),
        *still_waits(visit),
    )


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    stretched = None
    if not visit.box.is_locked:
        stretched = opening.stretched(words=visit.secret.words, passphrase=said["passphrase"])
    new = Secret(words=visit.secret.words, stretched=stretched)
    if not rewording.change(old=visit.secret, new=new):
        raise Refused(_("Your mailbox is busy. Try again in a moment"))
    if stretched is None:
        return Answer(title=_("The second password is off"), secret=new)
    return Answer(
        title=_("The second password is on"),
        says=(_("Next time we ask for it after your words."),),
        secret=new,
    )


ENTRY = Aftercare(
    label=gettext_lazy("Lock your letters with a second password"),
    hint=gettext_lazy("Or take the second password off."),
    order=82,
    form=Passphrase,
    says=_says,
    act=_act,
    is_offered=_always,
    button=gettext_lazy("Continue"),
)
