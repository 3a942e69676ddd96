"""The law is tables: no logic, codes that exist, provisions and examples on every row."""

import ast
from datetime import date
from pathlib import Path

import holidays
import pytest

import candour.law
from candour.law import (
    bank_holidays,
    categories,
    clocks,
    events,
    instruments,
    outcomes,
    referral,
    severity,
)
from candour.law.provisions import Basis, Verification

MODULES = sorted(
    path
    for path in Path(candour.law.__file__).parent.rglob("*.py")
    if path.parent.name != "policies"
)
LOGIC = (ast.If, ast.For, ast.While, ast.Try, ast.FunctionDef, ast.Lambda, ast.IfExp)
CODES = {row.code for row in categories.CATEGORIES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_of_law_holds_no_logic(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))

    assert [node.lineno for node in ast.walk(tree) if isinstance(node, LOGIC)] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_of_law_imports_only_the_language_and_law(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }

    foreign = {name for name in imported if not name.startswith("candour.law")}

    assert foreign <= {"dataclasses", "datetime", "enum"}


@pytest.mark.parametrize(
    "codes",
    [
        [row.code for row in instruments.INSTRUMENTS],
        [row.code for row in instruments.LAYERS],
        [row.code for row in categories.CATEGORIES],
        [row.code for row in categories.LEGACY_CATEGORIES],
        [row.code for row in referral.CRITERIA],
        [row.code for row in severity.EXITS],
        [row.code for row in severity.FLOORS],
        [row.code for row in outcomes.RESULTS],
        [row.code for row in outcomes.FINDINGS],
        [row.code for row in outcomes.IMPORTED_FINDINGS],
        [row.code for row in outcomes.SANCTIONS],
        [row.code for row in outcomes.IMPORTED_SANCTIONS],
        [row.code for row in outcomes.ACTIONS],
        [row.code for row in bank_holidays.DIVISIONS],
    ],
)
def test_no_code_stands_twice_in_a_table(codes):
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([row.kind for row in events.EVENTS], events.EventKind),
        ([row.kind for row in events.CASE_KINDS], events.CaseKind),
        ([row.party for row in events.PARTIES], events.Party),
        ([row.kind for row in events.REPORTER_KINDS], events.ReporterKind),
        ([row.level for row in severity.LEVELS], severity.SeverityLevel),
        ([row.group for row in severity.FLOORS], categories.FactGroup),
        ([row.rule for row in clocks.RULES], clocks.Rule),
    ],
)
def test_every_value_of_a_list_is_described_once(rows, kinds):
    assert sorted(rows) == sorted(kinds)


def test_every_cited_instrument_is_listed():
    cited = {
        row.provision.instrument
        for row in (
            *clocks.CLOCKS,
            *categories.CATEGORIES,
            *severity.LEVELS,
            *severity.EXITS,
            *severity.FLOORS,
            *instruments.LAYERS,
        )
    }

    assert cited <= set(instruments.INSTRUMENTS)


# Clocks


def test_the_clocks_are_these():
    assert [row.id for row in clocks.CLOCKS] == [
        "acknowledgement",
        "refer_complaint",
        "refer_conduct_matter",
        "refer_dsi_matter",
        "refer_called_in",
        "progress_update_complainant",
        "progress_update_interested_person",
        "progress_update_reporter",
        "outcome_notice_complainant",
        "outcome_notice_interested_person",
        "outcome_notice_reporter",
        "delay_report_complaint",
        "delay_report_recordable_conduct_matter",
        "delay_report_dsi_matter",
        "delay_report_conduct_regulations",
        "review_window_complainant",
        "review_window_reporter",
        "written_answer",
        "other_force_answer",
        "preserve_evidence",
        "seek_views",
        "copy_of_record_complainant",
        "copy_of_record_reporter",
        "severity_assessment_schedule_3",
        "severity_assessment_conduct_regulations",
        "notice_to_subject",
        "representations",
        "notice_of_revised_severity",
        "interview_alternative",
        "review_right_notice",
        "criminal_outcome_notice",
        "delay_report_by_watchdog",
        "case_to_answer",
        "suspension_review",
        "misconduct_after_criminal_outcome",
        "duty_decision",
        "separation",
        "update_subject",
        "grievance_to_conduct",
        "notice_of_proceedings",
        "objection_to_panel",
        "officer_response",
        "witness_lists",
        "documents_to_chair",
        "pre_hearing",
        "alternative_time",
        "misconduct_meeting",
        "misconduct_hearing",
        "public_notice_of_hearing",
        "chair_report",
        "outcome_to_officer",
        "publish_hearing_report",
        "hearing_report_online",
        "meeting_appeal",
        "accelerated_hearing_day",
        "accelerated_public_notice",
        "review_body_tells_others",
        "answer_to_recommendation",
        "answer_to_learning_recommendation",
        "tribunal_notice_of_appeal",
        "tribunal_respondent_bundle",
        "barred_list_report",
        "advisory_list_report",
        "barred_list_publication",
        "barred_list_review_conduct",
        "barred_list_review_performance",
        "former_officer_window",
        "super_complaint_acknowledgement",
    ]


# The list of deadlines that lawyers check, by their numbers in it.
NUMBERS = {
    *("D01", "D02", "D03", "D10", "D11", "D12", "D13", "D20", "D21", "D22", "D23", "D24", "D25"),
    *("D30", "D31", "D32", "D33", "D40", "D41", "D42", "D50", "D60", "D61", "D62", "D63", "D64"),
    *("D65", "D66", "D67", "D68", "D69", "D70", "D71", "D72", "D73", "D80", "D81", "D82", "D90"),
    *("D91", "D92", "D95", "D96", "D100", "D101", "D102", "D103", "D104", "D110", "D120", "D130"),
}


def test_each_of_the_51_deadlines_of_the_regime_has_its_clock():
    assert len(NUMBERS) == 51
    assert {number for row in clocks.CLOCKS for number in row.numbers} == NUMBERS


def test_a_clock_without_a_number_is_adopted_policy():
    assert [
        row.id for row in clocks.CLOCKS if not row.numbers and row.basis is not Basis.POLICY
    ] == []


@pytest.mark.parametrize("row", clocks.CLOCKS, ids=lambda row: row.id)
def test_a_clock_says_who_owes_what_to_whom_and_where_that_stands(row):
    assert row.summary.endswith(".")
    assert row.who
    assert row.to
    assert row.provision.reference


@pytest.mark.parametrize("row", clocks.CLOCKS, ids=lambda row: row.id)
def test_a_statutory_clock_links_to_legislation_and_only_policy_cites_policy(row):
    is_legislation = row.provision.instrument.url.startswith("https://www.legislation.gov.uk/")

    assert is_legislation == (row.basis is Basis.STATUTORY)


@pytest.mark.parametrize("row", clocks.CLOCKS, ids=lambda row: row.id)
def test_the_example_of_a_clock_is_of_a_case_it_covers_and_contains_what_starts_it(row):
    kinds = {fact.kind for fact in row.example.facts}
    covered = {kind for scope in row.scopes for kind in scope.case_kinds}

    assert row.example.case_kind in covered
    assert kinds & set(row.starts)
    assert row.example.expected


@pytest.mark.parametrize(
    ("clock_id", "verification"),
    [
        ("acknowledgement", Verification.PARTIAL),
        ("refer_complaint", Verification.MEMORY),
        ("refer_conduct_matter", Verification.MEMORY),
        ("refer_dsi_matter", Verification.MEMORY),
        ("refer_called_in", Verification.MEMORY),
        ("progress_update_complainant", Verification.SEEN),
        ("outcome_notice_complainant", Verification.SEEN),
        ("delay_report_complaint", Verification.SEEN),
        ("delay_report_conduct_regulations", Verification.SEEN),
        ("review_window_complainant", Verification.SEEN),
    ],
)
def test_a_number_that_was_not_read_is_marked_so(clock_id, verification):
    row = next(row for row in clocks.CLOCKS if row.id == clock_id)

    assert row.verification is verification


# Categories


def test_the_letters_run_from_a_to_l_without_i():
    letters = [row.code for row in categories.CATEGORIES if row.parent is None]

    assert letters == list("ABCDEFGHJKL")


def test_a_sub_category_stands_under_its_letter():
    subs = [row for row in categories.CATEGORIES if row.parent is not None]

    assert len(subs) == 41
    assert [row.code for row in subs if row.parent != row.code[0]] == []


def test_every_discrimination_category_is_flagged_and_no_other():
    flagged = [
        row.code
        for row in categories.CATEGORIES
        if categories.FactGroup.DISCRIMINATION in row.groups
    ]

    assert flagged == ["F", *(f"F{number}" for number in range(1, 11))]


def test_sexual_conduct_and_abuse_of_position_for_it_are_flagged():
    flagged = [
        row.code for row in categories.CATEGORIES if categories.FactGroup.SEXUAL in row.groups
    ]

    assert flagged == ["G2", "G3", "J", "J1", "J2", "J3"]


def test_every_code_from_before_2020_points_to_a_current_category():
    letters = [row.code for row in categories.LEGACY_CATEGORIES]

    assert letters == list("ABCDEFGHJKLMNPQRSTUVWXY")
    assert {row.nearest for row in categories.LEGACY_CATEGORIES} <= CODES


# Severity and referral


def test_each_level_is_more_serious_than_the_next():
    assert [(row.level, row.rank) for row in severity.LEVELS] == [
        ("gross_misconduct", 3),
        ("misconduct", 2),
        ("practice_requiring_improvement", 1),
        ("neither", 0),
    ]


def test_only_the_three_policy_floors_can_be_lowered():
    assert [(row.code, row.basis, row.lowered_by) for row in severity.FLOORS] == [
        ("sexual", "policy", "appropriate_authority"),
        ("domestic", "policy", "appropriate_authority"),
        ("discrimination", "policy", "appropriate_authority"),
        ("indictable_only_conviction", "statutory", None),
    ]


@pytest.mark.parametrize("row", referral.CRITERIA, ids=lambda row: row.code)
def test_a_criterion_asks_a_question_and_names_a_provision_for_each_kind_of_case(row):
    assert row.question.endswith("?")
    assert [one.provision.reference for one in row.applies if not one.provision.reference] == []


@pytest.mark.parametrize("row", referral.CRITERIA, ids=lambda row: row.code)
def test_a_criterion_has_a_clock_exactly_where_it_is_mandatory(row):
    assert [one.clock_id is not None for one in row.applies] == [row.is_mandatory] * len(
        row.applies
    )


# Outcomes


@pytest.mark.parametrize(
    ("table", "proven"),
    [
        (outcomes.RESULTS, []),
        (outcomes.FINDINGS, ["gross_misconduct", "misconduct"]),
        (outcomes.IMPORTED_FINDINGS, ["proven"]),
    ],
)
def test_only_a_finding_against_the_person_counts_as_proven(table, proven):
    assert [row.code for row in table if row.is_proven is True] == proven


def test_only_losing_the_job_counts_as_dismissal():
    rows = (*outcomes.SANCTIONS, *outcomes.IMPORTED_SANCTIONS)

    assert [row.code for row in rows if row.is_dismissal] == [
        "dismissal_without_notice",
        "dismissed",
    ]


def test_a_former_officer_who_would_have_been_dismissed_is_barred_as_well():
    assert [row.code for row in outcomes.SANCTIONS if row.is_barring] == [
        "dismissal_without_notice",
        "would_have_been_dismissed",
    ]


def test_a_sanction_follows_findings_that_exist():
    findings = {row.code for row in outcomes.FINDINGS}

    assert {code for row in outcomes.SANCTIONS for code in row.findings} <= findings


def test_results_and_imported_findings_with_one_code_agree():
    ours = {row.code: row.is_proven for row in (*outcomes.RESULTS, *outcomes.FINDINGS)}

    theirs = {row.code: row.is_proven for row in outcomes.IMPORTED_FINDINGS}

    shared = ours.keys() & theirs.keys()
    assert {code: ours[code] for code in shared} == {code: theirs[code] for code in shared}


# Bank holidays


def test_wales_keeps_the_same_bank_holidays_as_england():
    years = range(2015, 2040)

    england = holidays.country_holidays("GB", subdiv="ENG", years=years)
    wales = holidays.country_holidays("GB", subdiv="WLS", years=years)

    assert set(england) == set(wales)


def test_every_override_names_a_division_that_exists():
    codes = {row.code for row in bank_holidays.DIVISIONS}

    assert {row.division for row in bank_holidays.OVERRIDES} <= codes


def test_the_layers_follow_one_another():
    starts = [row.in_force.from_on for row in instruments.LAYERS]

    assert starts == [date(2020, 2, 1), date(2024, 5, 7), date(2025, 5, 14), date(2025, 5, 28)]
