"""One transaction per request that carries the actor, and the answer to what isn't permitted."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from candour import clock
from candour.guard import sign_in
from candour.guard.actors import Actor
from candour.guard.models import Account
from candour.guard.permissions import NotPermitted
from candour.guard.requests import Locked
from candour.guard.seats import Seat
from candour.guard.views import ask_to_unlock

Handler = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Open the transaction, name the actor in it, and lend views the actor and the moment."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            actor = _actor(request)
            sign_in.name_actor(actor)
            request.at = clock.now()  # type: ignore[attr-defined] # declared on StaffRequest
            request.actor = actor  # type: ignore[attr-defined] # declared on StaffRequest
            if actor is not None and sign_in.lacks_second_factor(request):
                return HttpResponseRedirect(settings.SECOND_FACTOR_URL)
            response = self.get_response(request)
            # A 404 commits, since it carries the leaf of the denial; only failures roll back.
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            return render(request, "404.html", status=404)
        if isinstance(exception, Locked):
            return ask_to_unlock(request)
        return None


def _actor(request: HttpRequest) -> Actor | None:
    account = request.user
    if not isinstance(account, Account) or account.seat not in settings.SITE_SEATS:
        return None
    return Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )
