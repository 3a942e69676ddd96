"""Pages of one case's way: whose its days were, what it waits for, why it is late, its tasks."""

import uuid
from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page, steps
from candour.cases.work import forms
from candour.cases.work.actions import (
    add_task,
    end_task,
    explain_delay,
    extend_clock,
    hand_case_to,
    look_again,
    mark_life_risk,
    take_back,
)
from candour.cases.work.queries import tasks as task_queries
from candour.cases.work.queries import waiting
from candour.cases.work.queries.waiting import Progress
from candour.guard.requests import StaffRequest, signed_in

Refusals = tuple[type[Exception], ...]
_WAITING: Refusals = (
    hand_case_to.NotOpen,
    hand_case_to.InTheFuture,
    hand_case_to.ReviewTooLate,
    hand_case_to.NotAKeeper,
    hand_case_to.NotAnOwner,
    look_again.NotWaiting,
    steps.MisconductFirst,
)


@signed_in
def progress(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = waiting.progress(file=file, by=request.actor, at=request.at)
    return page.show(request, "work/progress", head=found.head, section="progress", found=found)


@sensitive_post_parameters()
@signed_in
def hand(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = waiting.progress(file=file, by=request.actor, at=request.at)
    form = forms.Hand(
        request.POST or None, people=found.keepers, initial=forms.first_day(request.at)
    )

    def act() -> None:
        hand_case_to.hand_case_to(
            file=file, waiting=form.waiting(), by=request.actor, at=request.at
        )

    return _step(request, found, form, act, name="hand")


@sensitive_post_parameters()
@signed_in
def again(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = waiting.progress(file=file, by=request.actor, at=request.at)
    form = forms.Again(request.POST or None, people=found.keepers)

    def act() -> None:
        look_again.look_again(file=file, looked=form.looked(), by=request.actor, at=request.at)

    return _step(request, found, form, act, name="again")


@sensitive_post_parameters()
@signed_in
def back(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = waiting.progress(file=file, by=request.actor, at=request.at)
    form = forms.TakeBack(request.POST or None, initial=forms.first_day(request.at))

    def act() -> None:
        take_back.take_back(file=file, back=form.back(), by=request.actor, at=request.at)

    return _step(request, found, form, act, name="back")


@sensitive_post_parameters()
@signed_in
def risk(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = waiting.progress(file=file, by=request.actor, at=request.at)
    form = forms.Risk(request.POST or None)

    def act() -> None:
        mark_life_risk.mark_life_risk(
            file=file,
            is_at_risk=form.said,
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )

    return _step(request, found, form, act, name="risk")


@sensitive_post_parameters()
@signed_in
def delay(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = waiting.progress(file=file, by=request.actor, at=request.at)
    form = forms.WhyLate(request.POST or None)

    def act() -> None:
        explain_delay.explain_delay(file=file, delay=form.delay(), by=request.actor, at=request.at)

    return _step(request, found, form, act, name="delay")


@sensitive_post_parameters()
@signed_in
def more_time(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = waiting.more_time(file=file, by=request.actor, at=request.at)
    form = forms.MoreTime(request.POST or None, periods=found.periods)

    def act() -> None:
        extend_clock.extend_clock(file=file, more=form.more(), by=request.actor, at=request.at)

    refusals = (extend_clock.NotExtendable, extend_clock.NotLonger)
    if request.method == "POST" and found.head.can_change and _done(form, act, refusals):
        return page.go("progress", file)
    return page.show(
        request, "work/more_time", head=found.head, section="progress", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def tasks(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = task_queries.tasks_page(file=file, vault=vault, by=request.actor, at=request.at)
    form = forms.Task(request.POST or None, people=found.people)

    def act() -> None:
        add_task.add_task(file=file, wanted=form.wanted(), by=request.actor, at=request.at)

    refusals = (add_task.NotACode, add_task.InThePast, hand_case_to.NotAKeeper,
                hand_case_to.NotOpen)  # fmt: skip
    if request.method == "POST" and found.head.can_change and _done(form, act, refusals):
        return page.go("tasks", file)
    return page.show(
        request, "work/tasks", head=found.head, section="tasks", found=found, form=form
    )


@signed_in
def task_end(request: StaffRequest, file: uuid.UUID, task: uuid.UUID) -> HttpResponse:
    head, kind = task_queries.task_line(file=file, task=task, by=request.actor, at=request.at)
    form = forms.EndTask(request.POST or None)

    def act() -> None:
        end_task.end_task(
            file=file,
            task=task,
            code=form.cleaned_data["code"],
            by=request.actor,
            at=request.at,
        )

    refusals = (end_task.AlreadyEnded, end_task.NotACode)
    if request.method == "POST" and head.is_open and _done(form, act, refusals):
        return page.go("tasks", file)
    return page.show(request, "work/end_task", head=head, section="tasks", kind=kind, form=form)


_TITLES = {
    "hand": ("Put the case to wait", "It waits for somebody else, and somebody here watches it."),
    "again": ("Look at it again", "Say what you found, and when somebody looks again."),
    "back": ("The force has it again", "Clocks that stood still run on from that day."),
    "risk": ("Is a life at risk?", "Every late step of such a case goes to all bodies at once."),
    "delay": (
        "Reasons and a plan",
        "Whoever asks why the case takes so long sees the reason you choose and the day.",
    ),
}


def _step(
    request: StaffRequest,
    found: Progress,
    form: django_forms.Form,
    act: Callable[[], None],
    *,
    name: str,
) -> HttpResponse:
    refusals = (*_WAITING, explain_delay.NotACode, explain_delay.PlanInThePast)
    if request.method == "POST" and found.head.can_change and _done(form, act, refusals):
        return page.go("progress", found.head.file)
    title, intro = _TITLES[name]
    return page.show(
        request,
        "work/step",
        head=found.head,
        section="progress",
        form=form,
        title=title,
        intro=intro,
    )


def _done(form: django_forms.Form, act: Callable[[], None], refusals: Refusals) -> bool:
    """Take the step if the form is valid; put a refusal among the form's errors."""
    if not form.is_valid():
        return False
    try:
        act()
    except refusals as refusal:
        form.add_error(None, page.words_of(refusal))
        return False
    return True
