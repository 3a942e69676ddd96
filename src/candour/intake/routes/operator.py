"""Somebody who takes a call writes down what the caller says, and reads the words out."""

from django.utils.translation import gettext_lazy as _

from candour.intake.routes import FITTING, OTHERS, STORY, TO_WHOM, Route

ENTRY = Route(
    label=_("I am taking a phone call"),
    hint=_("You write down what the caller says."),
    group=OTHERS,
    order=8,
    pages=("operator", *STORY, *FITTING, "who_you_are", *TO_WHOM, "words"),
    must_change=True,
    story=_("What does the caller say?"),
    kept=_("I read the eight words to the caller, and they wrote them down"),
    after=(
        _("Read the eight words to the caller once more."),
        _(
            "Tell the caller: the mailbox gives you new words when you first open it. "
            "Then only you know them."
        ),
        _("Keep no copy of these words. Close this page when the call is over."),
    ),
)
