"""Asked about bullying and punishment for speaking up: what was done and what is feared, apart."""

from django.utils.translation import gettext_lazy as _

from candour.intake.questions import (
    CHOICE,
    DATE_WORDS,
    DETRIMENTS,
    MANY,
    OTHER,
    UNSURE,
    YES_NO,
    Group,
    Question,
    QuestionSet,
)

WHAT = Group(
    name="what",
    title=_("What was done"),
    pages=(
        (
            Question(
                name="what",
                words=_("What happens to you?"),
                help=_("Choose all that fit."),
                used_for=_("Many small acts together can be serious."),
                kind=MANY,
                choices=(
                    ("shouted", _("I am shouted at or called names")),
                    ("left_out", _("I am left out")),
                    ("jokes", _("They play jokes on me that hurt")),
                    ("work", _("I get too much work, too little, or the worst")),
                    ("threats", _("They say that they will harm me or my job")),
                    ("to_others", _("It happens to someone else")),
                    *OTHER,
                ),
            ),
            Question(
                name="since",
                words=_("Since when?"),
                used_for=_("It shows if it is one act or many."),
                kind=DATE_WORDS,
            ),
            Question(
                name="team",
                words=_("Do others in the team get it too?"),
                used_for=_("Then the whole team may need help."),
                kind=CHOICE,
                choices=UNSURE,
            ),
        ),
    ),
)
PUNISHED = Group(
    name="punished",
    title=_("If you spoke up before"),
    pages=(
        (
            Question(
                name="spoke_up",
                words=_("Did you speak up about something before this?"),
                used_for=_("The law forbids anyone to punish you for that."),
                kind=YES_NO,
            ),
            Question(
                name="actual",
                words=_("What has happened to you since then?"),
                help=_("Choose all that fit."),
                used_for=_("Some of it can be put right. We must know what."),
                kind=MANY,
                choices=DETRIMENTS,
            ),
            Question(
                name="feared",
                words=_("What do you fear may still happen?"),
                help=_("Choose all that fit."),
                used_for=_("Then those who read this can watch for it."),
                kind=MANY,
                choices=DETRIMENTS,
            ),
        ),
    ),
)
ENTRY = QuestionSet(
    label=_("Bullying, or being punished for speaking up"),
    order=6,
    groups=(WHAT, PUNISHED),
)
