"""Tells how far a case is, every 28 days, to everybody who is owed it."""

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
    title="How far this is",
    use=Use.LETTER,
    when="Every 28 days from the day handling began, and after that from the last news.",
    addressees=(
        Addressee(party=Party.COMPLAINANT, counts_as="update", starts=(EventKind.UPDATE_SENT,)),
        Addressee(party=Party.INTERESTED_PERSON, starts=(EventKind.INTERESTED_PERSON_UPDATED,)),
        Addressee(party=Party.SUBJECT, stage="notice", starts=(EventKind.SUBJECT_UPDATED,)),
    ),
    provision=Provision(
        instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
        reference="reg 34(2)(a)",
        url="https://www.legislation.gov.uk/uksi/2020/2/regulation/34",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.SEEN,
    blanks=(
        Blank(name="done", label="What was done since the last news?", rows=4),
        Blank(name="now", label="What happens next, and by when?", rows=4),
        Blank(
            name="delay",
            label="What holds it up?",
            hint="Leave empty if nothing does.",
            is_required=False,
            rows=2,
        ),
    ),
    paragraphs=(
        Paragraph(
            text="This is the news of case {reference}. It is {age} old.",
        ),
        Paragraph(
            text="{done}",
            heading="What was done",
        ),
        Paragraph(
            text="{now}",
            heading="What happens next",
        ),
        Paragraph(
            text="{delay}",
            heading="What holds it up",
        ),
        Paragraph(
            text="You hear again by {next_update}, whether or not something has changed.",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
