"""Tells everybody what a misconduct hearing decided."""

from candour.cases.papers.template import (
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.instruments import CONDUCT_REGULATIONS_2020
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="Outcome of a misconduct hearing",
    use=Use.PUBLICATION,
    when="After the officer was told; for at least 28 days.",
    addressees=(),
    provision=Provision(
        instrument=CONDUCT_REGULATIONS_2020,
        reference="regs 43, 63",
        url="https://www.legislation.gov.uk/uksi/2020/4/regulation/63",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.MEMORY,
    blanks=(
        Blank(
            name="officer",
            label="Rank and name of the officer",
            hint="As the chair allows. Say so if they had left: 'would have been dismissed'.",
            is_public=True,
        ),
        Blank(name="day", label="When was the hearing?", is_public=True),
        Blank(name="found", label="What was found?", hint="What was done, never to whom.", rows=4),
        Blank(
            name="outcome",
            label="What follows?",
            hint="For somebody who had left: would they have been dismissed? The lists are told.",
            rows=2,
        ),
    ),
    paragraphs=(
        Paragraph(
            text="A misconduct hearing about {officer} of {force} was held on {day}.",
        ),
        Paragraph(
            text="{found}",
            heading="What was found",
        ),
        Paragraph(
            text="{outcome}",
            heading="What follows",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
    least_days=28,
)
