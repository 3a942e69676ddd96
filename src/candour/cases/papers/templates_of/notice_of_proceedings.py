"""Gives the person complained of notice that the case goes to a meeting or hearing."""

from candour.cases.papers.template import (
    Addressee,
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.events import Party
from candour.law.instruments import CONDUCT_REGULATIONS_2020
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="Notice of referral to misconduct proceedings",
    use=Use.LETTER,
    when="As soon as practicable after the decision to refer.",
    addressees=(Addressee(party=Party.SUBJECT, stage="proceedings", is_notice=True),),
    provision=Provision(
        instrument=CONDUCT_REGULATIONS_2020,
        reference="reg 30",
        url="https://www.legislation.gov.uk/uksi/2020/4/regulation/30",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.PARTIAL,
    blanks=(
        Blank(name="form", label="Is it a meeting or a hearing?"),
        Blank(
            name="conduct",
            label="What conduct is alleged, and why is it misconduct or gross misconduct?",
            rows=4,
        ),
        Blank(name="standard", label="Which standards of professional behaviour?", rows=2),
        Blank(
            name="panel",
            label="Who decides?",
            hint="The chair and the members, as far as they are known.",
        ),
        Blank(
            name="documents",
            label="Which documents come with this notice?",
            hint="The report, the statements, the schedule of what is used and not used.",
            rows=4,
        ),
        Blank(
            name="respond_by",
            label="By which day must they answer?",
            hint="Fifteen working days, from the first one after the documents were supplied.",
        ),
    ),
    paragraphs=(
        Paragraph(
            text="Case {reference} is referred to {form}. This is your notice of it.",
        ),
        Paragraph(
            text="{conduct}",
            heading="What is alleged",
        ),
        Paragraph(
            text="{standard}",
            heading="The standards",
        ),
        Paragraph(
            text="{panel}",
            heading="Who decides",
        ),
        Paragraph(
            text="You may object to any of them in writing within three working days of being told "
            "of them.",
        ),
        Paragraph(
            text="{documents}",
            heading="What you are given",
        ),
        Paragraph(
            text="By {respond_by} say in writing whether you accept that your conduct was "
            "misconduct or gross misconduct; what you say about it and about what should "
            "follow; what you dispute and your account of it; which points of law you raise; "
            "which documents you rely on.",
            heading="Your answer",
        ),
        Paragraph(
            text="You may be accompanied by a police friend, and represented by a lawyer at a "
            "hearing.",
            heading="Your rights",
        ),
        Paragraph(
            text="Nothing has been decided.",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
