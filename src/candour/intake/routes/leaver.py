"""For people who have left the police: what happened, and why they went."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import FITTING, SENDING, STORY, YOU, Route

ENTRY = Route(
    label=_("I used to work for the police"),
    hint=_("Tell us what happened, and why you left."),
    group=YOU,
    order=5,
    pages=("leaving", *STORY, *FITTING, "told", *SENDING),
)
