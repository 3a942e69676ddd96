"""Says sorry for what went wrong, without conditions."""

from candour.cases.papers.template import (
    Addressee,
    Blank,
    Paragraph,
    Template,
    Use,
)
from candour.law.events import Party
from candour.law.instruments import SERVICE_POLICY
from candour.law.provisions import Basis, Provision, Verification

ENTRY = Template(
    title="We are sorry",
    use=Use.LETTER,
    when="When something went wrong, whether or not it was misconduct.",
    addressees=(
        Addressee(party=Party.COMPLAINANT),
        Addressee(party=Party.INTERESTED_PERSON),
    ),
    provision=Provision(instrument=SERVICE_POLICY, reference="apology", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    blanks=(
        Blank(
            name="what",
            label="What went wrong?",
            hint="Name it as the person it happened to would.",
            rows=4,
        ),
        Blank(name="harm", label="What did it do to them?", rows=4),
        Blank(name="change", label="What has changed, so that it does not happen again?", rows=4),
        Blank(
            name="signed",
            label="Who says sorry?",
            hint="A person with a name and a rank that fits what happened.",
        ),
    ),
    paragraphs=(
        Paragraph(
            text="We are sorry.",
        ),
        Paragraph(
            text="{what}",
            heading="What went wrong",
        ),
        Paragraph(
            text="{harm}",
            heading="What it did",
        ),
        Paragraph(
            text="{change}",
            heading="What has changed",
        ),
        Paragraph(
            text="You do not have to forgive us or to answer. This letter does not end anything "
            "that you have a right to.",
        ),
        Paragraph(
            text="{signed}",
        ),
        Paragraph(
            text="",
            is_free=True,
        ),
    ),
)
