"""To a body outside the force, without a name and two-way; the force sees nothing of it."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import FITTING, SENDING, STORY, YOU, Route

ENTRY = Route(
    label=_("I don't want the police force to get it"),
    hint=_("It goes to a body outside the force. The force can't see that you wrote."),
    group=YOU,
    order=2,
    pages=(*STORY, *FITTING, "who_you_are", *SENDING),
    goes_outside=True,
)
