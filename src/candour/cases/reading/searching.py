"""What a search for cases matches: the reference, what an allegation is about, people and units."""

import uuid
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from candour.cases.models import Allegation
from candour.cases.reading import wording
from candour.core.matching.conflicts import fold

# Asked of the register alone, so that a hidden case and none take the same work.
_PEOPLE = "select person_id from cases.people_sought(%s)"
_UNITS = "select unit_id from cases.units_sought(%s)"
# From the spells in the unit to their people's allegations: indexes alone answer both.
_SERVED_THEN = """
    select allegation.file_id
    from people_posting as posting
    join cases_allegation as allegation on allegation.subject_id = posting.person_id
    join cases_case as known on known.file_id = allegation.file_id
    where posting.unit_id = any(%s)
      and posting.from_on <= coalesce(known.incident_on, known.received_on)
      and (posting.until_on is null
           or posting.until_on >= coalesce(known.incident_on, known.received_on))
"""


def like(text: str) -> Q:
    """Match a part of the reference, or what an allegation is about."""
    wanted = text.casefold().strip()
    codes = {
        code
        for code, name in wording.CATEGORIES.items()
        if wanted in name.casefold() or wanted == code.casefold()
    }
    codes |= {code for code in wording.CATEGORIES if code[:1] in codes}
    about = Allegation.objects.filter(Q(category__in=codes) | Q(source_category__icontains=wanted))
    return Q(reference__icontains=wanted) | Q(file_id__in=about.values("file_id"))


def anywhere(text: str) -> Q:
    """Match the same, and cases about a person or a unit of that name."""
    return like(text) | about(people(text)) | served_in(_ids(_UNITS, fold(text)))


def people(text: str) -> list[uuid.UUID]:
    """Return whom a text names, among everybody in the register."""
    return _ids(_PEOPLE, fold(text))


def about(persons: Sequence[uuid.UUID]) -> Q:
    """Match cases about one of these people."""
    rows = Allegation.objects.filter(subject_id__in=persons)
    return Q(file_id__in=rows.values("file_id"))


def served_in(units: Sequence[uuid.UUID]) -> Q:
    """Match cases with a subject who served in one of these units when it happened."""
    served = RawSQL(_SERVED_THEN, [list(units)])  # noqa: S611 - constant; the units are parameters
    return Q(file_id__in=served)


def _ids(sql: str, wanted: str) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted])
        return [found for (found,) in cursor.fetchall()]
