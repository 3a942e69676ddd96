"""What HR's system asks: JSON with a token of its own, no session, one word for an answer."""

import datetime
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from candour import clock
from candour.guard.actors import service
from candour.guard.views import not_found
from candour.patterns.gates.actions.answer_system import NoToken, TooMany, answer_system
from candour.patterns.gates.asking import CHANGES, Question

MOST_BYTES = 4_096
LONGEST = 80
_BEARER = "Bearer "


class NotAQuestion(Exception):
    """Not a question as the page about gates describes it."""


@csrf_exempt
@require_POST
@sensitive_variables()
def ask(request: HttpRequest) -> HttpResponse:
    """Answer one question; no token, or one that nobody has, finds no page here."""
    shown = request.headers.get("Authorization", "")
    # Whoever is signed in asks on the form: here a session counts for nothing.
    if not shown.startswith(_BEARER) or getattr(request, "actor", None) is not None:
        return not_found(request)
    try:
        word = answer_system(
            question=_question(request),
            token=shown.removeprefix(_BEARER),
            by=service("hr"),
            at=clock.now(),
        )
    except NotAQuestion:
        return JsonResponse({"error": "not a question"}, status=400)
    except NoToken:
        return not_found(request)
    except TooMany:
        return JsonResponse({"error": "too many questions today"}, status=429)
    return JsonResponse({"answer": word.word, "conditions": list(word.terms)})


def _question(request: HttpRequest) -> Question:
    try:
        if len(request.body) > MOST_BYTES:
            raise NotAQuestion
        said = json.loads(request.body)
        ref, number, change, day = (
            said[name] for name in ("reference", "number", "change", "planned_on")
        )
        planned_on = datetime.date.fromisoformat(day)
    except (ValueError, TypeError, KeyError):
        raise NotAQuestion from None
    words = (ref, number, change)
    if not all(isinstance(one, str) and 0 < len(one.strip()) <= LONGEST for one in words):
        raise NotAQuestion
    if change not in CHANGES:
        raise NotAQuestion
    return Question(ref=ref.strip(), number=number.strip(), change=change, planned_on=planned_on)
