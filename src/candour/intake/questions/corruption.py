"""Asked about lies, theft, bribes and help for criminals: what to keep, who must not hear of it."""

from django.utils.translation import gettext_lazy as _

from candour.intake.questions import (
    CHOICE,
    LONG,
    MANY,
    OTHER,
    TEXT,
    UNSURE,
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
                words=_("What did the person do?"),
                help=_("Choose all that fit."),
                used_for=_("It tells us which team must get it."),
                kind=MANY,
                choices=(
                    ("money", _("Took money, gifts or favours")),
                    ("theft", _("Stole")),
                    ("lied", _("Lied in a statement or in court")),
                    ("proof", _("Hid, changed or wiped proof")),
                    ("criminals", _("Helped criminals")),
                    ("powers", _("Used police powers for themselves")),
                    ("drugs", _("Used or sold drugs")),
                    *OTHER,
                ),
            ),
            Question(
                name="ongoing",
                words=_("Does it still go on?"),
                used_for=_("Then it may be better to watch first and act later."),
                kind=CHOICE,
                choices=UNSURE,
            ),
        ),
        (
            Question(
                name="proof",
                words=_("Is there anything that shows it, and where is it?"),
                help=_("Don't take it yourself if that is not safe."),
                used_for=_("We can ask to keep it before it is gone."),
                kind=LONG,
            ),
            Question(
                name="others",
                words=_("Who else is part of it?"),
                used_for=_("These people then can't open it."),
                kind=TEXT,
                keeps_out=True,
            ),
        ),
    ),
)
ENTRY = QuestionSet(
    label=_("Lies, theft, bribes or help for criminals"),
    order=5,
    groups=(WHAT,),
)
