"""A manager passes on what somebody told them: one page, and nobody can close it again."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import OTHERS, Route

ENTRY = Route(
    label=_("I am a manager, and someone told me something"),
    hint=_("One short page. It takes less than two minutes."),
    group=OTHERS,
    order=6,
    pages=("line_manager", "check", "words"),
    after=(
        _("You have passed it on. That was your duty, and you have done it."),
        _("You can't close it or take it back. The team that reads it decides what is done."),
    ),
)
