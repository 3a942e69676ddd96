"""Tells what the review of an outcome decided."""

from candour.cases.papers.template import (
    Addressee,
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.events import Party
from candour.law.instruments import POLICE_REFORM_ACT_2002
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="The outcome of your review",
    use=Use.LETTER,
    when="When the review body has decided.",
    addressees=(
        Addressee(party=Party.COMPLAINANT),
        Addressee(party=Party.INTERESTED_PERSON),
        Addressee(party=Party.SUBJECT, stage="other"),
    ),
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 para 25",
        url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.PARTIAL,
    blanks=(
        Blank(name="body", label="Who reviewed it?"),
        Blank(name="decided", label="Was the outcome reasonable and proportionate?", rows=2),
        Blank(name="reasons", label="Why?", rows=4),
        Blank(
            name="follows",
            label="What follows?",
            hint="What was recommended, and what the force does about it.",
            rows=4,
        ),
    ),
    paragraphs=(
        Paragraph(
            text="{body} has reviewed the outcome of case {reference}.",
        ),
        Paragraph(
            text="{decided}",
            heading="What the review decided",
        ),
        Paragraph(
            text="{reasons}",
            heading="Why",
        ),
        Paragraph(
            text="{follows}",
            heading="What follows",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
