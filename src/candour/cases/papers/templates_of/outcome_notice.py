"""Tells the outcome, the reasons, what follows, and the right to a review."""

from candour.cases.papers.template import (
    Addressee,
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.events import EventKind, Party
from candour.law.instruments import COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="What we decided",
    use=Use.LETTER,
    when="Within five working days of the decision.",
    addressees=(
        Addressee(
            party=Party.COMPLAINANT,
            counts_as="outcome",
            starts=(EventKind.OUTCOME_NOTIFIED, EventKind.REVIEW_INFORMATION_GIVEN),
        ),
        Addressee(
            party=Party.INTERESTED_PERSON, starts=(EventKind.INTERESTED_PERSON_TOLD_OUTCOME,)
        ),
        Addressee(party=Party.SUBJECT, stage="other"),
    ),
    provision=Provision(
        instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
        reference="regs 33(2)(a), 34(2)(b)",
        url="https://www.legislation.gov.uk/uksi/2020/2/regulation/34",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.PARTIAL,
    blanks=(
        Blank(
            name="reasons",
            label="Why was it decided so?",
            hint="For each allegation: what was looked at, what it showed.",
            rows=6,
        ),
        Blank(name="done", label="What was done or changed because of it?", rows=4),
    ),
    paragraphs=(
        Paragraph(
            text="We have decided case {reference}.",
        ),
        Paragraph(
            text="{decisions}",
            heading="What we decided",
        ),
        Paragraph(
            text="{reasons}",
            heading="Why",
        ),
        Paragraph(
            text="{done}",
            heading="What was done",
        ),
        Paragraph(
            text="{review_right}",
            heading="If you do not agree",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
