"""Sign-in by allauth: nobody signs up, and nobody goes on without a second factor."""

from collections.abc import Sequence

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal import stagekit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from candour import clock
from candour.guard import vaults
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.seats import Seat

# Set by the demonstration's one-click sign-in, which production settings don't install.
DEMO_FLAG = "candour.demo"
_SHOWS_BY_ITSELF = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")
# What the library calls a way of proving who one is, in our words; the others keep their names.
_WAYS = {"socialaccount": "single_sign_on"}
_OPEN_PATHS = ("/sign-in/", "/static/", "/healthz")


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by whoever runs the deployment, and enter the site of their seat."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: object) -> Account | None:
        """Answer for a seat of another site as for an unknown name."""
        account: Account | None = super().authenticate(request, **credentials)
        return account if has_seat_here(account) else None

    def pre_login(
        self, request: HttpRequest, user: Account, **kwargs: object
    ) -> HttpResponse | None:
        # A passkey finds its account by itself, past `authenticate`.
        if not has_seat_here(user):
            stagekit.clear_login(request)
            return HttpResponseRedirect(settings.LOGIN_URL)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def post_login(self, request: HttpRequest, user: Account, **kwargs: object) -> HttpResponse:
        log_sign_in(account=user, ways=ways_of(request, account=user))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def set_password(self, user: Account, password: str) -> None:
        # A site may change this column of an account and no other.
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/sign-in/account/"

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Account):
            vaults.lock(account=request.user.id)
        super().logout(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: object,
        **kwargs: object,
    ) -> None:
        # Being signed in, or out, shows by itself.
        if message_template not in _SHOWS_BY_ITSELF:
            super().add_message(request, level, message_template, *args, **kwargs)


def has_seat_here(account: object) -> bool:
    """Say whether this is an account whose seat this site serves."""
    return isinstance(account, Account) and account.seat in settings.SITE_SEATS


def ways_of(request: HttpRequest, *, account: Account) -> Sequence[str]:
    """Return by which ways this session proved to be that account's, the first one first."""
    proven = [
        record.get("type") or record["method"]
        for record in get_authentication_records(request, account)
    ]
    return [_WAYS.get(way, way) for way in proven]


def log_sign_in(*, account: Account, ways: Sequence[str]) -> None:
    """Leave a leaf that says who signed in, when and by which ways."""
    actor = Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )
    detail = {"ways": list(ways)}
    entry = leaves.Entry(kind="sign_in", what="guard.sign_in", why="Signed in", detail=detail)
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
