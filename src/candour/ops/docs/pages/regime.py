"""The pages of rights, layers, further code lists, and all that a lawyer must still settle."""

from collections.abc import Iterable
from typing import Protocol

from candour.law import events, instruments, review_rights
from candour.law.clocks import CLOCKS
from candour.law.codes import beginnings, factors, handling
from candour.law.provisions import Basis, Provision, Verification
from candour.law.review_rights import Body, Standing
from candour.ops.docs.pages import clocks, markdown, open_questions

_REPORTERS = {row.kind: row.name for row in events.REPORTER_KINDS}
_STANDINGS = {
    Standing.LAW: "by law",
    Standing.PARITY: "by policy, where a named reviewer has agreed; otherwise none",
    Standing.NONE: "none",
}
_BODIES = {
    Body.INDEPENDENT_BODY: "IOPC",
    Body.BY_TEST: "local policing body, or the IOPC under the conditions below",
    Body.NAMED_REVIEWER: "the named reviewer",
    Body.NOBODY: "",
}


class _Code(Protocol):
    """What a row of a plain code list holds."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def provision(self) -> Provision: ...
    @property
    def basis(self) -> Basis: ...
    @property
    def verification(self) -> Verification: ...


def write_rights() -> str:
    """Return the page of rights to a review: the whole matrix, without an empty cell."""
    return markdown.page(
        title="Rights to a review",
        source="src/candour/law/review_rights.py",
        parts=[
            clocks.MARKS,
            "Every reporter, course and decision-maker falls under exactly one row.",
            _rights(),
            "## When the IOPC reviews\n\nOtherwise the local policing body does.",
            markdown.table(
                head=["Condition", "Stands in", "Verification"],
                rows=[
                    [row.summary, markdown.link(row.provision), row.verification.value]
                    for row in review_rights.BODY_TESTS
                ],
            ),
            "## What is left",
            markdown.table(
                head=["What", "What it is", "Stands in", "Verification"],
                rows=[
                    [f"{row.name} (`{row.code}`)", row.summary, markdown.link(row.provision),
                     row.verification.value]
                    for row in review_rights.ALTERNATIVES
                ],
            ),
            open_questions.listed(open_questions.OF_RIGHTS),
        ],
    )  # fmt: skip


def _rights() -> str:
    return markdown.table(
        head=["Who", "Course", "Decided by", "Right", "Reviewed by", "Days", "Why", "What is left",
              "Stands in", "Basis", "Verification"],
        rows=[
            [
                ", ".join(_REPORTERS[kind] for kind in row.reporters),
                ", ".join(_plain(course) for course in row.courses),
                ", ".join(_plain(decider) for decider in row.deciders),
                _STANDINGS[row.standing],
                _BODIES[row.body],
                row.days or "",
                row.because,
                markdown.codes(row.alternatives),
                markdown.link(row.provision),
                row.basis.value,
                row.verification.value,
            ]
            for row in review_rights.RIGHTS
        ],
    )  # fmt: skip


def write_layers() -> str:
    """Return the page of layers: from which day which rules, and the exceptions."""
    return markdown.page(
        title="Layers of the regime",
        source="src/candour/law/instruments.py",
        parts=[
            clocks.MARKS,
            f"What selects them: {instruments.LAYERS_ARE_SELECTED_BY}",
            markdown.table(
                head=["Layer", "Since", "What it changed", "Exceptions", "Stands in",
                      "Verification"],
                rows=[
                    [
                        f"{row.name} (`{row.code}`)",
                        row.in_force.from_on.isoformat(),
                        " ".join(row.changes),
                        row.transitional,
                        markdown.link(row.provision),
                        row.verification.value,
                    ]
                    for row in instruments.LAYERS
                ],
            ),
            "## Instruments",
            markdown.table(
                head=["Instrument", "Cited as", "Where"],
                rows=[[row.title, row.short, row.url] for row in instruments.INSTRUMENTS],
            ),
            open_questions.listed(open_questions.OF_LAYERS),
        ],
    )  # fmt: skip


def write_codes() -> str:
    """Return the page of the code lists that no other page holds."""
    lists = (
        ("Kinds of matter", beginnings.MATTERS),
        ("When a complaint must be recorded", beginnings.MUST_BE_RECORDED),
        ("In which capacity somebody complains", beginnings.CAPACITIES),
        ("How a case is investigated", handling.MODES),
        ("How a review ends", handling.REVIEW_RESULTS),
        ("What the IOPC can do after a review", handling.POWERS_OF_INDEPENDENT_BODY),
        ("What a local policing body can do after a review", handling.POWERS_OF_POLICING_BODY),
    )
    return markdown.page(
        title="Code lists",
        source="src/candour/law/codes",
        parts=[
            clocks.MARKS,
            *(f"## {title}\n\n{_codes(rows)}" for title, rows in lists),
            "## National factors\n\nThe official list was not found; this is the first filling of"
            f" reference data that a deployment edits ({factors.VERIFICATION.value}).",
            markdown.table(
                head=["Code", "Factor"],
                rows=[[markdown.code(row.code), row.name] for row in factors.FIRST_FILLING],
            ),
        ],
    )


def _codes(rows: Iterable[_Code]) -> str:
    return markdown.table(
        head=["Code", "Meaning", "Stands in", "Basis", "Verification"],
        rows=[
            [markdown.code(row.code), row.name, markdown.link(row.provision), row.basis.value,
             row.verification.value]
            for row in rows
        ],
    )  # fmt: skip


def write_open_questions() -> str:
    """Return the page of everything that nobody has checked yet."""
    unread = [row for row in CLOCKS if row.verification is not Verification.SEEN]
    return markdown.page(
        title="Open questions of law",
        source="src/candour/ops/docs/pages/open_questions.py and src/candour/law",
        parts=[
            "A lawyer must close this list before anyone relies on what it names. Until then every"
            " number keeps its mark wherever it is shown.",
            *(
                f"## {title}\n\n{open_questions.table(questions)}"
                for title, questions in open_questions.ALL.items()
            ),
            "## Clocks whose words were not read, or only in part",
            markdown.table(
                head=["Clock", "Stands in", "Verification"],
                rows=[
                    [f"[{row.name}](clocks.md#{row.id})", markdown.link(row.provision),
                     row.verification.value]
                    for row in unread
                ],
            ),
        ],
    )  # fmt: skip


def _plain(name: str) -> str:
    return name.replace("_", " ")
