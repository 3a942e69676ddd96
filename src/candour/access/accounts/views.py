"""The page where readers help each other: keys for a colleague, more readers for a case."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.access.accounts import queries
from candour.access.accounts.actions import give_keys as giving
from candour.access.accounts.actions import name_more_readers as naming
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of


@signed_in
def colleagues(request: StaffRequest) -> HttpResponse:
    context = {
        "colleagues": queries.colleagues(by=request.actor, at=request.at),
        "thin": queries.own_thin_cases(by=request.actor, at=request.at),
    }
    return render(request, "access/colleagues.html", context)


@require_POST
@signed_in
def give(request: StaffRequest, account: uuid.UUID) -> HttpResponse:
    try:
        vault = vault_of(request)
    except Locked:
        # Only those who may see the page are asked for their words.
        queries.colleagues(by=request.actor, at=request.at)
        raise
    try:
        number = giving.give_keys(account=account, vault=vault, by=request.actor, at=request.at)
    except giving.NobodyWaits as refusal:
        messages.error(request, str(refusal) or str(type(refusal).__doc__))
    else:
        messages.success(request, f"Keys of {number} files given.")
    return HttpResponseRedirect(reverse("colleagues"))


@require_POST
@signed_in
def name_more(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    try:
        vault = vault_of(request)
    except Locked:
        queries.own_thin_cases(by=request.actor, at=request.at)
        raise
    try:
        number = naming.name_more_readers(file=file, vault=vault, by=request.actor, at=request.at)
    except naming.NobodyElse as refusal:
        messages.error(request, str(refusal) or str(type(refusal).__doc__))
    else:
        messages.success(request, f"{number} more readers named.")
    return HttpResponseRedirect(reverse("colleagues"))
