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
CUSTODIANS = (Seat.CUSTODIAN,)


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
    _look("cases.read", "Open a case"),
    _look("cases.open_attachment", "Open an attached file"),
    _look("cases.history", "See earlier allegations about the people of a case"),
    _look("cases.timeline", "See everything that happened to a case"),
    _look("cases.show", "Print a case's codes on the command line", SERVICE),
    Permission(name="cases.ask_custodians", seats=DECIDERS,
               summary="Ask custodians outside for the keys of a case"),
    _step("cases.note_harm_test", "Record why a reporter is not told of urgent access", DECIDERS),
    _step("cases.review_harm_test", "Agree that a reporter is not told of urgent access",
          DECIDERS),
    _step("cases.split_again", "Split the keys of a case among custodians anew"),
    _step("cases.remove_reader", "Take a case from a reader for cause", DECIDERS),
    _step("cases.order_sealing", "Order what is left of a case to be sealed again", DECIDERS),
    Permission(name="cases.carry_out_orders", summary="Seal items again by order of a reader",
               seats=SERVICE),
    _step("cases.export_bundle", "Export items of a case, encrypted to their recipients",
          DECIDERS),
    _look("cases.see_custody", "See who holds shares of a case and what was asked of them"),
    _step("cases.ask_for_name", "Ask the keepers of a name to show it to one person"),
    _look("cases.see_names", "See what was asked about a reporter's name"),
    Permission(name="cases.answer_for_name", summary="Release a name that is kept, or refuse",
               seats=DESK),
    Permission(name="cases.see_name_asks", summary="See which names keepers are asked for",
               seats=HANDLERS, is_read=True),
    Permission(name="cases.open_name", summary="See a name that was released to oneself",
               seats=HANDLERS, is_read=True),
    Permission(name="cases.end_names", summary="Take released names away when their days are over",
               seats=SERVICE),
    Permission(name="cases.answer_custodians", summary="Give a share of a case's keys, or decline",
               seats=CUSTODIANS),
    Permission(name="cases.see_asked", summary="See what custodians are asked for",
               seats=(*CUSTODIANS, *HANDLERS), is_read=True),
    Permission(name="cases.take_keys", summary="Put given shares together and read a case",
               seats=HANDLERS),
    Permission(name="cases.see_custodians", summary="See which cases have too few custodians",
               seats=DECIDERS, is_read=True),
    Permission(name="cases.end_access", summary="End urgent access when its hours are over",
               seats=SERVICE),
    Permission(name="cases.tell_of_access", summary="Tell reporters of urgent access",
               seats=SERVICE),
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
