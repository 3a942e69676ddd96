"""For people who serve with the police and give a name: in confidence, or to all who read it."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import FITTING, SENDING, STORY, YOU, Route

ENTRY = Route(
    label=_("I work for the police, and I will give my name"),
    hint=_("You choose who may know it."),
    group=YOU,
    order=4,
    pages=(*STORY, *FITTING, "told", "name", "who_you_are", *SENDING),
    becomes="outside",
)
