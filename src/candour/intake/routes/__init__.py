"""The ways in: one file each. A route says whom it is for and which pages its report has.

Counts are kept by route.
"""

import functools
import sys
from collections.abc import Mapping

from candour import catalogue
from candour.intake import origins
from candour.intake.ways import ELSE, OTHERS, YOU, Route

# The names of pages that reports have in common; "questions" stands for those that fit.
STORY = ("what_happened", "when_and_where", "person", "anyone_else")
FITTING = ("about", "questions")
TO_WHOM = ("must_not_see", "force", "destination", "files", "check")
SENDING = (*TO_WHOM, "equality", "words")

__all__ = ["ELSE", "FITTING", "OTHERS", "SENDING", "STORY", "YOU", "Route", "every"]


@functools.cache
def every() -> Mapping[str, Route]:
    """Return all routes by name, in the order in which a reporter sees them."""
    found = {
        **catalogue.entries(sys.modules[__name__], Route),
        **catalogue.entries(origins, Route),
    }
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
