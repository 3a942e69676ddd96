"""What a search for cases matches: a part of the reference, or what an allegation is about."""

from django.db.models import Q

from candour.cases.models import Allegation
from candour.cases.reading import wording


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
