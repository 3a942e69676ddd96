"""Is she safe, and what has happened to her since she reported: asked at set days, for a year."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import (
    Aftercare,
    Answer,
    Asking,
    Text,
    Visit,
    days_of,
    released,
    send,
    words_field,
)
from candour.intake.mailboxes import Message
from candour.law.aftercare import Period
from candour.pages import wording

# Asked twice: what has happened, and what she feels or fears. The two are never mixed.
DETRIMENTS = (
    ("ostracised", gettext_lazy("People keep away from me or do not talk to me")),
    ("demeaned", gettext_lazy("People put me down or make fun of me")),
    ("moved", gettext_lazy("I was moved to another job or place")),
    ("refused_promotion", gettext_lazy("I was refused a better job or training")),
    ("shift_change", gettext_lazy("My shifts or duties were changed")),
    ("discipline", gettext_lazy("I was put under investigation or told off")),
    ("told_to_leave", gettext_lazy("I was told to leave or get another job")),
    ("other", gettext_lazy("Something else")),
)
FEARS = (
    ("ostracised", gettext_lazy("People will keep away from me")),
    ("demeaned", gettext_lazy("People will put me down")),
    ("moved", gettext_lazy("I will be moved")),
    ("refused_promotion", gettext_lazy("I will be refused a better job or training")),
    ("shift_change", gettext_lazy("My shifts or duties will be changed")),
    ("discipline", gettext_lazy("I will be put under investigation or told off")),
    ("told_to_leave", gettext_lazy("I will have to leave")),
    ("other", gettext_lazy("Something else")),
)


class CheckIn(Asking):
    safe = forms.ChoiceField(
        label=gettext_lazy("Are you safe?"),
        choices=[
            ("yes", gettext_lazy("Yes")),
            ("no", gettext_lazy("No")),
            ("unsure", gettext_lazy("I am not sure")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    actual = forms.MultipleChoiceField(
        label=gettext_lazy("What has happened to you since you told us?"),
        help_text=gettext_lazy("Choose all that fit. You can choose none."),
        choices=DETRIMENTS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    perceived = forms.MultipleChoiceField(
        label=gettext_lazy("What do you feel or fear may happen?"),
        help_text=gettext_lazy("Choose all that fit. You can choose none."),
        choices=FEARS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    work = forms.ChoiceField(
        label=gettext_lazy("Do you work for the police?"),
        choices=[
            ("yes", gettext_lazy("Yes")),
            ("left", gettext_lazy("I did, but I have left")),
            ("no", gettext_lazy("No")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    text = words_field(gettext_lazy("Do you want to say more?"))


def due_day(visit: Visit) -> int:
    """Return which check-in waits for an answer, by its day; 0 where none does."""
    answered = {one.detail.get("day") for one in visit.done("check_in")}
    passed = [day for day in days_of(Period.CHECK_IN) if _falls_on(visit, day) <= visit.today]
    return passed[-1] if passed and passed[-1] not in answered else 0


def _falls_on(visit: Visit, day: int) -> datetime.date:
    return visit.box.day + datetime.timedelta(days=day)


def _is_offered(visit: Visit) -> bool:
    return released(visit) and not visit.has_withdrawn


def _is_due(visit: Visit) -> bool:
    return _is_offered(visit) and due_day(visit) > 0


def _says(visit: Visit) -> tuple[Text, ...]:
    following = [
        _falls_on(visit, day)
        for day in days_of(Period.CHECK_IN)
        if _falls_on(visit, day) > visit.today
    ]
    says = [
        _("Nobody may treat you badly because you told us. If they do, we want to know."),
        _("You can leave any question empty. If you are in danger now, call 999."),
    ]
    if following:
        says.append(
            _("We ask again on %(day)s. You can tell us on any day.")
            % {"day": wording.day(following[0])}
        )
    return tuple(says)


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    detail = {
        "day": due_day(visit),
        "safe": said["safe"],
        "work": said["work"],
        "actual": sorted(said["actual"]),
        "perceived": sorted(said["perceived"]),
    }
    message = Message(
        id=visit.id,
        text=said["text"],
        kind="check_in",
        event={"kind": "check_in", "detail": detail},
    )
    send(visit, message)
    says = [_("They get your answer tonight.")]
    if said["safe"] in {"no", "unsure"}:
        says.insert(0, _("If you are in danger now, call 999. This page is not read at night."))
    return Answer(title=_("Thank you for telling us"), says=tuple(says))


ENTRY = Aftercare(
    label=gettext_lazy("Tell us how you are"),
    hint=gettext_lazy("Are you safe? Has anyone treated you badly since you told us?"),
    order=20,
    form=CheckIn,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    is_due=_is_due,
    button=gettext_lazy("Send"),
)
