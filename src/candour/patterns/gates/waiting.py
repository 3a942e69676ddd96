"""The gates that nobody has decided, as far as their files can be seen."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from candour.cases.work.beside import Reach, Source, Waiting
from candour.law.policies.escalation import GATE
from candour.patterns.models import Gate, GateDecision

PAGE = "gate"


def undecided() -> QuerySet[Gate]:
    """Return the gates without a decision; part of lists that demanded."""
    decided = GateDecision.objects.filter(gate=OuterRef("pk"))
    return Gate.objects.filter(~Exists(decided))


def _find(reach: Reach) -> Iterator[Waiting]:
    for gate in reach.narrow(undecided(), "due_on"):
        yield Waiting(
            id=gate.id,
            file=gate.file_id,
            organisation_id=gate.organisation_id,
            code=GATE,
            since_on=gate.came_on,
            due_on=gate.due_on,
            page=PAGE,
        )


SOURCE = Source(permission="patterns.gate_list", find=_find)
