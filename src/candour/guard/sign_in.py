"""Sign-in by allauth: nobody signs up, and nobody goes on without a second factor."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from candour import clock
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.seats import Seat

# Set by the demonstration's one-click sign-in, which production settings don't install.
DEMO_FLAG = "candour.demo"
_OPEN_PATHS = ("/sign-in/", "/static/", "/healthz")


class NoSignUp(DefaultAccountAdapter):
    """Accounts are made by whoever runs the deployment, never on the web."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Account, **kwargs: object) -> HttpResponse:
        log_sign_in(account=user)
        return super().post_login(request, user, **kwargs)


def log_sign_in(*, account: Account) -> None:
    """Leave a leaf that says who signed in and when."""
    actor = Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )
    entry = leaves.Entry(kind="sign_in", what="guard.sign_in", why="Signed in")
    leaves.append(entry=entry, by=actor, at=clock.now())


def name_actor(actor: Actor | None) -> None:
    """Tell the database who asks, for the rest of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('candour.actor', %s, true)",
            ["" if actor is None else str(actor.account_id)],
        )


def lacks_second_factor(request: HttpRequest) -> bool:
    """Say whether this request must first set up a passkey or an authenticator app."""
    if request.path.startswith(_OPEN_PATHS):
        return False
    if settings.DEMO and request.session.get(DEMO_FLAG):
        return False
    return not Authenticator.objects.filter(user_id=request.user.pk).exists()
