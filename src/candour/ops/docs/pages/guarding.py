"""The pages of permissions and privacy: who may do what, and how sensitive each field is."""

from candour.guard import permissions, privacy, seats
from candour.guard.permissions import Permission
from candour.guard.seats import Seat
from candour.ops.architecture.privacy import Table, tables
from candour.ops.docs.pages import gates, markdown

SIGNED_IN = tuple(seat for seat in Seat if seat is not Seat.SERVICE)


def write_permissions() -> str:
    """Return the matrix of seats and permissions."""
    rows = sorted(permissions.table().values(), key=lambda one: one.name)
    return markdown.page(
        title="Permissions",
        source="the policy.py of each app",
        parts=[
            "Every action and every query demands one of these first. A permission says which"
            " *seats* may do it. Which cases they may do it to is decided twice more: by row"
            " security (a grant or a scope, and no wall) and by keys.",
            "*On a file*: the file must be visible to whoever asks. *Reads*: it leaves a leaf in"
            " the log before anything is shown; a write leaves one with what it wrote.",
            "## Seats\n\n"
            + markdown.table(
                head=["Seat", "What it is for"],
                rows=[[_seat(seat), words] for seat, words in seats.SUMMARIES.items()],
            ),
            "## Who may do what\n\n"
            + markdown.table(
                head=["Permission", "", *(_seat(seat) for seat in Seat), "On a file", "Reads"],
                rows=[_row(one) for one in rows],
            ),
            "## Pages\n\n"
            "What stands behind each address, as its code demands it. *yes*: everything that the"
            " page offers is this seat's, on a file that it sees. *part*: the page opens for it or"
            " a step of it is refused. Empty: the answer is that of an address that isn't there,"
            " whatever the file. `tests/walls/test_matrix.py` asks every one of them as everybody."
            " A page that demands nothing is open to whoever the site serves, and shows nothing of"
            " any file; the report site has no seats at all.",
            *(_pages(site) for site in gates.SITES),
        ],
    )


def _pages(site: str) -> str:
    rows = [
        [markdown.code(f"/{place.route}"), *_page(gates.asked(place))]
        for place in gates.places(site)
        if place.is_ours
    ]
    head = ["Address", "Demands", *(_seat(seat) for seat in SIGNED_IN)]
    return f"### The {site} site\n\n" + markdown.table(head=head, rows=rows)


def _page(asked: tuple[Permission, ...]) -> list[str]:
    names = ", ".join(markdown.code(one.name) for one in asked)
    return [names or "nothing", *(_may(seat, asked) for seat in SIGNED_IN)]


def _may(seat: Seat, asked: tuple[Permission, ...]) -> str:
    has = [seat in one.seats for one in asked]
    if not any(has):
        return ""
    return "yes" if all(has) else "part"


def _row(permission: Permission) -> list[str]:
    return [
        markdown.code(permission.name),
        permission.summary,
        *("yes" if seat in permission.seats else "" for seat in Seat),
        "yes" if permission.on_file else "",
        "yes" if permission.is_read else "",
    ]


def _seat(seat: Seat) -> str:
    return seat.value.replace("_", " ").capitalize()


def write_privacy() -> str:
    """Return the register of every table and field."""
    return markdown.page(
        title="Privacy register",
        source="`class Privacy` of each model and src/candour/guard/privacy.py",
        parts=[
            "Every field of every table, those of libraries included, stands in exactly one class.",
            markdown.table(
                head=["Class", "What it means"],
                rows=[[name.replace("_", " "), words] for name, words in privacy.CLASSES.items()],
            ),
            *(_table(table) for table in tables()),
        ],
    )


def _table(table: Table) -> str:
    rows = [
        [name.replace("_", " "), markdown.codes(table.classes[name])]
        for name in privacy.CLASSES
        if table.classes.get(name)
    ]
    listed = markdown.table(head=["Class", "Fields"], rows=rows)
    return f"## {table.name}\n\n{table.about}\n\n{listed}"
