"""A statement for a tribunal, a union or a watchdog: what she reported and when."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import Aftercare, Answer, Asking, Text, Visit
from candour.intake.mailboxes import statements

FILE = "statement.txt"


class Statement(Asking):
    """There is nothing to ask."""


def _is_offered(visit: Visit) -> bool:
    return visit.box.kept is not None


def _says(visit: Visit) -> tuple[Text, ...]:
    says = [
        _("This shows what you wrote and on which day we had it. Anyone can check it without us."),
        _("It does not hold your eight words. Never give those to anyone."),
    ]
    if not visit.box.proof:
        says.append(_("It gets stronger once your report is sealed. Save it again tomorrow."))
    return tuple(says)


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    return Answer(title=_("Saved"), file=(FILE, statements.statement(box=visit.box).decode()))


ENTRY = Aftercare(
    label=gettext_lazy("Make a signed statement"),
    hint=gettext_lazy("For a court, a union or a watchdog. It proves what you wrote and when."),
    order=50,
    form=Statement,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    button=gettext_lazy("Save it as a file"),
    is_for_matters=True,
    template="intake/mailbox_statement.html",
)
