"""Every component with invented content, as the pages of tests/pages/templates show it."""

import datetime
import pathlib

from django import forms
from django.template import engines

from candour.pages import fields, figures, tables
from candour.pages.wording import Unit

PAGES = pathlib.Path(__file__).parent / "templates"
LONDON_WINTER = datetime.datetime(2026, 1, 5, 14, 30, tzinfo=datetime.UTC)
WORDS = "copper lantern orbit maple thirteen velvet harbour quilt"


class Answers(forms.Form):
    what = forms.CharField(
        label="What happened?",
        help_text="Use your own words.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Tell us what happened"},
    )
    when = fields.DateField(label="When was it?", subject="The date it happened")
    kind = forms.ChoiceField(
        label="Who are you?",
        help_text="Choose the one that fits best.",
        widget=forms.RadioSelect,
        choices=[
            ("public", fields.Option(label="A member of the public")),
            ("staff", fields.Option(label="Police staff", hint="Not a police officer")),
            ("unsaid", fields.Option(label="I would rather not say", divider="or")),
        ],
        error_messages={"required": "Choose who you are"},
    )
    seen_by = forms.MultipleChoiceField(
        label="Who must not see it?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("team", "Their team"), ("line", fields.Option(label="Their line manager"))],
        error_messages={"required": "Choose at least one"},
    )
    place = forms.CharField(label="Where?", max_length=80, widget=forms.TextInput)
    force = forms.ChoiceField(label="Which force?", choices=[("", "Choose"), ("a", "Anytown")])
    people = forms.IntegerField(label="How many people?", min_value=1)
    words = forms.CharField(label="Your eight words", widget=fields.Words)
    proof = forms.FileField(label="Proof file")
    agreed = forms.BooleanField(
        label="I have written down my words", error_messages={"required": "Tick the box"}
    )
    state = forms.CharField(widget=forms.HiddenInput, required=False)


class Filters(forms.Form):
    status = forms.ChoiceField(label="Status", choices=[("open", "Open"), ("closed", "Closed")])
    about = forms.CharField(label="About", required=False)


SURVIVAL = figures.Steps(
    identifier="time-to-close",
    title="Cases still open, by days since they were received",
    description="Two falling lines. Cases that are still open count as open in one of them.",
    definition="Cases received in 2025, as known on 1 January 2026; 1,204 cases, none left out.",
    axis="Days since received",
    unit=Unit.PERCENT,
    reference=figures.Reference(value=0.5, label="half of the cases"),
    lines=(
        figures.Line(
            label="Open and closed cases",
            mark=figures.Reference(value=140, label="half of all cases closed"),
            points=(
                figures.Point(at=0, value=1, low=1, high=1),
                figures.Point(at=60, value=0.8, low=0.75, high=0.85),
                figures.Point(at=140, value=0.5, low=0.44, high=0.56),
                figures.Point(at=400, value=0.21, low=0.15, high=0.27),
                figures.Point(at=700, value=0.12, low=0.05, high=0.19),
            ),
        ),
        figures.Line(
            label="Closed cases only",
            mark=figures.Reference(value=120, label="half, of those that closed"),
            points=(
                figures.Point(at=0, value=1),
                figures.Point(at=60, value=0.74),
                figures.Point(at=120, value=0.5),
                figures.Point(at=400, value=0.16),
                figures.Point(at=700, value=0.1),
            ),
        ),
    ),
)

SHARES = figures.Bars(
    identifier="repeaters",
    title="People with more than one case",
    description="The share falls as the number of cases rises.",
    definition="People named in at least one case received in 2025; 8,917 people.",
    heading="Cases about one person",
    axis="Share of people",
    unit=Unit.PERCENT,
    reference=figures.Reference(value=0.25, label="last year"),
    bars=(
        figures.Bar(label="2 cases", value=0.312, low=0.29, high=0.335),
        figures.Bar(label="3 to 5 cases", value=0.125, low=0.11, high=0.141),
        figures.Bar(label="6 cases or more, including those who have left", value=None),
    ),
)

COMPARED = figures.Pairs(
    identifier="expected",
    title="Cases received and cases expected, by team",
    description="One team has far more cases than teams like it.",
    definition="Cases received in 2025 against the number for teams with like duties and size.",
    heading="Team",
    axis="Cases",
    unit=Unit.COUNT,
    pairs=(
        figures.Pair(label="Response, north", observed=1240, expected=812.5, low=1172, high=1311),
        figures.Pair(label="Custody", observed=310, expected=402, low=277, high=346),
        figures.Pair(label="Small team", observed=None, expected=None),
    ),
)

TABLE = tables.Table(
    caption="Cases by age",
    columns=(
        tables.Column(text="Age", is_numeric=False),
        tables.Column(text="Open"),
        tables.Column(text="Overdue"),
    ),
    rows=(("Under 28 days", "1,204", "0"), ("28 days to a year", "640", "31")),
)

CONTENT = {
    "is_demo": True,
    "account_name": "Investigator, Anytown",
    "sign_out_url": "/sign-out",
    "navigation": [
        {"text": "Cases", "href": "/cases", "is_current": True},
        {"text": "Reports", "href": "/reports"},
        {"text": "Search", "href": "/search"},
    ],
    "sub_navigation": [
        {"text": "Overview", "href": "/cases/1", "is_current": True},
        {"text": "People", "href": "/cases/1/people"},
        {"text": "Timeline", "href": "/cases/1/timeline"},
    ],
    "identity": {
        "title": "Case 7QK-4F2",
        "facts": ["Received 5 January 2026", "Anytown"],
        "tags": [{"text": "Unproven", "colour": "grey"}, {"text": "Overdue", "colour": "red"}],
    },
    "sections": [{"text": "Forms", "href": "#forms"}, {"text": "Figures", "href": "#figures"}],
    "tasks": [
        {"text": "Record the report", "href": "/record", "status": "Completed"},
        {
            "text": "Screen each person",
            "href": "/screen",
            "hint": "Earlier cases are shown first",
            "status": "Not started",
            "colour": "blue",
        },
        {"text": "Assess severity", "status": "Cannot start yet"},
    ],
    "events": [
        {"title": "Report received", "at": datetime.date(2026, 1, 5)},
        {
            "title": "Severity assessed",
            "at": LONDON_WINTER,
            "by": "investigator",
            "text": "Gross misconduct, if proved.",
        },
    ],
    "letters": [
        {"sender": "You", "at": datetime.date(2026, 1, 5), "text": "Is it safe?", "is_mine": True},
        {
            "sender": "The desk",
            "at": datetime.date(2026, 1, 6),
            "text": "Yes.\n\nThank you for telling us.",
            "is_mine": False,
        },
    ],
    "secret": WORDS,
    "survival": SURVIVAL,
    "shares": SHARES,
    "compared": COMPARED,
    "table": TABLE,
}


def page(name: str, **more: object) -> str:
    """Render one of the pages of tests/pages/templates."""
    template = engines["django"].from_string((PAGES / name).read_text(encoding="utf-8"))
    return template.render({**CONTENT, **more})


def refused_answers() -> Answers:
    """Return a form sent with nothing but half a date."""
    return Answers({"when_day": "5", "when_month": "", "when_year": "2025"})


def gallery() -> str:
    return page("gallery.html", form=refused_answers(), filters=Filters())


def report_page() -> str:
    return page("gallery_report.html", form=Answers(), step="3 of 9")
