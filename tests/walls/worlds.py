"""Generated worlds: accounts, files, grants and walls; people, postings and ties."""

import dataclasses
import datetime
import uuid

from hypothesis import strategies as st

from candour.access.models import Involvement
from candour.core.walls import OWN, Attendance, Holder, Sight, Spell, Tie, World
from candour.guard.models import Account, File, Grant, Scope, Wall
from candour.people.models import (
    Association,
    CourseAttendance,
    Organisation,
    Person,
    Posting,
    Unit,
)
from candour.people.models.persons import TIES as KINDS_OF_TIES

TODAY = datetime.date(2026, 6, 15)
FIRST = datetime.date(2013, 1, 1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """One file and how the account that looks stands to it."""

    is_report: bool
    organisation: int
    wall_epoch: int | None
    is_granted: bool
    is_walled: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An account that looks, and the files there are."""

    has_actor: bool
    is_active: bool
    scopes: frozenset[int]
    files: tuple[FileFacts, ...]


FILES = st.builds(
    FileFacts,
    is_report=st.booleans(),
    organisation=st.integers(0, 2),
    wall_epoch=st.one_of(st.none(), st.integers(1, 3)),
    is_granted=st.booleans(),
    is_walled=st.booleans(),
)
LOOKS = st.builds(
    Look,
    has_actor=st.booleans(),
    is_active=st.booleans(),
    scopes=st.frozensets(st.integers(0, 2)),
    files=st.lists(FILES, min_size=1, max_size=6).map(tuple),
)
DAYS = st.dates(min_value=FIRST, max_value=TODAY + datetime.timedelta(days=60))


def sight(look: Look, facts: FileFacts) -> Sight:
    return Sight(
        has_actor=look.has_actor,
        is_active=look.is_active,
        is_granted=facts.is_granted,
        is_in_scope=facts.organisation in look.scopes,
        is_report=facts.is_report,
        wall_epoch=facts.wall_epoch,
        is_walled=facts.is_walled,
    )


def store_look(look: Look) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """Write a look; return the account and the files in their order."""
    organisations = [uuid.uuid4() for _ in range(3)]
    account = Account.objects.create(
        username=uuid.uuid4().hex,
        organisation_id=organisations[0],
        seat="investigator",
        is_active=look.is_active,
    )
    Scope.objects.bulk_create(
        Scope(account=account, organisation_id=organisations[number]) for number in look.scopes
    )
    files = [
        File(
            kind="report" if facts.is_report else "case",
            organisation_id=organisations[facts.organisation],
            opened_on=TODAY,
            wall_epoch=facts.wall_epoch,
        )
        for facts in look.files
    ]
    File.objects.bulk_create(files)
    for file, facts in zip(files, look.files, strict=True):
        _stand(file, facts, account)
    return account.id, [file.id for file in files]


def _stand(file: File, facts: FileFacts, account: Account) -> None:
    if facts.is_granted:
        Grant.objects.create(
            file=file,
            organisation_id=file.organisation_id,
            account_id=account.id,
            role="reader",
            granted_on=TODAY,
        )
    if facts.is_walled:
        Wall.objects.create(file=file, account_id=account.id, because="shared_unit")


PEOPLE = 6
INDEX = st.integers(0, PEOPLE - 1)
SPELLS = st.tuples(INDEX, st.integers(0, 2), DAYS, st.one_of(st.none(), DAYS), st.none() | INDEX)
TIES = st.tuples(
    INDEX,
    INDEX,
    st.none() | DAYS,
    st.sampled_from([kind for kind, _ in KINDS_OF_TIES]),
    st.booleans(),
)
COURSES = st.tuples(INDEX, st.integers(0, 2), DAYS, st.none() | DAYS)
TOGETHER = st.frozensets(INDEX, min_size=1, max_size=3)
INVOLVED = st.frozensets(st.tuples(INDEX, st.sampled_from(sorted(OWN))), min_size=1, max_size=4)
HOLDERS = st.lists(
    st.tuples(INDEX, st.booleans()), min_size=1, max_size=4, unique_by=lambda h: h[0]
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A generated world: its people, whom one file concerns in which roles, and who holds what."""

    world: World
    people: list[uuid.UUID]
    involved: frozenset[tuple[uuid.UUID, str]]
    holds_courses: uuid.UUID


@st.composite
def worlds(draw: st.DrawFn) -> Made:
    """Return a world and the people that a file of it concerns."""
    people = [uuid.uuid4() for _ in range(PEOPLE)]
    holds_courses = uuid.uuid4()
    involved = frozenset((people[who], role) for who, role in draw(INVOLVED))
    subjects = frozenset(person for person, role in involved if role == "subject")
    groups = draw(st.lists(TOGETHER, max_size=2))
    world = World(
        holders=[
            Holder(account_id=uuid.uuid4(), person_id=people[who], decides=decides)
            for who, decides in draw(HOLDERS)
        ],
        spells=_spells(draw, people),
        ties=[
            Tie(person_id=people[one], other_id=people[two], ended_on=ended, kind=kind,
                is_discovered=found)
            for one, two, ended, kind, found in draw(
                st.lists(TIES, max_size=4, unique_by=lambda t: (t[0], t[1], t[3]))
            )
            if one != two
        ],
        attendances=_attendances(draw, people, holds_courses),
        together=[subjects, *(frozenset(people[who] for who in group) for group in groups)],
    )  # fmt: skip
    return Made(world=world, people=people, involved=involved, holds_courses=holds_courses)


def _spells(draw: st.DrawFn, people: list[uuid.UUID]) -> list[Spell]:
    units = [uuid.uuid4() for _ in range(3)]
    return [
        Spell(
            person_id=people[who],
            unit_id=units[unit],
            from_on=min(start, end) if end else start,
            until_on=max(start, end) if end else None,
            line_manager_id=None if boss is None or boss == who else people[boss],
        )
        for who, unit, start, end, boss in draw(st.lists(SPELLS, max_size=10))
    ]


def _attendances(
    draw: st.DrawFn, people: list[uuid.UUID], holds_courses: uuid.UUID
) -> list[Attendance]:
    return [
        Attendance(
            person_id=people[who],
            run=(holds_courses, f"RUN-{run}"),
            from_on=min(start, end) if end else start,
            until_on=max(start, end) if end else None,
        )
        for who, run, start, end in draw(
            st.lists(COURSES, max_size=5, unique_by=lambda course: course[:2])
        )
    ]


def store_file(made: Made) -> uuid.UUID:
    """Write the file that a world's people are in, with the other files its subjects share."""
    mine, *others = [
        File(kind="case", organisation_id=made.holds_courses, opened_on=TODAY)
        for _ in made.world.together
    ]
    File.objects.bulk_create([mine, *others])
    roles = [(mine, person, role) for person, role in made.involved]
    for file, group in zip(others, made.world.together[1:], strict=True):
        roles += [(file, person, "subject") for person in group]
    Involvement.objects.bulk_create(
        Involvement(file=file, organisation_id=file.organisation_id, person_id=person, role=role)
        for file, person, role in roles
    )
    return mine.id


def store_world(made: Made) -> None:
    """Write everything about people that walls are computed from."""
    world = made.world
    organisation = Organisation.objects.create(id=made.holds_courses, kind="police_force")
    Person.objects.bulk_create(Person(id=person) for person in made.people)
    units = {spell.unit_id for spell in world.spells}
    Unit.objects.bulk_create(
        Unit(id=unit, organisation=organisation, code=str(unit), name=str(unit)) for unit in units
    )
    Account.objects.bulk_create(
        Account(
            id=holder.account_id,
            username=holder.account_id.hex,
            organisation_id=organisation.id,
            person_id=holder.person_id,
            seat="appropriate_authority" if holder.decides else "investigator",
        )
        for holder in world.holders
    )
    _store_facts(world)


def _store_facts(world: World) -> None:
    Posting.objects.bulk_create(
        Posting(
            person_id=spell.person_id,
            unit_id=spell.unit_id,
            from_on=spell.from_on,
            until_on=spell.until_on,
            line_manager_id=spell.line_manager_id,
        )
        for spell in world.spells
    )
    Association.objects.bulk_create(
        Association(
            person_id=tie.person_id,
            other_id=tie.other_id,
            kind=tie.kind,
            ended_on=tie.ended_on,
            known_by="discovered" if tie.is_discovered else "declared",
            found_in="vetting" if tie.is_discovered else "",
        )
        for tie in world.ties
    )
    CourseAttendance.objects.bulk_create(
        CourseAttendance(
            person_id=one.person_id,
            organisation_id=one.run[0],
            run=one.run[1],
            from_on=one.from_on,
            until_on=one.until_on,
        )
        for one in world.attendances
    )
