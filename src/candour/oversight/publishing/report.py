"""Prints a release as one tagged PDF: every table with what it counts, for whoever reads on paper.

It says what the pages say and no more. Charts are left out: each has its table.
"""

from collections.abc import Mapping, Sequence

from django.template.loader import render_to_string

from candour.cases.papers import printing
from candour.oversight.publishing.releasing import Prepared

FILE = "report.pdf"


def of_release(
    *, prepared: Prepared, organisations: Mapping[str, Sequence[Mapping[str, object]]]
) -> dict[str, bytes]:
    """Return the report as a file; none where this server can't print, which stops no release.

    organisations: by name, the page of each publication with its tables as the pages show them.
    """
    context = {"prepared": prepared, "organisations": organisations}
    page = render_to_string("oversight/published/report.html", context)
    try:
        return {FILE: printing.of_page(page=page)}
    except printing.NoPrinter:
        return {}
