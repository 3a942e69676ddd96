"""What every report asks: what happened, when, who did it, and who must not see it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.intake.forms import parts
from candour.intake.texts import Text


class WhatHappened(forms.Form):
    story = forms.CharField(
        label=_("What happened?"),
        help_text=_(
            "Use your own words. Short is enough. A court may read this one day. "
            "You can stop at any time."
        ),
        max_length=parts.LONG,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Tell us what happened. One sentence is enough"),
            "max_length": _("This is too long for one page. Send the first part now. "
                            "You can send more from your mailbox"),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, question: Text = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question:
            self.fields["story"].label = question


class WhenAndWhere(forms.Form):
    on = parts.day(
        _("What day was it?"), _("For example, 27 3 2026. Leave it empty if you don't know.")
    )
    about_when = parts.line(
        _("If you don't know the day, about when?"),
        _("For example, last winter, or it goes on now."),
    )
    place = parts.line(_("Where was it?"), _("For example, at home, in a car, at a station."))


class Person(forms.Form):
    given = parts.name(_("First name or nickname"))
    family = parts.name(_("Last name"))
    rank = parts.name(_("Rank or job"), _("For example, PC, sergeant, detention officer."))
    number = parts.name(
        _("Any number on their shoulder or badge"), _("Part of it helps."), longest=40
    )
    unit = parts.name(_("Team or station"), _("For example, Charing Cross, firearms."), longest=120)
    looks = parts.box(
        _("Anything else that helps us know who it is"),
        _("For example, how they look or speak, or who they work with."),
        rows=3,
    )


class AnyoneElse(forms.Form):
    more = parts.choice(
        _("Do you want to tell us about anyone else who did it?"),
        [("no", _("No")), ("yes", _("Yes"))],
        required=_("Choose yes or no"),
    )


class MustNotSee(forms.Form):
    names = parts.box(
        _("Is there anyone who must not see this?"),
        _(
            "Write their names, one on each line. The people you told us about can't see it in "
            "any case. You can leave this empty."
        ),
    )
    knows_desk = parts.tick(
        _("They may know the people who deal with complaints"),
        _("If you tick this, only a body outside the force gets your report."),
    )


class WhoYouAre(forms.Form):
    kind = parts.choice(
        _("What are you to the police?"),
        [
            ("public", _("I have nothing to do with them")),
            ("police_staff", _("I am police staff")),
            ("officer", _("I am a police officer or special constable")),
            ("partner_or_family", _("I am or was the partner of an officer, or family")),
            ("not_said", _("I would rather not say")),
        ],
        _(
            "It decides which rights you have, and how to keep you safe. You can leave it empty. "
            "Don't write your name."
        ),
    )
