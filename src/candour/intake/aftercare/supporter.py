"""A supporter: somebody she trusts reads along with words of their own, and she can end it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import Aftercare, Answer, Asking, Refused, Text, Visit, released
from candour.intake.mailboxes import supporters
from candour.pages import wording

NEW = "new"


class Supporter(Asking):
    who = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one")},
    )

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, visit=visit)
        chosen = self.fields["who"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above, tells the type
        ends = _("Stop supporter %(number)d, added on %(day)s")
        chosen.choices = [
            (NEW, _("Make words for someone I trust")),
            *(
                (helper.id.hex(), ends % {"number": number, "day": wording.day(helper.since)})
                for number, helper in enumerate(visit.box.helpers, start=1)
            ),
        ]


def _says(visit: Visit) -> tuple[Text, ...]:
    return (
        _("A supporter has eight words of their own. They can read your letters and write."),
        _("They can't withdraw, give your name or take new words. You can stop them at any time."),
    )


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    if said["who"] != NEW:
        supporters.remove(opened=visit.opened, supporter=bytes.fromhex(said["who"]))
        return Answer(title=_("Their words open nothing any more"))
    if not supporters.add(opened=visit.opened, words=visit.fresh, on=visit.today):
        raise Refused(_("You can have five supporters. Stop one of them first"), field="who")
    return Answer(
        title=_("Give these eight words to your supporter"),
        says=(_("We can't show them again. They open your mailbox for reading."),),
        words=visit.fresh,
    )


ENTRY = Aftercare(
    label=gettext_lazy("Let someone you trust help you"),
    hint=gettext_lazy("They get words of their own. You can stop it."),
    order=75,
    form=Supporter,
    says=_says,
    act=_act,
    is_offered=released,
    button=gettext_lazy("Continue"),
    draws_words=True,
)
