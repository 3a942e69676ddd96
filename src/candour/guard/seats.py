"""The seats a person may hold: what kind of work an account does, in the words of the field."""

import enum


class Seat(enum.StrEnum):
    """What an account is for; the permission tables name seats, never people."""

    DESK_READER = "desk_reader"
    INVESTIGATOR = "investigator"
    APPROPRIATE_AUTHORITY = "appropriate_authority"
    OVERSIGHT_READER = "oversight_reader"
    CUSTODIAN = "custodian"
    SUBJECT = "subject"
    REPRESENTATIVE = "representative"
    REVIEWER = "reviewer"
    SERVICE = "service"


SUMMARIES = {
    Seat.DESK_READER: "Reads what arrives at a receiving desk, records it and screens it.",
    Seat.INVESTIGATOR: "Handles the cases allocated to them, in their own or another force.",
    Seat.APPROPRIATE_AUTHORITY: "Decides for the force; sees every case of it that no wall hides.",
    Seat.OVERSIGHT_READER: "Sees figures and exceptions for the forces overseen, never a reporter.",
    Seat.CUSTODIAN: "Holds, outside the force, one share of the keys of cases it is clean for.",
    Seat.SUBJECT: "Is the person an allegation is about; sees what was served on them, no more.",
    Seat.REPRESENTATIVE: "Stands by one side of one case; sees what that side was given.",
    Seat.REVIEWER: "Reviews, outside the force, a case it is named for; sees what it was given.",
    Seat.SERVICE: "The system itself: sealing, sequencing, deadlines, imports.",
}
