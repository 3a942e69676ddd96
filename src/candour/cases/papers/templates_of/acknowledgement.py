"""Tells whoever reported that it arrived, who has it, and what follows."""

from candour.cases.papers.template import (
    Addressee,
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.events import EventKind, Party
from candour.law.instruments import SERVICE_POLICY
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="We have your report",
    use=Use.LETTER,
    when="Within seven days of the report, or at once where it can be.",
    addressees=(Addressee(party=Party.COMPLAINANT, starts=(EventKind.ACKNOWLEDGED,)),),
    provision=Provision(instrument=SERVICE_POLICY, reference="acknowledgement", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    blanks=(
        Blank(
            name="contact",
            label="Whom can they ask?",
            hint="A role and a telephone number, never a personal one.",
        ),
    ),
    paragraphs=(
        Paragraph(
            text="We received what you told us on {received}. It has the reference {reference}. "
            "{force} deals with it.",
        ),
        Paragraph(
            text="We read it, write down what it is about, and decide how it is handled. We tell "
            "you what we decide and why.",
            heading="What happens next",
        ),
        Paragraph(
            text="You hear from us by {next_update}, and at least every 28 days after that. You do "
            "not have to ask.",
        ),
        Paragraph(
            text="You can ask {contact}. You can also write to us where you sent your report.",
            heading="If you want to ask something",
        ),
        Paragraph(
            text="Thank you for telling us.",
            is_free=True,
        ),
    ),
)
