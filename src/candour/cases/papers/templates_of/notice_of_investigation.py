"""Gives the person complained of written notice of what is alleged."""

from candour.cases.papers.template import (
    Addressee,
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.events import Party
from candour.law.instruments import COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="Notice of investigation",
    use=Use.LETTER,
    when="As soon as practicable after severity is assessed; later only where a harm test says so.",
    addressees=(Addressee(party=Party.SUBJECT, stage="notice", is_notice=True),),
    provision=Provision(
        instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
        reference="reg 17; Conduct Regs 2020 reg 17",
        url="https://www.legislation.gov.uk/uksi/2020/2/regulation/17",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.PARTIAL,
    blanks=(
        Blank(
            name="conduct",
            label="What conduct is alleged?",
            hint="Only what the disclosure of this stage allows.",
            rows=4,
        ),
        Blank(
            name="standard",
            label="Which standards of professional behaviour may be breached?",
            rows=2,
        ),
        Blank(name="severity", label="Would it be misconduct or gross misconduct?"),
        Blank(name="investigator", label="Who investigates?"),
        Blank(
            name="representations",
            label="By which day may they answer?",
            hint="Ten working days, beginning with the first working day after this notice.",
        ),
    ),
    paragraphs=(
        Paragraph(
            text="You are told in writing that your conduct is being investigated. Case "
            "{reference}.",
        ),
        Paragraph(
            text="{conduct}",
            heading="What is alleged",
        ),
        Paragraph(
            text="{standard}",
            heading="The standards that may be breached",
        ),
        Paragraph(
            text="If it is proved it would be {severity}. This was assessed from what is known "
            "now, and may be assessed again. You are told if it changes.",
            heading="How serious it is",
        ),
        Paragraph(
            text="{investigator}",
            heading="Who investigates",
        ),
        Paragraph(
            text="You may seek advice from a staff association or union, and be accompanied by a "
            "police friend. You may be represented by a lawyer at a hearing.",
            heading="Your rights",
        ),
        Paragraph(
            text="You may give a written or oral statement, and documents, by {representations}. "
            "You do not have to. What you do not mention now, and rely on later, may count "
            "against you.",
            heading="Your answer",
        ),
        Paragraph(
            text="Nothing has been decided. You are told of this so that you can answer it.",
        ),
        Paragraph(
            text="Do not look for the person who reported, and do not ask anyone to. Do not look "
            "at records about this. Both would be matters of their own.",
            heading="What you must not do",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
