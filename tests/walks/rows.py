"""What a row about a page says: its address, of which file, and what each of the cast gets."""

import dataclasses
from collections.abc import Mapping

OPEN, MOVED, MISSING, POST_ONLY = 200, 302, 404, 405
# Of which of the two files of the walk a page is.
THE_REPORT, THE_CASE = "<report>", "<case>"

# The complainant has no account: she is whoever is signed in nowhere.
COMPLAINANT = "complainant"
READERS = ("desk", "authority", "external-investigator")
KEPT_OUT = ("subject", "colleague", "line-manager", "investigator", "stranger")
OVERSEERS = ("oversight",)
EVERYBODY = (COMPLAINANT, *READERS, *KEPT_OUT, *OVERSEERS)

Expected = Mapping[str, int]


def only(readers: tuple[str, ...], status: int = OPEN, *, others: int = MISSING) -> Expected:
    """Whoever has no seat at the site is sent to sign in, whatever the page."""
    seated = {*READERS, *KEPT_OUT}
    return {
        part: status if part in readers else others if part in seated else MOVED
        for part in EVERYBODY
    }


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One page: its address as the site names it, of which file, and the answer for each part."""

    route: str
    expected: Expected
    of: str

    def path(self, known: Mapping[str, str]) -> str:
        found = self.route.replace("<uuid:file>", self.of)
        for name, value in known.items():
            found = found.replace(name, value)
        return f"/{found}"


def row(route: str, expected: Expected, *, of: str = THE_CASE) -> Row:
    return Row(route=route, expected=expected, of=of)


CASE = "cases/<uuid:file>/"
ONE_REPORT = "reports/<uuid:file>/"
# What may be noted on a report and on a case alike, and what came with either.
FILE = "files/<uuid:file>/"
ATTACHED = "attachments/<uuid:file>/"
BLOB = f"{ATTACHED}<uuid:blob>/"
ALLEGATION = f"{CASE}severity/<uuid:allegation>/"
PARTIES = f"{CASE}parties/"
WITNESSES = f"{CASE}witnesses/"
LEDGER = f"{CASE}disclosure/"
PAPERS = f"{CASE}papers/"
SEATED = only((*READERS, *KEPT_OUT))
# Desks and investigators keep the terms that reporters want watched; the authority does not.
KEEPS_TERMS = only(tuple(one for one in (*READERS, *KEPT_OUT) if one != "authority"))
DESK = only(("desk",))
RECORDED = only(("desk",), MOVED)
BY_READERS = only(READERS)
LEADS_BACK = only(READERS, MOVED)
NOBODY = only(())
DECIDERS = only(("desk", "authority"))
# The subject has a seat on the desk, and gets lists like the others': of what is known to them.
LISTED = only(("desk", "authority", "subject"))
ONLY_POSTS = only((), others=POST_ONLY) | {COMPLAINANT: POST_ONLY, "oversight": POST_ONLY}
