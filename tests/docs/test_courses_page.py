"""The page of states shows every row of the table, and a diagram of every machine."""

import pytest

from candour.core.states import OWNER_OF, TRACKS, TRANSITIONS, Machine, in_words
from candour.ops.docs.pages import courses, states

PAGE = states.write()


@pytest.mark.parametrize("machine", Machine)
def test_each_machine_has_a_diagram_from_its_first_state_to_each_end(machine):
    track = TRACKS[machine]

    drawn = courses.diagram(track)

    assert f"[*] --> {track.initial.value}" in drawn
    assert [end for end in track.final if f"{end.value} --> [*]" not in drawn] == []


@pytest.mark.parametrize("machine", Machine)
def test_a_diagram_shows_every_move_or_says_that_it_is_possible_nearly_everywhere(machine):
    track = TRACKS[machine]

    drawn = courses.diagram(track)

    moves = {
        (source, row.leads_to(source), row.step)
        for row in track.rows
        for source in row.sources
        if row.leads_to(source) is not source
    }
    lines = drawn.splitlines()
    assert [
        (source, target, step)
        for source, target, step in moves
        if not any(
            line.startswith(f"    {source.value} --> {target.value}: ") and in_words(step) in line
            for line in lines
        )
        and f"{in_words(step)} leads to {in_words(target)}." not in drawn
    ] == []


@pytest.mark.parametrize("machine", Machine)
def test_the_page_says_to_whom_each_day_belongs(machine):
    section = PAGE.split(f'<a id="{machine.value.replace("_", "-")}"></a>')[1]

    assert [state for state in OWNER_OF[machine] if f"| {in_words(state)} | " not in section] == []


def test_every_row_stands_on_the_page_with_its_marks():
    rows = [line for line in PAGE.splitlines() if line.startswith("| `") and line.count("|") == 13]

    assert len(rows) == len(TRANSITIONS)
    assert [row for row in rows if not row.endswith(("seen |", "partial |", "memory |"))] == []
