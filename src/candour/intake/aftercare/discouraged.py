"""Did anyone tell her to keep quiet? A yes becomes a matter that her handlers can't see."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.access import desks
from candour.intake.aftercare import (
    SHORT,
    Aftercare,
    Answer,
    Asking,
    Refused,
    Text,
    Visit,
    days_of,
    send,
    words_field,
    yes_or_no,
)
from candour.intake.mailboxes import Message, matters
from candour.intake.mailboxes.opening import MOST_MATTERS
from candour.law.aftercare import Period

START, END = "start", "end"


class Discouraged(Asking):
    told = yes_or_no(
        gettext_lazy("Did anyone tell you not to report, to withdraw, or to keep it informal?"),
        required=gettext_lazy("Choose yes or no"),
    )
    who = forms.CharField(
        label=gettext_lazy("If yes, who?"),
        help_text=gettext_lazy("A name, a rank or a job. They will not see this."),
        required=False,
        max_length=SHORT,
    )
    what = words_field(gettext_lazy("What did they say or do?"))
    when = forms.CharField(label=gettext_lazy("When was it?"), required=False, max_length=SHORT)
    force = forms.ChoiceField(label=gettext_lazy("Which force do they work for?"), required=False)

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, visit=visit)
        known = [(str(one.organisation_id), one.name) for one in desks.receivers()]
        chosen = self.fields["force"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above, tells the type
        chosen.choices = [("", _("Choose a force")), *known]
        # The force that her report is about, as her own copy has it.
        content = (visit.box.kept or {}).get("content", "")
        chosen.initial = next((force for force, _name in known if force in content), "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("told") == "yes" and not cleaned.get("force") and not self.errors:
            self.add_error("force", _("Choose the force they work for"))
        return cleaned


def asked_at(visit: Visit) -> str:
    """Return which asking waits for an answer: at the start, at the end, or none."""
    if visit.box.is_staged:
        return ""
    answered = {one.detail.get("asked") for one in visit.done("not_discouraged")}
    for matter in visit.matters:
        answered |= {one.detail.get("asked") for one in matter.box.done}
    if visit.has_ended:
        return "" if END in answered else END
    (after,) = days_of(Period.ASKED_ABOUT_DISCOURAGEMENT)
    is_time = (visit.today - visit.box.day).days >= after
    return START if is_time and START not in answered else ""


def _is_due(visit: Visit) -> bool:
    # Whoever has withdrawn is not asked; she may have been made to, and can still say so.
    return bool(asked_at(visit)) and not visit.has_withdrawn


def _is_offered(visit: Visit) -> bool:
    return len(visit.matters) < MOST_MATTERS


def _says(visit: Visit) -> tuple[Text, ...]:
    goes_to = (
        _("Your report is outside the force. This stays outside the force, too.")
        if matters.stays_outside(visit.opened)
        else _("It goes to other people in the force, or to a body outside it.")
    )
    return (
        _("Nobody may tell you to keep quiet. If someone did, it is looked at on its own."),
        _("The people who have your report now do not get this. They are not told that you wrote."),
        goes_to,
        _("Your words open both. You can read the answers here."),
    )


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    asked = asked_at(visit)
    if said["told"] == "no":
        event = {"kind": "not_discouraged", "detail": {"asked": asked}}
        send(visit, Message(id=visit.id, event=event))
        return Answer(title=_("Thank you for telling us"))
    told = matters.Told(
        force=uuid.UUID(said["force"]),
        who=said["who"],
        what=said["what"],
        when=said["when"],
        asked_at=asked,
        id=visit.id,
    )
    try:
        made = matters.open_matter(secret=visit.secret, told=told, on=visit.today)
    except desks.NoDesk:
        raise Refused(
            _("We can't find anyone safe to send this to now. Keep your words and try tomorrow")
        ) from None
    except matters.NoFirst:
        raise Refused(_("Your words have changed. Open your mailbox again")) from None
    except matters.NoRoom:
        raise Refused(_("You have told us five times. Write in one of those instead")) from None
    return Answer(
        title=_("We have what you told us"),
        says=(
            _("It goes to %(body)s tonight. The people who have your report do not get it.")
            % {"body": made.box.body},
            _("You find it below, under “How your report was handled”."),
        ),
    )


ENTRY = Aftercare(
    label=gettext_lazy("Tell us if someone told you to keep quiet"),
    hint=gettext_lazy("Did anyone tell you not to report, or to withdraw? They will not see this."),
    order=30,
    form=Discouraged,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    is_due=_is_due,
    button=gettext_lazy("Send"),
)
