"""Asked about harm by a partner in the police: danger first, then police powers used at home."""

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

SAFETY = Group(
    name="safety",
    title=_("Are you safe?"),
    pages=(
        (
            Question(
                name="safe_now",
                words=_("Are you safe from this person now?"),
                used_for=_("It tells us if we must act today."),
                kind=CHOICE,
                choices=UNSURE,
            ),
            Question(
                name="weapons",
                words=_("Can this person get a gun or other weapon, at work or at home?"),
                used_for=_("A weapon can be taken away at once."),
                kind=CHOICE,
                choices=UNSURE,
            ),
            Question(
                name="children",
                words=_("Are there children at home?"),
                used_for=_("Children must be kept safe too. We may have to tell those who help."),
                kind=CHOICE,
                choices=(
                    ("with_me", _("Yes, with me")),
                    ("with_them", _("Yes, with this person")),
                    ("both", _("Yes, we all live together")),
                    ("no", _("No")),
                ),
            ),
            Question(
                name="must_not_do",
                words=_("Is there anything we must not do, so that you stay safe?"),
                help=_("For example, a day on which nobody should call."),
                used_for=_("Whoever acts on your report reads this first."),
                kind=TEXT,
            ),
        ),
    ),
)
POWER = Group(
    name="power",
    title=_("How they use the police"),
    pages=(
        (
            Question(
                name="systems",
                words=_("Did they use the police to find, watch or scare you?"),
                help=_("Choose all that fit."),
                used_for=_("It shows which records must be kept and looked at."),
                kind=MANY,
                choices=(
                    ("computers", _("They looked me up on police computers")),
                    ("colleagues", _("They asked colleagues to help")),
                    ("threat", _("They said that nobody would believe me over them")),
                    ("visits", _("They or friends came to me as police")),
                    ("my_job", _("They made trouble for me at my work")),
                    *OTHER,
                ),
            ),
            Question(
                name="friends",
                words=_("Which of their friends in the police must be kept away from it?"),
                used_for=_("These people then can't open it."),
                kind=TEXT,
                keeps_out=True,
            ),
        ),
    ),
)
HARM = Group(
    name="harm",
    title=_("What was done"),
    warning=_("The next questions are about harm and control at home."),
    pages=(
        (
            Question(
                name="harm",
                words=_("What did the person do?"),
                help=_("Choose all that fit. You don't have to say more than that."),
                used_for=_("It shows how great the danger is, and which law fits."),
                kind=MANY,
                choices=(
                    ("control", _("Decided about my money, phone or friends")),
                    ("threats", _("Said they would hurt me, others or themselves")),
                    ("followed", _("Followed or watched me")),
                    ("hit", _("Hit or hurt me")),
                    ("neck", _("Held me by the neck, or stopped my breath")),
                    ("forced", _("Forced me to have sex, or tried to")),
                    *OTHER,
                ),
                is_hard=True,
            ),
            Question(
                name="worse",
                words=_("Is it getting worse, or does it happen more often?"),
                used_for=_("That is a sign of greater danger."),
                kind=CHOICE,
                choices=UNSURE,
                is_hard=True,
            ),
        ),
    ),
)
BEFORE = Group(
    name="before",
    title=_("What happened before"),
    pages=(
        (
            Question(
                name="told_police",
                words=_("Did you tell the police before? What came of it?"),
                used_for=_("An earlier report that led to nothing is looked at again."),
                kind=LONG,
            ),
            Question(
                name="counter",
                words=_("Did this person report you, or say they would?"),
                used_for=_("Their friends must not deal with a report about you."),
                kind=CHOICE,
                choices=UNSURE,
            ),
        ),
    ),
)
ENTRY = QuestionSet(
    label=_("Harm by a partner or ex who works for the police"),
    hint=_("Fear, control, threats or hurt, in the past or now."),
    order=2,
    groups=(SAFETY, POWER, HARM, BEFORE),
)
