"""What a signed-in view receives, and the guards that stand before it."""

import datetime
import functools
import typing
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from candour.guard import vaults
from candour.guard.actors import Actor
from candour.guard.keys import Vault


class StaffRequest(HttpRequest):
    """A request of someone signed in: who asks, and the moment of asking."""

    actor: Actor
    at: datetime.datetime


class Locked(Exception):
    """The page needs the vault, and the vault is locked."""


class Detour(Exception):
    """Something must be done first, at another address of this site."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Send whoever is not signed in to the sign-in page, and back afterwards."""

    @functools.wraps(view)
    def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"/sign-in/login/?{query}")
        return view(request, *args, **kwargs)

    return guarded


def vault_of(request: StaffRequest) -> Vault:
    """Return the unlocked vault of this request; raise Locked where there is none."""
    known = typing.cast("Vault | None", request.META.get("candour.vault"))
    if known is None:
        cookie = request.COOKIES.get(vaults.COOKIE, "")
        known = vaults.resume(account=request.actor.account, cookie=cookie, at=request.at)
    if known is None:
        raise Locked
    request.META["candour.vault"] = known
    return known
