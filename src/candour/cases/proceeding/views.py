"""Pages of next steps: where each course of a case stands, and one form for each step."""

import uuid
from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.actions.assess_severity import ScreeningIncomplete
from candour.cases.actions.refer_to_independent_body import AlreadyReferred
from candour.cases.courses import checked, engine
from candour.cases.courses.engine import Asked
from candour.cases.disclosure import comparing, weighed
from candour.cases.models import StepTaken
from candour.cases.proceeding import queries
from candour.cases.proceeding.actions import apply_for_review as applying
from candour.cases.proceeding.actions import decide_case_to_answer as answering
from candour.cases.proceeding.actions import decide_hearing_outcome as hearing
from candour.cases.proceeding.actions import decide_separation as separating
from candour.cases.proceeding.actions import name_panel as naming
from candour.cases.proceeding.actions import refer_to_proceedings as proceeding
from candour.cases.proceeding.actions import refer_voluntarily as referring
from candour.cases.proceeding.actions import take_step as taking
from candour.cases.proceeding.forms import StepForm
from candour.cases.proceeding.queries import StepPage
from candour.cases.rules import ladder, links
from candour.core.states import Step
from candour.guard.requests import StaffRequest, signed_in

Taker = Callable[..., StepTaken]
TAKERS: Mapping[Step, Taker] = {
    Step.REFER: referring.refer_voluntarily,
    Step.SEPARATE: separating.decide_separation,
    Step.DECIDE_CASE_TO_ANSWER: answering.decide_case_to_answer,
    Step.APPLY_FOR_REVIEW: applying.apply_for_review,
    Step.REFER_TO_PROCEEDINGS: proceeding.refer_to_proceedings,
    Step.NAME_PANEL: naming.name_panel,
}
REFUSALS = (
    engine.MovedOn, engine.NotAllowed, engine.WrongDay, engine.NotOpened, taking.NoOwner,
    taking.ReasonMissing, taking.OnItsOwnPage, AlreadyReferred, separating.NotAskedFor,
    answering.ChecksMissing, answering.SomebodyLeftOut, checked.DeciderTooClose,
    applying.NoRight, applying.NoReviewer, proceeding.NeedsHearing, naming.TooClose,
    ScreeningIncomplete, taking.SecondPersonTakes, ladder.WhyAgain, links.LinkOfOne,
    weighed.PaperOwed,
)  # fmt: skip


@signed_in
def next_steps(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = queries.next_steps(file=file, by=request.actor, at=request.at)
    return page.show(request, "proceeding/next", head=found.head, section="next", found=found)


@sensitive_post_parameters()
@signed_in
def step(
    request: StaffRequest, file: uuid.UUID, course: str, which: str, person: uuid.UUID | None = None
) -> HttpResponse:
    found = queries.step_page(
        file=file, at_place=(course, which, person), by=request.actor, at=request.at
    )
    if found.sheet.elsewhere and not found.because:
        return redirect(page.address(found.sheet.elsewhere, file))
    form = _form(request, found)
    if request.method == "POST" and found.head.can_change and found.is_mine and form.is_valid():
        asked = form.asked(machine=found.machine, step=found.step, subject=found.subject)
        if _took(request, file, form, asked):
            return page.go("next", file)
    return page.show(
        request, "proceeding/step", head=found.head, section="next", found=found, form=form
    )


def _form(request: StaffRequest, found: StepPage) -> StepForm:
    return StepForm(
        request.POST or None,
        sheet=found.sheet,
        rows=found.rows,
        people=found.people,
        accounts=found.accounts,
        initial={"seen": found.seen, "on": request.at.date()},
    )


def _took(request: StaffRequest, file: uuid.UUID, form: StepForm, asked: Asked) -> bool:
    """Take the step; where it is refused, say why and keep what was typed."""
    take = TAKERS.get(asked.step, taking.take_step)
    if asked.step is Step.DECIDE_OUTCOME and asked.subject is not None:
        take = hearing.decide_hearing_outcome
    try:
        take(file=file, asked=asked, by=request.actor, at=request.at)
    except REFUSALS as refusal:
        form.add_error(None, page.words_of(refusal))
        return False
    if asked.step in taking.RESPONSES:
        comparing.compare_if_unlocked(request, file)
    return True
