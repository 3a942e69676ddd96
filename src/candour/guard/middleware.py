"""One transaction per request that carries the actor, and the answer to what isn't permitted."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from candour import clock
from candour.guard import sign_in
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import NoRole, NotPermitted
from candour.guard.requests import Detour, Locked
from candour.guard.seats import Seat
from candour.guard.views import ask_to_unlock, not_found

Handler = Callable[[HttpRequest], HttpResponse]

# Where a refused request is rolled back to: its actor is named, and nothing has been done yet.
_UNDO_TO = "candour.undo_to"


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
            request.META[_UNDO_TO] = transaction.savepoint()
            response = self.get_response(request)
            # A 404 commits, since it carries the leaf of the denial; only failures roll back.
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            # Whatever the view had done or read is undone: one leaf, wherever it was refused.
            transaction.savepoint_rollback(request.META[_UNDO_TO])
            by, at = request.actor, request.at  # type: ignore[attr-defined] # as above
            leaves.append(entry=exception.denied, by=by, at=at)
            if isinstance(exception, NoRole):
                # They know that it exists: nothing is given away by asking what for.
                return HttpResponseRedirect(reverse("case-ask", args=[exception.file]))
            return not_found(request)
        if isinstance(exception, Locked):
            transaction.savepoint_rollback(request.META[_UNDO_TO])
            return ask_to_unlock(request)
        if isinstance(exception, Detour):
            transaction.savepoint_rollback(request.META[_UNDO_TO])
            return HttpResponseRedirect(exception.address)
        return None


def _actor(request: HttpRequest) -> Actor | None:
    account = request.user
    if not isinstance(account, Account):
        return None
    if not sign_in.has_seat_here(account):
        # The session of another site opens nothing here, not even half of it.
        request.user = AnonymousUser()
        return None
    return Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )
