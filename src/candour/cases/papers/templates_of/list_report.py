"""Reports a dismissal, or a departure before one, to the College of Policing's lists."""

from candour.cases.papers.template import (
    Addressee,
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.events import Party
from candour.law.instruments import BARRED_LIST_REGULATIONS_2017
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="Report to the barred list or the advisory list",
    use=Use.REPORT,
    when="Within five working days, beginning with the day of the dismissal, finding or departure.",
    addressees=(Addressee(party=Party.COLLEGE),),
    provision=Provision(
        instrument=BARRED_LIST_REGULATIONS_2017,
        reference="reg 3(1); reg 12",
        url="https://www.legislation.gov.uk/uksi/2017/1135/regulation/3",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.PARTIAL,
    blanks=(
        Blank(
            name="which",
            label="Which list?",
            hint="Barred: dismissed, or would have been. Advisory: left under such an allegation.",
        ),
        Blank(name="name", label="Full name"),
        Blank(name="born", label="Date of birth"),
        Blank(name="was", label="Officer, former officer or staff"),
        Blank(name="rank", label="Rank"),
        Blank(name="number", label="Warrant or identification number"),
        Blank(name="conduct", label="The conduct and the reasons", rows=4),
        Blank(name="standards", label="Standards that were breached", rows=2),
        Blank(name="day", label="Day of the dismissal or finding"),
        Blank(
            name="advisory_on",
            label="Day of an earlier report to the advisory list",
            hint="Leave empty if there was none.",
            is_required=False,
        ),
    ),
    paragraphs=(
        Paragraph(
            text="{force} reports under case {reference}.",
        ),
        Paragraph(
            text="{which}",
            heading="List",
        ),
        Paragraph(
            text="{name}",
            heading="1. Full name",
        ),
        Paragraph(
            text="{force}",
            heading="2. Police force",
        ),
        Paragraph(
            text="{born}",
            heading="3. Date of birth",
        ),
        Paragraph(
            text="{was}",
            heading="4. Officer, former officer or staff",
        ),
        Paragraph(
            text="{rank}",
            heading="5. Rank",
        ),
        Paragraph(
            text="{number}",
            heading="6. Warrant or identification number",
        ),
        Paragraph(
            text="{conduct}",
            heading="7. Conduct and reasons",
        ),
        Paragraph(
            text="{standards}",
            heading="8. Standards breached",
        ),
        Paragraph(
            text="{day}",
            heading="9. Day of dismissal or finding",
        ),
        Paragraph(
            text="{advisory_on}",
            heading="10. Day of an earlier advisory-list report",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
