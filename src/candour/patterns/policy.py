"""Who may see a proposal of the patterns, and who must answer it."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

AUTHORITY = (Seat.APPROPRIATE_AUTHORITY,)
DECIDERS = (Seat.APPROPRIATE_AUTHORITY, Seat.DESK_READER)
HANDLERS = (*DECIDERS, Seat.INVESTIGATOR)
SERVICE = (Seat.SERVICE,)

_GATES = (
    Permission(name="patterns.ask_gate", summary="Ask about a change before it is made",
               seats=DECIDERS),
    Permission(name="patterns.answer_system", summary="Answer HR's system by its token",
               seats=SERVICE),
    Permission(name="patterns.make_token", summary="Make the token of an HR system",
               seats=SERVICE),
    Permission(name="patterns.open_gates", summary="Open a gate for each change that waits",
               seats=SERVICE),
    Permission(name="patterns.find_passed", summary="Find changes that passed without their gate",
               seats=SERVICE),
    Permission(name="patterns.gate_list", summary="See which changes wait for a decision",
               seats=DECIDERS, is_read=True),
    Permission(name="patterns.gate", summary="Open a gate, with the history of the person",
               seats=DECIDERS, on_file=True, is_read=True),
    Permission(name="patterns.decide_gate", summary="Decide whether a change may be made",
               seats=AUTHORITY, on_file=True),
    Permission(name="patterns.gates_for_body", summary="See gates, their decisions and reasons",
               seats=(Seat.OVERSIGHT_READER,), is_read=True),
    Permission(name="patterns.gate_answers", summary="Write the answers for HR's file",
               seats=SERVICE),
)  # fmt: skip
_LOOKBACKS = (
    Permission(name="patterns.begin_lookback", summary="Begin a look-back over closed matters",
               seats=AUTHORITY),
    Permission(name="patterns.freeze_lookbacks", summary="List and freeze what is in a look-back",
               seats=SERVICE),
    Permission(name="patterns.lookbacks", summary="See look-backs and how far they are",
               seats=DECIDERS, is_read=True),
    Permission(name="patterns.lookback_items", summary="See the items of a look-back",
               seats=HANDLERS, is_read=True),
    Permission(name="patterns.lookback_item", summary="Open an item of a look-back",
               seats=HANDLERS, on_file=True, is_read=True),
    Permission(name="patterns.assign_lookback", summary="Give an item to somebody not involved",
               seats=AUTHORITY, on_file=True),
    Permission(name="patterns.decide_lookback", summary="Say what a second look found",
               seats=HANDLERS, on_file=True),
    Permission(name="patterns.order_screening",
               summary="Order a worker to compare who is described with the register again",
               seats=DECIDERS),
    Permission(name="patterns.screen_ordered", summary="Compare by order of a reader",
               seats=SERVICE),
    Permission(name="patterns.screening_report", summary="See which live cases await screening",
               seats=DECIDERS, is_read=True),
)  # fmt: skip

# What follows a report, and where in the force matters gather.
RETALIATION = (
    Permission(name="patterns.retaliation_list", summary="See what followed reports",
               seats=HANDLERS, is_read=True),
    Permission(name="patterns.retaliation", summary="See what followed the report of a case",
               seats=HANDLERS, on_file=True, is_read=True),
    Permission(name="patterns.name_reporter", summary="Record as a mark who reported a case",
               seats=HANDLERS, on_file=True),
    Permission(name="patterns.decide_proposal",
               summary="Decide whether something that followed belongs to the report",
               seats=DECIDERS, on_file=True),
    Permission(name="patterns.decide_action",
               summary="Decide whether who reported may be moved or disciplined",
               seats=DECIDERS, on_file=True),
    Permission(name="patterns.state_origin", summary="Say where a piece of evidence came from",
               seats=HANDLERS, on_file=True),
    Permission(name="patterns.retaliation_counts",
               summary="See counts and the monthly tests of what follows reports",
               seats=(Seat.OVERSIGHT_READER,), is_read=True),
    Permission(name="patterns.propose_retaliation",
               summary="Put what followed reports to named people", seats=SERVICE),
    Permission(name="patterns.run_excess_test",
               summary="Test each month whether more follows reports than came before",
               seats=SERVICE),
    Permission(name="patterns.leavers", summary="Compare who left after a report with peers",
               seats=SERVICE, is_read=True),
    Permission(name="patterns.places", summary="Scan teams and draw the network of co-subjects",
               seats=SERVICE, is_read=True),
    Permission(name="patterns.days_lost",
               summary="See the days that teams lost to suspension and restricted duties",
               seats=DECIDERS, is_read=True),
)  # fmt: skip

# Early warning.
WARNING = (
    Permission(name="patterns.score", summary="Score everybody as of a day", seats=SERVICE,
               is_read=True),
    Permission(name="patterns.audit_flags", summary="Hold flags against groups of people",
               seats=SERVICE, is_read=True),
    Permission(name="patterns.propose_flags", summary="Put people to the panel of early warning",
               seats=SERVICE),
    Permission(name="patterns.measure_effects", summary="Measure what came after a decision",
               seats=SERVICE),
    Permission(name="patterns.flags", summary="See who is put to the panel", seats=DECIDERS,
               is_read=True),
    Permission(name="patterns.flag", summary="See the evidence of a flag", seats=DECIDERS,
               is_read=True),
    Permission(name="patterns.give_view", summary="Say what one makes of a flag", seats=DECIDERS),
    Permission(name="patterns.decide_flag", summary="Decide on a flag after the panel's views",
               seats=AUTHORITY),
    Permission(name="patterns.flag_audit", summary="See how good flags are in each group",
               seats=(Seat.OVERSIGHT_READER,), is_read=True),
)  # fmt: skip

PERMISSIONS: tuple[Permission, ...] = (
    *_GATES, *_LOOKBACKS, *RETALIATION, *WARNING,
)  # fmt: skip
