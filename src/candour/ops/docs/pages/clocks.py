"""The page of clocks: what starts each, how its days are counted, where it stands, an example."""

from collections.abc import Iterator

from candour.law import clocks, events
from candour.law.clocks import Clock, Scope
from candour.ops.docs.pages import markdown, open_questions

_PARTIES = {row.party: row.name for row in events.PARTIES}
_KINDS = {row.kind: row.name for row in events.CASE_KINDS}
_REPORTERS = {row.kind: row.name for row in events.REPORTER_KINDS}
_FACTS = {row.kind: row.summary for row in events.EVENTS}
_RULES = {row.rule: row.words for row in clocks.RULES}
_STARTING = {
    clocks.Starting.FIRST: "the first of these facts, once",
    clocks.Starting.EACH: "each of these facts, every time",
    clocks.Starting.WHEN_ALL: "the day on which all of these facts have happened",
}
_ANCHORS = {
    clocks.Anchor.PREVIOUS_MEETING: "the day it was last met",
    clocks.Anchor.PREVIOUS_END: "the day after the period before",
}

MARKS = (
    "**Basis**: *statutory* binds by law; *policy* was adopted by the deployment and can be"
    " changed by it. **Verification**: *seen*, the operative words were read; *partial*, an"
    " excerpt, an older or a secondary text was read; *memory*, nobody has checked it, and a lawyer"
    " must before anyone relies on it. Both are shown wherever a number is shown."
)


def write() -> str:
    """Return the page."""
    return markdown.page(
        title="Clocks",
        source="src/candour/law/clocks",
        parts=[
            "Every deadline is computed from recorded facts and the law in force for that case;"
            " nothing is counted down. `candour deadlines check` recomputes all of them.",
            MARKS,
            _overview(),
            "## Open questions\n\n" + _questions(),
            *(_one(clock) for clock in clocks.CLOCKS),
            "## Ways of counting\n\n" + _rules(),
            "## Facts that clocks are computed from\n\n" + _facts(),
        ],
    )


def _overview() -> str:
    return markdown.table(
        head=["Clock", "Time", "Owed by", "To", "Basis", "Verification"],
        rows=[
            [
                f"[{clock.name}](#{clock.id})",
                _time(clock),
                _parties(clock.who),
                _parties(clock.to),
                clock.basis.value,
                clock.verification.value,
            ]
            for clock in clocks.CLOCKS
        ],
    )


def _time(clock: Clock) -> str:
    words = _RULES[clock.rule].format(amount=clock.amount, day="that day")
    if clock.then_every is None:
        return words
    again = _RULES[clock.then_every.rule].format(
        amount=clock.then_every.amount, day=_ANCHORS[clock.then_every.anchor]
    )
    return f"{words}; then again {again}"


def _parties(parties: tuple[events.Party, ...]) -> str:
    return ", ".join(_PARTIES[party] for party in parties)


def _questions() -> str:
    return markdown.table(
        head=["Question", "Clocks it touches"],
        rows=[[one.question, markdown.codes(one.touches)] for one in open_questions.OF_CLOCKS],
    )


def _one(clock: Clock) -> str:
    rows = [[f"**{name}**", words] for name, words in _facts_of(clock) if words]
    anchor = f'<a id="{clock.id}"></a>'
    heading = f"{anchor}\n\n## {clock.name}\n\n{clock.summary}"
    return f"{heading}\n\n{markdown.table(head=[markdown.code(clock.id), ''], rows=rows)}"


def _facts_of(clock: Clock) -> Iterator[tuple[str, str]]:
    yield "Runs for", "; ".join(_scope(scope) for scope in clock.scopes)
    yield "Starts with", f"{_STARTING[clock.starting]}: {markdown.codes(clock.starts)}"
    yield "Only if recorded", markdown.codes(clock.needs)
    yield "Not if recorded", markdown.codes(clock.unless)
    yield "Time", _time(clock)
    yield "Met by", markdown.codes(clock.met_by)
    yield "Stopped by", markdown.codes(clock.stopped_by)
    yield "Started again by", markdown.codes(clock.restarted_by)
    yield "Not counted", _pause(clock)
    yield "Once it is missed", _missed(clock)
    yield "Owed by", _parties(clock.who)
    yield "To", _parties(clock.to)
    yield "Stands in", markdown.link(clock.provision)
    yield "Basis", clock.basis.value
    yield "Verification", clock.verification.value
    yield "In force", markdown.in_force(clock.in_force)
    yield "Service level", clock.service_level.summary if clock.service_level else ""
    yield "Notes", " ".join(clock.notes)
    yield "Example", _example(clock)


def _scope(scope: Scope) -> str:
    words = ", ".join(_KINDS[kind].lower() for kind in scope.case_kinds)
    if scope.only_reporters is not None:
        words += f", reported by {_reporters(scope.only_reporters)}"
    if scope.not_reporters:
        words += f", not reported by {_reporters(scope.not_reporters)}"
    return words


def _reporters(kinds: tuple[events.ReporterKind, ...]) -> str:
    if set(kinds) == set(events.ReporterKind):
        return "anybody"
    return " / ".join(_REPORTERS[kind].lower() for kind in kinds)


def _pause(clock: Clock) -> str:
    if not clock.paused_by:
        return ""
    return f"the days from {markdown.codes(clock.paused_by)} to {markdown.codes(clock.resumed_by)}"


def _missed(clock: Clock) -> str:
    if clock.nature is clocks.Nature.RIGHT:
        return "the right lapses; nobody is late"
    if clock.falls is clocks.Falls.AFTER_THE_END:
        return "the step is owed as soon as practicable after the period; see the service level"
    return "it is overdue"


def _example(clock: Clock) -> str:
    example = clock.example
    facts = ", ".join(f"`{fact.kind}` on {fact.on.isoformat()}" for fact in example.facts)
    answers = "; ".join(
        f"{one.state.value.replace('_', ' ')}"
        + (f", due {one.due_on.isoformat()}" if one.due_on else "")
        for one in example.expected
    )
    kind = _KINDS[example.case_kind].lower()
    return f"{kind}; {facts}. Asked on {example.asked_on.isoformat()}: {answers}."


def _rules() -> str:
    return markdown.table(
        head=["Rule", "Words", "Verification"],
        rows=[[markdown.code(row.rule), row.words, row.verification.value] for row in clocks.RULES],
    )


def _facts() -> str:
    return markdown.table(
        head=["Fact", "What it says"],
        rows=[[markdown.code(kind), words] for kind, words in _FACTS.items()],
    )
