"""For what was only put right outside the police: the first handling is opened again."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import ELSE, SENDING, STORY, Route

ENTRY = Route(
    label=_("It was only put right outside the police"),
    hint=_("By a safety inspector, an MP, a court or the news, for example."),
    group=ELSE,
    order=10,
    pages=("solved_outside", *STORY, "who_you_are", *SENDING),
    after=(_("What the force did first will be looked at again."),),
)
