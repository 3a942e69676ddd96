"""How the reports of the story become cases: recorded by the desk, and screened."""

import datetime
import uuid

from candour.cases.actions.decide_link import decide_link
from candour.cases.actions.record_report import record_report
from candour.cases.models import Suggestion
from candour.cases.recording import Recording
from candour.guard.models import Account
from candour.law.events import CaseKind
from candour.ops.demo.story.stage import Stage


def conduct(stage: Stage, *, report: uuid.UUID) -> uuid.UUID:
    """Record what a colleague reports, find who it is about, and return the case."""
    case = _record(
        stage,
        report=report,
        kind=CaseKind.CONDUCT_MATTER,
        reason="She describes being pushed and threatened by an officer on duty.",
        reporter_kind="police_staff_same_force",
        categories=("H5", "B4"),
    )
    _screen(stage, case=case)
    return case


def complaint(stage: Stage, *, report: uuid.UUID) -> uuid.UUID:
    """Record what somebody of the public reports, of a kind that another force investigates."""
    return _record(
        stage,
        report=report,
        kind=CaseKind.COMPLAINT,
        reason="An officer uses his position to press for a sexual relationship.",
        reporter_kind="public",
        categories=("J2",),
    )


def _record(
    stage: Stage, *, report: uuid.UUID, kind: CaseKind, reason: str, reporter_kind: str,
    categories: tuple[str, ...],
) -> uuid.UUID:  # fmt: skip
    decided = Recording(
        kind=kind,
        reason=reason,
        reporter_kind=reporter_kind,
        incident_on=stage.at.date() - datetime.timedelta(days=14),
        is_under_schedule_3=True,
        categories=(categories,),
    )
    with stage.play("desk") as desk:
        recorded = record_report(
            report=report, recording=decided, vault=desk.vault, by=desk.by, at=stage.at
        )
    return recorded.file


def _screen(stage: Stage, *, case: uuid.UUID) -> None:
    """Answer each suggestion: the one person is the one described, and nobody else is."""
    subject = Account.objects.get(username="subject").person_id
    found = Suggestion.objects.filter(file_id=case).order_by("-weight", "id")
    ordered = sorted(found, key=lambda one: one.person_id != subject)
    for one in ordered:
        is_subject = one.person_id == subject
        with stage.play("desk") as desk:
            decide_link(
                suggestion=one.id,
                file=case,
                answer="same" if is_subject else "not_same",
                reason="The team and the name." if is_subject else "Another team.",
                by=desk.by,
                at=stage.at,
            )
