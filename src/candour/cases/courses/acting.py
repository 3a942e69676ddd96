"""For whom somebody may take a step: for themselves, by delegation, or writing down another's."""

import dataclasses
from collections.abc import Iterable, Mapping

from candour.core.states import Step, Transition
from candour.guard.seats import Seat
from candour.law.events import PARTIES, Party

NAMES = {row.party: row.name for row in PARTIES}
_FORCE = frozenset({
    Party.APPROPRIATE_AUTHORITY, Party.REVIEWER, Party.STAFF_DEPARTMENT,
    Party.SECOND_DECISION_MAKER,
})  # fmt: skip
# Whose own decision it is.
OWN: Mapping[Seat, frozenset[Party]] = {
    Seat.APPROPRIATE_AUTHORITY: _FORCE,
    Seat.INVESTIGATOR: frozenset({Party.INVESTIGATOR}),
    Seat.DESK_READER: frozenset(),
}
# What a desk does for the authority day by day; what decides about a person is not among it.
DELEGATED = frozenset({
    Step.LOG, Step.RECORD, Step.LOG_OUTSIDE_SCHEDULE_3, Step.PRESERVE_EVIDENCE, Step.SEEK_VIEWS,
    Step.SEND_COPY_OF_RECORD, Step.FIND_REFERRAL_CRITERION, Step.REFER, Step.INVESTIGATE,
    Step.HANDLE_WITHOUT_INVESTIGATION, Step.TAKE_BACK, Step.ADMIT_INTERESTED_PERSON,
    Step.UPDATE_REPORTER, Step.UPDATE_INTERESTED_PERSON, Step.UPDATE_SUBJECT,
    Step.NOTIFY_INTERESTED_PERSON, Step.FORWARD_REVIEW, Step.REVIEW_REACHES_WRONG_BODY,
    Step.RECEIVE_RECOMMENDATION, Step.SUPPLY_DOCUMENTS, Step.LIST_WITNESSES,
    Step.GIVE_DOCUMENTS_TO_CHAIR, Step.RECORD_CRIMINAL_OUTCOME, Step.PUT_TO_PROSECUTOR,
    Step.RETURN_TO_INVESTIGATORS, Step.CHARGE, Step.RECORD_DEPARTURE,
})  # fmt: skip
# Who has no seat in a case of the force: whoever handles it writes down what they did.
OUTSIDE = frozenset(Party) - _FORCE - {Party.INVESTIGATOR}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """For which party somebody takes a step, and whether it is another's that they write down."""

    party: Party
    is_written_down: bool


def acting(*, seat: Seat, rows: Iterable[Transition]) -> Acting | None:
    """Return for whom a seat may take one of these rows, the seat's own first; or None."""
    found = list(rows)
    parties = [party for row in found for party in row.by]
    for party in parties:
        if party in OWN.get(seat, frozenset()):
            return Acting(party=party, is_written_down=False)
    is_delegated = any(row.step in DELEGATED for row in found)
    if seat is Seat.DESK_READER and is_delegated and Party.APPROPRIATE_AUTHORITY in parties:
        return Acting(party=Party.APPROPRIATE_AUTHORITY, is_written_down=False)
    for party in parties:
        if seat in OWN and party in OUTSIDE:
            return Acting(party=party, is_written_down=True)
    return None


def names(rows: Iterable[Transition]) -> str:
    """Return who may take one of these rows, in words."""
    parties = dict.fromkeys(party for row in rows for party in row.by)
    return " or ".join(NAMES[party] for party in parties)
