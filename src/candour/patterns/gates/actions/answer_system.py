"""Answers HR's system, which shows a token and has no account: one word, and never why."""

import datetime
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies import gates as policy
from candour.patterns.gates import asking
from candour.patterns.gates.asking import Question, Word


class NoToken(Exception):
    """No employer has this token."""


class TooMany(Exception):
    """The number of questions for one day is reached."""


@transaction.atomic
def answer_system(*, question: Question, token: str, by: Actor, at: datetime.datetime) -> Word:
    """Keep the question and return the word; whoever is known and unknown are asked about alike."""
    demand("patterns.answer_system", by=by, at=at)
    key = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "select is_known, is_new, word, terms"
            " from patterns.ask_gate_by_token(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                asking.digest(token),
                key,
                question.ref,
                question.number,
                question.change,
                question.planned_on,
                at.date(),
                policy.MOST_A_DAY,
                asking.rules(on=at.date()),
            ],
        )
        is_known, is_new, word, terms = cursor.fetchone()
    if not is_known:
        raise NoToken
    if word == asking.TOO_MANY:
        raise TooMany
    entry = leaves.Entry(
        kind="write",
        what="patterns.answer_system",
        why="A change was asked about before it is made",
        detail={"change": question.change},
        after=[asking.asked(key)] if is_new else (),
    )
    leaves.append(entry=entry, by=by, at=at)
    return Word(word=word, terms=asking.terms_of(terms))
