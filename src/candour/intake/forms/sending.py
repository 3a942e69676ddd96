"""The pages around a report: which way in, where it goes, what is counted, and the words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candour.intake import equality, routes
from candour.intake.forms import parts
from candour.intake.forms.ways import Forces, set_forces
from candour.intake.texts import Text
from candour.pages.fields import Option

GROUPS = (
    (routes.YOU, _("For you")),
    (routes.OTHERS, _("For someone else")),
    (routes.ELSE, _("Other things")),
)


class ChooseRoute(forms.Form):
    def __init__(self, *args: Any, has_appeals: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["route"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared below, tells the type
        chosen.choices = [
            (str(title), _options(group, has_appeals=has_appeals)) for group, title in GROUPS
        ]

    route = parts.choice(
        _("Which of these fits you?"),
        [],
        _("If you are not sure, choose the first one."),
        required=_("Choose one. If you are not sure, choose the first one"),
        widget=parts.Grouped,
    )


def _options(group: str, *, has_appeals: bool) -> list[tuple[str, Option]]:
    return [
        (name, Option(label=str(route.label), hint=str(route.hint)))
        for name, route in routes.every().items()
        if route.is_chosen and route.group == group and (has_appeals or name != "appeal")
    ]


class ChooseForce(forms.Form):
    def __init__(self, *args: Any, forces: Forces, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_forces(self, forces)

    force = forms.ChoiceField(
        label=_("Which force is it about?"),
        error_messages={"required": _("Choose the force it is about")},
    )


class Destination(forms.Form):
    """Who may get it: the force's own desk, or the first of the bodies outside it, if any."""

    to = parts.choice(_("Who may get this?"), [], required=_("Choose who may get this"))
    hands_on = parts.tick(
        _("If they don't answer in 7 days, give it to the next one"),
    )
    is_urgent = parts.tick(
        _("Someone is in danger now"),
        _(
            "If you tick this, it is opened at once, not with today's other reports. Someone who "
            "watches our computers could then see what time you sent it. In danger, call 999."
        ),
    )

    def __init__(
        self,
        *args: Any,
        force: str,
        bodies: Sequence[object],
        must_leave: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.force, self.bodies, self.must_leave = force, tuple(bodies), must_leave
        names = [str(getattr(body, "name", body)) for body in bodies]
        if must_leave or not names:
            del self.fields["to"]
        else:
            self._offer(names[0])
        if len(names) > 1:
            self.fields["hands_on"].label = gettext(
                "If %(first)s does not answer in 7 days, give it to %(second)s"
            ) % {"first": names[0], "second": names[1]}
        else:
            del self.fields["hands_on"]

    def _offer(self, outside: str) -> None:
        chosen = self.fields["to"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above, tells the type
        inside = gettext("A small team there reads it. Nobody you name can open it.")
        beyond = gettext("It is outside the force. The force can't see that you wrote.")
        chosen.choices = [
            ("force", Option(label=self.force, hint=inside)),
            ("outside", Option(label=outside, hint=beyond)),
        ]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if self.must_leave and not self.bodies:
            raise forms.ValidationError(
                _("No body outside this force takes reports here now. Choose another way.")
            )
        return cleaned


# Questions that nobody has to answer; the answers are counted apart from every report.
Equality: type[forms.Form] = type(
    "Equality",
    (forms.Form,),
    {asked.name: parts.choice(asked.words, asked.choices) for asked in equality.QUESTIONS},
)


class KeptWords(forms.Form):
    kept = parts.tick(
        _("I have kept my eight words safe"),
        required=_("Write the eight words down first. We can't show them again"),
    )

    def __init__(self, *args: Any, label: Text = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["kept"].label = label
