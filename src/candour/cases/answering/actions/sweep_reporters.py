"""Puts reports to somebody higher whose reporters chased, heard nothing or may be in danger."""

import datetime
import json
import uuid
from typing import Any

from django.db import connection, transaction

from candour.cases.rules import chasing
from candour.cases.rules.chasing import Raised, Standing
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.models import Escalation

# Who still has a mailbox and no end to it: an answer ends nothing for whoever asks again. A report
# that was merely opened is no news to anybody.
_OPEN = """
    select contact.file_id, contact.organisation_id, file.kind, latest.next_on,
        greatest(
            (select max(step.since_on) from intake_progress as step
             where step.correspondent_id = contact.id
               and (step.number = 1 or step.state not in ('with_desk', 'read'))),
            (select max(letter.written_on) from intake_letter as letter
             where letter.correspondent_id = contact.id and not letter.is_from_reporter)),
        array(select event.on_day from intake_reporterevent as event
              where event.correspondent_id = contact.id and event.kind = 'chased'
              order by event.on_day),
        array(select event.on_day from intake_reporterevent as event
              where event.correspondent_id = contact.id and event.kind = 'withdrawal_wished'
                and (event.detail ->> 'sudden' = 'true' or event.detail ->> 'pressed' = 'true')
              order by event.on_day),
        (select coalesce(jsonb_agg(jsonb_build_array(one.level, one.because, one.on_day)
                                   order by one.on_day), '[]')
         from intake_escalation as one where one.file_id = contact.file_id)::text
    from intake_correspondent as contact
    join guard_file as file on file.id = contact.file_id
    join lateral (
        select step.state, step.next_on from intake_progress as step
        where step.correspondent_id = contact.id order by step.number desc limit 1
    ) as latest on true
    where latest.state <> 'closed'
      and exists (select from intake_mailbox as mailbox
                  where mailbox.correspondent_id = contact.id)
    order by contact.file_id
"""


@transaction.atomic
def sweep_reporters(*, by: Actor, at: datetime.datetime) -> int:
    """Raise what is due, once; return how many escalations were written."""
    demand("cases.sweep_reporters", by=by, at=at)
    with connection.cursor() as cursor:
        # Two rounds at once would raise the same thing twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.sweep_reporters'))")
        cursor.execute(_OPEN)
        found = [(row[0], row[1], _standing(row[2:])) for row in cursor.fetchall()]
    count = 0
    for file, organisation, standing in found:
        for raised in chasing.to_raise(standing, on=at.date()):
            _raise(file, organisation, raised, by=by, at=at)
            count += 1
    return count


def _standing(row: tuple[Any, ...]) -> Standing:
    kind, next_on, news_on, chased, sudden, raised = row
    return Standing(
        is_case=kind == "case",
        news_on=news_on,
        next_on=next_on,
        chased_on=tuple(chased),
        sudden_on=tuple(sudden),
        raised=tuple(
            Raised(level=level, because=because, on=datetime.date.fromisoformat(day))
            for level, because, day in json.loads(raised)
        ),
    )


def _raise(
    file: uuid.UUID, organisation: uuid.UUID, raised: Raised, *, by: Actor, at: datetime.datetime
) -> None:
    row = Escalation(
        file_id=file,
        organisation_id=organisation,
        level=raised.level,
        because=raised.because,
        on_day=raised.on,
    )
    Escalation.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.sweep_reporters",
        file=file,
        why="The reporter was left without news",
        detail={"level": raised.level, "because": raised.because},
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
