"""Generated worlds: accounts, files, grants and walls; people, postings and ties."""

import dataclasses
import datetime
import uuid

from hypothesis import strategies as st

from candour.core.walls import Holder, Sight, Spell, Tie, World
from candour.guard.models import Account, File, Grant, Scope, Wall
from candour.people.models import Association, Organisation, Person, Posting, Unit

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
TIES = st.tuples(INDEX, INDEX, st.none() | DAYS)
HOLDERS = st.lists(
    st.tuples(INDEX, st.booleans()), min_size=1, max_size=4, unique_by=lambda h: h[0]
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, list[uuid.UUID], list[uuid.UUID]]:
    """Return a world, its people, and the people a file is about."""
    people = [uuid.uuid4() for _ in range(PEOPLE)]
    units = [uuid.uuid4() for _ in range(3)]
    spells = [
        Spell(
            person_id=people[who],
            unit_id=units[unit],
            from_on=min(start, end) if end else start,
            until_on=max(start, end) if end else None,
            line_manager_id=None if boss is None or boss == who else people[boss],
        )
        for who, unit, start, end, boss in draw(st.lists(SPELLS, max_size=10))
    ]
    ties = [
        Tie(person_id=people[one], other_id=people[two], ended_on=ended)
        for one, two, ended in draw(st.lists(TIES, max_size=3, unique_by=lambda t: t[:2]))
        if one != two
    ]
    holders = [
        Holder(account_id=uuid.uuid4(), person_id=people[who], decides=decides)
        for who, decides in draw(HOLDERS)
    ]
    about = draw(st.lists(st.sampled_from(people), min_size=1, max_size=3, unique=True))
    return World(holders=holders, spells=spells, ties=ties), people, about


def store_world(world: World, people: list[uuid.UUID]) -> None:
    organisation = Organisation.objects.create(kind="police_force")
    Person.objects.bulk_create(Person(id=person) for person in people)
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
            person_id=tie.person_id, other_id=tie.other_id, kind="friend", ended_on=tie.ended_on
        )
        for tie in world.ties
    )
