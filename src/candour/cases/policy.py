"""Who may do what to a case; row security and keys decide which cases, this decides which steps."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

DESK = (Seat.DESK_READER,)
AUTHORITY = (Seat.APPROPRIATE_AUTHORITY,)
DECIDERS = (*AUTHORITY, *DESK)
HANDLERS = (Seat.DESK_READER, Seat.INVESTIGATOR, Seat.APPROPRIATE_AUTHORITY)
READERS = HANDLERS
LISTERS = (*HANDLERS, Seat.OVERSIGHT_READER)
SERVICE = (Seat.SERVICE,)


def _step(name: str, summary: str, seats: tuple[Seat, ...] = HANDLERS) -> Permission:
    return Permission(name=name, summary=summary, seats=seats, on_file=True)


def _look(name: str, summary: str, seats: tuple[Seat, ...] = READERS) -> Permission:
    return Permission(name=name, summary=summary, seats=seats, on_file=True, is_read=True)


PERMISSIONS = (
    _step("cases.record", "Record a report as a case", DESK),
    _step("cases.take_on", "Take on an open case from another system", AUTHORITY),
    _step("cases.screen", "Compare a described person with the register"),
    _step("cases.decide_link", "Say whether a suggestion is the person described"),
    _step("cases.assess_severity", "Assess how serious an allegation is"),
    _step("cases.assess_referral", "Hold the facts against the referral criteria"),
    _step("cases.refer", "Refer a case to the independent body", DECIDERS),
    _step("cases.decide_outcome", "Decide the outcome of an allegation"),
    _step("cases.notify_outcome", "Tell the reporter the outcome and her rights"),
    _step("cases.write_to_reporter", "Write to the reporter's mailbox"),
    _step("cases.record_event", "Record that a statutory step was taken"),
    _step("cases.allocate", "Give a case to an investigator"),
    _step("cases.close", "Close a case", DECIDERS),
    _step("cases.mark_read", "Tell a reporter that her report was opened", DESK),
    _step("cases.answer_report", "Answer a report without a case", DESK),
    _step("cases.note_advice", "Record that somebody advised against reporting"),
    _step("cases.watch_manager", "Watch whether a manager who was told refers it", DECIDERS),
    _step("cases.pass_on_part", "Pass a part of a report on to the force", DESK),
    _step("cases.reopen_handling", "Open a handling again that only somebody outside put right",
          DESK),
    _step("cases.carry_letters", "Keep in a case what came in late for its report"),
    _step("cases.wall_off", "Keep somebody from a file, for a reason"),
    _step("cases.lift_wall", "Take a wall away that another person decided on"),
    _step("cases.remove_self", "Leave a file that one should not be on"),
    _step("cases.declare", "Sign the declaration of conflict", (Seat.INVESTIGATOR,)),
    _step("cases.check_independence", "Hold the rules of independence against a case",
          (*HANDLERS, Seat.SERVICE)),
    _step("cases.ask_force", "Ask another force to investigate", DECIDERS),
    _step("cases.hand_to_force", "Give a case to the force that accepted it", DECIDERS),
    Permission(name="cases.answer_force", summary="Answer a force that asks this one",
               seats=AUTHORITY),
    Permission(name="cases.asked_of_me", summary="See what other forces ask of this one",
               seats=AUTHORITY, is_read=True),
    Permission(name="cases.carry_answers", summary="Stop the clock of a force that answered",
               seats=SERVICE),
    Permission(name="cases.who_may_open", summary="See who could open a case, who is walled, why",
               seats=DECIDERS, is_read=True),
    Permission(name="cases.ask_who", summary="Ask who could open a case", seats=DECIDERS,
               is_read=True),
    _step("cases.name_handlers", "Say whose handling is complained of"),
    _look("cases.read", "Open a case"),
    _look("cases.open_attachment", "Open an attached file"),
    _look("cases.history", "See earlier allegations about the people of a case"),
    _look("cases.timeline", "See everything that happened to a case"),
    _look("cases.show", "Print a case's codes on the command line", SERVICE),
    Permission(name="cases.list", summary="List cases", seats=HANDLERS, is_read=True),
    Permission(name="cases.search", summary="Search cases", seats=HANDLERS, is_read=True),
    Permission(name="cases.export", summary="Export the list of cases", seats=HANDLERS,
               is_read=True),
    Permission(name="cases.escalations", summary="See whose reporters had to chase",
               seats=DECIDERS, is_read=True),
    Permission(name="cases.managers", summary="See which managers were told and are watched",
               seats=DECIDERS, is_read=True),
    Permission(name="cases.solved_outside", summary="See what was put right only outside",
               seats=DECIDERS, is_read=True),
    Permission(name="cases.reporter_counts", summary="Count how often reporters were failed",
               seats=(Seat.OVERSIGHT_READER,), is_read=True),
    Permission(name="cases.sweep_managers", summary="Queue managers who did not pass it on",
               seats=SERVICE),
    Permission(name="cases.sweep_reporters", summary="Raise reports whose reporters heard nothing",
               seats=SERVICE),
    Permission(name="cases.record_history", summary="Bring in another system's history",
               seats=SERVICE),
    Permission(name="cases.refresh_deadlines", summary="Recompute every deadline", seats=SERVICE),
)  # fmt: skip
