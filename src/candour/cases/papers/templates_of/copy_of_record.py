"""Gives whoever complained a copy of what was recorded."""

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
    title="A copy of what we recorded",
    use=Use.LETTER,
    when="As soon as practicable after a complaint is recorded, unless part of it must be kept "
    "back.",
    addressees=(Addressee(party=Party.COMPLAINANT),),
    provision=Provision(
        instrument=POLICE_REFORM_ACT_2002,
        reference="Sch 3 para 3",
        url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.MEMORY,
    blanks=(
        Blank(
            name="recorded", label="What was recorded?", hint="In the words of the record.", rows=4
        ),
        Blank(
            name="kept_back",
            label="What was kept back, and why?",
            hint="Leave empty if nothing was.",
            is_required=False,
            rows=2,
        ),
    ),
    paragraphs=(
        Paragraph(
            text="We have recorded what you told us under {reference}. This is what we wrote down.",
        ),
        Paragraph(
            text="{recorded}",
            heading="What we recorded",
        ),
        Paragraph(
            text="{kept_back}",
            heading="What this copy leaves out",
        ),
        Paragraph(
            text="If something is wrong or missing, tell us. We write down what you say beside it.",
            heading="If it is not right",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
