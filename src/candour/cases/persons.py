"""Whether two accounts belong to one person: nobody answers for, reviews or triages themselves."""

import uuid
from collections.abc import Iterable

from candour.guard.models import Account


def is_one_of(account: uuid.UUID, others: Iterable[uuid.UUID]) -> bool:
    """Say whether an account is among others, or its person holds one of them."""
    wanted = set(others)
    if account in wanted:
        return True
    person = Account.objects.values_list("person_id", flat=True).get(id=account)
    if person is None:
        return False
    return Account.objects.filter(id__in=wanted, person_id=person).exists()
