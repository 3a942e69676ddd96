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


def _choices(*, has_keepers: bool) -> list[tuple[str, Option]]:
    in_confidence = [
        (
            "confidential",
            Option(
                label=_("Give my name in confidence"),
                hint=_("Nobody reads it yet. It is kept for a body outside the force."),
            ),
        ),
        (
            "confidence_ended",
            Option(
                label=_("Take back the name I gave in confidence"),
                hint=_("The body outside the force may no longer use it."),
            ),
        ),
    ]
    to_handlers = [
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
                label=_("Take my name back from those people"),
                hint=_("They may no longer use it. Who has read it can't forget it."),
            ),
        ),
    ]
    return [*(in_confidence if has_keepers else []), *to_handlers]


GIVES = frozenset({"confidential", "named"})
_ASKED = gettext_lazy("Choose yes or no")


class GiveName(Asking):
    how = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"),
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

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, visit=visit)
        chosen = self.fields["how"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above, tells the type
        chosen.choices = _choices(has_keepers=visit.box.has_keepers)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("how") in GIVES and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write the name"))
        return cleaned


def _takes_effect(visit: Visit) -> datetime.date:
    (days,) = days_of(Period.WISH_WAITS)
    return visit.today + datetime.timedelta(days=days)


def _is_offered(visit: Visit) -> bool:
    waits = {one.kind for one in wishes.waiting(visit.box)}
    return released(visit) and not waits.intersection(NAMES)


def _says(visit: Visit) -> tuple[Text, ...]:
    says = [_("You never have to give your name. Your report counts without it.")]
    if visit.box.has_keepers:
        says.append(_("The people who have your report are not told of a name in confidence."))
    says += [
        _("If you give them your name or take it back, they are told tonight that you wish it."),
        _("It takes effect on %(day)s. Until then you can change your mind here.")
        % {"day": wording.day(_takes_effect(visit))},
    ]
    return tuple(says)


def _identity(said: Mapping[str, Any], *, on: datetime.date) -> dict[str, str] | None:
    """Return what is sealed to the keepers of her name: the name, or that it is theirs no more."""
    if said["how"] == "anonymous":
        return None
    found = {"kind": said["how"], "on": on.isoformat()}
    return (
        {**found, "name": said["name"], "reach": said["reach"]} if said["how"] in GIVES else found
    )


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    (soon,) = days_of(Period.WISH_IS_SUDDEN)
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
        identity=_identity(said, on=_takes_effect(visit)),
    )
    if not wishes.make(opened=visit.opened, wish=wish, on=visit.today):
        raise Refused(wishes.GONE)
    says = [
        _("It takes effect on %(day)s. Until then you can change your mind here.")
        % {"day": wording.day(wish.takes_effect_on)}
    ]
    if wish.effect not in wishes.PRIVATE:
        says.append(_("The people who deal with your report are told tonight that you wish it."))
    return Answer(title=_("We keep your wish"), says=tuple(says))


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
