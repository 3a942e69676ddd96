"""The return to the Home Office: who was in misconduct proceedings, what came of it, how long."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from candour.oversight.returns import proceedings, selecting
from candour.oversight.returns.layout import Agreement, Asked, Counted, Entry, Layout, Table, Value

_KEY: Final = ["case_key", "person_key"]
_OF_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    proceedings.ACCELERATED: ("accelerated_certified", "accelerated_hearing_started"),
    proceedings.HEARING: ("referred_to_hearing", "hearing_started"),
    proceedings.MEETING: ("referred_to_meeting", "meeting_started"),
}
# The gravest of each is what counts.
_RANKED: Final[Mapping[str, Sequence[str]]] = {
    "proceedings": tuple(_OF_KIND),
    "finding": proceedings.FINDINGS,
    "sanction": proceedings.SANCTIONS,
}
_CHARACTERISTICS: Final = ("ethnicity", "sex", "age")
_NOT_RECORDED: Final = "not_recorded"
_COMPLAINT, _CONDUCT, _RECORDABLE = (
    "complaint_special_procedures", "conduct_matter", "recordable_conduct_matter",
)  # fmt: skip
_REASONS = {
    "nobody_named": "Proceedings are recorded, and the case is not about one known person.",
    "no_proceedings": "There is a finding of proceedings, and no meeting or hearing is recorded.",
    "no_finding": "The case is finalised after proceedings, and no finding is recorded.",
    "no_service": "It is not recorded as what the person served.",
    "closed_undated": "It is closed, but the day is not known.",
}


def _count_all(asked: Asked) -> Counted:
    """Count every table, what must be left out of it, and what must agree."""
    closed = selecting.finalised(asked)
    people = _people(asked, closed)
    valid = people.filter(people.why.isnull())
    tables = (
        _by_force(asked, proceedings.PEOPLE, valid, ("serves_as",), "proceedings"),
        _by_force(asked, proceedings.FOUND, valid, ("proceedings",), "finding"),
        _by_force(asked, proceedings.IMPOSED, valid, ("proceedings",), "sanction"),
        _by_group(asked, valid),
    )
    matters = _matters(asked, closed)
    return Counted(
        tables=(*tables, matters.tables[0]),
        left_out=(
            selecting.reason(rows=people, table=proceedings.PEOPLE.name, why=people.why),
            _unnamed(asked, closed),
            *matters.left_out,
        ),
        agreements=(*_agree(tables, people, valid), *matters.agreements),
    )


def _people(asked: Asked, closed: Any) -> Any:
    """Return everybody of finalised cases who was in proceedings, with what came of it."""
    import ibis

    ranks = _referred(asked, closed).union(_decided(asked, closed)).group_by(_KEY)
    gravest = ranks.agg(**{name: lambda row, name=name: row[name].min() for name in _RANKED})
    both = gravest.select(
        *_KEY, **{name: _named(gravest[name], codes) for name, codes in _RANKED.items()}
    )
    of_case = closed.select("case_key", "organisation", "received_on")
    served = _service(asked, of_case)
    of_force = both.join(of_case, "case_key").select(
        *_KEY, "organisation", "proceedings", "finding", "sanction"
    )
    found = of_force.left_join(served, _KEY)
    return found.select(
        "case_key", "person_key", "organisation", "proceedings", "finding", "sanction",
        "serves_as",
        why=ibis.cases(
            (found.proceedings.isnull(), "no_proceedings"),
            (found.finding.isnull(), "no_finding"),
            (found.serves_as.isnull(), "no_service"),
            else_=ibis.null("string"),
        ),
    )  # fmt: skip


def _referred(asked: Asked, closed: Any) -> Any:
    """Return the proceedings of each known person, by how grave they are."""
    rows = asked.table("event").semi_join(closed, "case_key")
    kinds = {what: kind for kind, codes in _OF_KIND.items() for what in codes}
    found = rows.filter(rows.person_key.notnull() & rows.what.isin(list(kinds)))
    places = {what: list(_OF_KIND).index(kind) for what, kind in kinds.items()}
    return found.select(
        *_KEY,
        proceedings=_ranked(found.what, places),
        finding=_ranked(found.what, {}),
        sanction=_ranked(found.what, {}),
    )


def _decided(asked: Asked, closed: Any) -> Any:
    """Return the findings of proceedings about each known person, and the sanctions."""
    rows = asked.table("allegation").semi_join(closed, "case_key")
    found = rows.filter(rows.person_key.notnull() & rows.result.isin(list(proceedings.FINDINGS)))
    findings, sanctions = (
        {code: place for place, code in enumerate(codes)}
        for codes in (proceedings.FINDINGS, proceedings.SANCTIONS)
    )
    return found.select(
        *_KEY,
        proceedings=_ranked(found.result, {}),
        finding=_ranked(found.result, findings),
        sanction=_ranked(found.sanction, sanctions),
    )


def _ranked(column: Any, places: Mapping[str, int]) -> Any:
    import ibis

    none = ibis.null("int64")
    if not places:
        return none
    ranks = [(column == code, ibis.literal(place, "int64")) for code, place in places.items()]
    return ibis.cases(*ranks, else_=none)


def _named(rank: Any, names: Sequence[str]) -> Any:
    import ibis

    return ibis.cases(
        *((rank == place, name) for place, name in enumerate(names)), else_=ibis.null("string")
    )


def _service(asked: Asked, cases: Any) -> Any:
    """Return as what each person of a case last began to serve by the day it was received."""
    involved = asked.table("involvement").select(*_KEY, "organisation")
    dated = involved.join(cases.drop("organisation"), "case_key").select(
        *_KEY, "organisation", "received_on"
    )
    served = asked.table("service").select("person_key", "organisation", "serves_as", "from_on")
    rows = dated.join(served, ["person_key", "organisation"])
    rows = rows.filter(rows.from_on <= rows.received_on)
    return rows.group_by(_KEY).agg(serves_as=rows.serves_as.argmax(rows.from_on))


def _unnamed(asked: Asked, closed: Any) -> Any:
    """Return the events of proceedings that are of no known person."""
    import ibis

    kinds = [what for codes in _OF_KIND.values() for what in codes]
    rows = asked.table("event").semi_join(closed, "case_key")
    rows = rows.filter(rows.person_key.isnull() & rows.what.isin(kinds))
    return selecting.reason(
        rows=rows, table=proceedings.PEOPLE.name, why=ibis.literal("nobody_named")
    )


def _by_force(asked: Asked, layout: Layout, people: Any, by: tuple[str, ...], over: str) -> Table:
    import ibis

    rows = people.mutate(sanction=ibis.coalesce(people.sanction, proceedings.NO_SANCTION))
    counted = selecting.read(rows.group_by("organisation", *by, over).agg(n=rows.count()))
    for one in counted:
        one["organisation"] = asked.force(one["organisation"])
    columns = [one.name for one in layout.columns[1 + len(by) : -1]]
    found = selecting.spread(counted=counted, by=("organisation", *by), over=over, columns=columns)
    return Table(layout=layout, rows=tuple(found))


def _by_group(asked: Asked, people: Any) -> Table:
    import ibis

    traits = asked.register.table("characteristics")
    rows: list[tuple[Any, ...]] = []
    for kind in _CHARACTERISTICS:
        own = traits.filter(traits.kind == kind).select("person_key", "value")
        joined = people.left_join(own, "person_key").mutate(
            group=lambda row: ibis.coalesce(row.value, _NOT_RECORDED)
        )
        counted = selecting.read(joined.group_by("group", "finding").agg(n=joined.count()))
        found = selecting.spread(
            counted=counted, by=("group",), over="finding", columns=proceedings.FINDINGS
        )
        rows += [(kind, *row) for row in found]
    return Table(layout=proceedings.BY_GROUP, rows=tuple(rows))


def _agree(tables: Sequence[Table], people: Any, valid: Any) -> Sequence[Agreement]:
    number = selecting.number(valid)
    left = selecting.number(people.filter(people.why.notnull()))
    *by_force, by_group = tables[1:]
    return (
        Agreement(
            what="People in proceedings: counted, and left out",
            counted=tables[0].total("total") + left,
            expected=selecting.number(people),
        ),
        *(
            Agreement(
                what=f"People in {table.layout.name}, and in {tables[0].layout.name}",
                counted=table.total("total"),
                expected=number,
            )
            for table in by_force
        ),
        *(
            Agreement(
                what=f"People in {by_group.layout.name} by {kind}, and in {tables[0].layout.name}",
                counted=sum(int(row[-1] or 0) for row in by_group.rows if row[0] == kind),
                expected=number,
            )
            for kind in _CHARACTERISTICS
        ),
    )


def _matters(asked: Asked, closed: Any) -> Counted:
    import ibis

    is_under = closed.schedule_3_on.notnull()
    rows = closed.mutate(
        matter=ibis.cases(
            ((closed.kind == "complaint") & closed.special_on.notnull(), _COMPLAINT),
            ((closed.kind == "conduct_matter") & is_under, _RECORDABLE),
            (closed.kind == "conduct_matter", _CONDUCT),
            else_=ibis.null("string"),
        )
    )
    rows = rows.filter(rows.matter.notnull())
    allegations = asked.table("allegation").join(rows.select("case_key", "matter"), "case_key")
    table = Table(layout=proceedings.MATTERS, rows=tuple(_lines(asked, rows, allegations)))
    undated = selecting.undated(asked).filter(lambda row: row.kind == "conduct_matter")
    return Counted(
        tables=(table,),
        left_out=(
            selecting.reason(
                rows=undated, table=proceedings.MATTERS.name, why=ibis.literal("closed_undated")
            ),
        ),
        agreements=(
            Agreement(
                what=f"Cases in {proceedings.MATTERS.name}",
                counted=table.total("cases"),
                expected=selecting.number(rows),
            ),
            Agreement(
                what=f"Allegations in {proceedings.MATTERS.name}",
                counted=table.total("allegations"),
                expected=selecting.number(asked.table("allegation").semi_join(rows, "case_key")),
            ),
        ),
    )


def _lines(asked: Asked, rows: Any, allegations: Any) -> Iterator[tuple[Value, ...]]:
    pairs = selecting.read(
        rows.group_by("organisation", "matter", "received_on", "closed_on").agg(n=rows.count())
    )
    alleged = {
        (one["organisation"], one["matter"]): one["n"]
        for one in selecting.read(
            allegations.group_by("organisation", "matter").agg(n=allegations.count())
        )
    }
    groups = sorted(
        {(one["organisation"], one["matter"]) for one in pairs},
        key=lambda one: (asked.force(one[0]), one[1]),
    )
    for group in groups:
        mine = [one for one in pairs if (one["organisation"], one["matter"]) == group]
        yield (
            asked.force(group[0]), group[1], sum(one["n"] for one in mine), alleged.get(group, 0),
            selecting.median_days(mine, is_working=False),
            selecting.median_days(mine, is_working=True),
        )  # fmt: skip


ENTRY = Entry(
    name="home_office",
    title="Misconduct proceedings and what came of them",
    body="Home Office",
    layouts=(
        proceedings.PEOPLE, proceedings.FOUND, proceedings.IMPOSED, proceedings.BY_GROUP,
        proceedings.MATTERS,
    ),
    reasons=_REASONS,
    count=_count_all,
)  # fmt: skip
