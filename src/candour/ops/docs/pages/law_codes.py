"""The pages of criteria, categories and outcomes: the codes, their marks, where each stands."""

from collections.abc import Iterable

from candour.law import categories, events, outcomes, referral, severity
from candour.law.outcomes import Result, Sanction
from candour.ops.docs.pages import clocks, markdown, open_questions

_PARTIES = {row.party: row.name for row in events.PARTIES}
_KINDS = {row.kind: row.name for row in events.CASE_KINDS}
_PROVEN = {True: "proven", False: "not proven", None: "nobody decided"}


def write_criteria() -> str:
    """Return the page of referral criteria, severity levels and floors."""
    return markdown.page(
        title="Criteria",
        source="src/candour/law/referral.py and src/candour/law/severity.py",
        parts=[
            clocks.MARKS,
            "## Referral to the independent body\n\n"
            "One plain question decides each criterion; not knowing is an answer, and is kept.",
            _criteria(),
            "### Where each stands, for each kind of case",
            _where_criteria_stand(),
            open_questions.listed(open_questions.OF_CRITERIA),
            "## Severity",
            _levels(),
            "### Floors\n\nFacts of these groups may not be assessed below the level named.",
            _floors(),
            "### Where a matter may go instead",
            _exits(),
            f"### {severity.REPEAT_INCIDENT_RULE.name}",
            _repeat(),
        ],
    )


def _criteria() -> str:
    return markdown.table(
        head=["Criterion", "Question", "What it means", "Must be referred", "By", "Basis",
              "Verification of the meaning"],
        rows=[
            [
                f"{row.name} (`{row.code}`)",
                row.question,
                row.meaning,
                "yes" if row.is_mandatory else "no",
                "nobody: the IOPC takes it" if row.referred_by is None
                else _PARTIES[row.referred_by],
                row.basis.value,
                row.meaning_verification.value,
            ]
            for row in referral.CRITERIA
        ],
    )  # fmt: skip


def _where_criteria_stand() -> str:
    return markdown.table(
        head=["Criterion", "Kind of case", "Clock", "Stands in", "Verification"],
        rows=[
            [
                markdown.code(row.code),
                _KINDS[one.case_kind] + (" (always met)" if one.is_automatic else ""),
                f"[{one.clock_id}](clocks.md#{one.clock_id})" if one.clock_id else "no time set",
                markdown.link(one.provision),
                one.verification.value,
            ]
            for row in referral.CRITERIA
            for one in row.applies
        ],
    )


def _levels() -> str:
    return markdown.table(
        head=["Level", "Meaning", "Needs a second person", "Stands in", "Basis", "Verification"],
        rows=[
            [
                f"{row.name} (`{row.level}`)",
                row.meaning,
                "yes" if row.needs_second_person else "no",
                markdown.link(row.provision),
                row.basis.value,
                row.verification.value,
            ]
            for row in severity.LEVELS
        ],
    )


def _floors() -> str:
    names = {row.level: row.name for row in severity.LEVELS}
    return markdown.table(
        head=["Facts", "Question", "Not below", "Lowered only by", "Stands in", "Basis",
              "Verification"],
        rows=[
            [
                f"{row.name} (`{row.code}`)",
                row.question,
                names[row.lowest],
                "nobody" if row.lowered_by is None else f"{_PARTIES[row.lowered_by]}, with reason",
                markdown.link(row.provision),
                row.basis.value,
                row.verification.value,
            ]
            for row in severity.FLOORS
        ],
    )  # fmt: skip


def _exits() -> str:
    return markdown.table(
        head=["Where", "Needs a second person", "Stands in", "In force", "Basis", "Verification"],
        rows=[
            [
                f"{row.name} (`{row.code}`)",
                "yes" if row.needs_second_person else "no",
                markdown.link(row.provision),
                markdown.in_force(row.in_force),
                row.basis.value,
                row.verification.value,
            ]
            for row in severity.EXITS
        ],
    )


def _repeat() -> str:
    rule = severity.REPEAT_INCIDENT_RULE
    marks = f"{markdown.link(rule.provision)}; {rule.basis.value}, {rule.verification.value}."
    return f"{rule.summary} {rule.effect}\n\n{marks}"


def write_categories() -> str:
    """Return the page of categories, today's and those before 2020."""
    return markdown.page(
        title="Categories of allegations",
        source="src/candour/law/categories.py",
        parts=[
            clocks.MARKS,
            "An allegation has one category. *States* names facts that the category itself already"
            " says, and that decide how low severity may go.",
            _categories(),
            open_questions.listed(open_questions.OF_CATEGORIES),
            "## Codes before 1 February 2020\n\n"
            "For history from other systems. The old names were read; which of today's categories"
            " is nearest is this table's own judgement. Where it may also be another, no single one"
            " answers to it, and the old code is kept beside the nearest.",
            _legacy(),
        ],
    )


def _categories() -> str:
    return markdown.table(
        head=["Code", "Category", "Part of", "States", "Name checked", "Code checked", "In force"],
        rows=[
            [
                markdown.code(row.code),
                row.name,
                row.parent or "",
                ", ".join(group.value.replace("_", " ") for group in row.groups),
                row.name_verification.value,
                row.code_verification.value,
                markdown.in_force(row.in_force),
            ]
            for row in categories.CATEGORIES
        ],
    )


def _legacy() -> str:
    return markdown.table(
        head=[
            "Code",
            "Old category",
            "Nearest today",
            "May also be",
            "Name checked",
            "Nearest checked",
        ],
        rows=[
            [
                markdown.code(row.code),
                row.name,
                markdown.code(row.nearest),
                markdown.codes(row.others),
                row.name_verification.value,
                row.nearest_verification.value,
            ]
            for row in categories.LEGACY_CATEGORIES
        ],
    )


def write_outcomes() -> str:
    """Return the page of results, findings, sanctions and actions."""
    return markdown.page(
        title="Outcomes",
        source="src/candour/law/outcomes.py",
        parts=[
            clocks.MARKS,
            "What is not proven is shown as unproven everywhere, also where nobody decided.",
            "## Results of an allegation\n\n" + _results(outcomes.RESULTS),
            "## Findings of proceedings\n\n" + _results(outcomes.FINDINGS),
            "## Findings in history from other systems\n\n" + _results(outcomes.IMPORTED_FINDINGS),
            "## Sanctions\n\n" + _sanctions(outcomes.SANCTIONS),
            "## Sanctions in history from other systems\n\n"
            + _sanctions(outcomes.IMPORTED_SANCTIONS),
            "## Actions\n\n" + _actions(),
            open_questions.listed(open_questions.OF_OUTCOMES),
        ],
    )


def _results(rows: Iterable[Result]) -> str:
    return markdown.table(
        head=["Result", "On which track", "Against the person", "Stands in", "Verification"],
        rows=[
            [
                f"{row.name} (`{row.code}`)",
                row.setting.value.replace("_", " "),
                _PROVEN[row.is_proven],
                markdown.link(row.provision),
                row.verification.value,
            ]
            for row in rows
        ],
    )


def _sanctions(rows: Iterable[Sanction]) -> str:
    return markdown.table(
        head=["Sanction", "At", "After", "Lasts", "Job lost", "Barred", "Stands in",
              "Verification", "Notes"],
        rows=[
            [
                f"{row.name} (`{row.code}`)",
                ", ".join(place.value.replace("_", " ") for place in row.at),
                markdown.codes(row.findings),
                f"{row.lasts_months} months" if row.lasts_months else "",
                "yes" if row.is_dismissal else "no",
                "yes" if row.is_barring else "no",
                markdown.link(row.provision),
                row.verification.value,
                " ".join(row.notes),
            ]
            for row in rows
        ],
    )  # fmt: skip


def _actions() -> str:
    return markdown.table(
        head=["Action", "Verification"],
        rows=[[f"{row.name} (`{row.code}`)", row.verification.value] for row in outcomes.ACTIONS],
    )
