"""The forms of disclosure and of reports: what is given to whom, a leaked text, a version."""

import dataclasses
import uuid
from collections.abc import Iterator, Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile

from candour.cases.disclosure.actions.disclose import Giving
from candour.cases.disclosure.actions.write_draft import ALLEGATION, Found, Written
from candour.cases.disclosure.attached.evidence import Evidence
from candour.cases.disclosure.papers import PAPER, Paper
from candour.cases.disclosure.versions import DraftsPage, FindingLine
from candour.cases.forms import fields
from candour.cases.parties.queries.sides import PartyLine
from candour.law.disclosure import FINDINGS, FOUND, STAGES
from candour.law.policies.looks import OUTCOMES

SHORT = 120
REPORT_LONG = 200_000
MOST_LEAKED = 2 * 1024 * 1024
NOTHING = ""


class Give(forms.Form):
    """Who is given what, at which stage, and what is left out."""

    stage = fields.choice(
        "At which stage?",
        [(row.code, fields.option(row.name, hint=row.summary)) for row in STAGES],
        required="Choose the stage",
    )
    title = forms.CharField(
        label="Title of a paper that you write here",
        required=False,
        max_length=SHORT,
        help_text="A notice, or a summary of evidence. Leave both boxes empty to write none.",
    )
    text = forms.CharField(
        label="Its words",
        required=False,
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    left_out = forms.CharField(
        label="Passages to leave out, one on each line",
        required=False,
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Copy each exactly. [left out] stands in its place. No other word changes.",
    )

    is_as_it_came = forms.BooleanField(
        label="I looked at or listened to all of each file in a container, and it may go out as it"
        " came",
        required=False,
        help_text="Nothing can be taken out of it: place, time, device, and whoever else is seen or"
        " heard.",
    )

    def __init__(
        self,
        *args: object,
        parties: Sequence[PartyLine],
        papers: Sequence[Paper],
        files: Sequence[Evidence],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.papers = {one.name: one for one in papers}
        clients = [one for one in parties if one.client is None]
        self.fields["party"] = fields.choice(
            "Who is given it?",
            [(str(one.id), fields.option(one.name, hint=_with(one, parties))) for one in clients],
            required="Choose who is given it",
        )
        self.fields["papers"] = forms.MultipleChoiceField(
            label="What is given?",
            choices=[(one.name, one.title) for one in papers],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["files"] = forms.MultipleChoiceField(
            label="Which files are given?",
            choices=[(one.name, _file(one)) for one in files],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text="Each as readers see it, without hidden data, or in a container as it came."
            " At most ten at once.",
        )
        self.order_fields(
            ["party", "stage", "papers", "files", "is_as_it_came", "title", "text", "left_out"]
        )

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if bool(cleaned.get("title")) != bool(cleaned.get("text")):
            self.add_error("title", "A paper that you write needs a title and words")
        return cleaned

    def giving(self) -> Giving:
        """Return what is given."""
        said = self.cleaned_data
        chosen = [self.papers[name] for name in said["papers"]]
        if said["text"]:
            own = Paper(id=uuid.uuid4(), kind=PAPER, title=said["title"], text=said["text"],
                        is_reporters=False)  # fmt: skip
            chosen.append(own)
        return Giving(
            party=uuid.UUID(said["party"]),
            stage=said["stage"],
            papers=tuple(chosen),
            left_out=tuple(line.strip() for line in said["left_out"].splitlines()),
            is_as_it_came=said["is_as_it_came"],
        )


class Leaked(forms.Form):
    """A text or a file that turned up somewhere."""

    text = forms.CharField(
        label="The text that got out",
        help_text="Paste it as it is. Keep its lines: where they end may be all that is left. Of a"
        " file, paste its SHA-256, or every word of its pages.",
        max_length=REPORT_LONG,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    leaked = forms.FileField(
        label="Or the file that got out",
        help_text="At most 2 MB. It is compared and not kept. Of a larger file, paste its SHA-256.",
        required=False,
        allow_empty_file=True,
        max_length=255,
    )

    def __init__(self, *args: object, is_cut: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        # A file too large for memory does not get here; what came beside it must not be answered.
        self.is_cut = is_cut

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        uploaded = cleaned.get("leaked")
        size = uploaded.size or 0 if isinstance(uploaded, UploadedFile) else 0
        if self.is_cut or size > MOST_LEAKED:
            self.add_error("leaked", "Choose a file of at most 2 MB, or paste its SHA-256")
        elif cleaned.get("text") and uploaded is not None:
            self.add_error("leaked", "Paste a text or choose a file, not both")
        elif not cleaned.get("text") and uploaded is None and not self.errors:
            self.add_error("text", "Paste the text that got out, or choose a file of at most 2 MB")
        return cleaned

    def pieces(self) -> Iterator[bytes]:
        """Yield what got out: the file where one was chosen, else the text."""
        uploaded = self.cleaned_data["leaked"]
        if isinstance(uploaded, UploadedFile):
            yield from uploaded.chunks()
        else:
            yield self.cleaned_data["text"].encode()

    def words(self) -> str:
        """Return the words that got out; none of a file that is no text."""
        if self.cleaned_data["leaked"] is None:
            return str(self.cleaned_data["text"])
        try:
            return b"".join(self.pieces()).decode()[:REPORT_LONG]
        except UnicodeDecodeError:
            return ""


class Settle(forms.Form):
    """What became of words that got out, and why."""

    outcome = fields.choice(
        "What became of it?",
        [(row.code, fields.option(row.name, hint=row.meaning)) for row in OUTCOMES],
        required="Choose what became of it",
    )
    why = fields.reason("What did you find?")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    name: str
    label: str
    about: str
    allegation: uuid.UUID | None


class Version(forms.Form):
    """A version of the report: its words, what it finds, and why it leaves something out."""

    text = forms.CharField(
        label="The report",
        max_length=REPORT_LONG,
        widget=forms.Textarea(attrs={"rows": 20}),
        error_messages={"required": "Write the report"},
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: object, page: DraftsPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passes Django's own through
        self.matters = tuple(_matters(page))
        self.before = page.newest.findings if page.newest else ()
        for matter in self.matters:
            self.fields[matter.name] = _result(matter)
        for one in self.before:
            self.fields[f"why-{one.id}"] = _why(one)

    def written(self) -> Written:
        """Return the version."""
        said = self.cleaned_data
        return Written(
            text=said["text"],
            after=said["after"],
            findings=frozenset(
                Found(about=one.about, allegation=one.allegation, result=said[one.name])
                for one in self.matters
                if said[one.name]
            ),
            reasons={one.id: said[f"why-{one.id}"] for one in self.before},
        )


def begun(page: DraftsPage) -> dict[str, object]:
    """Return what the form of the next version holds before anybody writes: the one before."""
    if page.newest is None:
        return {"after": 0}
    named = {(one.about, one.allegation): one.code for one in page.newest.findings}
    return {
        "after": page.newest.number,
        "text": page.newest.text,
        **{one.name: named.get((one.about, one.allegation), NOTHING) for one in _matters(page)},
    }


def _matters(page: DraftsPage) -> Iterator[_Matter]:
    for allegation, label in page.allegations:
        yield _Matter(
            name=f"found-{allegation}", label=label, about=ALLEGATION, allegation=allegation
        )
    for row in FINDINGS:
        if row.code != ALLEGATION:
            yield _Matter(name=f"found-{row.code}", label=row.name, about=row.code, allegation=None)


def _result(matter: _Matter) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=matter.label,
        choices=[(NOTHING, "No finding"), *((row.code, row.name) for row in FOUND)],
        required=False,
    )


def _why(one: FindingLine) -> forms.CharField:
    return forms.CharField(
        label=f"If you leave out “{one.matter}: {one.result.lower()}”, say why",
        required=False,
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _file(one: Evidence) -> str:
    mark = "" if one.is_marked else ". Takes no mark"
    return f"{one.title} ({one.type_name}){mark}"


def _with(one: PartyLine, parties: Sequence[PartyLine]) -> str:
    beside = [other.name for other in parties if other.client == one.id]
    return f"With a copy each for: {', '.join(beside)}" if beside else ""
