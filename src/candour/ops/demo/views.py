"""One-click sign-in by role, for a demonstration on this machine and for nothing else."""

import json

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from candour import clock
from candour.guard import sign_in, vaults
from candour.guard.actors import Actor
from candour.guard.models import Account, Deployment
from candour.guard.seats import Seat
from candour.guard.views import keep
from candour.ops.demo import cast

# Who reads figures only has no vault to open, and no right to one.
_OPENS_CASES = frozenset(Seat) - {Seat.OVERSIGHT_READER}
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via")


def choose(request: HttpRequest) -> HttpResponse:
    """Show the parts that this site has a seat for."""
    _demand_demo(request)
    parts = [part for part in cast.CAST if part.seat in settings.SITE_SEATS]
    return render(request, "demo/choose.html", {"parts": parts})


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one part and unlock its vault."""
    _demand_demo(request)
    if request.headers.get("Origin") != f"http://{request.get_host()}":
        raise Http404
    account = Account.objects.filter(username=request.POST.get("part", "")).first()
    if account is None or account.seat not in settings.SITE_SEATS:
        raise Http404
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[sign_in.DEMO_FLAG] = True
    sign_in.log_sign_in(account=account, ways=["demonstration"])
    response = HttpResponseRedirect("/")
    if account.seat in _OPENS_CASES:
        keep(response, cookie=_unlock(account))
    return response


def _unlock(account: Account) -> str:
    phrases = json.loads((settings.DATA / "demo.json").read_bytes())
    actor = Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )
    sign_in.name_actor(actor)
    return vaults.unlock(by=actor, phrase=phrases[account.username], at=clock.now())


def _demand_demo(request: HttpRequest) -> None:
    """Refuse unless everything says that this is a demonstration on this machine."""
    is_local = request.get_host().split(":")[0].endswith(".localhost")
    is_forwarded = any(name in request.headers for name in _FORWARDED)
    is_marked = Deployment.objects.filter(kind="demo").exists()
    if not (settings.DEMO and settings.EMBEDDED and is_local and is_marked) or is_forwarded:
        raise Http404
