"""The questions of the report, one form for each page; all but the story may be left out."""

import functools

from django import forms
from django.utils.translation import gettext_lazy as _

from candour import catalogue
from candour.intake import routes
from candour.pages.fields import DateField, Option, Words

LONG = 20_000
SHORT = 300

WHO_YOU_ARE = [
    ("public", _("A member of the public")),
    ("police_staff", _("Police staff")),
    ("officer", _("A police officer or special constable")),
    ("partner_or_family", _("A partner, ex-partner or family member of an officer")),
    ("on_behalf", _("A union, charity or friend, for someone else")),
    ("not_said", _("I would rather not say")),
]


@functools.cache
def ways_in() -> tuple[tuple[str, routes.Route], ...]:
    """Return the routes by name, in the order in which a reporter sees them."""
    found = catalogue.entries(routes, routes.Route)
    return tuple(sorted(found.items(), key=lambda item: item[1].order))


class WhoYouAre(forms.Form):
    kind = forms.ChoiceField(
        label=_("Which of these are you?"),
        help_text=_("We never ask your name here."),
        choices=WHO_YOU_ARE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. You can choose not to say")},
    )


class WhatHappened(forms.Form):
    story = forms.CharField(
        label=_("What happened?"),
        help_text=_(
            "Use your own words. Short is enough. A court may read this one day. "
            "You can stop at any time."
        ),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Tell us what happened. One sentence is enough"),
            "max_length": _("This is too long for one page. Send the first part now. "
                            "You can send more from your mailbox"),
        },
    )  # fmt: skip


class WhenAndWhere(forms.Form):
    on = DateField(
        subject="The day",
        label=_("What day was it?"),
        help_text=_("For example, 27 3 2026. Leave it empty if you don't know."),
        required=False,
    )
    about_when = forms.CharField(
        label=_("If you don't know the day, about when?"),
        help_text=_("For example, last winter, or it goes on now."),
        required=False,
        max_length=SHORT,
    )
    place = forms.CharField(
        label=_("Where was it?"),
        help_text=_("For example, at home, in a car, at a station."),
        required=False,
        max_length=SHORT,
    )


class Person(forms.Form):
    given = forms.CharField(
        label=_("First name or nickname"), required=False, max_length=80, widget=Words
    )
    family = forms.CharField(label=_("Last name"), required=False, max_length=80, widget=Words)
    rank = forms.CharField(
        label=_("Rank or job"),
        help_text=_("For example, PC, sergeant, detention officer."),
        required=False,
        max_length=80,
        widget=Words,
    )
    number = forms.CharField(
        label=_("Any number on their shoulder or badge"),
        help_text=_("Part of it helps."),
        required=False,
        max_length=40,
        widget=Words,
    )
    unit = forms.CharField(
        label=_("Team or station"),
        help_text=_("For example, Charing Cross, firearms."),
        required=False,
        max_length=120,
        widget=Words,
    )
    looks = forms.CharField(
        label=_("Anything else that helps us know who it is"),
        help_text=_("For example, how they look or speak, or who they work with."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnyoneElse(forms.Form):
    more = forms.ChoiceField(
        label=_("Do you want to tell us about anyone else who did it?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no")},
    )


class MustNotSee(forms.Form):
    names = forms.CharField(
        label=_("Is there anyone who must not see this?"),
        help_text=_(
            "Write their names, one on each line. The people you told us about can't see it in "
            "any case. You can leave this empty."
        ),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    knows_desk = forms.BooleanField(
        label=_("They may know the people who deal with complaints"),
        help_text=_("Then only a body outside the force gets this."),
        required=False,
    )


class Receiver(forms.Form):
    def __init__(self, *args: object, forces: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        chosen = self.fields["force"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared below, tells the type
        chosen.choices = [("", _("Choose a force")), *forces]

    force = forms.ChoiceField(
        label=_("Which force is it about?"),
        error_messages={"required": _("Choose the force it is about")},
    )
    route = forms.ChoiceField(
        label=_("Who may get this?"),
        choices=lambda: [
            (name, Option(label=route.label, hint=route.hint)) for name, route in ways_in()
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may get this")},
    )
    is_urgent = forms.BooleanField(
        label=_("Someone is in danger now"),
        help_text=_(
            "Then it is opened at once, not with today's other reports. Someone who watches our "
            "computers could then see what time you sent it. In an emergency call 999."
        ),
        required=False,
    )


class KeptWords(forms.Form):
    kept = forms.BooleanField(
        label=_("I have kept my eight words safe"),
        error_messages={
            "required": _("Write the eight words down first. We can't show them again")
        },
    )


class OpenWithWords(forms.Form):
    phrase = forms.CharField(
        label=_("Your eight words"),
        help_text=_("In the right order, with spaces between them."),
        widget=Words,
        max_length=400,
        error_messages={"required": _("Enter your eight words")},
    )


class Message(forms.Form):
    text = forms.CharField(
        label=_("Write a message"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your message first")},
    )


class Receipt(forms.Form):
    text = forms.CharField(
        label=_("Paste your promise or proof here"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("Or choose the file"), required=False)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("file") and not self.errors:
            self.add_error("text", _("Paste the text or choose the file"))
        return cleaned
