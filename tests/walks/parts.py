"""Every page of every site, and what each of the cast gets there: one table, in one place."""

import dataclasses
import uuid
from collections.abc import Mapping

from walks.walking import Walk

OPEN, MOVED, MISSING, POST_ONLY = 200, 302, 404, 405

# The complainant has no account: she is whoever is signed in nowhere.
COMPLAINANT = "complainant"
READERS = ("desk", "authority", "external-investigator")
KEPT_OUT = ("subject", "colleague", "line-manager", "investigator", "stranger")
OVERSEERS = ("oversight",)
EVERYBODY = (COMPLAINANT, *READERS, *KEPT_OUT, *OVERSEERS)

Expected = Mapping[str, int]


def _only(readers: tuple[str, ...], status: int = OPEN, *, others: int = MISSING) -> Expected:
    """Whoever has no seat at the site is sent to sign in, whatever the page."""
    seated = {*READERS, *KEPT_OUT}
    return {
        part: status if part in readers else others if part in seated else MOVED
        for part in EVERYBODY
    }


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One page: its address as the site names it, and the answer for each part."""

    route: str
    expected: Expected

    def path(self, known: Mapping[str, str]) -> str:
        found = self.route
        for name, value in known.items():
            found = found.replace(name, value)
        return f"/{found}"


def _row(route: str, expected: Expected) -> Row:
    return Row(route=route, expected=expected)


_CASE = "cases/<uuid:file>/"
_ALLEGATION = f"{_CASE}severity/<uuid:allegation>/"
_SEATED = _only((*READERS, *KEPT_OUT))
_DESK = _only(("desk",))
_RECORDED = _only(("desk",), MOVED)
_READERS = _only(READERS)
_LEADS_BACK = _only(READERS, MOVED)
_ONLY_POSTS = _only((), others=POST_ONLY) | {COMPLAINANT: POST_ONLY, "oversight": POST_ONLY}

CASEWORK = (
    _row("", _SEATED),
    _row("cases/", _SEATED),
    _row("cases/export/", _SEATED),
    _row("handed-on/<what>/", _SEATED),
    _row("reports/<uuid:file>/", _DESK),
    # Recorded by now, so it leads on to the case.
    _row("reports/<uuid:file>/record/", _RECORDED),
    _row(_CASE, _READERS),
    _row(f"{_CASE}take-on/", _ONLY_POSTS),
    _row(f"{_CASE}words/", _READERS),
    _row(f"{_CASE}timeline/", _READERS),
    _row(f"{_CASE}timeline/step/", _READERS),
    _row(f"{_CASE}screening/", _READERS),
    _row(f"{_CASE}screening/<uuid:suggestion>/", _LEADS_BACK),
    _row(f"{_CASE}screening/<uuid:described>/again/", _LEADS_BACK),
    _row(f"{_CASE}severity/", _READERS),
    _row(f"{_ALLEGATION}facts/", _READERS),
    _row(f"{_ALLEGATION}history/", _READERS),
    _row(f"{_CASE}referral/", _READERS),
    _row(f"{_CASE}referral/answers/", _READERS),
    _row(f"{_CASE}referral/refer/", _READERS),
    _row(f"{_CASE}allocation/", _READERS),
    _row(f"{_CASE}letters/", _READERS),
    _row(f"{_CASE}outcome/", _READERS),
    _row(f"{_CASE}outcome/<uuid:allegation>/", _READERS),
    _row(f"{_CASE}outcome/tell/", _READERS),
    _row(f"{_CASE}outcome/close/", _READERS),
)
_OVERSEERS = {part: OPEN if part in OVERSEERS else MOVED for part in EVERYBODY}
_NO_ALERT = {part: MISSING if part in OVERSEERS else MOVED for part in EVERYBODY}
OVERSIGHT = (
    *(
        _row(route, _OVERSEERS)
        for route in (
            "", "alerts/", "channels/", "channels.csv", "reporting-lines/", "reporting-lines.csv",
            "measures/", "measures/<slug:name>/", "measures/<slug:name>.csv",
        )
    ),
    _row("alerts/<uuid:alert>/", _NO_ALERT),
)  # fmt: skip
_ALL = dict.fromkeys(EVERYBODY, OPEN)
REPORT = (
    _row("", _ALL),
    _row("report/", _ALL),
    _row("carry-on/", _ALL),
    _row("appeals/", _ALL),
    _row("mailbox/", _ALL),
    _row("check/", _ALL),
    _row("keys", _ALL),
    _row("log/checkpoint", _ALL),
    _row("limits/", _ALL),
    _row("accessibility/", _ALL),
    _row("leave/", dict.fromkeys(EVERYBODY, MOVED)),
)


def known(walk: Walk, *, is_report: bool = False) -> dict[str, str]:
    """Return what stands for each name of a route: the ids of the walk's own case."""
    files = walk.handlers.addresses
    return {
        "<uuid:file>": _id(walk.handlers.report if is_report else walk.handlers.case),
        "<uuid:allegation>": next(_id(one) for one in files if one.endswith("/facts/")),
        "<uuid:suggestion>": next(
            _id(one) for one in files if "/screening/" in one and not one.endswith("screening/")
        ),
        "<uuid:described>": str(uuid.UUID(int=0xDEAD)),
        "<uuid:alert>": str(uuid.UUID(int=0xDEAD)),
        "<slug:name>": "timeliness",
        "<what>": "case",
    }


def _id(address: str) -> str:
    """Return the last id of an address."""
    return [part for part in address.split("/") if part.count("-") == 4][-1]
