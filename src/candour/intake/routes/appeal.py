"""Answers an outside body's public appeal for witnesses; the force never gets it."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import ELSE, FITTING, STORY, Route

ENTRY = Route(
    label=_("I answer an appeal for witnesses"),
    hint=_("A body outside the force asked who knows something."),
    group=ELSE,
    order=11,
    pages=(
        "appeal",
        *STORY,
        *FITTING,
        "who_you_are",
        "must_not_see",
        "files",
        "check",
        "equality",
        "words",
    ),
    goes_outside=True,
    story=_("What do you know?"),
)
