"""What a search for cases matches: the reference, what an allegation is about, people and units."""

import re
import uuid
from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, Q
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
# Both bounds are leakproof, so that row security leaves them to the index: a part of a reference
# from its middle would be compared with every row. Nothing sorts after the last code point.
_BEGUN = "cases_case.reference ~>=~ %s and cases_case.reference ~<~ %s"
_LAST = chr(0x10FFFF)
_FORCES = "select unnest(guard.my_organisations())"
# One of ours as far as it was typed: C-VCXP-GCWF.
_OURS = re.compile(r"[A-Za-z]-[A-Za-z0-9]{1,4}(-[A-Za-z0-9]{0,4})?")


def like(text: str) -> Q:
    """Match how a reference begins, or what an allegation is about.

    What is written as one of our references is looked for as one and as nothing else.
    """
    wanted = text.casefold().strip()
    begun = _begun(text.strip())
    if _OURS.fullmatch(text.strip()):
        return begun
    codes = {
        code
        for code, name in wording.CATEGORIES.items()
        if wanted in name.casefold() or wanted == code.casefold()
    }
    codes |= {code for code in wording.CATEGORIES if code[:1] in codes}
    about = Allegation.objects.filter(Q(category__in=codes) | Q(source_category__icontains=wanted))
    return begun | Q(file_id__in=about.values("file_id"))


def _begun(text: str) -> Q:
    """Match references that begin as somebody typed: each beginning is one range of the index."""
    found = Q()
    for one in _beginnings(text):
        ends = [one, one + _LAST]
        found |= Q(RawSQL(_BEGUN, ends, output_field=BooleanField()))  # noqa: S611 - constant; the ends are parameters
    return found


def _beginnings(text: str) -> list[str]:
    """Return how a reference may begin that somebody typed: in capitals, and without its letter.

    What another case system numbered has the force before it, which nobody types.
    """
    theirs = [f"{force.hex[:6].upper()}-{text}" for force in _ids(_FORCES)]
    return list(dict.fromkeys([text, text.upper(), f"C-{text.upper()}", *theirs]))


def anywhere(text: str) -> Q:
    """Match the same, and cases about a person or a unit of that name."""
    if _OURS.fullmatch(text.strip()):
        return like(text)
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


def _ids(sql: str, *wanted: str) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(sql, wanted)
        return [found for (found,) in cursor.fetchall()]
