"""Eight new words for the same mailbox; the old ones open nothing from that moment on."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake import mailboxes
from candour.intake.aftercare import Aftercare, Answer, Asking, Refused, Text, Visit
from candour.intake.aftercare.change_mind import still_waits
from candour.intake.mailboxes import Message, Secret, opening, rewording
from candour.pages import wording


class ReplaceWords(Asking):
    kept = forms.BooleanField(
        label=gettext_lazy("I have kept my new words safe"),
        error_messages={
            "required": gettext_lazy("Write the new words down first. We can't show them again")
        },
    )
    keeps = forms.BooleanField(
        label=gettext_lazy("Let them read on"),
        help_text=gettext_lazy("Only tick this if you added all of them yourself."),
        required=False,
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Your second password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=300,
        strip=False,
        error_messages={"required": gettext_lazy("Enter your second password")},
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, visit=visit)
        if not visit.box.helpers:
            del self.fields["keeps"]
        if not visit.box.is_locked:
            del self.fields["passphrase"]


def _always(visit: Visit) -> bool:
    return True


def _says(visit: Visit) -> tuple[Text, ...]:
    first = (
        _("Somebody else has seen your words. Take new ones now. Only you will know them.")
        if visit.box.must_change
        else _("Take new words if anyone may have seen the old ones.")
    )
    return (
        first,
        _("Write these eight words down, or keep them in your head."),
        _("From now on the old words open nothing. All your letters come with you."),
        *still_waits(visit),
        *_supporters(visit),
    )


def _supporters(visit: Visit) -> tuple[Text, ...]:
    """Return who reads along: somebody with her words may have added them."""
    if not visit.box.helpers:
        return ()
    return (
        _("These people read along with words of their own. Did you add them?"),
        "\n".join(
            _("Supporter %(number)d, added on %(day)s")
            % {"number": number, "day": wording.day(helper.since)}
            for number, helper in enumerate(visit.box.helpers, start=1)
        ),
        _("Their words stop working now if you don't tick the box."),
    )


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    stretched = None
    if visit.box.is_locked:
        typed = said["passphrase"]
        if opening.stretched(words=visit.secret.words, passphrase=typed) != visit.secret.stretched:
            raise Refused(_("This is not your second password"), field="passphrase")
        stretched = opening.stretched(words=visit.fresh, passphrase=typed)
    new = Secret(words=visit.fresh, stretched=stretched)
    keeps = bool(said.get("keeps"))
    if not rewording.change(old=visit.secret, new=new, keeps_supporters=keeps):
        raise Refused(_("Your mailbox is busy. Try again in a moment"))
    made = opening.opened(secret=new)
    if made is not None:
        told = Message(id=visit.id, event={"kind": "words_replaced"})
        mailboxes.send(keys=made.keys, box=made.box, message=told, on=visit.today)
    return Answer(
        title=_("Your new words are in use"),
        says=(_("The old words open nothing any more."),),
        secret=new,
    )


ENTRY = Aftercare(
    label=gettext_lazy("Take new words"),
    hint=gettext_lazy("If anyone may have seen your eight words."),
    order=80,
    form=ReplaceWords,
    says=_says,
    act=_act,
    is_offered=_always,
    button=gettext_lazy("Use the new words"),
    draws_words=True,
    shows_words=True,
)
