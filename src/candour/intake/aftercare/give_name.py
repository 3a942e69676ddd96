"""Her name: given in confidence, given to the handlers, or taken back; each after seven days."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import (
    SHORT,
    Aftercare,
    Answer,
    Asking,
    Refused,
    Text,
    Visit,
    days_of,
    released,
    yes_or_no,
)
from candour.intake.mailboxes import wishes
from candour.intake.mailboxes.wishes import NAMES, Wish
from candour.law.aftercare import Period
from candour.pages import wording
from candour.pages.fields import Option


def _choices() -> list[tuple[str, Option]]:
    return [
        (
            "confidential",
            Option(
                label=_("Give my name in confidence"),
                hint=_("Only a body outside the force can read it."),
            ),
        ),
        (
            "named",
            Option(
                label=_("Give my name to the people who have my report"),
                hint=_("They can read it, and it may come up in a hearing."),
            ),
        ),
        (
            "anonymous",
            Option(
                label=_("Take my name back"),
                hint=_("They may no longer use it. Who has read it can't forget it."),
            ),
        ),
    ]


_ASKED = gettext_lazy("Choose yes or no")


class GiveName(Asking):
    how = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"),
        choices=_choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one")},
    )
    name = forms.CharField(label=gettext_lazy("The name"), required=False, max_length=SHORT)
    reach = forms.CharField(
        label=gettext_lazy("How can we reach you safely?"),
        help_text=gettext_lazy("You can leave this empty. You can always be reached here."),
        required=False,
        max_length=SHORT,
    )
    pressed = yes_or_no(gettext_lazy("Is anyone making you do this?"), required=_ASKED)
    safe = yes_or_no(gettext_lazy("Are you alone and safe now?"), required=_ASKED)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        gives = cleaned.get("how") in {"confidential", "named"}
        if gives and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write the name"))
        return cleaned


def _takes_effect(visit: Visit) -> datetime.date:
    (days,) = days_of(Period.WISH_WAITS)
    return visit.today + datetime.timedelta(days=days)


def _is_offered(visit: Visit) -> bool:
    waits = {one.kind for one in wishes.waiting(visit.box)}
    has_keepers = visit.box.identity_to is not None
    return released(visit) and has_keepers and not waits.intersection(NAMES)


def _says(visit: Visit) -> tuple[Text, ...]:
    return (
        _("You never have to give your name. Your report counts without it."),
        _("It takes effect on %(day)s. Until then you can change your mind here.")
        % {"day": wording.day(_takes_effect(visit))},
    )


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    (soon,) = days_of(Period.WISH_IS_SUDDEN)
    gives = said["how"] != "anonymous"
    identity = {"name": said["name"], "reach": said["reach"]} if gives else None
    # English: it is read by the handlers.
    told = f"Name: {said['name']}\nReach: {said['reach']}" if said["how"] == "named" else ""
    is_pressed = said["pressed"] == "yes"
    wish = Wish(
        id=visit.id,
        effect=said["how"],
        takes_effect_on=_takes_effect(visit),
        is_pressed=is_pressed,
        is_safe=said["safe"] == "yes",
        is_sudden=is_pressed
        or wishes.is_sudden(visit.box, on=visit.today, within=datetime.timedelta(days=soon)),
        told=told,
        identity=identity,
    )
    if not wishes.make(opened=visit.opened, wish=wish, on=visit.today):
        raise Refused(_("Your words have changed. Open your mailbox again"))
    return Answer(
        title=_("We keep your wish"),
        says=(
            _("It takes effect on %(day)s. Until then you can change your mind here.")
            % {"day": wording.day(wish.takes_effect_on)},
        ),
    )


ENTRY = Aftercare(
    label=gettext_lazy("Give your name, or take it back"),
    hint=gettext_lazy("In confidence or to the people who have your report. After seven days."),
    order=60,
    form=GiveName,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    button=gettext_lazy("Send"),
)
