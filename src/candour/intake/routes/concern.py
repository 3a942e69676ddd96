"""For what is small or unsafe and may break no law: it counts when it happens again."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import ELSE, SENDING, STORY, Route

ENTRY = Route(
    label=_("Something small, or something unsafe at work"),
    hint=_("It need not be a crime. Small things count when they happen again."),
    group=ELSE,
    order=9,
    pages=("concern", *STORY, "who_you_are", *SENDING),
)
