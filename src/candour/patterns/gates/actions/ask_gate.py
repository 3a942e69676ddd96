"""Puts HR's question on the form, for whoever sits at the force's desk."""

import datetime
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.patterns.gates import asking
from candour.patterns.gates.asking import Question, Word


@transaction.atomic
def ask_gate(*, question: Question, by: Actor, at: datetime.datetime) -> Word:
    """Keep the question and return the one word; the same reference gets the present one."""
    demand("patterns.ask_gate", by=by, at=at)
    key = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "select is_new, word, terms from patterns.ask_gate_here(%s, %s, %s, %s, %s, %s, %s)",
            [
                key,
                question.ref,
                question.number,
                question.change,
                question.planned_on,
                at.date(),
                asking.rules(on=at.date()),
            ],
        )
        is_new, word, terms = cursor.fetchone()
    entry = leaves.Entry(
        kind="write",
        what="patterns.ask_gate",
        why="A change was asked about before it is made",
        detail={"change": question.change},
        after=[asking.asked(key)] if is_new else (),
    )
    leaves.append(entry=entry, by=by, at=at)
    return Word(word=word, terms=asking.terms_of(terms))
