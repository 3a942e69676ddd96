"""Which grievances nobody has settled yet: moved, or staying with a second person's agreement."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from candour.cases.models import GrievanceDecision, GrievanceItem

_SETTLED = Q(answer="conduct") | Q(answer="stays", review__is_agreed=True)


def undecided() -> QuerySet[GrievanceItem]:
    """Return the grievances that wait, as far as the actor sees them."""
    settled = GrievanceDecision.objects.filter(_SETTLED, asked=OuterRef("pk"))
    return GrievanceItem.objects.filter(~Exists(settled))


def is_undecided(item: GrievanceItem) -> bool:
    """Say whether a grievance still waits."""
    return not item.decisions.filter(_SETTLED).exists()


def needs_second(decision: GrievanceDecision) -> bool:
    """Say whether a decision waits for a second person."""
    return decision.answer == "stays" and not hasattr(decision, "review")


def count_due(*, on: datetime.date) -> int:
    """Return how many grievances wait, late ones among them; for the first page."""
    return undecided().filter(came_on__lte=on).count()
