"""Whether a case must be referred follows from answers, and not knowing is one of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.refer import UnknownCriterion, assess_referral, questions_for
from candour.law.clocks import CLOCKS
from candour.law.events import CaseKind, Party
from candour.law.referral import Answer

ON = date(2026, 4, 1)
MANDATORY = ("mr1", "mr2", "mr3", "mr4", "mr5", "mr6", "mr7", "mr8", "mr9")
ALL_NO = dict.fromkeys(MANDATORY, Answer.NO)


def test_one_yes_is_enough_and_names_its_clock_and_provision():
    found = assess_referral(kind=CaseKind.COMPLAINT, answers={**ALL_NO, "mr4": Answer.YES}, on=ON)

    assert found.is_required
    assert not found.is_undetermined
    assert found.criteria == ("mr4",)
    assert found.clock_ids == ("refer_complaint",)
    assert found.who == (Party.APPROPRIATE_AUTHORITY,)
    assert found.to == (Party.INDEPENDENT_BODY,)
    assert found.because == (
        "Serious corruption (Complaints and Misconduct Regs 2020 reg 4(1);"
        " PRA 2002 Sch 3 para 4(1)(b)).",
    )


def test_every_no_means_that_nothing_requires_referral():
    found = assess_referral(kind=CaseKind.CONDUCT_MATTER, answers=ALL_NO, on=ON)

    assert not found.is_required
    assert not found.is_undetermined
    assert found.who == ()
    assert found.clock_ids == ()
    assert found.because == ("Every question that the law asks was answered no.",)


def test_not_knowing_leaves_it_undetermined_and_says_what_is_not_known():
    found = assess_referral(
        kind=CaseKind.COMPLAINT, answers={**ALL_NO, "mr1": Answer.NOT_KNOWN}, on=ON
    )

    assert not found.is_required
    assert found.is_undetermined
    assert found.unknown == ("mr1",)
    assert found.because == ("Death or serious injury: not known yet.",)


def test_a_question_without_an_answer_counts_as_not_known():
    found = assess_referral(kind=CaseKind.COMPLAINT, answers={}, on=ON)

    assert found.is_undetermined
    assert found.unknown == MANDATORY


def test_a_yes_settles_it_whatever_else_is_not_known():
    found = assess_referral(kind=CaseKind.COMPLAINT, answers={"mr3": Answer.YES}, on=ON)

    assert found.is_required
    assert not found.is_undetermined
    assert "mr1" in found.unknown


def test_every_death_or_serious_injury_matter_is_referred_without_a_question():
    found = assess_referral(kind=CaseKind.DSI_MATTER, answers={}, on=ON)

    assert found.is_required
    assert found.clock_ids == ("refer_dsi_matter",)
    assert found.because == (
        "Death or serious injury (PRA 2002 Sch 3 para 14C). Every case of this kind is referred.",
    )


def test_answering_no_cannot_keep_a_death_or_serious_injury_matter_back():
    found = assess_referral(kind=CaseKind.DSI_MATTER, answers={"mr1": Answer.NO}, on=ON)

    assert found.is_required


def test_a_call_in_has_its_own_clock_and_the_authority_refers():
    found = assess_referral(
        kind=CaseKind.CONDUCT_MATTER, answers={**ALL_NO, "mr9": Answer.YES}, on=ON
    )

    assert found.clock_ids == ("refer_called_in",)
    assert found.who == (Party.APPROPRIATE_AUTHORITY,)


def test_a_conduct_matter_is_judged_by_its_own_paragraph_and_clock():
    found = assess_referral(
        kind=CaseKind.CONDUCT_MATTER, answers={**ALL_NO, "mr1": Answer.YES}, on=ON
    )

    assert found.clock_ids == ("refer_conduct_matter",)
    assert found.because == ("Death or serious injury (PRA 2002 Sch 3 para 13(1)(a)).",)


@pytest.mark.parametrize(
    ("code", "who", "to"),
    [
        ("voluntary", (Party.APPROPRIATE_AUTHORITY,), (Party.INDEPENDENT_BODY,)),
        ("local_policing_body", (Party.LOCAL_POLICING_BODY,), (Party.INDEPENDENT_BODY,)),
        ("power_of_initiative", (), (Party.APPROPRIATE_AUTHORITY,)),
    ],
)
def test_a_referral_that_nothing_requires_is_voluntary_and_has_no_clock(code, who, to):
    found = assess_referral(kind=CaseKind.COMPLAINT, answers={**ALL_NO, code: Answer.YES}, on=ON)

    assert (found.is_required, found.is_voluntary) == (False, True)
    assert (found.criteria, found.who, found.to) == ((code,), who, to)
    assert "PRA 2002 Sch 3 para 4" in found.because[0]
    assert found.clock_ids == ()


def test_a_voluntary_wish_never_replaces_a_duty():
    found = assess_referral(
        kind=CaseKind.COMPLAINT,
        answers={**ALL_NO, "mr2": Answer.YES, "voluntary": Answer.YES},
        on=ON,
    )

    assert (found.is_required, found.is_voluntary) == (True, False)
    assert found.criteria == ("mr2",)


def test_an_answer_to_a_question_that_is_not_asked_is_refused():
    with pytest.raises(UnknownCriterion, match="Not asked for this kind of case: mr2"):
        assess_referral(kind=CaseKind.DSI_MATTER, answers={"mr2": Answer.YES}, on=ON)


def test_a_matter_from_before_the_regime_is_not_judged_by_it():
    found = assess_referral(kind=CaseKind.COMPLAINT, answers={}, on=date(2020, 1, 31))

    assert not found.is_required
    assert found.because == ("No law held here governs a matter of this date.",)


def test_the_form_asks_a_complaint_the_nine_mandatory_questions_and_three_more():
    codes = [one.criterion.code for one in questions_for(kind=CaseKind.COMPLAINT, on=ON)]

    assert codes == [*MANDATORY, "voluntary", "local_policing_body", "power_of_initiative"]


@pytest.mark.parametrize("kind", CaseKind)
def test_every_clock_that_a_criterion_starts_exists_for_that_kind_of_case(kind):
    named = {one.applies.clock_id for one in questions_for(kind=kind, on=ON)} - {None}

    existing = {row.id for row in CLOCKS for scope in row.scopes if kind in scope.case_kinds}

    assert named
    assert named <= existing


answers_to_mandatory = st.fixed_dictionaries(
    {}, optional={code: st.sampled_from(Answer) for code in MANDATORY}
)


@given(answers=answers_to_mandatory, code=st.sampled_from(MANDATORY))
def test_one_more_yes_never_lifts_the_duty_to_refer(answers, code):
    before = assess_referral(kind=CaseKind.COMPLAINT, answers=answers, on=ON)
    after = assess_referral(kind=CaseKind.COMPLAINT, answers={**answers, code: Answer.YES}, on=ON)

    assert after.is_required
    assert set(before.criteria) <= set(after.criteria)


@given(answers=answers_to_mandatory)
def test_a_case_is_required_undetermined_or_cleared_and_always_with_a_reason(answers):
    found = assess_referral(kind=CaseKind.COMPLAINT, answers=answers, on=ON)

    cleared = set(found.unknown) == set() and found.criteria == ()
    assert [found.is_required, found.is_undetermined, cleared].count(True) == 1
    assert found.because != ()
