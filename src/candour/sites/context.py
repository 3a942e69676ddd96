"""What the frame of every page shows: the demonstration's mark, who is signed in, where to go."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from candour.guard import vaults


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the context of the base pages; before anybody has signed in there is little of it."""
    known: dict[str, object] = {
        "is_demo": settings.DEMO,
        "site_label": settings.SITE_LABEL,
        "exit_url": settings.EXIT_URL,
        "single_sign_on": settings.IDENTITY_PROVIDER_NAME,
    }
    actor = getattr(request, "actor", None)
    if actor is None:
        return known
    return known | {
        "account_name": request.user.get_username(),
        "sign_out_url": reverse("account_logout"),
        "is_unlocked": vaults.COOKIE in request.COOKIES,
        "navigation": [
            {"text": text, "href": href, "is_current": _is_current(href, request.path)}
            for text, href in settings.SEAT_NAVIGATION.get(actor.seat.value, settings.NAVIGATION)
        ],
    }


def _is_current(href: str, path: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
