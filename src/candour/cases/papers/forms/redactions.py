"""The form of a redaction: which words go, which areas, and how wide the bars are."""

import re

from django import forms

from candour.cases.forms import fields
from candour.cases.papers.material import FILE, Material
from candour.core.redaction.pages import Area, Cover, Order

_AREA = re.compile(r"^\s*(\d+)\s*:\s*(\d{1,3})\s*-\s*(\d{1,3})\s*$")
_WHOLE = 100


class Redact(forms.Form):
    """What is taken out of one paper."""

    words = forms.CharField(
        label="Words to remove, one name or phrase on each line",
        help_text="Each is found however it is written: capitals, accents, broken over two lines."
        " Write each form that tells who it is: full name, last name, nickname, number.",
        required=False,
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: object, source: Material, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        if source.form == FILE:
            self.fields["cover"] = fields.choice(
                "How wide are the bars?",
                [
                    (Cover.WORDS.value, fields.option("Over the words")),
                    (
                        Cover.LINE.value,
                        fields.option(
                            "Over the whole line",
                            hint="The width of a bar can tell which of a few names stood there.",
                        ),
                    ),
                ],
                required="Choose how wide the bars are",
            )
            self.fields["cover"].initial = Cover.WORDS.value
            self.fields["areas"] = forms.CharField(
                label="Areas to cover, one on each line",
                help_text="For handwriting and scans. Page, then from where to where in hundredths"
                " of its height: 2: 30-45",
                required=False,
                max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean_areas(self) -> tuple[Area, ...]:
        """Return the areas that were typed."""
        found = []
        for line in self.cleaned_data["areas"].splitlines():
            if not line.strip():
                continue
            typed = _AREA.match(line)
            numbers = [int(part) for part in typed.groups()] if typed else [0, 0, 0]
            page, top, bottom = numbers
            if not (page and top < bottom <= _WHOLE):
                message = "Write each area as page: from-to, for example 2: 30-45"
                raise forms.ValidationError(message)
            found.append(Area(page=page, top=top / _WHOLE, bottom=bottom / _WHOLE))
        return tuple(found)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if not str(cleaned.get("words", "")).strip() and not cleaned.get("areas"):
            self.add_error("words", "Write at least one word that must go")
        return cleaned

    def order(self) -> Order:
        """Return what is taken out."""
        said = self.cleaned_data
        lines = (line.strip() for line in said["words"].splitlines())
        return Order(
            words=tuple(dict.fromkeys(line for line in lines if line)),
            areas=said.get("areas", ()),
            cover=Cover(said.get("cover") or Cover.WORDS),
        )
