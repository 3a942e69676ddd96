"""The page of the ten standards: what police must keep to, in plain words, and its version."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candour.law import categories
from candour.law.conduct import standards as law
from candour.law.conduct.standards import Standard, StandardRow
from candour.law.provisions import Verification

Text = str | Promise

# What each is called in the law, and what it asks in words for whoever reports.
WORDS: Mapping[Standard, tuple[Text, Text]] = {
    Standard.HONESTY_INTEGRITY: (
        _("Honesty and integrity"),
        _("They tell the truth. They do not use their job to get what is not theirs."),
    ),
    Standard.AUTHORITY_RESPECT_COURTESY: (
        _("Authority, respect and courtesy"),
        _("They keep calm. They treat all people well, and do not misuse their power."),
    ),
    Standard.EQUALITY_DIVERSITY: (
        _("Equality and diversity"),
        _("They are fair to all. They do not treat you worse for who you are."),
    ),
    Standard.USE_OF_FORCE: (
        _("Use of force"),
        _("They use force only when they must, and no more than they need."),
    ),
    Standard.ORDERS_INSTRUCTIONS: (
        _("Orders and instructions"),
        _("They give and follow only lawful orders. They keep to the rules of the police."),
    ),
    Standard.DUTIES_RESPONSIBILITIES: (
        _("Duties and responsibilities"),
        _("They do their work well and with care."),
    ),
    Standard.CONFIDENTIALITY: (
        _("Confidentiality"),
        _("They keep what they learn at work to their work. They do not look you up for their"
          " own ends."),
    ),
    Standard.FITNESS_FOR_DUTY: (
        _("Fitness for duty"),
        _("When they are at work they are fit to do it."),
    ),
    Standard.DISCREDITABLE_CONDUCT: (
        _("Discreditable conduct"),
        _("At work and at home, they do nothing that would make you trust the police less."),
    ),
    Standard.CHALLENGING_REPORTING: (
        _("Challenging and reporting improper conduct"),
        _("When others in the police do wrong, they tell them so or report it."),
    ),
}  # fmt: skip
CHECKED: Mapping[Verification, Text] = {
    Verification.SEEN: _("We have held our words against the law."),
    Verification.PARTIAL: _("We have held our words against a part of the law."),
    Verification.MEMORY: _("No one has held our words against the law yet."),
}
_CATEGORIES = {row.code: row.name for row in categories.CATEGORIES}


def standards(request: HttpRequest) -> HttpResponse:
    """What the police must keep to, and what an allegation of each kind may breach."""
    said = {
        "version": law.VERSION,
        "version_on": law.VERSION_ON,
        "standards": [(*WORDS[row.standard], _law(row)) for row in law.STANDARDS],
        "checked": [CHECKED[one] for one in Verification if one in _marks()],
        "touched": [
            (
                # Several groups have an "Other": the code tells them apart.
                f"{row.category}: {_CATEGORIES[row.category]}",
                [WORDS[one][0] for one in row.standards],
                row.is_always_candidate,
            )
            for row in law.TOUCHED
        ],
    }
    return render(request, "intake/standards.html", said)


def _law(row: StandardRow) -> str:
    return f"{row.provision.instrument.short} {row.provision.reference}"


def _marks() -> frozenset[Verification]:
    return frozenset(row.verification for row in law.STANDARDS)
