"""The forms of the two searches; what is typed travels in the page's body and in no address."""

import datetime
import uuid
from typing import Any

from django import forms

from candour.cases.queries.case_list import Filters
from candour.cases.reading import wording
from candour.cases.seeking.queries import MOST_CARRIED, Cursor, Wanted
from candour.core import finding, states
from candour.law.categories import CATEGORIES
from candour.pages.fields import DateField

_SHORTEST, _LONGEST = 2, 100
_STATES = [("", "Open and closed"), ("open", "Open"), ("closed", "Closed")]
_STAGES = sorted(
    (state.value, states.in_words(state).capitalize())
    for state in {row for track in states.TRACKS.values() for row in track.states}
)


class Search(forms.Form):
    """What cases are looked for by."""

    sought = forms.CharField(
        label="Reference, category, person or unit",
        help_text="A name finds the cases about that person. The beginning of each name is enough,"
        " and of a reference: for example C-VCXP.",
        required=False,
        min_length=_SHORTEST,
        max_length=_LONGEST,
        error_messages={"min_length": "Enter at least two letters or numbers"},
    )
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All kinds"), *wording.KINDS.items()]
    )
    state = forms.ChoiceField(label="State", required=False, choices=_STATES)
    category = forms.ChoiceField(
        label="Category",
        required=False,
        choices=[
            ("", "All categories"),
            *((row.code, f"{row.code} {row.name}") for row in CATEGORIES),
        ],
    )
    stage = forms.ChoiceField(
        label="Stage",
        help_text="Where a course of the case stands, as Next steps shows it.",
        required=False,
        choices=[("", "All stages"), *_STAGES],
    )
    received_from = DateField(subject="The first day", label="Received from", required=False)
    received_until = DateField(subject="The last day", label="Received until", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for something to look for."""
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            message = "Enter what you look for, or choose something from the lists"
            self.add_error("sought", message)
        return said

    def filters(self) -> Filters:
        """Return what was asked for."""
        said = self.cleaned_data
        return Filters(
            sought=said["sought"].strip(),
            kind=said["kind"],
            state=said["state"],
            category=said["category"],
            stage=said["stage"],
            from_on=said["received_from"],
            until_on=said["received_until"],
        )


class SearchWords(forms.Form):
    """Which words are looked for, and how far the look came."""

    text = forms.CharField(
        label="Words",
        help_text="Every word must stand in the same text. Accents and capitals do not matter. "
        "Put * at the end for any ending, and quotation marks round words that belong together.",
        max_length=_LONGEST,
        error_messages={"required": "Enter the words that you look for"},
    )
    state = forms.ChoiceField(label="State", required=False, choices=_STATES)
    after = forms.CharField(required=False, widget=forms.HiddenInput)
    found_in = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Refuse what has no word in it, and beginnings of a single letter."""
        text = str(self.cleaned_data["text"])
        terms = finding.terms(text)
        if not terms:
            message = "Enter at least one word"
            raise forms.ValidationError(message)
        if any(term.is_start and len(term.words[-1]) < _SHORTEST for term in terms):
            message = "Write at least two letters before *"
            raise forms.ValidationError(message)
        return text

    def wanted(self) -> Wanted:
        """Return what was asked for; a place to go on from that makes no sense is no place."""
        said = self.cleaned_data
        return Wanted(
            text=said["text"],
            state=said["state"],
            after=_cursor(said["after"]),
            found_in=tuple(_ids(said["found_in"])),
        )


def carried(*, after: Cursor | None, found_in: list[uuid.UUID]) -> dict[str, str]:
    """Return what the next look is told: where this one ended, and where it found something."""
    return {
        "after": _written(after) if after else "",
        "found_in": " ".join(str(file) for file in found_in[:MOST_CARRIED]),
    }


def _written(after: Cursor) -> str:
    case = f"{after.received_on.isoformat()}/{after.file}"
    return f"{case}/{after.blob}" if after.blob else case


def _cursor(text: str) -> Cursor | None:
    day, _, place = text.partition("/")
    file, _, blob = place.partition("/")
    try:
        return Cursor(
            received_on=datetime.date.fromisoformat(day),
            file=uuid.UUID(file),
            blob=uuid.UUID(blob) if blob else None,
        )
    except ValueError:
        return None


def _ids(text: str) -> list[uuid.UUID]:
    found = []
    for one in text.split()[:MOST_CARRIED]:
        try:
            found.append(uuid.UUID(one))
        except ValueError:
            continue
    return found
