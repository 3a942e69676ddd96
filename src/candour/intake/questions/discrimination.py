"""Asked about words and acts against a group of people: the words themselves, as they were said."""

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

AGAINST = Group(
    name="against",
    title=_("Who it was against"),
    pages=(
        (
            Question(
                name="against",
                words=_("What was it about?"),
                help=_("Choose all that fit."),
                used_for=_("It helps to decide which rule was broken."),
                kind=MANY,
                choices=(
                    ("race", _("Race, skin colour or where someone comes from")),
                    ("religion", _("Religion or belief")),
                    ("sex", _("Being a woman or a man")),
                    ("gender_identity", _("Being trans, or neither woman nor man")),
                    ("sexuality", _("Being gay, lesbian or bisexual")),
                    ("disability", _("Disability or illness")),
                    ("age", _("Age")),
                    ("pregnancy", _("Being pregnant or having a baby")),
                    *OTHER,
                ),
            ),
            Question(
                name="towards",
                words=_("Who was it meant for?"),
                used_for=_("It tells us who else may need help."),
                kind=MANY,
                choices=(
                    ("me", _("Me")),
                    ("colleague", _("Someone at work")),
                    ("public", _("Someone who came to the police or was stopped")),
                    ("nobody_there", _("A group, with nobody of that group there")),
                ),
            ),
        ),
    ),
)
LANGUAGE = Group(
    name="language",
    title=_("The words"),
    warning=_("The next page asks for the exact words. It may hurt to write them down."),
    pages=(
        (
            Question(
                name="exact_words",
                words=_("What are the exact words, as far as you know them?"),
                help=_("We keep them as you write them. Readers are warned before they see them."),
                used_for=_("Exact words can be proof. Nobody may make them milder."),
                kind=LONG,
                is_hard=True,
            ),
            Question(
                name="medium",
                words=_("How were they said?"),
                used_for=_("It tells us what to save before it is wiped."),
                kind=MANY,
                choices=(
                    ("spoken", _("Out loud")),
                    ("group", _("In a group chat")),
                    ("message", _("In a message or an email")),
                    ("social_media", _("On social media")),
                    ("shown", _("On a picture, a drawing or a sign")),
                    *OTHER,
                ),
            ),
        ),
    ),
)
OTHERS = Group(
    name="others",
    title=_("Who knew"),
    pages=(
        (
            Question(
                name="heard",
                words=_("Who else heard or saw it?"),
                used_for=_("It tells us who may know more."),
                kind=TEXT,
            ),
            Question(
                name="stopped",
                words=_("Did anyone in charge hear it and do nothing?"),
                used_for=_("Someone in charge must act. We look at that too."),
                kind=CHOICE,
                choices=UNSURE,
            ),
            Question(
                name="again",
                words=_("Has it happened more than once?"),
                used_for=_("One time and many times are dealt with in another way."),
                kind=CHOICE,
                choices=UNSURE,
            ),
        ),
    ),
)
ENTRY = QuestionSet(
    label=_("Racist, sexist or other words or acts against a group"),
    hint=_("It counts as a joke, too, and when nobody of the group was there."),
    order=3,
    groups=(AGAINST, LANGUAGE, OTHERS),
)
