"""The return to the IOPC: complaints logged and finalised, what they are about, and how long."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from candour.law import categories, outcomes
from candour.law.instruments import SINCE_2020
from candour.law.outcomes import Setting
from candour.oversight.returns import complaints, selecting
from candour.oversight.returns.layout import Agreement, Asked, Counted, Entry, Layout, Table, Value

_COMPLAINT: Final = "complaint"
_NAMES = {row.code: row.name for row in categories.CATEGORIES}
_OLD = tuple(row.code for row in categories.LEGACY_CATEGORIES)
_ENDS: Mapping[Setting, tuple[str, ...]] = {
    setting: tuple(
        row.code for row in (*outcomes.RESULTS, *outcomes.FINDINGS) if row.setting in settings
    )
    for setting, settings in (
        (Setting.OUTSIDE_SCHEDULE_3, {Setting.OUTSIDE_SCHEDULE_3}),
        (Setting.SCHEDULE_3,
         {Setting.SCHEDULE_3, Setting.SPECIAL_PROCEDURES, Setting.PROCEEDINGS}),
    )
}  # fmt: skip
_REASONS = {
    "no_allegation": "The complaint has no allegation.",
    "no_category": "The allegation's category is not in the national list of 2020.",
    "no_old_code": "It was received before 1 February 2020, and no letter of the list then in force"
    " is known of this many allegations.",
    "no_handling": "Nothing says whether the complaint was recorded under Schedule 3.",
    "recorded_late": "It was recorded under Schedule 3 after it was finalised.",
    "closed_undated": "It is closed, but the day is not known.",
    "no_result": "The complaint is finalised, and the allegation has no result.",
    "other_result": "The result is not one of the track on which the complaint was handled.",
}


def _count_all(asked: Asked) -> Counted:
    """Count every table, what must be left out of it, and what must agree."""
    logged = _logged(asked)
    closed = _closed(asked)
    tables = (*logged.tables, *closed.tables)
    return Counted(
        tables=tables,
        left_out=(*logged.left_out, *closed.left_out),
        agreements=(*logged.agreements, *closed.agreements),
    )


def _logged(asked: Asked) -> Counted:
    rows = selecting.received(asked=asked, table="allegation", kind=_COMPLAINT)
    cases = selecting.received(asked=asked, table="case", kind=_COMPLAINT)
    new = rows.filter(rows.received_on >= SINCE_2020.from_on)
    earlier = rows.filter(rows.received_on < SINCE_2020.from_on)
    old = selecting.received(asked=asked, table="old_code", kind=_COMPLAINT)
    known = new.filter(new.category.isin(list(_NAMES)))
    by_letter = known.mutate(letter=known.category.substr(0, 1))
    tables = (
        _by_force(
            asked, complaints.LOGGED, by_letter, "letter", [row.code for row in complaints.LETTERS]
        ),
        _by_force(asked, complaints.LOGGED_OLD, old, "code", list(_OLD)),
    )
    left = (
        selecting.reason(
            rows=new,
            table=complaints.LOGGED.name,
            why=_unless(new.category.isin(list(_NAMES)), "no_category"),
        ),
        _without_old_code(earlier, old),
        _without_allegation(asked, cases),
    )  # fmt: skip
    new_left = selecting.number(new) - selecting.number(known)
    return Counted(
        tables=tables,
        left_out=left,
        agreements=(
            Agreement(
                what="Allegations received: in both tables, and left out of them",
                counted=sum(table.total("grand_total") for table in tables)
                + new_left + selecting.number(earlier) - selecting.number(old),
                expected=selecting.number(rows),
            ),
            Agreement(
                what=f"{complaints.LOGGED.name}: its letters, and its grand total",
                counted=tables[0].total(*(row.code for row in complaints.LETTERS)),
                expected=selecting.number(known),
            ),
        ),
    )  # fmt: skip


def _by_force(asked: Asked, layout: Layout, rows: Any, over: str, columns: Sequence[str]) -> Table:
    counted = selecting.read(rows.group_by("organisation", over).agg(n=rows.count()))
    for one in counted:
        one["organisation"] = asked.force(one["organisation"])
    found = selecting.spread(counted=counted, by=("organisation",), over=over, columns=columns)
    return Table(layout=layout, rows=tuple(found))


def _unless(is_fine: Any, code: str) -> Any:
    import ibis

    return ibis.ifelse(is_fine.fill_null(False), ibis.null("string"), code)


def _without_old_code(earlier: Any, old: Any) -> Any:
    import ibis

    have = old.group_by("case_key").agg(coded=old.count())
    found = earlier.group_by("case_key").agg(number=earlier.count()).left_join(have, "case_key")
    missing = found.number - ibis.coalesce(found.coded, 0)
    return (
        found.select("case_key", reason=ibis.literal("no_old_code"), number=missing,
                     table=ibis.literal(complaints.LOGGED_OLD.name))
        .filter(lambda row: row.number > 0)
    )  # fmt: skip


def _without_allegation(asked: Asked, cases: Any) -> Any:
    import ibis

    bare = cases.anti_join(asked.table("allegation"), "case_key")
    return selecting.reason(
        rows=bare, table=complaints.LOGGED.name, why=ibis.literal("no_allegation")
    )


def _closed(asked: Asked) -> Counted:
    import ibis

    cases = selecting.finalised(asked)
    cases = cases.filter(cases.kind == _COMPLAINT)
    cases = cases.mutate(
        why=ibis.cases(
            (cases.schedule_3_on > cases.closed_on, "recorded_late"),
            (cases.schedule_3_on.notnull() | cases.recorded_on.notnull(), ibis.null("string")),
            else_="no_handling",
        ),
        is_under=cases.schedule_3_on.notnull(),
    )
    valid = cases.filter(cases.why.isnull())
    undated = selecting.undated(asked).filter(lambda row: row.kind == _COMPLAINT)
    times = _times(asked, valid)
    handling = _handling(asked, valid)
    results = _results(asked, valid)
    left = selecting.number(cases) - selecting.number(valid)
    return Counted(
        tables=(handling.tables[0], *times, results.tables[0]),
        left_out=(
            selecting.reason(rows=cases, table=complaints.TIMES.name, why=cases.why),
            selecting.reason(
                rows=undated, table=complaints.TIMES.name, why=ibis.literal("closed_undated")
            ),
            *handling.left_out,
            *results.left_out,
        ),
        agreements=(
            *handling.agreements,
            *results.agreements,
            *(
                Agreement(
                    what=f"Complaints finalised: in {table.layout.name}, and left out of it",
                    counted=table.total("outside_n", "under_n") + left,
                    expected=selecting.number(cases),
                )
                for table in times
            ),
        ),
    )


def _times(asked: Asked, valid: Any) -> tuple[Table, Table]:
    import ibis

    grouped = selecting.read(
        valid.group_by("organisation", "is_under", "received_on", "closed_on").agg(
            n=valid.count(), stood=ibis.coalesce(valid.stood_days, 0).sum()
        )
    )
    forces = sorted({one["organisation"] for one in grouped}, key=asked.force)
    tables = []
    for layout, days in (
        (complaints.TIMES, selecting.calendar_days),
        (complaints.TIMES_WORKING, selecting.working_days),
    ):
        rows = []
        for force in forces:
            outside, under = (
                [one for one in grouped
                 if one["organisation"] == force and one["is_under"] is is_under]
                for is_under in (False, True)
            )  # fmt: skip
            stood = sum(one["stood"] for one in under) if layout is complaints.TIMES else None
            rows.append((asked.force(force), *_mean(days(outside)), *_mean(days(under)),
                         _without(days(under), stood)))  # fmt: skip
        tables.append(Table(layout=layout, rows=tuple(rows)))
    return tables[0], tables[1]


def _mean(days: Sequence[int]) -> tuple[int, float | None]:
    return len(days), round(sum(days) / len(days), 1) if days else None


def _without(days: Sequence[int], stood: int | None) -> float | None:
    if stood is None or not days:
        return None
    return round((sum(days) - stood) / len(days), 1)


def _allegations(asked: Asked, valid: Any) -> Any:
    handled = valid.select("case_key", "is_under", "inquiry_on")
    return asked.table("allegation").join(handled, "case_key")


def _handling(asked: Asked, valid: Any) -> Counted:
    rows = _allegations(asked, valid).filter(lambda row: row.is_under)
    is_known = rows.category.isin(list(_NAMES))
    known = rows.filter(is_known).mutate(is_investigated=lambda row: row.inquiry_on.notnull())
    counted = selecting.read(known.group_by("category", "is_investigated").agg(n=known.count()))
    table = Table(layout=complaints.HANDLING, rows=tuple(_shares(counted)))
    return Counted(
        tables=(table,),
        left_out=(
            selecting.reason(
                rows=rows, table=complaints.HANDLING.name, why=_unless(is_known, "no_category")
            ),
        ),
        agreements=(
            Agreement(
                what=f"Allegations in {complaints.HANDLING.name}, and left out of it",
                counted=table.total("not_investigated_n", "investigated_n")
                + selecting.number(rows.filter(~is_known.fill_null(False))),
                expected=selecting.number(rows),
            ),
        ),
    )


def _shares(counted: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Value, ...]]:
    numbers = selecting.spread(
        counted=counted, by=("category",), over="is_investigated", columns=(False, True)
    )
    for code, not_investigated, investigated, total in numbers:
        letter = code[0]
        yield (
            f"{letter} {_NAMES[letter]}",
            "" if code == letter else f"{code} {_NAMES[code]}",
            not_investigated, round(100 * not_investigated / total, 1),
            investigated, round(100 * investigated / total, 1), total,
        )  # fmt: skip


def _results(asked: Asked, valid: Any) -> Counted:
    import ibis

    rows = _allegations(asked, valid)
    outside, under = (list(codes) for codes in _ENDS.values())
    fits = ibis.ifelse(rows.is_under, rows.result.isin(under), rows.result.isin(outside))
    rows = rows.mutate(
        why=ibis.cases(
            (rows.result.isnull() | (rows.result == ""), "no_result"),
            (~fits, "other_result"),
            else_=ibis.null("string"),
        ),
        handled=ibis.ifelse(
            rows.is_under, Setting.SCHEDULE_3.value, Setting.OUTSIDE_SCHEDULE_3.value
        ),
    )
    valid_rows = rows.filter(rows.why.isnull())
    counted = selecting.read(
        valid_rows.group_by("organisation", "handled", "result").agg(n=valid_rows.count())
    )
    found = sorted(
        (asked.force(one["organisation"]), one["handled"], one["result"], one["n"])
        for one in counted
    )
    table = Table(layout=complaints.RESULTS, rows=tuple(found))
    return Counted(
        tables=(table,),
        left_out=(selecting.reason(rows=rows, table=complaints.RESULTS.name, why=rows.why),),
        agreements=(
            Agreement(
                what=f"Allegations in {complaints.RESULTS.name}, and left out of it",
                counted=table.total("total_n") + selecting.number(rows.filter(rows.why.notnull())),
                expected=selecting.number(rows),
            ),
        ),
    )


ENTRY = Entry(
    name="iopc",
    title="Complaints and what they are about",
    body="Independent Office for Police Conduct",
    layouts=(
        complaints.LOGGED,
        complaints.LOGGED_OLD,
        complaints.HANDLING,
        complaints.TIMES,
        complaints.TIMES_WORKING,
        complaints.RESULTS,
    ),
    reasons=_REASONS,
    count=_count_all,
)
