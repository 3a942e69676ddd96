"""She heard nothing and has to ask: counted, and two in a row bring in somebody higher."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from candour.intake.aftercare import (
    Aftercare,
    Answer,
    Asking,
    Text,
    Visit,
    released,
    send,
    words_field,
)
from candour.intake.mailboxes import Done, Message
from candour.law.duties import CHASES


class Chase(Asking):
    text = words_field(gettext_lazy("Do you want to add anything?"))


# What is no news to her, as the round that puts it to somebody higher counts it.
_NO_NEWS = frozenset({"with_desk", "read"})
_RECORDED = frozenset({"recorded", "referred", "investigating", "outcome_given", "under_review"})


def _says(visit: Visit) -> tuple[Text, ...]:
    count = len(_open_chases(visit))
    told = ngettext(
        "You have asked %(count)d time since the last news.",
        "You have asked %(count)d times since the last news.",
        count,
    ) % {"count": count}
    return (
        _("You should not have to ask for news. When you do, it is counted."),
        told if count else _("You have not had to ask since the last news."),
        *_leads_to(visit),
    )


def _leads_to(visit: Visit) -> tuple[Text, ...]:
    """Return who is told; what is no case yet is known to nobody higher in the force."""
    if visit.states[-1:] == ("closed",):
        return ()
    if _RECORDED.intersection(visit.states):
        return (
            _("If you ask twice and hear nothing, it goes to a higher officer."),
            _("If that does not help, it goes to the watchdog."),
        )
    return (_("If you ask twice and hear nothing, the body that watches the police is told."),)


def _open_chases(visit: Visit) -> tuple[Done, ...]:
    news = _last_news(visit)
    return tuple(one for one in visit.done("chased") if one.on > news)


def _last_news(visit: Visit) -> datetime.date:
    """Return the day of the last letter or step; whoever asks on that day has not waited."""
    steps = visit.box.progress
    moved = [step.since for step in steps[1:] if step.state not in _NO_NEWS]
    return max([steps[0].since, *moved, *visit.written_by_them()])


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    message = Message(id=visit.id, text=said["text"], event={"kind": "chased"})
    send(visit, message)
    counted = {one.id for one in _open_chases(visit)}
    if visit.today > _last_news(visit):
        counted.add(visit.id)
    if len(counted) < CHASES.number or visit.states[-1:] == ("closed",):
        then = _("They get it tonight. It counts as a time that you had to ask.")
    elif _RECORDED.intersection(visit.states):
        then = _("You have asked more than once. It now goes to a higher officer.")
    else:
        then = _("You have asked more than once. The body that watches the police is told now.")
    return Answer(title=_("We have noted that you had to ask"), says=(then,))


ENTRY = Aftercare(
    label=gettext_lazy("Ask for news"),
    hint=gettext_lazy("If you have heard nothing. Each time is counted."),
    order=10,
    form=Chase,
    says=_says,
    act=_act,
    is_offered=released,
    button=gettext_lazy("I had to ask"),
    is_for_matters=True,
)
