"""Who is kept out, who investigates, and who is asked for a key, a name or help."""

import uuid

from candour.cases.actions.allocate_investigator import allocate_investigator
from candour.cases.custody.actions.ask_custodians import Wish, ask_custodians
from candour.cases.custody.telling import Told
from candour.cases.impartial.actions.ask_force import ask_force
from candour.cases.impartial.actions.wall_off import wall_off
from candour.cases.models import Case
from candour.cases.releasing.actions import ask_for_name as names
from candour.ops.demo import cast
from candour.ops.demo.story.stage import Stage

HOURS = 4
DAYS = 7


def wall(stage: Stage, *, case: uuid.UUID) -> None:
    """Keep a reader of the desk out whom no rule keeps out."""
    kept_out = stage.account("desk-three")
    with stage.play("desk") as desk:
        wall_off(
            file=case,
            account=kept_out,
            why="She and the subject share a house. The register does not know it.",
            vault=desk.vault,
            by=desk.by,
            at=stage.at,
        )


def allocate(stage: Stage, *, case: uuid.UUID) -> None:
    """Give the case to an investigator, who has not yet said whether there is a conflict."""
    investigator = stage.account("investigator")
    with stage.play("desk") as desk:
        allocate_investigator(
            file=case, account=investigator, vault=desk.vault, by=desk.by, at=stage.at
        )


def another_force(stage: Stage, *, case: uuid.UUID) -> None:
    """Ask the neighbouring force, which has not answered yet."""
    with stage.play("authority") as authority:
        ask_force(
            file=case, force=stage.organisations[cast.NEIGHBOUR], by=authority.by, at=stage.at
        )


def custodians(stage: Stage, *, case: uuid.UUID) -> None:
    """Ask the custodians for urgent access for somebody of another force."""
    named = stage.account("external-investigator")
    with stage.play("authority") as authority:
        told = _told(
            case, "Tomasz Whitaker", "He took her address from the system. She may be hurt tonight."
        )
        wish = Wish(kind="break_glass", purpose="danger", named=named, told=told, hours=HOURS)
        ask_custodians(file=case, wish=wish, vault=authority.vault, by=authority.by, at=stage.at)


def name(stage: Stage, *, case: uuid.UUID) -> None:
    """Ask the keepers for the name that the reporter gave in confidence."""
    named = stage.account("desk-two")
    with stage.play("authority") as authority:
        told = _told(case, "Emeka Obi", "She wishes to be met in person, by him.")
        wish = names.Wish(named=named, purpose="safety", days=DAYS, told=told)
        names.ask_for_name(file=case, wish=wish, by=authority.by, at=stage.at)


def _told(case: uuid.UUID, named: str, why: str) -> Told:
    reference = Case.objects.get(file_id=case).reference
    return Told(reference=reference, asked_by="Rosemary Pemberton", named=named, words=why)
