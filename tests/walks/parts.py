"""Every page of every site, and what each of the cast gets there: one table, in one place."""

import dataclasses
import uuid
from collections.abc import Iterator, Mapping, Sequence

from django.urls import URLPattern, URLResolver

from walks.walking import Walk

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


def _only(readers: tuple[str, ...], status: int = OPEN, *, others: int = MISSING) -> Expected:
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


def _row(route: str, expected: Expected, *, of: str = THE_CASE) -> Row:
    return Row(route=route, expected=expected, of=of)


_CASE = "cases/<uuid:file>/"
_REPORT = "reports/<uuid:file>/"
# What may be noted on a report and on a case alike, and what came with either.
_FILE = "files/<uuid:file>/"
_ATTACHED = "attachments/<uuid:file>/"
_BLOB = f"{_ATTACHED}<uuid:blob>/"
_ALLEGATION = f"{_CASE}severity/<uuid:allegation>/"
_PARTIES = f"{_CASE}parties/"
_WITNESSES = f"{_CASE}witnesses/"
_LEDGER = f"{_CASE}disclosure/"
_PAPERS = f"{_CASE}papers/"
_SEATED = _only((*READERS, *KEPT_OUT))
# Desks and investigators keep the terms that reporters want watched; the authority does not.
_KEEPS_TERMS = _only(tuple(one for one in (*READERS, *KEPT_OUT) if one != "authority"))
_DESK = _only(("desk",))
_RECORDED = _only(("desk",), MOVED)
_READERS = _only(READERS)
_LEADS_BACK = _only(READERS, MOVED)
_NOBODY = _only(())
_DECIDERS = _only(("desk", "authority"))
# The subject has a seat on the desk, and gets lists like the others': of what is known to them.
_LISTED = _only(("desk", "authority", "subject"))
ONLY_POSTS = _only((), others=POST_ONLY) | {COMPLAINANT: POST_ONLY, "oversight": POST_ONLY}

CASEWORK = (
    _row("", _SEATED),
    _row("cases/", _SEATED),
    _row("cases/export/", _SEATED),
    _row("handed-on/<what>/", _SEATED),
    *(_row(route, _LISTED) for route in ("chased/", "managers/", "solved-outside/")),
    *(_row(f"reporting-lines{end}", _LISTED) for end in ("/", ".csv")),
    _row("custody/", _SEATED),
    _row("custody/urgent/", _SEATED),
    # Nobody of the walk is asked for anything.
    _row("custody/asked/<uuid:ask>/", _only(())),
    _row("names/", _SEATED),
    _row("names/<uuid:ask>/", _only(())),
    _row("names/shown/<uuid:answer>/", _only(())),
    _row(f"{_CASE}names/", _READERS),
    _row(f"{_CASE}custody/", _READERS),
    _row(f"{_CASE}custody/recover/", _DECIDERS),
    _row(f"{_CASE}custody/urgent/", _DECIDERS),
    _row(f"{_CASE}custody/export/", _DECIDERS),
    _row(f"{_CASE}custody/remove/<uuid:account>/", ONLY_POSTS),
    _row(f"{_CASE}custody/seal-again/", ONLY_POSTS),
    _row(f"{_CASE}custody/split/", ONLY_POSTS),
    _row(f"{_CASE}custody/harm/<uuid:request_id>/", _READERS),
    _row(f"{_CASE}custody/review/<uuid:test>/", ONLY_POSTS),
    _row(_REPORT, _DESK, of=THE_REPORT),
    # Recorded by now, so it leads on to the case.
    _row(f"{_REPORT}record/", _RECORDED, of=THE_REPORT),
    *(_row(f"{_REPORT}{step}/", _DESK, of=THE_REPORT) for step in ("answer", "pass-on", "reopen")),
    _row(f"{_FILE}advice/", _DESK, of=THE_REPORT),
    _row(f"{_FILE}watch/", _DESK, of=THE_REPORT),
    _row(f"{_FILE}watch/<uuid:watch>/", _DESK, of=THE_REPORT),
    _row(_ATTACHED, _READERS),
    _row(_BLOB, _READERS),
    _row(f"{_BLOB}page/<int:page>/", _READERS),
    _row(f"{_BLOB}copy/", ONLY_POSTS),
    _row(f"{_BLOB}original/", ONLY_POSTS),
    _row("looks/", _LISTED),
    _row("looks/<uuid:alarm>/", _NOBODY),
    _row("looked/", _NOBODY),
    _row(f"{_FILE}inquiries/<uuid:inquiry>/", _NOBODY),
    # The question is there for whoever sees the case, with or without a role in it.
    _row(f"{_CASE}ask/", _only(("desk", "external-investigator"))),
    _row(f"{_CASE}asked/<uuid:asked>/", _NOBODY),
    _row(f"{_CASE}looks/", _DECIDERS),
    _row(f"{_CASE}looks/withhold/", _only(("authority",))),
    _row(f"{_CASE}looks/<uuid:withholding>/", _NOBODY),
    _row("look-ups/", _KEEPS_TERMS),
    _row(f"{_FILE}look-ups/", _READERS),
    _row(f"{_FILE}look-ups/<uuid:alert>/", _NOBODY),
    _row(_CASE, _READERS),
    _row(f"{_CASE}take-on/", ONLY_POSTS),
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
    _row(f"{_CASE}walls/", _READERS),
    _row(f"{_CASE}walls/<uuid:wall>/", _READERS),
    _row(f"{_CASE}leave/", _READERS),
    _row(f"{_CASE}declaration/", _only(("external-investigator",))),
    _row(f"{_CASE}other-force/", _READERS),
    _row(f"{_CASE}other-force/hand-over/", ONLY_POSTS),
    _row(f"{_CASE}who/", _only(("authority",))),
    _row("who/", _LISTED),
    _row("asked/", _only(("authority",))),
    _row(f"{_CASE}letters/", _READERS),
    _row(f"{_CASE}outcome/", _READERS),
    _row(f"{_CASE}outcome/<uuid:allegation>/", _READERS),
    _row(f"{_CASE}outcome/tell/", _READERS),
    _row(f"{_CASE}outcome/close/", _READERS),
    # Those of the cast who sign in have no seat of a party.
    _row("bundle/", _NOBODY),
    _row("bundle/<uuid:copy>/", _NOBODY),
    _row("bundle/<slug:reference>/ask/", _NOBODY),
    *(
        _row(f"{_PARTIES}{page}", _READERS)
        for page in ("", "seat/", "representative/", "body/", "safety/", "safety/review/")
    ),
    _row(f"{_PARTIES}<uuid:party>/end/", _LEADS_BACK),
    _row(_WITNESSES, _READERS),
    _row(f"{_WITNESSES}name/", _READERS),
    *(_row(f"{_WITNESSES}<uuid:witness>/{page}", _NOBODY) for page in ("", "plan/", "check-in/")),
    *(_row(f"{_LEDGER}{page}", _READERS) for page in ("", "give/", "trace/", "leaks/")),
    _row(f"{_LEDGER}leaks/look/", ONLY_POSTS),
    _row(f"{_LEDGER}<uuid:copy>/", _NOBODY),
    *(_row(f"{_CASE}report/{page}", _READERS) for page in ("", "write/", "review/")),
    *(_row(f"my-work/{page}", _SEATED) for page in ("", "due/", "late/", "dormant/")),
    _row("my-work/escalated/", _only(("authority",))),
    _row("my-work/allocate/", _LISTED),
    *(
        _row(f"{_CASE}progress/{page}", _READERS)
        for page in ("", "hand/", "again/", "back/", "risk/", "delay/", "more-time/")
    ),
    _row(f"{_CASE}tasks/", _READERS),
    _row(f"{_CASE}tasks/<uuid:task>/end/", _NOBODY),
    _row("search/", _SEATED),
    _row("search/words/", _SEATED),
    *(
        _row(f"{_CASE}{page}", _READERS)
        for page in (
            "plan/",
            "diary/",
            "contacts/",
            "exhibits/",
            "exhibits/add/",
            "print/",
            "print/summary/",
            "print/plan/",
            "print/diary/",
            "print/exhibits/",
        )
    ),
    *(
        _row(f"{_CASE}{page}", _NOBODY)
        for page in (
            "plan/<uuid:line>/hand/",
            "plan/<uuid:line>/end/",
            "diary/<uuid:entry>/correct/",
            "exhibits/<uuid:exhibit>/move/",
        )
    ),
    *(
        _row(f"{_PAPERS}{page}", _READERS)
        for page in (
            "",
            "write/<slug:template>/",
            "schedules/",
            "schedules/write/<slug:stage>/",
            "redactions/",
            "review/",
            "publications/",
            "publications/propose/<slug:notice>/",
        )
    ),
    *(
        _row(f"{_PAPERS}{page}", _NOBODY)
        for page in (
            "letters/<uuid:letter>/",
            "letters/<uuid:letter>/pdf/",
            "schedules/<uuid:schedule>/pdf/",
            "redactions/of/<uuid:source>/",
            "redactions/<uuid:redaction>/",
            "publications/<uuid:publication>/",
        )
    ),
    _row(f"{_PAPERS}publications/<uuid:publication>/take-down/", ONLY_POSTS),
    _row("crime-side/", _LISTED),
    _row("crime-side/<uuid:file>/", _NOBODY),
    _row(f"{_CASE}crime-side/", _READERS),
    _row(f"{_CASE}crime-side/<uuid:task>/", _NOBODY),
    *(_row(f"case-system{end}", _LISTED) for end in ("/", ".csv")),
    _row(f"{_CASE}case-system/", _DECIDERS),
    _row(f"{_CASE}case-system/<uuid:difference>/", _NOBODY),
    _row("grievances/", _LISTED),
    _row("grievances/<uuid:file>/", _NOBODY),
    _row("followed/", _SEATED),
    *(
        _row(f"{_CASE}checks/{page}", _READERS)
        for page in (
            "",
            "no-case/<uuid:allegation>/",
            "second/",
            "abuse/<slug:item>/",
            "follow-up/<slug:topic>/",
            "learning/",
        )
    ),
    *(
        _row(f"{_CASE}checks/{page}", _NOBODY)
        for page in ("second/<uuid:proposal>/", "learning/<uuid:learning>/")
    ),
    _row(f"{_CASE}next/", _READERS),
    _row(f"{_CASE}next/<slug:course>/<slug:which>/", _READERS),
    # Nothing of the walk opens a course of a person.
    _row(f"{_CASE}next/<slug:course>/<slug:which>/<uuid:person>/", _NOBODY),
)
# The same pages of the other file: what is noted on the case, and what came with the report.
OF_THE_OTHER = (
    _row(f"{_FILE}advice/", _READERS),
    _row(f"{_FILE}watch/", _DECIDERS),
    _row(_ATTACHED, _DESK, of=THE_REPORT),
    _row(_BLOB, _DESK, of=THE_REPORT),
    _row(f"{_BLOB}page/<int:page>/", _DESK, of=THE_REPORT),
)
_OVERSEERS = {part: OPEN if part in OVERSEERS else MOVED for part in EVERYBODY}
_NO_ALERT = {part: MISSING if part in OVERSEERS else MOVED for part in EVERYBODY}
# What the log publishes is for everybody, signed in or not.
_LOG = (
    _row("log/checkpoint", dict.fromkeys(EVERYBODY, OPEN)),
    _row("log/tile/<path:address>", dict.fromkeys(EVERYBODY, MISSING)),
)
OVERSIGHT = (
    *(
        _row(route, _OVERSEERS)
        for route in (
            "", "alerts/", "channels/", "channels.csv", "escalations/", "grievances/", "late/",
            "left-out/", "looks/",
            "reporting-lines/", "reporting-lines.csv",
            "measures/", "measures/<slug:name>/", "measures/<slug:name>.csv",
        )
    ),
    _row("alerts/<uuid:alert>/", _NO_ALERT),
    _row("late/<uuid:raised>/", _NO_ALERT),
    *_LOG,
    _row("log/cosignatures", dict.fromkeys(EVERYBODY, POST_ONLY)),
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
    *_LOG,
    _row("limits/", _ALL),
    _row("decisions/", _ALL),
    _row("accessibility/", _ALL),
    _row("leave/", dict.fromkeys(EVERYBODY, MOVED)),
)


def routes(patterns: Sequence[URLPattern | URLResolver], *, below: str = "") -> Iterator[str]:
    """Yield every address of a site as it names them, those of included ones too."""
    for one in patterns:
        route = f"{below}{str(one.pattern).strip('^$')}"
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, below=route)
        else:
            yield route.replace("(?P<what>report|case)", "<what>")


# Names in addresses of which the walk builds nothing.
NEVER_BUILT = (
    "account",
    "alarm",
    "alert",
    "answer",
    "ask",
    "asked",
    "copy",
    "described",
    "difference",
    "entry",
    "exhibit",
    "inquiry",
    "learning",
    "letter",
    "line",
    "party",
    "person",
    "proposal",
    "publication",
    "raised",
    "redaction",
    "request_id",
    "schedule",
    "source",
    "task",
    "test",
    "wall",
    "withholding",
    "witness",
)


def known(walk: Walk) -> dict[str, str]:
    """Return what stands for each name of a route: the ids of the walk's own report and case."""
    files = walk.handlers.addresses
    return {
        THE_REPORT: _id(walk.handlers.report),
        THE_CASE: _id(walk.handlers.case),
        "<uuid:watch>": next(_id(one) for one in files if "/watch/" in one[:-1]),
        "<uuid:blob>": next(_id(one) for one in files if one.endswith("/copy/")),
        "<int:page>": "1",
        "<uuid:allegation>": next(_id(one) for one in files if one.endswith("/facts/")),
        "<uuid:suggestion>": next(
            _id(one) for one in files if "/screening/" in one and not one.endswith("screening/")
        ),
        "<slug:reference>": "C-0000-0000",
        **{f"<uuid:{one}>": str(uuid.UUID(int=0xDEAD)) for one in NEVER_BUILT},
        "<path:address>": "9/000",
        "<slug:name>": "timeliness",
        "<slug:course>": "complaint",
        "<slug:item>": "risk",
        "<slug:topic>": "housing",
        "<slug:which>": "preserve_evidence",
        "<slug:notice>": "hearing_notice",
        "<slug:stage>": "notice",
        "<slug:template>": "update",
        "<what>": "case",
    }


def _id(address: str) -> str:
    """Return the last id of an address."""
    return [part for part in address.split("/") if part.count("-") == 4][-1]
