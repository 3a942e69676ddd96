"""A wish that waits can be taken back: it has not taken effect, and never will."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import Aftercare, Answer, Asking, Refused, Text, Visit
from candour.intake.mailboxes import wishes
from candour.pages import wording

# What takes effect, as she reads it; the day follows.
WISHES = {
    "withdrawn": gettext_lazy("You withdraw on %(day)s"),
    "confidential": gettext_lazy("Your name is given in confidence on %(day)s"),
    "named": gettext_lazy("Your name goes to the people who have your report on %(day)s"),
    "anonymous": gettext_lazy("Your name is taken back on %(day)s"),
    "confidence_ended": gettext_lazy("The name you gave in confidence is taken back on %(day)s"),
}


def still_waits(visit: Visit) -> tuple[Text, ...]:
    """Return what she wished for and can still take back, for pages that change her words."""
    waiting = wishes.waiting(visit.box)
    if not waiting:
        return ()
    return (
        *(str(WISHES[one.kind]) % {"day": wording.day(one.on)} + "." for one in waiting),
        _("You wished for this. It still waits, and you can still take it back here."),
    )


class ChangeMind(Asking):
    wish = forms.ChoiceField(
        label=gettext_lazy("What do you want to take back?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one")},
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, visit=visit)
        chosen = self.fields["wish"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above, tells the type
        chosen.choices = [
            (str(one.id), str(WISHES[one.kind]) % {"day": wording.day(one.on)})
            for one in wishes.waiting(visit.box)
        ]


def _is_offered(visit: Visit) -> bool:
    return bool(wishes.waiting(visit.box))


def _says(visit: Visit) -> tuple[Text, ...]:
    told = any(one.kind not in wishes.PRIVATE for one in wishes.waiting(visit.box))
    return (
        _("It has not taken effect. If you take it back, it never will."),
        _("The people who deal with your report are told what you wish. If you take it back,"
          " they are told that, too.")
        if told
        else _("Nobody is told of it."),
    )  # fmt: skip


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    wish = next(one for one in wishes.waiting(visit.box) if one.id == uuid.UUID(said["wish"]))
    if not wishes.take_back(opened=visit.opened, wish=wish, on=visit.today):
        raise Refused(_("It has taken effect. Write a message to change it"))
    return Answer(title=_("You have taken it back"))


ENTRY = Aftercare(
    label=gettext_lazy("Change your mind"),
    hint=gettext_lazy("Something you wished for has not happened yet."),
    order=5,
    form=ChangeMind,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    is_due=_is_offered,
    button=gettext_lazy("Take it back"),
)
