"""The filters above the list of cases."""

from django import forms

from candour.cases.queries.case_list import Filters
from candour.cases.reading import wording


class CaseFilters(forms.Form):
    text = forms.CharField(label="Reference or category", required=False, max_length=100)
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All kinds"), *wording.KINDS.items()]
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Open and closed"), ("open", "Open"), ("closed", "Closed")],
    )
    overdue = forms.BooleanField(label="Only overdue", required=False)

    def filters(self) -> Filters:
        """Return what was chosen; what can't be understood narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return Filters(
            kind=chosen.get("kind", ""),
            state=chosen.get("state", ""),
            is_overdue=bool(chosen.get("overdue")),
            text=chosen.get("text", "").strip(),
        )
