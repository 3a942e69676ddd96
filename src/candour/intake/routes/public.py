"""For anyone, without a name and two-way: to the force, or outside it."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import FITTING, SENDING, STORY, YOU, Route

ENTRY = Route(
    label=_("I want to report something"),
    hint=_("Anyone can. We don't ask your name."),
    group=YOU,
    order=1,
    pages=(*STORY, *FITTING, "who_you_are", *SENDING),
    becomes="outside",
)
