"""Every page of every site, and what each of the cast gets there: one table, in one place."""

import uuid
from collections.abc import Iterator, Sequence

from django.urls import URLPattern, URLResolver

from walks.rows import (
    ALLEGATION,
    ATTACHED,
    BLOB,
    BY_READERS,
    CASE,
    DECIDERS,
    DESK,
    EVERYBODY,
    FILE,
    KEEPS_TERMS,
    LEADS_BACK,
    LEDGER,
    LISTED,
    MISSING,
    MOVED,
    NOBODY,
    ONE_REPORT,
    ONLY_POSTS,
    OPEN,
    OVERSEERS,
    PAPERS,
    PARTIES,
    POST_ONLY,
    RECORDED,
    SEATED,
    THE_CASE,
    THE_REPORT,
    WITNESSES,
    only,
    row,
)
from walks.walking import Walk

CASEWORK = (
    row("", SEATED),
    row("cases/", SEATED),
    row("cases/export/", SEATED),
    row("handed-on/<what>/", SEATED),
    *(row(route, LISTED) for route in ("chased/", "managers/", "solved-outside/")),
    *(row(f"reporting-lines{end}", LISTED) for end in ("/", ".csv")),
    row("custody/", SEATED),
    row("custody/urgent/", SEATED),
    # Nobody of the walk is asked for anything.
    row("custody/asked/<uuid:ask>/", only(())),
    row("names/", SEATED),
    row("names/<uuid:ask>/", only(())),
    row("names/shown/<uuid:answer>/", only(())),
    row(f"{CASE}names/", BY_READERS),
    row(f"{CASE}custody/", BY_READERS),
    row(f"{CASE}custody/recover/", DECIDERS),
    row(f"{CASE}custody/urgent/", DECIDERS),
    row(f"{CASE}custody/export/", DECIDERS),
    row(f"{CASE}custody/remove/<uuid:account>/", ONLY_POSTS),
    row(f"{CASE}custody/seal-again/", ONLY_POSTS),
    row(f"{CASE}custody/split/", ONLY_POSTS),
    row(f"{CASE}custody/harm/<uuid:request_id>/", NOBODY),
    row(f"{CASE}custody/review/<uuid:test>/", ONLY_POSTS),
    row(ONE_REPORT, DESK, of=THE_REPORT),
    # Recorded by now, so it leads on to the case.
    row(f"{ONE_REPORT}record/", RECORDED, of=THE_REPORT),
    *(row(f"{ONE_REPORT}{step}/", DESK, of=THE_REPORT) for step in ("answer", "pass-on", "reopen")),
    row(f"{FILE}advice/", DESK, of=THE_REPORT),
    row(f"{FILE}watch/", DESK, of=THE_REPORT),
    row(f"{FILE}watch/<uuid:watch>/", DESK, of=THE_REPORT),
    row(ATTACHED, BY_READERS),
    row(BLOB, BY_READERS),
    row(f"{BLOB}page/<int:page>/", BY_READERS),
    row(f"{BLOB}copy/", ONLY_POSTS),
    row(f"{BLOB}original/", ONLY_POSTS),
    row("looks/", LISTED),
    row("looks/<uuid:alarm>/", NOBODY),
    row("looked/", NOBODY),
    row(f"{FILE}inquiries/<uuid:inquiry>/", NOBODY),
    # The question is there for whoever sees the case, with or without a role in it.
    row(f"{CASE}ask/", only(("desk", "external-investigator"))),
    row(f"{CASE}asked/<uuid:asked>/", NOBODY),
    row(f"{CASE}looks/", DECIDERS),
    row(f"{CASE}looks/withhold/", only(("authority",))),
    row(f"{CASE}looks/<uuid:withholding>/", NOBODY),
    row("look-ups/", KEEPS_TERMS),
    row(f"{FILE}look-ups/", BY_READERS),
    row(f"{FILE}look-ups/<uuid:alert>/", NOBODY),
    row(CASE, BY_READERS),
    row(f"{CASE}take-on/", ONLY_POSTS),
    row(f"{CASE}words/", BY_READERS),
    row(f"{CASE}timeline/", BY_READERS),
    row(f"{CASE}timeline/step/", BY_READERS),
    row(f"{CASE}screening/", BY_READERS),
    row(f"{CASE}screening/<uuid:suggestion>/", LEADS_BACK),
    row(f"{CASE}screening/<uuid:described>/again/", LEADS_BACK),
    row(f"{CASE}severity/", BY_READERS),
    row(f"{ALLEGATION}facts/", BY_READERS),
    row(f"{ALLEGATION}history/", BY_READERS),
    row(f"{CASE}referral/", BY_READERS),
    row(f"{CASE}referral/answers/", BY_READERS),
    row(f"{CASE}referral/refer/", BY_READERS),
    row(f"{CASE}allocation/", BY_READERS),
    row(f"{CASE}walls/", BY_READERS),
    row(f"{CASE}walls/<uuid:wall>/", BY_READERS),
    row(f"{CASE}leave/", BY_READERS),
    row(f"{CASE}declaration/", only(("external-investigator",))),
    row(f"{CASE}other-force/", BY_READERS),
    row(f"{CASE}other-force/hand-over/", ONLY_POSTS),
    row(f"{CASE}who/", only(("authority",))),
    row("who/", LISTED),
    row("asked/", only(("authority",))),
    row(f"{CASE}letters/", BY_READERS),
    row(f"{CASE}outcome/", BY_READERS),
    row(f"{CASE}outcome/<uuid:allegation>/", BY_READERS),
    row(f"{CASE}outcome/tell/", BY_READERS),
    row(f"{CASE}outcome/close/", BY_READERS),
    # Those of the cast who sign in have no seat of a party.
    row("bundle/", NOBODY),
    row("bundle/<uuid:copy>/", NOBODY),
    row("bundle/<uuid:copy>/file/", ONLY_POSTS),
    row("bundle/<slug:reference>/ask/", NOBODY),
    *(
        row(f"{PARTIES}{page}", BY_READERS)
        for page in ("", "seat/", "representative/", "body/", "safety/", "safety/review/")
    ),
    row(f"{PARTIES}reviewer/", BY_READERS),
    row(f"{PARTIES}<uuid:party>/end/", LEADS_BACK),
    row(WITNESSES, BY_READERS),
    row(f"{WITNESSES}name/", BY_READERS),
    *(row(f"{WITNESSES}<uuid:witness>/{page}", NOBODY) for page in ("", "plan/", "check-in/")),
    *(row(f"{LEDGER}{page}", BY_READERS) for page in ("", "give/", "trace/", "leaks/")),
    row(f"{LEDGER}leaks/look/", ONLY_POSTS),
    row(f"{LEDGER}leaks/<uuid:leak>/", NOBODY),
    row(f"{LEDGER}<uuid:copy>/", NOBODY),
    row(f"{LEDGER}<uuid:copy>/file/", ONLY_POSTS),
    *(row(f"{CASE}report/{page}", BY_READERS) for page in ("", "write/", "review/")),
    *(row(f"my-work/{page}", SEATED) for page in ("", "due/", "late/", "dormant/")),
    row("my-work/escalated/", only(("authority",))),
    row("my-work/allocate/", LISTED),
    *(
        row(f"{CASE}progress/{page}", BY_READERS)
        for page in ("", "hand/", "again/", "back/", "risk/", "delay/", "more-time/")
    ),
    row(f"{CASE}tasks/", BY_READERS),
    row(f"{CASE}tasks/<uuid:task>/end/", NOBODY),
    row("search/", SEATED),
    row("search/words/", SEATED),
    *(
        row(f"{CASE}{page}", BY_READERS)
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
        row(f"{CASE}{page}", NOBODY)
        for page in (
            "plan/<uuid:line>/hand/",
            "plan/<uuid:line>/end/",
            "diary/<uuid:entry>/correct/",
            "exhibits/<uuid:exhibit>/move/",
        )
    ),
    *(
        row(f"{PAPERS}{page}", BY_READERS)
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
        row(f"{PAPERS}{page}", NOBODY)
        for page in (
            "letters/<uuid:letter>/",
            "letters/<uuid:letter>/pdf/",
            "schedules/<uuid:schedule>/pdf/",
            "redactions/of/<uuid:source>/",
            "redactions/<uuid:redaction>/",
            "publications/<uuid:publication>/",
        )
    ),
    row(f"{PAPERS}publications/<uuid:publication>/take-down/", ONLY_POSTS),
    row("crime-side/", LISTED),
    row("crime-side/<uuid:file>/", NOBODY),
    row(f"{CASE}crime-side/", BY_READERS),
    row(f"{CASE}crime-side/<uuid:task>/", NOBODY),
    *(row(f"case-system{end}", LISTED) for end in ("/", ".csv")),
    row("case-system/files/<uuid:aside>/", NOBODY),
    row(f"{CASE}case-system/", DECIDERS),
    row(f"{CASE}case-system/<uuid:difference>/", NOBODY),
    row("grievances/", LISTED),
    row("grievances/<uuid:file>/", NOBODY),
    *(
        row(page, LISTED)
        for page in (
            "gates/",
            "gates/ask/",
            "days-lost/",
            "look-backs/",
            "look-backs/screening/",
            "early-warning/",
        )
    ),
    row("api/hr/gates/", ONLY_POSTS),
    row("look-backs/begin/", only(("authority",))),
    row("look-backs/mine/", SEATED),
    *(
        row(page, NOBODY)
        for page in (
            "look-backs/<uuid:lookback>/",
            "look-backs/<uuid:lookback>/print/",
            f"{CASE}look-back/<uuid:looked>/",
            f"{CASE}look-back/<uuid:looked>/assign/",
            "early-warning/<uuid:flag>/",
            "early-warning/<uuid:flag>/decide/",
            "gates/<uuid:file>/",
            f"{CASE}supervisors/<uuid:noted>/",
            f"{CASE}supervisors/again/<uuid:person>/<slug:rung>/",
            f"{CASE}retaliation/<uuid:followed>/",
        )
    ),
    *(row(f"{CASE}supervisors/{end}", BY_READERS) for end in ("", "note/")),
    row("followed/", SEATED),
    row("consents/", SEATED),
    row("retaliation/", SEATED),
    *(row(f"{CASE}retaliation/{page}", BY_READERS) for page in ("", "reporter/", "evidence/")),
    row(f"{CASE}retaliation/action/", DECIDERS),
    *(
        row(f"{CASE}checks/{page}", BY_READERS)
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
        row(f"{CASE}checks/{page}", NOBODY)
        for page in ("second/<uuid:proposal>/", "learning/<uuid:learning>/")
    ),
    row(f"{CASE}next/", BY_READERS),
    row(f"{CASE}next/<slug:course>/<slug:which>/", BY_READERS),
    # Nothing of the walk opens a course of a person.
    row(f"{CASE}next/<slug:course>/<slug:which>/<uuid:person>/", NOBODY),
)
# The same pages of the other file: what is noted on the case, and what came with the report.
OF_THE_OTHER = (
    row(f"{FILE}advice/", BY_READERS),
    row(f"{FILE}watch/", DECIDERS),
    row(ATTACHED, DESK, of=THE_REPORT),
    row(BLOB, DESK, of=THE_REPORT),
    row(f"{BLOB}page/<int:page>/", DESK, of=THE_REPORT),
)
_OVERSEERS = {part: OPEN if part in OVERSEERS else MOVED for part in EVERYBODY}
_NO_ALERT = {part: MISSING if part in OVERSEERS else MOVED for part in EVERYBODY}
# What the log publishes is for everybody, signed in or not.
_LOG = (
    row("log/checkpoint", dict.fromkeys(EVERYBODY, OPEN)),
    row("log/tile/<path:address>", dict.fromkeys(EVERYBODY, MISSING)),
)
OVERSIGHT = (
    *(
        row(route, _OVERSEERS)
        for route in (
            "", "alerts/", "channels/", "channels.csv", "early-warning/", "escalations/", "gates/",
            "grievances/", "handling/", "holds/", "holds/place/", "late/", "left-out/", "looks/",
            "referrals/", "retaliation/", "reporting-lines/", "reporting-lines.csv",
            "measures/", "measures/beside/", "measures/<slug:name>/", "measures/<slug:name>.csv",
        )
    ),
    row("alerts/<uuid:alert>/", _NO_ALERT),
    row("holds/<uuid:hold>/", _NO_ALERT),
    row("late/<uuid:raised>/", _NO_ALERT),
    *_LOG,
    row("log/cosignatures", dict.fromkeys(EVERYBODY, POST_ONLY)),
)  # fmt: skip
_ALL = dict.fromkeys(EVERYBODY, OPEN)
_NO_NOTICE = dict.fromkeys(EVERYBODY, MISSING)
REPORT = (
    row("", _ALL),
    row("report/", _ALL),
    row("carry-on/", _ALL),
    row("appeals/", _ALL),
    row("mailbox/", _ALL),
    row("check/", _ALL),
    row("keys", _ALL),
    *_LOG,
    row("limits/", _ALL),
    row("decisions/", _ALL),
    row("standards/", _ALL),
    row("published/", _ALL),
    row("published/<slug:slug>/", _NO_NOTICE),
    row("figures/", _ALL),
    row("figures/<path:figure>", _NO_NOTICE),
    row("accessibility/", _ALL),
    row("leave/", dict.fromkeys(EVERYBODY, MOVED)),
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
    "account", "alarm", "alert", "answer", "aside", "ask", "asked", "copy", "described",
    "difference", "entry", "exhibit", "flag", "followed", "hold", "inquiry", "leak", "learning",
    "letter", "line", "lookback", "looked", "noted", "party", "person", "proposal", "publication",
    "raised", "redaction", "request_id", "schedule", "source", "task", "test", "wall",
    "withholding", "witness",
)  # fmt: skip


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
        "<path:figure>": "releases/2020-12-31-1/index.html",
        "<slug:slug>": "0" * 24,
        "<slug:name>": "timeliness",
        "<slug:course>": "complaint",
        "<slug:item>": "risk",
        "<slug:rung>": "reflective_practice",
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
