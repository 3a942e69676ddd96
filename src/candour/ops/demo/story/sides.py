"""The sides of the story's case: a seat, safety, a representative, papers, a report, a witness."""

import datetime
import uuid

from candour.cases.disclosure.actions.disclose import Giving, disclose
from candour.cases.disclosure.actions.write_draft import Found, Written, write_draft
from candour.cases.disclosure.papers import PAPER, Paper
from candour.cases.models import Finding
from candour.cases.parties.actions import decide_safety as safety
from candour.cases.parties.actions import name_representative as representatives
from candour.cases.parties.actions import name_witness as naming
from candour.cases.parties.actions import plan_protection as planning
from candour.cases.parties.actions.give_seat import give_seat
from candour.ops.demo.story.stage import Stage

NOTICE = (
    "You are told that an allegation was made about your conduct in a locker room this month:"
    " that you pushed a colleague and threatened her. You need not answer now. You may be"
    " represented."
)


def serve(stage: Stage, *, case: uuid.UUID) -> None:
    """Tell the reporter first, then serve the notice on the subject and who stands by him."""
    seat, representative = stage.account("subject-seat"), stage.account("representative")
    with stage.play("desk") as desk:
        by, at, vault = desk.by, stage.at, desk.vault
        party = give_seat(
            file=case, account=seat, why="The notice is due.", vault=vault, by=by, at=at
        )
        named = representatives.Named(
            account=representative, client=party.id, why="He asked for the association."
        )
        representatives.name_representative(file=case, named=named, vault=vault, by=by, at=at)
        seen = safety.Seen(
            stage="notice",
            answer="told",
            why="She wrote that she is ready, and works another shift from Monday.",
            letter="He will be told on Friday. It won't say who reported. Write to us if you are"
            " afraid.",
        )
        safety.decide_safety(file=case, seen=seen, by=by, at=at)
        notice = Paper(
            id=uuid.uuid4(),
            kind=PAPER,
            title="Notice of investigation",
            text=NOTICE,
            is_reporters=False,
        )
        giving = Giving(party=party.id, stage="notice", papers=(notice,))
        disclose(file=case, giving=giving, by=by, at=at)


def draft(stage: Stage, *, case: uuid.UUID) -> None:
    """Write a report that finds discrimination, and a version by somebody else without it."""
    found = Written(
        text="The pattern with new staff was shown by three accounts of three people.",
        findings=frozenset(
            {
                Found(about="discrimination", result="made_out"),
                Found(about="failure_to_act", result="made_out"),
            }
        ),
    )
    with stage.play("desk") as desk:
        first = write_draft(file=case, written=found, by=desk.by, at=stage.at)
    lost = Finding.objects.get(draft=first, about="discrimination")
    without = Written(
        text="The pattern with new staff was not compared with his other colleagues.",
        findings=frozenset({Found(about="failure_to_act", result="made_out")}),
        after=first.number,
        reasons={lost.id: "Counsel said that the comparison was not made."},
    )
    with stage.play("authority") as authority:
        write_draft(file=case, written=without, by=authority.by, at=stage.at)


def witness(stage: Stage, *, case: uuid.UUID) -> None:
    """Name a witness for two readers only, and plan how she is kept safe."""
    named = naming.Named(
        identity="Morwenna Trelawny, control room, nights only",
        readers=(stage.account("desk"), stage.account("desk-two")),
    )
    planned = planning.Planned(
        review_on=stage.at.date() + datetime.timedelta(days=14),
        text="The duty inspector changes her shift. The desk asks her each week how she is.",
    )
    with stage.play("desk") as desk:
        by, at = desk.by, stage.at
        found = naming.name_witness(file=case, named=named, vault=desk.vault, by=by, at=at)
        planning.plan_protection(file=case, witness=found.id, planned=planned, by=by, at=at)
