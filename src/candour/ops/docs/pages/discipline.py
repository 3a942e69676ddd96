"""The pages of discipline: the ten standards and their mapping, panels, warnings, dismissal."""

from candour.law import categories
from candour.law.conduct import discipline, former_officers, panels, standards
from candour.law.conduct.panels import Panel
from candour.ops.docs.pages import clocks, markdown, open_questions

_CATEGORIES = {row.code: row.name for row in categories.CATEGORIES}
_STANDARDS = {row.standard: row.name for row in standards.STANDARDS}


def write_standards() -> str:
    """Return the page of standards: what anyone may read of which allegation touches which."""
    return markdown.page(
        title="Standards of professional behaviour",
        source="src/candour/law/conduct/standards.py",
        parts=[
            f"Version {standards.VERSION} of {standards.VERSION_ON.isoformat()}. The log of"
            " each assessment of severity names the version that it was made under.",
            clocks.MARKS,
            "## The ten standards\n\nIn other words than the schedule's.",
            markdown.table(
                head=["Standard", "What it asks", "Stands in", "Basis", "Verification"],
                rows=[
                    [row.name, row.summary, markdown.link(row.provision), row.basis.value,
                     row.verification.value]
                    for row in standards.STANDARDS
                ],
            ),
            "## Which of them an allegation touches\n\n"
            "A starting point: whoever assesses adds or takes away with a reason. What is always"
            " put as a possible breach is so before anybody assesses it, discrimination first.",
            markdown.table(
                head=["Category", "Touches", "Always put as a possible breach", "Basis",
                      "Verification"],
                rows=[
                    [
                        f"{_CATEGORIES[row.category]} (`{row.category}`)",
                        ", ".join(_STANDARDS[one] for one in row.standards),
                        "yes" if row.is_always_candidate else "no",
                        row.basis.value,
                        row.verification.value,
                    ]
                    for row in standards.TOUCHED
                ],
            ),
            open_questions.listed(open_questions.OF_STANDARDS),
        ],
    )  # fmt: skip


def write_proceedings() -> str:
    """Return the page of panels, warnings, the presumption of dismissal and former officers."""
    rule = discipline.PRESUMPTION_OF_DISMISSAL
    route = former_officers.ROUTE_SINCE_2025
    marks = f"{markdown.link(rule.provision)}; {rule.basis.value}, {rule.verification.value}"
    return markdown.page(
        title="Proceedings",
        source="src/candour/law/conduct",
        parts=[
            clocks.MARKS,
            "## Who conducts them\n\nThe day that selects the rules of a matter selects the panel.",
            _panels(),
            "## How long warnings last",
            _warnings(),
            "## When dismissal is presumed\n\n"
            f"{rule.summary} Another outcome needs its reason in `{rule.reason_field}`.\n\n"
            f"{marks}; {markdown.in_force(rule.in_force)}.",
            "## When misconduct that is not gross opens dismissal",
            _openers(),
            "## Special conditions of an accelerated hearing\n\nBoth must be met. Since"
            f" {discipline.LATE_CERTIFICATION_SINCE.from_on.isoformat()} a matter may be certified"
            " after the final report too.",
            _conditions(),
            "## Somebody who has left\n\nOnly where gross misconduct is alleged. Since"
            f" {route.in_force.from_on.isoformat()} an accelerated hearing is presumed, unless"
            f" {route.unless} ({markdown.link(route.provision)}; {route.verification.value}).",
            _former(),
            open_questions.listed(open_questions.OF_PROCEEDINGS),
        ],
    )


def _panels() -> str:
    return markdown.table(
        head=["Proceedings", "Against", "Who", "Appointed by", "Stands in", "In force", "Basis",
              "Verification", "Notes"],
        rows=[
            [
                row.proceedings.value.replace("_", " "),
                ", ".join(one.value.replace("_", " ") for one in row.concerned),
                _seats(row),
                "; ".join(dict.fromkeys(seat.appointed_by for seat in row.seats)),
                markdown.link(row.provision),
                markdown.in_force(row.in_force),
                row.basis.value,
                row.verification.value,
                " ".join(row.notes),
            ]
            for row in panels.PANELS
        ],
    )  # fmt: skip


def _seats(row: Panel) -> str:
    return "; ".join(
        f"{seat.number} x {seat.role.value.replace('_', ' ')}: {seat.who}" for seat in row.seats
    )


def _warnings() -> str:
    return markdown.table(
        head=["Warning", "Months", "Up to", "Stands in", "Basis", "Verification"],
        rows=[
            [
                markdown.code(row.sanction),
                row.months,
                row.extendable_to_months or "",
                markdown.link(row.provision),
                row.basis.value,
                row.verification.value,
            ]
            for row in discipline.WARNINGS
        ],
    )


def _openers() -> str:
    return markdown.table(
        head=["Rule", "What it says", "Opens", "Stands in", "Basis", "Verification"],
        rows=[
            [
                row.name,
                row.summary,
                markdown.codes(row.sanctions),
                markdown.link(row.provision),
                row.basis.value,
                row.verification.value,
            ]
            for row in discipline.OPENERS
        ],
    )


def _conditions() -> str:
    return markdown.table(
        head=["Condition", "Question", "Stands in", "Basis", "Verification"],
        rows=[
            [
                row.name,
                row.question,
                markdown.link(row.provision),
                row.basis.value,
                row.verification.value,
            ]
            for row in discipline.SPECIAL_CONDITIONS
        ],
    )


def _former() -> str:
    return markdown.table(
        head=["Condition", "When", "Needs the IOPC's determination", "Stands in", "Basis",
              "Verification"],
        rows=[
            [
                row.condition.value.upper(),
                row.summary,
                "yes" if row.needs_determination else "no",
                markdown.link(row.provision),
                row.basis.value,
                row.verification.value,
            ]
            for row in former_officers.CONDITIONS
        ],
    )  # fmt: skip
