"""Makes the words of a letter: what every template may name, what was filled in, what was added."""

import dataclasses
import datetime
from collections.abc import Mapping

from candour.cases.actions.write_to_reporter import UPDATE_WITHIN
from candour.cases.courses.reviewing import Offer
from candour.cases.papers.contents import Content, parts_of
from candour.cases.papers.printing import Sheet
from candour.cases.papers.template import Template, fill
from candour.cases.queries.outcome import OutcomePage
from candour.cases.reading import wording
from candour.law.events import PARTIES, Party

_TO = {row.party: row.name for row in PARTIES}
NO_RIGHT = (
    "Neither the law nor a policy of ours gives you a review of this outcome. You can complain"
    " about how it was handled, and you can ask a lawyer, a union or the Citizens Advice service"
    " what else you can do."
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the writer filled in: to whom, the blanks by name, free paragraphs by their place."""

    template: str
    party: Party
    blanks: Mapping[str, str] = dataclasses.field(repr=False)
    free: Mapping[int, str] = dataclasses.field(default_factory=dict, repr=False)


def automatic(*, page: OutcomePage, force: str, at: datetime.datetime) -> Mapping[str, str]:
    """Return what every template may name, for one case on one day."""
    head = page.head
    return {
        "reference": head.reference,
        "force": force,
        "today": wording.day(at.date()),
        "received": wording.day(head.received_on),
        "kind": wording.KINDS[head.kind.value],
        "age": wording.count(head.age_days, "day", "days"),
        "next_update": wording.day(at.date() + UPDATE_WITHIN),
        "decisions": _decisions(page),
        "review_right": review_right(right=page.right),
    }


def review_right(*, right: Offer | None) -> str:
    """Return in the same words for everybody whether the outcome can be reviewed, and by when."""
    if right is None:
        return NO_RIGHT
    until = wording.day(right.until_on)
    footing = (
        f"The law gives you this right: {right.row.provision.instrument.short}"
        f" {right.row.provision.reference}."
        if right.is_statutory
        else "The law does not give you this right. We give it to you, with the same days."
    )
    return (
        f"You may ask for a review of this outcome by {until}. {footing} You do not have to give"
        " reasons. Write to us where you got this letter, and we pass it on to the body that"
        " reviews it; nobody who decided this takes part."
    )


def content(*, template: Template, written: Written, values: Mapping[str, str]) -> Content:
    """Return the letter in words; a free paragraph says what the writer put into it."""
    known = {**values, **written.blanks}
    return Content(
        title=template.title,
        parts=parts_of(
            [
                (one.heading, written.free.get(place, one.text) if one.is_free
                 else fill(text=one.text, values=known))
                for place, one in enumerate(template.paragraphs)
            ]
        ),
    )  # fmt: skip


def sheet(*, template: Template, party: Party | None, values: Mapping[str, str]) -> Sheet:
    """Return what stands round the letter."""
    where = f"{template.provision.instrument.short} {template.provision.reference}".strip()
    basis = wording.BASES[template.basis]
    checked = wording.VERIFICATIONS[template.verification].lower()
    return Sheet(
        sender=values["force"],
        reference=values["reference"],
        day=values["today"],
        addressee=_TO[party] if party else "",
        law=f"{basis}: {where} ({checked})",
    )


def addressee(party: Party) -> str:
    """Return what a recipient is called."""
    return "Complainant, or whoever reported" if party is Party.COMPLAINANT else _TO[party]


def _decisions(page: OutcomePage) -> str:
    said = []
    for one in page.allegations:
        decided = one.decided[0] if one.decided else None
        result = f"{decided.result}." if decided else "Not decided yet."
        follows = (
            f" What follows: {decided.sanction.lower()}." if decided and decided.sanction else ""
        )
        said.append(f"{one.number}. {one.about}: {result}{follows}")
    return "\n\n".join(said)
