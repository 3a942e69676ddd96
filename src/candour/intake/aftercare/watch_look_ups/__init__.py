"""Look-ups of her: what she wants watched, sealed to people outside the force; hers to end."""

import json
import re
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
    Text,
    Visit,
    released,
    send,
    words_field,
    yes_or_no,
)
from candour.intake.mailboxes import Message

START, STOP = "start", "stop"
_DATE = re.compile(r"\d{2}/\d{2}/\d{4}")
_TERMS = ("name", "address", "vehicles", "phones", "cases")


def _line(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint or gettext_lazy("You can leave this empty."),
        required=False,
        max_length=SHORT,
    )


class WatchLookUps(Asking):
    what = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"),
        choices=[
            (START, gettext_lazy("Watch, or change what is watched")),
            (STOP, gettext_lazy("Stop watching and erase what I gave")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one")},
    )
    name = _line(gettext_lazy("Your name"), gettext_lazy("As the police may have it written down."))
    born = _line(gettext_lazy("Your date of birth"), gettext_lazy("For example, 17/05/1990."))
    address = _line(
        gettext_lazy("The first line of your address"), gettext_lazy("For example, 14 Mill Lane.")
    )
    postcode = _line(gettext_lazy("Your postcode"))
    vehicles = words_field(
        gettext_lazy("Number plates"), rows=2, hint=gettext_lazy("One on each line.")
    )
    phones = words_field(
        gettext_lazy("Phone numbers"), rows=2, hint=gettext_lazy("One on each line.")
    )
    cases = words_field(
        gettext_lazy("Crime numbers the police gave you"),
        rows=2,
        hint=gettext_lazy("One on each line."),
    )
    tells_force = yes_or_no(
        gettext_lazy("If we find something, may the people who have your report know?"),
        hint=gettext_lazy("It could help somebody in the force to work out who you are."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") != START:
            return cleaned
        if not any(cleaned.get(name) for name in _TERMS):
            self.add_error("name", _("Write at least one thing to watch"))
        if cleaned.get("born") and not _DATE.fullmatch(cleaned["born"].strip()):
            self.add_error("born", _("Write the date like 17/05/1990"))
        if cleaned.get("address") and not cleaned.get("postcode"):
            self.add_error("postcode", _("Write the postcode, too"))
        if cleaned.get("tells_force") not in ("yes", "no"):
            self.add_error("tells_force", _("Choose yes or no"))
        return cleaned


def _says(visit: Visit) -> tuple[Text, ...]:
    return (
        _("The police keep a list of who looked at what. An officer may look you up in it."),
        _("People outside the force can go through that list and look for you."),
        _("What you write here is sealed to them. The force never gets it."),
        _("You can stop at any time. Then what you wrote and what they found is erased."),
        _("What the people who have your report were told by then stays with them."),
        _("What you send here takes effect tonight."),
    )


def _is_offered(visit: Visit) -> bool:
    return released(visit) and visit.box.has_keepers and not visit.has_withdrawn


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    is_start = said["what"] == START
    identity = {"kind": "look_ups_ended"}
    if is_start:
        identity = {
            "kind": "look_ups",
            "terms": json.dumps(terms(said)),
            "tells_force": said["tells_force"],
        }
    send(visit, Message(id=visit.id, identity=identity, is_kept=False, is_private=True))
    if is_start:
        return Answer(title=_("From tonight we watch who looks you up"))
    return Answer(title=_("Tonight what you gave us is erased"))


def terms(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what she wrote as the keepers open it."""
    place = [said["address"].strip(), said["postcode"].strip()]
    return {
        "names": _lines(said["name"]),
        "born": said["born"].strip(),
        "addresses": [place] if place[1] else [],
        "vehicles": _lines(said["vehicles"]),
        "phones": _lines(said["phones"]),
        "cases": _lines(said["cases"]),
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


ENTRY = Aftercare(
    label=gettext_lazy("Watch who looks you up in police records"),
    hint=gettext_lazy("People outside the force do it for you. You can stop it at any time."),
    order=72,
    form=WatchLookUps,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    button=gettext_lazy("Send"),
)
