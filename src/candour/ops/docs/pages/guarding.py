"""The pages of permissions and privacy: who may do what, and how sensitive each field is."""

from candour.guard import permissions, privacy, seats
from candour.guard.permissions import Permission
from candour.guard.seats import Seat
from candour.ops.architecture.privacy import Table, tables
from candour.ops.docs.pages import markdown


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
        ],
    )


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
