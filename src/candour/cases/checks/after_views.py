"""Pages of what goes on after a decision: domestic abuse, what is followed, what is learned."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.checks import forms
from candour.cases.checks.actions import check_abuse as abusing
from candour.cases.checks.actions import end_learning as ending
from candour.cases.checks.actions import follow_up as following
from candour.cases.checks.actions import note_learning as learning_step
from candour.cases.checks.queries import followed as follow_ups
from candour.cases.checks.queries import single
from candour.cases.checks.views import done
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def followed(request: StaffRequest) -> HttpResponse:
    """Show what is followed for a year, in the cases that this reader sees."""
    found = follow_ups.open_followups(by=request.actor, at=request.at)
    return render(request, "cases/checks/followed.html", {"found": found})


@sensitive_post_parameters()
@signed_in
def abuse(request: StaffRequest, file: uuid.UUID, item: str) -> HttpResponse:
    """Take the answer to one line of the checklist for domestic abuse."""
    found = single.abuse_line(file=file, item=item, by=request.actor, at=request.at)
    form = forms.Abuse(request.POST or None, asks=found.item.asks, files=found.files)

    def act() -> None:
        abusing.check_abuse(file=file, shown=form.shown(code=item), by=request.actor, at=request.at)

    refusals = (abusing.NothingShown, abusing.NotAttached, abusing.FirearmsStay, abusing.IsClosed)
    if request.method == "POST" and found.head.can_change and done(form, act, refusals):
        return page.go("checks", file)
    return page.show(
        request, "checks/abuse", head=found.head, section="checks", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def follow(request: StaffRequest, file: uuid.UUID, topic: str) -> HttpResponse:
    """Take a look at one topic; a closed case is followed on."""
    found = single.topic_page(file=file, topic=topic, by=request.actor, at=request.at)
    form = forms.Follow(request.POST or None, owners=found.owners)

    def act() -> None:
        following.follow_up(
            file=file, followed=form.followed(topic=topic), by=request.actor, at=request.at
        )

    refusals = (following.OwnerMissing, following.TooLate)
    if request.method == "POST" and found.head.is_reader and done(form, act, refusals):
        return page.go("checks", file)
    return page.show(
        request, "checks/follow", head=found.head, section="checks", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def learn(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Take what the force learns of a case."""
    found = single.learning_page(file=file, by=request.actor, at=request.at)
    form = forms.Learn(request.POST or None, owners=found.owners)

    def act() -> None:
        learning_step.note_learning(
            file=file, learned=form.learned(), by=request.actor, at=request.at
        )

    refusals = (learning_step.UnitUnknown, learning_step.NotAnOwner, learning_step.InThePast)
    if request.method == "POST" and found.head.is_reader and done(form, act, refusals):
        return page.go("checks", file)
    return page.show(
        request, "checks/learn", head=found.head, section="checks", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def learned(request: StaffRequest, file: uuid.UUID, learning: uuid.UUID) -> HttpResponse:
    """Take what became of a piece of learning."""
    head = single.ending_page(file=file, learning=learning, by=request.actor, at=request.at)
    form = forms.LearningOver(request.POST or None)

    def act() -> None:
        ending.end_learning(
            file=file,
            learning=learning,
            code=form.cleaned_data["code"],
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.at,
        )

    if request.method == "POST" and head.is_reader and done(form, act, (ending.AlreadyEnded,)):
        return page.go("checks", file)
    return page.show(request, "checks/learned", head=head, section="checks", form=form)
