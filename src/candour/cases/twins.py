"""A report and the case made of it: whoever is kept from one is kept from the other."""

import uuid

from candour.access import reports
from candour.cases.models import Case


def files_of(*, file: uuid.UUID) -> list[uuid.UUID]:
    """Return a report and the case made of it, open for this transaction to draw their walls."""
    files = [file, *reports.open_report_of(case=file)]
    return files + list(Case.objects.filter(report_file_id=file).values_list("file_id", flat=True))
