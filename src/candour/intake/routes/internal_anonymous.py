"""For people who serve with the police and give no name; two-way all the same."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import FITTING, SENDING, STORY, YOU, Route

ENTRY = Route(
    label=_("I work for the police, and I won't say who I am"),
    hint=_("You can still read answers and write back."),
    group=YOU,
    order=3,
    pages=(*STORY, *FITTING, "told", "who_you_are", *SENDING),
    becomes="outside",
)
