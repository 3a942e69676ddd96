"""Explains to the bodies that watch it why an investigation is not finished after twelve months."""

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
    title="Report of an investigation that is not finished",
    use=Use.REPORT,
    when="As soon as practicable after twelve months, and after each further six.",
    addressees=(
        # It is made once both bodies have it.
        Addressee(
            party=Party.LOCAL_POLICING_BODY,
            starts=(EventKind.DELAY_REPORT_SENT,),
            after_all=(Party.INDEPENDENT_BODY,),
        ),
        Addressee(
            party=Party.INDEPENDENT_BODY,
            starts=(EventKind.DELAY_REPORT_SENT,),
            after_all=(Party.LOCAL_POLICING_BODY,),
        ),
        Addressee(party=Party.SUBJECT, stage="notice"),
    ),
    provision=Provision(
        instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
        reference="reg 13; Conduct Regs 2020 reg 19",
        url="https://www.legislation.gov.uk/uksi/2020/2/regulation/13",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.SEEN,
    blanks=(
        Blank(
            name="attention_on", label="When did the allegation come to the authority's attention?"
        ),
        Blank(
            name="notice_on",
            label="When was the notice of investigation given?",
            hint="Say so if none was, and why.",
        ),
        Blank(name="progress", label="How far is the investigation?", rows=4),
        Blank(name="ends_on", label="When is it likely to end?"),
        Blank(name="report_on", label="When is the report likely to be submitted?"),
        Blank(name="because", label="Why has it taken so long?", rows=4),
        Blank(name="steps", label="Which steps are planned?", rows=4),
    ),
    paragraphs=(
        Paragraph(
            text="Case {reference} is {age} old and is still being investigated. The regulations "
            "ask for these seven things.",
        ),
        Paragraph(
            text="{attention_on}",
            heading="1. When the allegation came to attention",
        ),
        Paragraph(
            text="{notice_on}",
            heading="2. When notice was given",
        ),
        Paragraph(
            text="{progress}",
            heading="3. How far it is",
        ),
        Paragraph(
            text="{ends_on}",
            heading="4. When it is likely to end",
        ),
        Paragraph(
            text="{report_on}",
            heading="5. When the report is likely",
        ),
        Paragraph(
            text="{because}",
            heading="6. Why it has taken so long",
        ),
        Paragraph(
            text="{steps}",
            heading="7. What is planned",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
