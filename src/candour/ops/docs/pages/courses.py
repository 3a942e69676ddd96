"""The courses of a matter for the page of states: a diagram and a table for each machine."""

from collections.abc import Iterator

from candour.core.states import (
    FINAL,
    TRACKS,
    TRANSITIONS,
    WORDS,
    Machine,
    State,
    Track,
    Transition,
    in_words,
)
from candour.law import events
from candour.law.events import Party
from candour.law.provisions import Basis, Verification
from candour.ops.docs.pages import markdown

_PARTIES = {row.party: row.name for row in events.PARTIES}
# A step from more states than this is told in a sentence; arrows from everywhere show nothing.
_MANY = 8


def parts() -> list[str]:
    """Return the parts of the page that tell of the courses."""
    return [
        "Every course is rows of one table: from which state, which step, by whom, if what holds,"
        " to which state. A form offers a step, the database accepts it, and this page shows it,"
        " because a row says so. A refusal says why in words. Each day in a state that is not final"
        " belongs to somebody; a withdrawal and the end of a criminal case end nothing.",
        "A case holds one course of its own. A step may open others beside it, for the case or for"
        " each person; the case ends only when all of them have.",
        _overview(),
        _to_confirm(),
        *(part for track in TRACKS.values() for part in _course(track)),
    ]


def _overview() -> str:
    return markdown.table(
        head=["Course", "What it is", "Held of", "States", "Steps"],
        rows=[
            [
                f"[{track.name}](#{_anchor(track.machine)})",
                track.summary,
                f"each {track.holder.value}",
                len(track.states),
                len(track.rows),
            ]
            for track in TRACKS.values()
        ],
    )


def _to_confirm() -> str:
    unread = [row for row in TRANSITIONS if row.mark.verification is Verification.MEMORY]
    policy = [row for row in TRANSITIONS if row.mark.basis is Basis.POLICY]
    return (
        f"Of {len(TRANSITIONS)} rows, {len(policy)} are adopted policy, and {len(unread)} rest on"
        " law that nobody has checked against its words; the tables mark both."
    )


def _course(track: Track) -> Iterator[str]:
    yield f'<a id="{_anchor(track.machine)}"></a>\n\n## {track.name}\n\n{track.summary}'
    yield diagram(track)
    yield "### To whom each day belongs\n\n" + _owners(track)
    yield "### Steps\n\n" + _steps(track)


def diagram(track: Track) -> str:
    """Return the moves of a machine as a Mermaid diagram, and what is possible everywhere."""
    moves: dict[tuple[State, State], list[str]] = {}
    wide = [row for row in track.rows if _is_wide(row)]
    for row in track.rows:
        for source in () if _is_wide(row) else row.sources:
            names = moves.setdefault((source, row.leads_to(source)), [])
            if row.leads_to(source) is not source and in_words(row.step) not in names:
                names.append(in_words(row.step))
    lines = [f"    [*] --> {track.initial.value}"]
    lines += [
        f"    {source.value} --> {target.value}: {', '.join(names)}"
        for (source, target), names in moves.items()
        if names
    ]
    lines += [f"    {state.value} --> [*]" for state in sorted(FINAL[track.machine])]
    told = [f"From {len(row.sources)} states: {in_words(row.step)} leads to"
            f" {in_words(row.target)}." for row in wide if row.target]  # fmt: skip
    chart = "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])
    return "\n\n".join([chart, *dict.fromkeys(told)])


def _is_wide(row: Transition) -> bool:
    return row.target is not None and len(row.sources) > _MANY


def _owners(track: Track) -> str:
    rows = [[in_words(state), _PARTIES[owner], ""] for state, owner in track.owners.items()]
    rows += [
        [", ".join(in_words(state) for state in one.states), _PARTIES[one.owner],
         f"while {WORDS[one.fact]}"]
        for one in track.owned_instead
    ]  # fmt: skip
    rows += [[in_words(state), "nobody: it has ended", ""] for state in sorted(track.final)]
    return markdown.table(head=["State", "Belongs to", "When"], rows=rows)


def _steps(track: Track) -> str:
    return markdown.table(
        head=["Step", "From", "To", "By", "If", "Unless", "Records", "Starts", "Opens", "Stands in",
              "Basis", "Verification"],
        rows=[_row(row, track) for row in track.rows],
    )  # fmt: skip


def _row(row: Transition, track: Track) -> list[str]:
    provision = row.mark.provisions[0]
    return [
        markdown.code(row.step.value) + (f" {row.note}" if row.note else ""),
        _sources(row, track),
        in_words(row.target) if row.target else "stays",
        ", ".join(_names(row.by)),
        "; ".join(WORDS[fact] for fact in row.guard),
        "; ".join(WORDS[fact] for fact in row.unless),
        markdown.codes(kind.value for kind in (*row.events, *row.ahead)),
        ", ".join(f"[{name}](clocks.md#{name})" for name in row.starts),
        ", ".join(in_words(machine) for machine in row.opens),
        markdown.link(provision),
        row.mark.basis.value,
        row.mark.verification.value,
    ]


def _sources(row: Transition, track: Track) -> str:
    missing = [state for state in track.owners if state not in row.sources]
    if not missing:
        return "every state that is not final"
    return ", ".join(in_words(state) for state in row.sources)


def _names(parties: tuple[Party, ...]) -> list[str]:
    return [_PARTIES[party] for party in parties]


def _anchor(machine: Machine) -> str:
    return machine.value.replace("_", "-")
