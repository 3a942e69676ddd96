"""The pages that one route has and others don't: what makes that way in different."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.intake.forms import parts
from candour.intake.forms.parts import YES_NO

Forces = Sequence[tuple[str, str]]


class Told(forms.Form):
    told = parts.choice(_("Did you tell a manager?"), YES_NO)
    manager = parts.name(
        _("Whom did you tell?"),
        _("A name or a rank. A manager who is told must pass it on in 3 days. We check that."),
        longest=120,
    )
    on = parts.day(_("When did you tell them?"), _("For example, 27 3 2026."))
    answer = parts.box(
        _("What did they do?"), _("It shows if someone who had to act did not."), rows=3
    )


class Name(forms.Form):
    how = parts.choice(
        _("Who may know your name?"),
        [
            ("confidential", _("Only people outside the force who keep names safe")),
            ("named", _("Everyone who deals with my report")),
            ("neither", _("Nobody. I don't want to give it after all")),
        ],
        required=_("Choose who may know your name"),
    )
    name = parts.name(_("Your name"), longest=160)
    reach = parts.name(
        _("How can we reach you, if not through your mailbox?"),
        _("You can leave this empty. Give only what is safe."),
        longest=200,
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("how") in {"confidential", "named"} and not cleaned.get("name"):
            self.add_error("name", _("Write your name, or choose that nobody may know it"))
        return cleaned


class LineManager(forms.Form):
    story = parts.box(
        _("What were you told?"),
        _("Short is enough. Write it as you were told it."),
        rows=6,
        longest=parts.LONG,
        required=_("Write what you were told. One sentence is enough"),
    )
    given = parts.name(_("First name of the person it is about"), _("As far as you know."))
    family = parts.name(_("Last name"))
    unit = parts.name(_("Team or station"), longest=120)
    told_by = parts.name(
        _("Who told you?"), _("Leave it empty if they don't want to be named."), longest=120
    )
    told_on = parts.day(_("When were you told?"), _("For example, 27 3 2026."))
    manager = parts.name(
        _("Your name, if you want"),
        _("With it, nobody can say that you kept it to yourself."),
        longest=120,
    )
    force = forms.ChoiceField(
        label=_("Which force is it about?"),
        error_messages={"required": _("Choose the force it is about")},
    )
    is_urgent = parts.tick(
        _("Someone is in danger now"), _("If you tick this, it is opened at once. Call 999, too.")
    )

    def __init__(self, *args: Any, forces: Forces, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_forces(self, forces)


class OnBehalf(forms.Form):
    body = parts.line(
        _("Which union, group or charity do you write for?"),
        required=_("Write the name of the union, group or charity"),
    )
    members = forms.IntegerField(
        label=_("How many people agreed to this?"),
        help_text=_("You don't have to name them. It shows how many are harmed."),
        min_value=1,
        max_value=1_000_000,
        error_messages={
            "required": _("Write how many people agreed"),
            "invalid": _("Write a number, such as 3"),
            "min_value": _("At least one person must have agreed"),
            "max_value": _("Write a smaller number"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    agreed = parts.tick(
        _("Each of them agreed that I send this"),
        required=_("You can only send it once each of them has agreed"),
    )
    wanted = parts.box(
        _("What should they answer?"),
        _("They must answer you in writing. Say what you want to know, or want them to do."),
    )


class Operator(forms.Form):
    agreed = parts.tick(
        _("The caller agreed that I write this down"),
        _("Write down no phone number, unless the caller asks you to."),
        required=_("Ask the caller first. Tick the box when they have agreed"),
    )


class Leaving(forms.Form):
    left = parts.line(
        _("When did you leave?"),
        _("About when is enough. It helps us to find what was known then."),
    )
    why = parts.many(
        _("Why did you leave?"),
        [
            ("treated_badly", _("I was treated badly")),
            ("not_safe", _("I did not feel safe")),
            ("not_heard", _("I spoke up and nothing was done")),
            ("punished", _("I was punished for speaking up")),
            ("told_to_go", _("I was told to go")),
            ("other_reasons", _("For other reasons")),
        ],
        _("Choose all that fit. It is counted, to show why people go."),
    )
    would_stay = parts.choice(
        _("Would you have stayed if it had been put right?"),
        [("yes", _("Yes")), ("no", _("No")), ("not_sure", _("I am not sure"))],
        _("It is counted, to show what the force loses."),
    )


class SolvedOutside(forms.Form):
    solved_by = parts.choice(
        _("Who put it right?"),
        [
            ("hse", _("The safety inspectors (HSE)")),
            ("mp", _("An MP or another elected person")),
            ("tribunal", _("A work tribunal")),
            ("civil_court", _("A court")),
            ("press", _("The news or social media")),
            ("other", _("Someone else")),
        ],
        _("It is counted as a case that the force did not solve by itself."),
        required=_("Choose who put it right"),
    )
    on = parts.day(_("When was that?"), _("For example, 27 3 2026."))
    reference = parts.line(
        _("Is there a number, a link or a letter about it?"), _("It helps us to find it.")
    )
    first = parts.box(
        _("What did the force do first?"),
        _("That is what will be looked at again."),
    )


class Concern(forms.Form):
    kind = parts.many(
        _("What kind of thing is it?"),
        [
            ("behaviour", _("How someone behaves")),
            ("language", _("How people talk")),
            ("unsafe_place", _("A place or a thing that is not safe")),
            ("illness", _("Rules against illness that nobody keeps")),
            ("workload", _("Too much work, or too few people")),
            ("other", _("Something else")),
        ],
        _("Choose all that fit. It tells us who can put it right."),
    )
    now = parts.choice(
        _("Could someone get hurt?"),
        [("yes", _("Yes")), ("no", _("No")), ("not_sure", _("I am not sure"))],
        _("It tells us how fast we must act."),
    )
    raised = parts.box(
        _("Did you tell anyone? What did they do?"),
        _("If nothing was done, that is looked at too."),
        rows=3,
    )


class ChooseAppeal(forms.Form):
    def __init__(self, *args: Any, appeals: Sequence[tuple[str, object]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen = self.fields["appeal"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared below, tells the type
        chosen.choices = list(appeals)

    appeal = parts.choice(
        _("Which appeal do you answer?"), [], required=_("Choose which appeal you answer")
    )


def set_forces(form: forms.Form, forces: Forces) -> None:
    """Offer the forces that a report may be about."""
    chosen = form.fields["force"]
    assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared so, tells the type
    chosen.choices = [("", _("Choose a force")), *forces]
