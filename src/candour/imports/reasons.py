"""Why a row is not taken, and what is noted of one that is: the codes and their words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A code and its words; {row} stands for the row that this one clashes with."""

    code: str
    words: str


REJECTED = (
    Reason(code="missing", words="A value that must be there is missing"),
    Reason(code="not_a_date", words="Not a date; write 2024-03-31 or 31/03/2024"),
    Reason(code="not_a_month", words="Not a month; write 2024-03"),
    Reason(code="not_a_number", words="Not a whole number"),
    Reason(code="out_of_range", words="The number is outside what is possible"),
    Reason(code="wrong_type", words="Not text: a truth value, a time or an error of the sheet"),
    Reason(code="not_text", words="Holds control characters, which no name or code does"),
    Reason(code="too_long", words="Longer than 1,000 characters"),
    Reason(code="formula", words="A formula; formulas are never evaluated: paste its value"),
    Reason(code="cell_count", words="Has more or fewer cells than the header"),
    Reason(code="example_row", words="The example of the template, not a row"),
    Reason(code="unknown_code", words="Not one of the codes documented for this column"),
    Reason(code="dates_out_of_order", words="Ends before it starts"),
    Reason(code="duplicate", words="The same as row {row}"),
    Reason(code="same_key", words="Row {row} has the same key and was taken"),
    Reason(code="contradicts", words="Contradicts row {row}"),
    Reason(
        code="number_in_use",
        words="Row {row} gives the same number to somebody else at the same time",
    ),
    Reason(
        code="number_held",
        words="Somebody else on the register holds the number at that time",
    ),
    Reason(code="unknown_person", words="Unknown officer: nobody on the register has this id"),
    Reason(code="unknown_unit", words="Unit 0 or missing means unknown, which is not a unit"),
    Reason(code="unknown_complaint", words="No complaint that could be taken has this id"),
    Reason(code="not_a_moment", words="Not a moment; write 2024-03-31T14:02:11"),
    Reason(code="not_json", words="Not a JSON object whose values are text"),
    Reason(code="wrong_encoding", words="Not UTF-8 text"),
    Reason(code="day_to_come", words="The day is still to come"),
    Reason(code="reason_not_wanted", words="A reason, but the contact was not refused"),
    Reason(code="words_too_long", words="The words are longer than 20,000 characters"),
    Reason(code="unknown_force", words="No force of this name takes reports"),
    Reason(
        code="contradicts_earlier",
        words="An earlier file says something else of this contact, which is not taken back",
    ),
    Reason(
        code="contradicts_earlier_row",
        words="An earlier file told the same row of another day or reference",
    ),
    Reason(code="value_not_wanted", words="A value, but the row is of a kind that has none"),
    Reason(
        code="unknown_number",
        words="Nobody on the register, or more than one person, held the number on that day",
    ),
    Reason(code="order_not_wanted", words="A civil order, but the row is of another kind"),
    Reason(
        code="line_break",
        words="A line break where no text is expected: a quotation mark is probably not closed",
    ),
    Reason(
        code="swallows_rows",
        words="A cell holds what looks like further rows: a quotation mark is probably not closed",
    ),
    Reason(
        code="open_quote",
        words="A quotation mark is not closed: this line is left out, and the next one is read",
    ),
    Reason(
        code="category_not_one",
        words="Give either a category or an older letter, and one that is documented",
    ),
    Reason(
        code="same_subject_and_category",
        words="Row {row} alleges the same of the same person in this case, which counts once",
    ),
    Reason(
        code="held_under_other_number",
        words="The same is held of the same person under a number that this file doesn't name",
    ),
    Reason(
        code="contradicts_rows", words="Other rows of the file contradict it: none of them is taken"
    ),
    Reason(code="links_to_itself", words="A case does not belong to itself"),
    Reason(code="unknown_column", words="A name that is not one of the documented columns"),
    Reason(
        code="no_desk",
        words="No certified reader may get it: seat readers, then import the file again",
    ),
)

NOTED = (
    Reason(code="waits_for_decision", words="About nobody for certain: waits for a decision"),
    Reason(code="unknown_manager", words="Line manager unknown: taken without one"),
    Reason(code="own_manager", words="Named as their own line manager: taken without one"),
    Reason(code="unit_named_twice", words="The unit's code has another name in a later posting"),
    Reason(code="unknown_left_because", words="Reason for leaving unknown: taken as other"),
    Reason(code="posting_before_joining", words="The posting starts before the person joined"),
    Reason(code="appointed_missing", words="No month of appointment: joined is left open"),
    Reason(code="rank_without_posting", words="A rank but no current posting to put it on"),
    Reason(code="unit_without_posting", words="A current unit but no current posting in any"),
    Reason(
        code="no_subject_recorded", words="The complaint names nobody: no allegation is made up"
    ),
    Reason(
        code="unidentified_subject", words="Nobody known has this id: the subject is unidentified"
    ),
    Reason(code="unknown_category", words="Category code unknown or missing: taken as L, other"),
    Reason(code="closed_before_receipt", words="Closed before it was received: closed, undated"),
    Reason(code="incident_after_receipt", words="The incident is dated after the complaint"),
    Reason(code="domestic_setting", words="Marked as domestic violence by the source"),
    Reason(code="police_shooting", words="Marked as a police shooting by the source"),
    Reason(code="sanction_without_finding", words="A sanction without a finding: no outcome taken"),
    Reason(code="unknown_finding", words="Finding code unknown: outcome not known"),
    Reason(code="unknown_sanction", words="Sanction code unknown: sanction not known"),
    Reason(code="words_dropped", words="Free text: counted, and nothing of it kept"),
    Reason(code="name_differs", words="The number's holder has another name: not taken as them"),
    Reason(
        code="unknown_candour_reference",
        words="Candour has no case of that reference here: taken as the other system's own",
    ),
    Reason(
        code="handled_here",
        words="Candour handles this case: compared with it, and nothing overwritten",
    ),
    Reason(code="words_left_out", words="Words of a contact that was not passed on: left out"),
)

_WORDS = {reason.code: reason.words for reason in (*REJECTED, *NOTED)}


def words(*, code: str, other_row: int | str | None = None) -> str:
    """Return the words of a reason, naming the other row where there is one."""
    return _WORDS[code].format(row=other_row)
