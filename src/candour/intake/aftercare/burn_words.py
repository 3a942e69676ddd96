"""Burning the words: nobody opens this mailbox any more, and the handlers know that she is gone."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.core import words
from candour.intake import mailboxes
from candour.intake.aftercare import Aftercare, Answer, Asking, Refused, Text, Visit, yes_or_no
from candour.intake.mailboxes import Message, Secret, opening, rewording, wishes


class BurnWords(Asking):
    burn = yes_or_no(
        gettext_lazy("Do you want to shut this mailbox for ever?"),
        required=gettext_lazy("Choose yes or no"),
    )


def _always(visit: Visit) -> bool:
    return True


def _says(visit: Visit) -> tuple[Text, ...]:
    waits = wishes.waiting(visit.box)
    if visit.is_sure:
        return (
            _("This is the last question. Nobody can open it again after this, not even us."),
            _("If you want to keep the proof or the statement, go back and save it first."),
        )
    return (
        _("Your words will open nothing. You can't read answers. We can't reach you."),
        _("Your report stays. The people who have it are told that you can't be reached."),
        *([_("What you wished for and still waits is taken back.")] if waits else []),
    )


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    if said["burn"] == "no":
        return Answer(title=_("Your mailbox stays open to you"))
    if not visit.is_sure:
        return Answer(title=_("Are you sure?"), asks_again=True)
    # Words that nobody ever learns: what is sealed to them stays sealed.
    nobodys = Secret(words=words.generate(count=words.MAILBOX_WORDS))
    if not rewording.change(old=visit.secret, new=nobodys, keeps_supporters=False):
        raise Refused(_("Your mailbox is busy. Try again in a moment"))
    first = opening.opened(secret=nobodys)
    found = () if first is None else (first, *opening.matters(secret=nobodys))
    for one in found:
        # Nobody could take them back any more.
        for wish in wishes.waiting(one.box):
            wishes.take_back(opened=one, wish=wish, on=visit.today)
        told = Message(event={"kind": "words_burnt"})
        mailboxes.send(keys=one.keys, box=one.box, message=told, on=visit.today)
    return Answer(
        title=_("Your mailbox is shut for ever"),
        says=(_("Your report stays, and is still looked at."),),
        closes=True,
    )


ENTRY = Aftercare(
    label=gettext_lazy("Shut this mailbox for ever"),
    hint=gettext_lazy("If the words are not safe and you don't want new ones."),
    order=99,
    form=BurnWords,
    says=_says,
    act=_act,
    is_offered=_always,
    button=gettext_lazy("Continue"),
)
