"""A union, staff association or charity writes for people who agreed; it must be answered."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import FITTING, OTHERS, STORY, TO_WHOM, Route

ENTRY = Route(
    label=_("I write for a union, a staff group or a charity"),
    hint=_("For people who agreed to it. You don't have to name them."),
    group=OTHERS,
    order=7,
    pages=("on_behalf", *STORY, *FITTING, *TO_WHOM, "words"),
    kind="on_behalf",
    after=(
        _("They must answer you in writing. Your mailbox says by which day."),
        _("Only you have the words. Tell the people you write for what comes back."),
    ),
)
