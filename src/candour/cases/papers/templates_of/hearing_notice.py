"""Tells everybody that a misconduct hearing takes place."""

from candour.cases.papers.template import (
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.instruments import CONDUCT_REGULATIONS_2020
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="Notice of a misconduct hearing",
    use=Use.PUBLICATION,
    when="At least five working days before the hearing, unless the chair directs otherwise.",
    addressees=(),
    provision=Provision(
        instrument=CONDUCT_REGULATIONS_2020,
        reference="reg 36",
        url="https://www.legislation.gov.uk/uksi/2020/4/regulation/36",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.MEMORY,
    blanks=(
        Blank(
            name="officer",
            label="Rank and name of the officer",
            hint="As the chair allows.",
            is_public=True,
        ),
        Blank(name="day", label="When is the hearing?", is_public=True),
        Blank(name="place", label="Where is it?", is_public=True),
        Blank(
            name="conduct",
            label="What is alleged?",
            hint="What was done, never to whom: no name, small unit, address or exact day.",
            rows=4,
        ),
        Blank(name="attend", label="How can people attend?", rows=2, is_public=True),
    ),
    paragraphs=(
        Paragraph(
            text="{officer} of {force} will appear before a misconduct hearing.",
        ),
        Paragraph(
            text="{day}",
            heading="When",
        ),
        Paragraph(
            text="{place}",
            heading="Where",
        ),
        Paragraph(
            text="{conduct}",
            heading="What is alleged",
        ),
        Paragraph(
            text="Nothing has been decided.",
        ),
        Paragraph(
            text="{attend}",
            heading="How to attend",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
