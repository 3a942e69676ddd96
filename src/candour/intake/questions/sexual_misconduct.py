"""Asked about sexual harm or pressure: safety and power first, acts only after a warning."""

from django.utils.translation import gettext_lazy as _

from candour.intake.questions import (
    CHOICE,
    MANY,
    OTHER,
    TEXT,
    UNSURE,
    YES_NO,
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
                name="still_tries",
                words=_("Does this person still try to reach you?"),
                used_for=_("It tells us if they must be told to stop."),
                kind=CHOICE,
                choices=UNSURE,
            ),
        ),
    ),
)
POWER = Group(
    name="power",
    title=_("How do you know this person?"),
    pages=(
        (
            Question(
                name="met",
                words=_("How did you meet?"),
                used_for=_("It shows if they used their job to get close to you."),
                kind=MANY,
                choices=(
                    ("colleagues", _("We work together")),
                    ("i_reported", _("I came to the police for help")),
                    ("they_stopped_me", _("They stopped me, or came to my home, as police")),
                    ("private", _("In private life")),
                    ("online", _("Online")),
                    *OTHER,
                ),
            ),
            Question(
                name="above",
                words=_("Can this person decide about your work?"),
                used_for=_("It tells us if they must be moved away from you."),
                kind=YES_NO,
            ),
            Question(
                name="on_duty",
                words=_("Was the person at work at the time?"),
                used_for=_("It helps to decide which rules were broken."),
                kind=CHOICE,
                choices=UNSURE,
            ),
        ),
    ),
)
ACTS = Group(
    name="acts",
    title=_("What was done"),
    warning=_("The next questions are about touching and sexual acts."),
    pages=(
        (
            Question(
                name="acts",
                words=_("What did the person do?"),
                help=_("Choose all that fit. You don't have to say more than that."),
                used_for=_("It helps to decide which law fits, and who must be told."),
                kind=MANY,
                choices=(
                    ("remarks", _("Said sexual things or made sexual jokes")),
                    ("followed", _("Stared, followed or waited for me")),
                    ("messages", _("Sent sexual messages or pictures")),
                    ("asked", _("Asked for sex, or offered something for it")),
                    ("touched", _("Touched me")),
                    ("forced", _("Forced me to have sex, or tried to")),
                    ("on_someone_else", _("Did it to someone else")),
                    *OTHER,
                ),
                is_hard=True,
            ),
        ),
    ),
)
SHOWN = Group(
    name="shown",
    title=_("What shows it"),
    pages=(
        (
            Question(
                name="shown_by",
                words=_("Is there anything that shows it?"),
                used_for=_("Some things are wiped after a few weeks. We can ask to keep them."),
                kind=MANY,
                choices=(
                    ("messages", _("Messages")),
                    ("pictures", _("Photos or videos")),
                    ("cameras", _("Cameras in the place, or worn by police")),
                    ("clothes", _("Clothes or other things")),
                    ("doctor", _("A doctor or nurse saw me")),
                    *OTHER,
                ),
            ),
            Question(
                name="others_know",
                words=_("Who saw it, or did you tell anyone?"),
                used_for=_("It tells us who may know more."),
                kind=TEXT,
            ),
            Question(
                name="to_others",
                words=_("Do you know of others it happened to?"),
                used_for=_("Reports about one person are looked at together."),
                kind=CHOICE,
                choices=UNSURE,
            ),
        ),
    ),
)
ENTRY = QuestionSet(
    label=_("Sexual harm or pressure"),
    hint=_("Touching, messages, or using a police job to get close to someone."),
    order=1,
    groups=(SAFETY, POWER, ACTS, SHOWN),
)
