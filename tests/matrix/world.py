"""The world in which all cells are asked: a site at a time, with everybody in it."""

import dataclasses
import pathlib
import uuid
from collections.abc import Iterator, Mapping, Sequence

from django.urls import clear_url_caches

from candour.ops import work
from candour.ops.docs.pages import gates
from candour.ops.docs.pages.gates import Place
from cast import World
from matrix import cells, objects, people, rule
from matrix.cells import Answer, Cell
from matrix.objects import Built
from matrix.people import Guest

# As the settings of the report site have it, without what only a server in front needs.
_ANONYMOUS = [
    "django.middleware.security.SecurityMiddleware",
    "candour.sites.headers.AnonymousHeaders",
    "django.middleware.common.CommonMiddleware",
]


@dataclasses.dataclass(slots=True, kw_only=True)
class Matrix:
    """What was built, who asks, and who of them sees which file by the rule."""

    built: Built
    as_role: object
    guests: Sequence[Guest] = ()
    sees: Mapping[tuple[str, uuid.UUID], bool] = dataclasses.field(default_factory=dict)
    answers: dict[str, Answer] = dataclasses.field(default_factory=dict)

    def cells(self, site: str, *, methods: Sequence[str] = cells.METHODS) -> Iterator[Cell]:
        return cells.cells(
            gates.places(site), built=self.built, guests=self.guests, methods=methods
        )

    def ask(self, cell: Cell) -> Answer:
        """Ask once; the same cell again is answered from memory."""
        known = self.answers.get(str(cell))
        if known is None:
            known = self.answers[str(cell)] = cells.ask(cell, as_role=self.as_role)
        return known

    def can_see(self, cell: Cell) -> bool:
        """Say whether this cell's page of that file may show itself to that guest."""
        if self.sees.get((cell.guest.name, cell.target.file), False):
            return True
        return rule.may_by_function(cell.guest, cell.target.file, route=cell.place.route)

    def opens(self, place: Place) -> bool:
        """Say whether somebody gets in by this address who may do all that it offers."""
        asked = cells.cells([place], built=self.built, guests=self.guests, methods=("GET", "POST"))
        return any(
            rule.opens(self.ask(cell))
            for cell in asked
            if self.can_see(cell) and rule.may_all(cell)
        )

    def absent(self, cell: Cell) -> Cell:
        """The same cell, of a file and of parts that never were."""
        never = next(one for one in self.built.targets if one.name == "absent")
        return dataclasses.replace(cell, target=never)

    def breaches(self, cell: Cell) -> list[str]:
        """Return what is wrong with a cell: its answer, and what tells it from an absent one."""
        answer = self.ask(cell)
        found = list(rule.breaches(cell, answer, can_see=self.can_see(cell)))
        is_hidden = objects.FILE in cell.place.parameters and not self.can_see(cell)
        if is_hidden and answer.status != 302:
            found += _differences(cell, answer, self.ask(self.absent(cell)))
        return found


def _differences(cell: Cell, hidden: Answer, absent: Answer) -> Iterator[str]:
    if hidden.seen != absent.seen:
        yield f"{cell}: hidden and absent do not look alike"
    if hidden.leaves != absent.leaves:
        yield f"{cell}: the log tells hidden from absent"
    if hidden.statements != absent.statements:
        taken, other = len(hidden.statements), len(absent.statements)
        yield f"{cell}: what is hidden takes {taken} statements, what is absent {other}"


def build(world: World, as_role, visit, *, settings, folder: pathlib.Path) -> Matrix:
    """Build the files with everybody's accounts in place; nothing waits for the sequencer."""
    settings.BLOBS, settings.CLAMD = folder / "blobs", folder / "no-scanner"
    people.add(world)
    built = objects.build(world, as_role, visit)
    with as_role("worker"):
        work.sequence()
    return Matrix(built=built, as_role=as_role)


def enter(matrix: Matrix, world: World, site: str, *, settings) -> None:
    """Make the tests' process that site, and let everybody in."""
    settings.ROOT_URLCONF = f"candour.sites.{site}.urls"
    settings.ALLOWED_HOSTS = [f"{site}.localhost"]
    settings.SITE_SEATS = people.seats_of(site)
    settings.SITE_LABEL = site.capitalize()
    if site == "report":
        settings.MIDDLEWARE = _ANONYMOUS
    clear_url_caches()
    matrix.guests = people.everybody(world, site)
    files = {one.file for one in matrix.built.targets}
    matrix.sees = {
        (guest.name, file): rule.sees(guest, file) for guest in matrix.guests for file in files
    }
