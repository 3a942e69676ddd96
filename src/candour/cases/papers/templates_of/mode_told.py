"""Tells how the case will be investigated and by whom."""

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
    title="How this will be investigated",
    use=Use.LETTER,
    when="When the mode of investigation is decided or changed.",
    addressees=(
        Addressee(party=Party.COMPLAINANT),
        Addressee(party=Party.INTERESTED_PERSON),
        Addressee(party=Party.SUBJECT, stage="notice"),
    ),
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 para 15",
        url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.MEMORY,
    blanks=(
        Blank(name="mode", label="Which mode, and what does it mean?", rows=4),
        Blank(name="investigator", label="Who investigates?", hint="The body, and a role in it."),
    ),
    paragraphs=(
        Paragraph(
            text="Case {reference} will be investigated. This letter says how and by whom.",
        ),
        Paragraph(
            text="{mode}",
            heading="How",
        ),
        Paragraph(
            text="{investigator}",
            heading="Who investigates",
        ),
        Paragraph(
            text="If you think that this person should not investigate, tell us why. We answer you "
            "in writing.",
            heading="If you have a concern about this",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
