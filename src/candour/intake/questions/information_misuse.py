"""Asked about looking people up and giving police information away: what records to keep."""

from django.utils.translation import gettext_lazy as _

from candour.intake.questions import (
    CHOICE,
    DATE_WORDS,
    LONG,
    MANY,
    OTHER,
    UNSURE,
    Group,
    Question,
    QuestionSet,
)

USE = Group(
    name="use",
    title=_("What was done with it"),
    pages=(
        (
            Question(
                name="use",
                words=_("What did the person do?"),
                help=_("Choose all that fit."),
                used_for=_("It tells us which records to keep and look at."),
                kind=MANY,
                choices=(
                    ("looked_up_me", _("Looked me up")),
                    ("looked_up_others", _("Looked someone else up")),
                    ("told", _("Told or showed it to others")),
                    ("pictures", _("Took or sent pictures of people or places")),
                    ("used", _("Used it to find or scare someone")),
                    ("changed", _("Changed it or wiped it")),
                    *OTHER,
                ),
            ),
            Question(
                name="when",
                words=_("About when?"),
                help=_("For example, in May, or just after I went to the station."),
                used_for=_("Each look is kept with its day. A day helps to find it."),
                kind=DATE_WORDS,
            ),
            Question(
                name="how_known",
                words=_("How do you know?"),
                used_for=_("It tells us where to begin."),
                kind=LONG,
            ),
            Question(
                name="danger",
                words=_("Is anyone in danger because of it?"),
                used_for=_("It tells us if someone must be warned today."),
                kind=CHOICE,
                choices=UNSURE,
            ),
        ),
    ),
)
ENTRY = QuestionSet(
    label=_("Looking people up, or giving police information away"),
    order=4,
    groups=(USE,),
)
