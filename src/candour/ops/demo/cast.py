"""The people of the demonstration who sign in, by the part they play in the story."""

import dataclasses

from candour.guard.seats import Seat

FORCE = "Northfold Police"
NEIGHBOUR = "Eastmarch Constabulary"
OUTSIDE = "Office for Police Standards"
BOARD = "Northfold Policing Board"
OMBUDSMAN = "Ombudsman for Public Services"
ASSOCIATION = "Police Staff Association"
UNION = "Public Workers Union"
# They open the mailbox of the report that the story's case comes from.
REPORTER_WORDS = (
    "lantern", "pebble", "violin", "kettle", "thimble", "candle", "garden", "walnut",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Someone with an account: where, in which unit and seat, and what the story needs of them."""

    username: str
    given: str
    family: str
    organisation: str
    unit: str
    rank: str
    seat: Seat
    story: str
    on_desk: bool = False
    number: str = ""
    # The part whose person this account belongs to as well.
    same_as: str = ""


STANDARDS = "Professional Standards"
FIREARMS = "Kings Cross Firearms"
RESPONSE = "Northfold Response B"

CAST = (
    Part(username="desk", given="Harriet", family="Lockwood", organisation=FORCE, unit=STANDARDS,
         rank="Sergeant", seat=Seat.DESK_READER, on_desk=True, number="2101",
         story="Reads what arrives at the force's desk, records and screens it."),
    Part(username="desk-two", given="Emeka", family="Obi", organisation=FORCE, unit=STANDARDS,
         rank="Constable", seat=Seat.DESK_READER, on_desk=True, number="2102",
         story="A second clean reader of the desk."),
    Part(username="desk-three", given="Fiona", family="Rafferty", organisation=FORCE,
         unit=STANDARDS, rank="Constable", seat=Seat.DESK_READER, on_desk=True, number="2103",
         story="A third clean reader of the desk."),
    Part(username="subject", given="Daniel", family="Marlow", organisation=FORCE,
         unit=FIREARMS, rank="Constable", seat=Seat.DESK_READER, on_desk=True, number="4471",
         story="Sits on the receiving desk, and is the one reported. Learns nothing."),
    Part(username="colleague", given="Lewis", family="Tanner", organisation=FORCE, unit=FIREARMS,
         rank="Constable", seat=Seat.INVESTIGATOR, number="4472",
         story="Serves in the same team as the subject."),
    Part(username="line-manager", given="Gareth", family="Standish", organisation=FORCE,
         unit=FIREARMS, rank="Sergeant", seat=Seat.INVESTIGATOR, number="4400",
         story="Supervises the subject."),
    Part(username="investigator", given="Nadia", family="Bhatt", organisation=FORCE,
         unit="Complaints Investigation", rank="Inspector", seat=Seat.INVESTIGATOR, number="2200",
         story="Investigates for the force; no tie to the subject."),
    Part(username="investigator-two", given="Owen", family="Castell", organisation=FORCE,
         unit="Complaints Investigation", rank="Inspector", seat=Seat.INVESTIGATOR, number="2201",
         story="A second investigator of the force; no tie to the subject."),
    Part(username="authority", given="Rosemary", family="Pemberton", organisation=FORCE,
         unit="Command", rank="Deputy Chief Constable", seat=Seat.APPROPRIATE_AUTHORITY,
         number="0002", story="The appropriate authority: decides for the force."),
    Part(username="external-investigator", given="Tomasz", family="Whitaker",
         organisation=NEIGHBOUR, unit="Professional Standards East", rank="Inspector",
         seat=Seat.INVESTIGATOR, number="E310", story="Investigates for another force."),
    Part(username="neighbour-authority", given="Ingrid", family="Farrow", organisation=NEIGHBOUR,
         unit="Command East", rank="Deputy Chief Constable", seat=Seat.APPROPRIATE_AUTHORITY,
         number="E002", story="Decides for another force, and answers when it is asked to"
         " investigate."),
    Part(username="neighbour-desk", given="Bronwen", family="Aldous", organisation=NEIGHBOUR,
         unit="Professional Standards East", rank="Sergeant", seat=Seat.DESK_READER, number="E311",
         story="Reads for another force what it takes over."),
    Part(username="neighbour-desk-two", given="Kofi", family="Marchetti", organisation=NEIGHBOUR,
         unit="Professional Standards East", rank="Constable", seat=Seat.DESK_READER,
         number="E312", story="A second reader of another force."),
    Part(username="outside-desk", given="Grace", family="Yeboah", organisation=OUTSIDE,
         unit="Receiving Desk", rank="", seat=Seat.DESK_READER, on_desk=True, number="S1",
         story="Reads what is sent to the body outside the force."),
    Part(username="outside-desk-two", given="Simon", family="Tremayne", organisation=OUTSIDE,
         unit="Receiving Desk", rank="", seat=Seat.DESK_READER, on_desk=True, number="S2",
         story="A second reader outside."),
    Part(username="outside-desk-three", given="Leila", family="Granger", organisation=OUTSIDE,
         unit="Receiving Desk", rank="", seat=Seat.DESK_READER, on_desk=True, number="S3",
         story="A third reader outside."),
    Part(username="oversight", given="Marcus", family="Haverford", organisation=OUTSIDE,
         unit="Oversight", rank="", seat=Seat.OVERSIGHT_READER, number="S9",
         story="Watches the forces: figures and missed clocks, never a reporter."),
    Part(username="board", given="Priya", family="Thornton", organisation=BOARD, unit="Scrutiny",
         rank="", seat=Seat.OVERSIGHT_READER, number="B1",
         story="The local policing body's reader."),
    Part(username="custodian", given="Judith", family="Ainsley", organisation=OUTSIDE,
         unit="Escrow", rank="", seat=Seat.CUSTODIAN, number="S21",
         story="Holds a share of the keys of cases, outside the force. Alone it opens nothing."),
    Part(username="custodian-two", given="Kwame", family="Boateng", organisation=OUTSIDE,
         unit="Escrow", rank="", seat=Seat.CUSTODIAN, number="S22",
         story="A second custodian of the same body."),
    Part(username="custodian-three", given="Ruth", family="Calloway", organisation=BOARD,
         unit="Board Escrow", rank="", seat=Seat.CUSTODIAN, number="B21",
         story="A custodian of the policing board."),
    Part(username="custodian-four", given="Idris", family="Penhale", organisation=BOARD,
         unit="Board Escrow", rank="", seat=Seat.CUSTODIAN, number="B22",
         story="A second custodian of the policing board."),
    Part(username="custodian-five", given="Mireille", family="Okafor", organisation=OMBUDSMAN,
         unit="Ombudsman Escrow", rank="", seat=Seat.CUSTODIAN, number="M21",
         story="A custodian of a third body, which has no other part in complaints."),
    Part(username="stranger", given="Peter", family="Redfern", organisation=NEIGHBOUR,
         unit="Eastmarch Response A", rank="Constable", seat=Seat.INVESTIGATOR, number="E777",
         story="Has an account and no part in anything."),
    Part(username="subject-seat", given="Daniel", family="Marlow", organisation=FORCE,
         unit=FIREARMS, rank="Constable", seat=Seat.SUBJECT, same_as="subject",
         story="The seat of the one reported: sees what is served on him, and nothing else."),
    Part(username="representative", given="Alison", family="Mercer", organisation=ASSOCIATION,
         unit="Northfold branch", rank="", seat=Seat.REPRESENTATIVE, number="A1",
         story="Stands by one side, for the association's Northfold branch."),
    Part(username="representative-two", given="Keith", family="Lyle", organisation=ASSOCIATION,
         unit="Northfold branch", rank="", seat=Seat.REPRESENTATIVE, number="A2",
         story="Of the same branch, and so never for the other side."),
    Part(username="representative-three", given="Yvonne", family="Carver", organisation=UNION,
         unit="Harbour branch", rank="", seat=Seat.REPRESENTATIVE, number="U1",
         story="Of a union that stands by nobody yet."),
    Part(username="reviewer", given="Helena", family="Quarrington", organisation=OMBUDSMAN,
         unit="Reviews", rank="", seat=Seat.REVIEWER, number="M31",
         story="Reviews cases outside the force: sees what was given for a review, and no more."),
)  # fmt: skip
