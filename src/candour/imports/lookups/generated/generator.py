"""Makes an audit feed of an invented force with planted look-ups, as many rows as are wanted.

What officers do is told here as behaviour, without a look at how reads are scored: shifts and
calls, control rooms that read everybody, tasks that were never entered, people of one name, slips
of the finger; and some who look because they are curious, or because they follow somebody. What was
planted is known, so what a run finds can be counted. A feed goes out day by day, in bounded memory.
"""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from candour.imports.lookups.generated import invented
from candour.imports.lookups.terms import Terms

UNIT_SIZE = 8
# Share of officers by work, and what they read in a shift on average.
WORK = (
    ("response", 0.62, 12), ("neighbourhood", 0.14, 7), ("investigation", 0.14, 18),
    ("custody", 0.04, 15), ("control_room", 0.03, 120), ("records", 0.03, 160),
)  # fmt: skip
CALLS = {"response", "neighbourhood"}
SHIFT_STARTS, SHIFT_HOURS = (7, 15, 22), 9
ON_DUTY = 0.6
# People around the force for each officer.
PEOPLE = 250
# How a read comes to its task: given by dispatch or allocation, only stated, not entered at all.
GIVEN, STATED = 0.80, 0.14
CULPRITS = (("subject", 0.6), ("unit", 0.3), ("associate", 0.1))
HABITS = (("curious", 0.5), ("follows", 0.25), ("one_look", 0.15), ("slips", 0.10))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What feed to make: how many officers, days and watched reporters, from which seed."""

    officers: int = 300
    days: int = 120
    watches: int = 20
    seed: int = 1
    first_on: datetime.date = datetime.date(2026, 1, 5)
    # Reads of a shift, times this: how a feed gets more rows of the same people.
    busier: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A reporter as the truth knows her: her terms, her report, who the officers are to it."""

    person: int
    terms: Terms
    reported_on: datetime.date
    subject: str
    relations: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One officer who looked up one reporter without a task, and how."""

    watch: int
    officer: str
    habit: str
    relation: str


@dataclass(slots=True, kw_only=True)
class Force:
    """The invented force: its officers' work and units, the people around it, the truth."""

    asked: Asked
    population: invented.Population
    work: list[str]
    numbers: list[str]
    watched: list[Watched]
    planted: list[Planted]
    # Rows that are told one by one, by day: what was planted, and lawful work about the watched.
    told: dict[int, list[dict[str, Any]]]

    def unit_of(self, officer: int) -> range:
        """Return the officers of an officer's unit."""
        start = officer - officer % UNIT_SIZE
        return range(start, min(start + UNIT_SIZE, self.asked.officers))


def force(*, asked: Asked) -> Force:
    """Invent the force and what will happen in it; the same for the same seed."""
    import numpy

    draw = numpy.random.default_rng(asked.seed)
    units = -(-asked.officers // UNIT_SIZE)
    kinds = draw.choice([name for name, _, _ in WORK], size=units, p=[p for _, p, _ in WORK])
    made = Force(
        asked=asked,
        population=invented.population(size=max(4_000, asked.officers * PEOPLE), draw=draw),
        work=[str(kinds[place // UNIT_SIZE]) for place in range(asked.officers)],
        numbers=[f"N{10_000 + place}" for place in range(asked.officers)],
        watched=[],
        planted=[],
        told={},
    )
    people = draw.choice(made.population.size, size=asked.watches, replace=False)
    for number, person in enumerate(people):
        _watch(made, number, int(person), draw)
    return made


def days(*, made: Force) -> Iterator[Any]:
    """Yield the feed as one Arrow table for each day, in the order of time."""
    import numpy
    import pyarrow

    for day in range(made.asked.days):
        draw = numpy.random.default_rng((made.asked.seed, day))
        usual = _usual(made, day, draw)
        told = made.told.get(day)
        if told:
            rows = pyarrow.Table.from_pylist(told, schema=usual.schema)
            usual = pyarrow.concat_tables([usual, rows])
        yield usual.sort_by("at")


def chunks(*, made: Force, rows: int) -> Iterator[Any]:
    """Yield the same with so many days in each table that it has at least these rows."""
    import pyarrow

    waiting: list[Any] = []
    for day in days(made=made):
        waiting.append(day)
        if sum(one.num_rows for one in waiting) >= rows:
            yield pyarrow.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pyarrow.concat_tables(waiting)


def _watch(made: Force, number: int, person: int, draw: Any) -> None:
    """Make somebody a watched reporter: her report, lawful work about it, planted look-ups."""
    calls = [place for place, work in enumerate(made.work) if work in CALLS]
    subject = int(draw.choice(calls))
    reported = int(draw.integers(made.asked.days // 3, max(made.asked.days * 2 // 3, 2)))
    unit = [one for one in made.unit_of(subject) if one != subject]
    associates = [int(one) for one in draw.choice(made.asked.officers, size=3, replace=False)]
    relations = {made.numbers[one]: "associate" for one in associates if one != subject}
    relations |= {made.numbers[one]: "unit" for one in unit}
    relations[made.numbers[subject]] = "subject"
    reference = f"CR/26/{70_000 + number}"
    made.watched.append(
        Watched(
            person=person,
            terms=invented.terms(made.population, person, case=reference),
            reported_on=made.asked.first_on + datetime.timedelta(days=reported),
            subject=made.numbers[subject],
            relations=relations,
        )
    )
    telling = _Telling(made=made, number=number, person=person, case=reference, draw=draw)
    telling.work_lawfully(reported, unit)
    for relation, share in CULPRITS:
        group = {"subject": [subject], "unit": unit, "associate": associates}[relation]
        who = [one for one in group if made.numbers[one] in relations]
        if draw.random() < share and who:
            telling.look(int(draw.choice(who)), relations, reported)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    day: int
    minute: int
    reads: int
    task: tuple[str, str]
    slips: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """Tells rows about one watched reporter, one by one."""

    made: Force
    number: int
    person: int
    case: str
    draw: Any

    def work_lawfully(self, reported: int, unit: Sequence[int]) -> None:
        """Let her be called to and looked after: on the day of the report and on two others."""
        calls = [one for one, work in enumerate(self.made.work) if work in CALLS]
        for day in {reported, *self.draw.integers(0, self.made.asked.days, size=2).tolist()}:
            crew = [int(one) for one in self.draw.choice(calls, size=3, replace=False)]
            # The subject's own team answers calls, too, and now and then to her.
            crew += [int(self.draw.choice(unit))] if unit and self.draw.random() < 0.3 else []
            incident, minute = self._incident(), int(self.draw.integers(0, 1_320))
            for officer in crew:
                visit = _Visit(
                    day=day,
                    minute=minute + int(self.draw.integers(0, 40)),
                    reads=int(self.draw.integers(1, 4)),
                    task=self._entered(incident, by="dispatch"),
                )
                self._tell(officer, visit)
        self._look_after(reported)

    def _look_after(self, reported: int) -> None:
        """Let one investigator handle her case, without entering that for each read."""
        keen = [one for one, work in enumerate(self.made.work) if work == "investigation"]
        handler = int(self.draw.choice(keen or range(self.made.asked.officers)))
        for _ in range(int(self.draw.integers(3, 9))):
            visit = self._visit_on(reported + int(self.draw.integers(0, 40)))
            self._tell(
                handler, dataclasses.replace(visit, task=self._entered(self.case, by="allocated"))
            )

    def look(self, officer: int, relations: dict[str, str], reported: int) -> None:
        """Plant one officer's look-ups after one habit."""
        number = self.made.numbers[officer]
        if any((one.watch, one.officer) == (self.number, number) for one in self.made.planted):
            return
        shares = [share for _, share in HABITS]
        habit = str(self.draw.choice([name for name, _ in HABITS], p=shares))
        last = self.made.asked.days - 1
        before = reported - self.draw.integers(1, 90, size=int(self.draw.integers(3, 9)))
        after = reported + self.draw.integers(0, 45, size=int(self.draw.integers(1, 4)))
        when = {"follows": before, "one_look": after[:1]}.get(habit, after)
        for day in when.tolist():
            visit = self._visit_on(min(max(day, 0), last))
            is_stated = self.draw.random() < 0.35
            self._tell(
                officer,
                dataclasses.replace(
                    visit,
                    reads=1 if habit == "one_look" else visit.reads,
                    task=(self._incident(), "stated") if is_stated else ("", ""),
                    slips=habit == "slips",
                ),
            )
        planted = Planted(
            watch=self.number, officer=number, habit=habit, relation=relations[number]
        )
        self.made.planted.append(planted)

    def _incident(self) -> str:
        return f"INC-{int(self.draw.integers(1, 10**7))}"

    def _entered(self, task: str, *, by: str) -> tuple[str, str]:
        chance = self.draw.random()
        if chance < GIVEN:
            return task, by
        return (task, "stated") if chance < GIVEN + STATED else ("", "")

    def _visit_on(self, day: int) -> _Visit:
        minute, reads = int(self.draw.integers(0, 1_320)), int(self.draw.integers(1, 4))
        return _Visit(day=day, minute=minute, reads=reads, task=("", ""))

    def _tell(self, officer: int, visit: _Visit) -> None:
        if visit.day >= self.made.asked.days:
            return
        on = self.made.asked.first_on + datetime.timedelta(days=visit.day)
        for step in range(visit.reads):
            row = invented.read_of(
                self.made.population, self.person, case=self.case, slips=visit.slips, draw=self.draw
            )
            minutes = datetime.timedelta(minutes=visit.minute + 4 * step)
            at = datetime.datetime.combine(on, datetime.time()) + minutes
            row |= {"at": at.isoformat(), "officer": self.made.numbers[officer]}
            row |= {"task": visit.task[0], "task_by": visit.task[1]}
            self.made.told.setdefault(visit.day, []).append(row)


def _usual(made: Force, day: int, draw: Any) -> Any:
    """Return the day's usual work as a table: everybody on duty, about anybody."""
    import numpy
    import pyarrow

    usual = {name: rows for name, _, rows in WORK}
    on_duty = numpy.flatnonzero(draw.random(made.asked.officers) < ON_DUTY)
    average = numpy.array([usual[made.work[one]] for one in on_duty]) * made.asked.busier
    who = numpy.repeat(on_duty, draw.poisson(average))
    count = len(who)
    starts = numpy.array(SHIFT_STARTS)[(who // UNIT_SIZE + day) % len(SHIFT_STARTS)]
    seconds = starts * 3_600 + draw.integers(0, SHIFT_HOURS * 3_600, size=count)
    midnight = numpy.datetime64(made.asked.first_on + datetime.timedelta(days=day), "s")
    chance = draw.random(count)
    by_call = numpy.isin(numpy.array(made.work)[who], ["investigation"])
    task_by = numpy.where(chance < GIVEN + STATED, 1, 0) + numpy.where(chance < GIVEN, 1, 0)
    task_by = numpy.where((task_by == 2) & by_call, 3, task_by)
    tasks = pyarrow.array(["", "stated", "dispatch", "allocated"])
    about = invented.reads(made.population, draw.integers(0, made.population.size, count), draw)
    told = {
        "at": pyarrow.array(numpy.datetime_as_string(midnight + seconds, unit="s")),
        "officer": pyarrow.array(made.numbers).take(pyarrow.array(who)),
        **about,
        "task": invented.references("INC-", draw.integers(1, 10**7, count)),
        "task_by": tasks.take(pyarrow.array(task_by)),
    }
    return pyarrow.table(told)
