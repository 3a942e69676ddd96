"""Tells that the case went to the independent body, and why."""

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
    title="We have referred this to the IOPC",
    use=Use.LETTER,
    when="When a case is referred, unless telling would harm the investigation.",
    addressees=(
        Addressee(party=Party.COMPLAINANT),
        Addressee(party=Party.SUBJECT, stage="notice"),
    ),
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 paras 4, 13",
        url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.MEMORY,
    blanks=(Blank(name="because", label="Why was it referred?", rows=4),),
    paragraphs=(
        Paragraph(
            text="On {today} we referred case {reference} to the Independent Office for Police "
            "Conduct (IOPC). It is independent of the police.",
        ),
        Paragraph(
            text="{because}",
            heading="Why",
        ),
        Paragraph(
            text="The IOPC decides who investigates. We tell you what it decides.",
            heading="What happens next",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
