"""The forms of decisions: links, severity, referral, outcome; each asks for the reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from candour.cases.forms import fields
from candour.cases.reading import wording
from candour.cases.rules import findings
from candour.core.refer import Question
from candour.law.categories import FactGroup
from candour.law.outcomes import SANCTIONS, Result
from candour.law.referral import Answer
from candour.law.severity import LEVELS, Floor, SeverityLevel

ANSWERS = [
    (Answer.YES.value, "Yes"),
    (Answer.NO.value, "No"),
    (Answer.NOT_KNOWN.value, "Not known"),
]


class LinkAnswer(forms.Form):
    """Whether a suggestion is the person described."""

    answer = fields.choice(
        "Is this the person described?",
        wording.ANSWERS.items(),
        required="Choose whether this is the person",
    )
    reason = fields.reason(rows=2)


class Level(forms.Form):
    """How serious an allegation is, and why."""

    level = fields.choice(
        "How serious is it?",
        [(row.level.value, fields.option(row.name, hint=row.meaning)) for row in LEVELS],
        required="Choose how serious it is",
    )
    reason = fields.reason()

    def __init__(self, *args: Any, asked: Sequence[Floor] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {f"fact_{floor.group.value}": floor.group for floor in asked}
        questions = {f"fact_{floor.group.value}": floor.question for floor in asked}
        for name, question in questions.items():
            self.fields[name] = fields.choice(question, ANSWERS, required="Choose one answer")
            self.fields[name].widget.attrs["class"] = "govuk-radios--inline"
        self.order_fields([*questions, "level", "reason"])

    def chosen(self) -> SeverityLevel:
        """Return the level."""
        return SeverityLevel(self.cleaned_data["level"])

    def facts(self) -> Mapping[FactGroup, Answer]:
        """Return the answers to the questions behind the floors."""
        return {group: Answer(self.cleaned_data[name]) for name, group in self.asked.items()}


class ReferralAnswers(forms.Form):
    """One question for each criterion of the law."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], known: Mapping[str, Answer],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.codes = [one.criterion.code for one in questions]
        for one in questions:
            code = one.criterion.code
            question = fields.choice(
                one.criterion.question, ANSWERS, required="Choose one answer",
                hint=one.criterion.meaning,
            )  # fmt: skip
            question.widget.attrs["class"] = "govuk-radios--inline"
            question.initial = known[code].value if code in known else None
            self.fields[code] = question
        self.fields["reason"] = fields.reason("Why these answers?")

    def answers(self) -> dict[str, Answer]:
        """Return the answers by criterion."""
        return {code: Answer(self.cleaned_data[code]) for code in self.codes}


class OutcomeOf(forms.Form):
    """The result of an allegation, and the sanction where a finding opens one."""

    reason = fields.reason()

    def __init__(self, *args: Any, results: Sequence[Result], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proven = {row.code for row in results if row.is_proven}
        self.fields["result"] = fields.choice(
            "What is the result?",
            [(row.code, row.name) for row in results],
            required="Choose the result",
        )
        opened = [one for row in results for one in findings.sanctions(result=row.code)]
        if opened:
            self.fields["sanction"] = _sanction(opened={one.code for one in opened})
        self.order_fields(["result", "sanction", "reason"])

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        result, sanction = str(cleaned.get("result", "")), cleaned.get("sanction", "")
        opened = {one.code for one in findings.sanctions(result=result)}
        if sanction and sanction not in opened:
            self.add_error("sanction", "This result doesn't open that sanction")
        if result in self.proven and not sanction:
            self.add_error("sanction", "Choose what follows from the finding")
        return cleaned


def _sanction(*, opened: set[str]) -> forms.ChoiceField:
    names = {code: row.name for code, row in wording.RESULTS.items()}
    field = fields.choice(
        "What follows for the person?",
        [
            ("", fields.option("Nothing, since nothing was found proven")),
            *[
                (row.code, fields.option(row.name, hint=_open_to(row.findings, names)))
                for row in SANCTIONS
                if row.code in opened
            ],
        ],
        required="",
    )
    field.required = False
    return field


def _open_to(results: Sequence[str], names: Mapping[str, str]) -> str:
    return f"After: {', '.join(names[code].lower() for code in results)}."


class Why(forms.Form):
    """A step that asks for nothing but its reason."""

    reason = fields.reason()
