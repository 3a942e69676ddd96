"""The forms about walls: somebody to keep out, a wall to lift, a declaration to sign."""

import uuid
from collections.abc import Mapping, Sequence

from django import forms

from candour.cases.forms import fields
from candour.cases.reading.staff import Colleague
from candour.cases.walling.outside import Request
from candour.cases.walling.queries import Asked
from candour.law.independence import REFUSALS

ACCEPT = "accept"


class KeepOut(forms.Form):
    """Whom to keep out, and why."""

    why = fields.reason("Why must they not see it?", hint="Sealed to the readers who stay.")

    def __init__(self, *args: object, colleagues: Sequence[Colleague], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["account"] = forms.ChoiceField(
            label="Who must not see it?",
            choices=[("", "Choose somebody")]
            + [(str(one.account_id), f"{one}, {one.organisation}") for one in colleagues],
            error_messages={"required": "Choose who must not see it"},
        )
        self.order_fields(["account", "why"])


class Lift(forms.Form):
    """Why a wall may fall."""

    why = fields.reason("Why may they see it again?")


class WhichCase(forms.Form):
    """The reference of the case that somebody asks about."""

    reference = forms.CharField(
        label="Reference of the case",
        help_text="For example, C-23BC-DFGH.",
        max_length=20,
        error_messages={"required": "Give the reference of the case"},
    )


class AskForce(forms.Form):
    """Which force to ask."""

    def __init__(
        self, *args: object, forces: Sequence[tuple[uuid.UUID, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["force"] = fields.choice(
            "Which force do you ask?",
            [(str(force), name) for force, name in forces],
            required="Choose a force",
        )


class AnswerForce(forms.Form):
    """Which request is answered, and how."""

    def __init__(self, *args: object, requests: Sequence[Request], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.fields["request"] = fields.choice(
            "Which request do you answer?",
            [
                (str(one.id), fields.option(one.name, hint="; ".join(one.because)))
                for one in requests
            ],
            required="Choose the request that you answer",
        )
        self.fields["answer"] = fields.choice(
            "What do you answer?",
            [(ACCEPT, "We take it"), *((row.code, row.name) for row in REFUSALS)],
            required="Choose your answer",
        )

    def reason(self) -> str:
        """Return why it is declined; empty where it is accepted."""
        chosen: str = self.cleaned_data["answer"]
        return "" if chosen == ACCEPT else chosen


class Leave(forms.Form):
    """That somebody should not be on the case; nothing else is asked."""

    sure = forms.BooleanField(
        label="I should not be on this case",
        error_messages={"required": "Tick the box if you should not be on this case"},
    )


class Declare(forms.Form):
    """One yes or no for each question about each subject, and the signature."""

    def __init__(self, *args: object, asked: Sequence[Asked], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.asked = asked
        for one in asked:
            for code, words in one.questions:
                self.fields[_name(one, code)] = fields.yes_or_no(words, required="Answer yes or no")
        self.fields["signed"] = forms.BooleanField(
            label="These answers are true. I sign them.",
            error_messages={"required": "Tick the box to sign your answers"},
        )

    def conflicts(self) -> Mapping[uuid.UUID | None, Sequence[str]]:
        """Return the codes that were answered with yes, by subject."""
        return {
            one.subject: tuple(
                code
                for code, _ in one.questions
                if self.cleaned_data[_name(one, code)] == fields.YES
            )
            for one in self.asked
        }


def _name(one: Asked, code: str) -> str:
    return f"{one.subject.hex if one.subject else 'case'}-{code}"
