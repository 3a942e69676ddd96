"""Asked about how an earlier report was dealt with: the super-complaint's eleven themes."""

from django.utils.translation import gettext_lazy as _

from candour.intake.questions import (
    DATE_WORDS,
    LONG,
    MANY,
    TEXT,
    Choices,
    Group,
    Question,
    QuestionSet,
)

# The super-complaint of March 2020 on police-perpetrated domestic abuse named these; the codes stay
# as they are, so that counts can be compared from year to year.
THEMES: Choices = (
    ("initial_reporting", _("It was hard to report at all")),
    ("failures_in_investigation", _("It was not looked into well")),
    ("manipulation_of_processes", _("Police rules or powers were turned against me")),
    ("responses_to_complaints", _("My complaint got a bad answer, or none")),
    ("personal_links", _("They knew someone who dealt with it")),
    ("knowledge_status_powers", _("They used what police know, or their rank or powers")),
    ("charging_decisions", _("The choice about a charge or court was wrong")),
    ("misconduct_decisions", _("Nobody looked at it as misconduct, or not in the right way")),
    ("women_arrested", _("I was arrested when I was the one who was hurt")),
    ("employment_difficulties", _("I got trouble in my job")),
    ("workplace_victimisation", _("I work for the police, and was treated badly for reporting")),
)
HANDLED = Group(
    name="handled",
    title=_("How it was dealt with"),
    pages=(
        (
            Question(
                name="themes",
                words=_("What went wrong?"),
                help=_("Choose all that fit."),
                used_for=_("It is counted. It also tells us who must look at it now."),
                kind=MANY,
                choices=THEMES,
            ),
        ),
        (
            Question(
                name="who",
                words=_("Who dealt with it?"),
                used_for=_("These people then can't open it."),
                kind=TEXT,
                keeps_out=True,
            ),
            Question(
                name="when",
                words=_("When did you report it first?"),
                used_for=_("It helps us to find the first report."),
                kind=DATE_WORDS,
            ),
            Question(
                name="number",
                words=_("Do you have a number or a letter about it?"),
                used_for=_("It helps us to find the first report."),
                kind=TEXT,
            ),
            Question(
                name="told",
                words=_("What did they tell you?"),
                used_for=_("What you were told is set beside what was done."),
                kind=LONG,
            ),
        ),
    ),
)
ENTRY = QuestionSet(
    label=_("How an earlier report was dealt with"),
    order=7,
    groups=(HANDLED,),
)
