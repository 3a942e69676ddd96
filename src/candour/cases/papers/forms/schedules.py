"""The form of a schedule: for each item there is, whether it is used, given, and why not."""

import dataclasses
from collections.abc import Sequence

from django import forms

from candour.cases.forms import fields
from candour.cases.models.papers import ANSWERS, REASONS, USES
from candour.cases.papers.actions.write_schedule import GIVEN, Line, Listed
from candour.cases.papers.material import Material
from candour.cases.papers.queries.schedules import Version
from candour.law.disclosure import STAGES

NO_REASON = [("", "No reason: it is given"), *REASONS]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The questions about one item, under its title."""

    title: str
    fields: tuple[forms.BoundField, ...]


class Schedule(forms.Form):
    """What becomes of each item at one stage."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: object,
        stage: str,
        material: Sequence[Material],
        before: Version | None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.stage, self.material = stage, material
        self.fields["after"].initial = before.version if before else 0
        known = {one.source: one for one in before.lines} if before else {}
        for one in material:
            line = known.get(one.id)
            codes = line.codes if line else {"use": "used", "answer": GIVEN, "reason": ""}
            self._ask(one, dict(codes), line.why if line else "")

    def _ask(self, one: Material, codes: dict[str, str], why: str) -> None:
        asked = (("use", "Is it used?", USES), ("answer", "Is it given?", ANSWERS),
                 ("reason", "If not, or not whole: which reason?", NO_REASON))  # fmt: skip
        for name, label, choices in asked:
            self.fields[f"{name}-{one.id}"] = forms.ChoiceField(
                label=label, choices=choices, initial=codes[name], required=name != "reason"
            )
        self.fields[f"why-{one.id}"] = forms.CharField(
            label="In words",
            initial=why,
            required=False,
            max_length=fields.LONG,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the questions item by item."""
        names = ("use", "answer", "reason", "why")
        return tuple(
            Group(title=one.title, fields=tuple(self[f"{name}-{one.id}"] for name in names))
            for one in self.material
        )

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        for one in self.material:
            if cleaned.get(f"answer-{one.id}") == GIVEN:
                continue
            if not cleaned.get(f"reason-{one.id}"):
                self.add_error(f"reason-{one.id}", f"Choose a reason: {one.title}")
            if not str(cleaned.get(f"why-{one.id}", "")).strip():
                self.add_error(f"why-{one.id}", f"Say why in words: {one.title}")
        return cleaned

    def listed(self) -> Listed:
        """Return the version."""
        said = self.cleaned_data
        return Listed(
            stage=self.stage,
            after=said["after"],
            lines={
                one.id: Line(
                    use=said[f"use-{one.id}"],
                    answer=said[f"answer-{one.id}"],
                    reason=said[f"reason-{one.id}"],
                    why=said[f"why-{one.id}"],
                )
                for one in self.material
            },
        )


STAGE_CHOICES = tuple((one.code, one.name) for one in STAGES)
