"""The columns of files of people and of descriptions, by every name that they may go by."""

import re
from collections.abc import Iterable, Mapping, Sequence

_SHARED = {
    "given": "given given_name given_names first_name firstname first forename forenames"
    " christian_name fname",
    "middle": "middle middle_name middle_names middle_initial mi second_given_name",
    "family": "family family_name surname last_name lastname last lname family_names",
    "name": "name full_name fullname display_name names called",
    "alias": "alias aliases nickname nicknames known_as other_name other_names preferred_name aka"
    " pet_name goes_by",
    "number": "number numbers collar collar_number collar_no collar_numbers badge badge_number"
    " badge_no star star_no star_number shoulder shoulder_number warrant warrant_number warrant_no"
    " staff_number staff_no officer_number identifier identifiers id_number force_number"
    " service_number payroll_number employee_number epaulette epaulette_number num",
    "unit": "unit unit_name unit_id unit_code unit_no unit_number unit_description team team_name"
    " department dept station district posting division assignment units bcu borough location"
    " place workplace",
    "rank": "rank rank_name grade cleaned_rank ranks title position rank_title",
    "force": "force force_name force_id force_code organisation organization agency body employer"
    " police_force constabulary org",
    "born": "birth_date date_of_birth dob born born_on birthdate birth_year year_of_birth yob"
    " birthyear",
}
PEOPLE: Mapping[str, str] = _SHARED | {
    "person": "person_id person officer_id officer id uid employee_id staff_id subject_id"
    " register_id unique_id entity_id person_ref ref pid key",
    "former": "former_name former_names previous_name previous_names maiden_name former_family"
    " former_family_name previous_surname former_surname birth_name former maiden prior_name"
    " previous_family_name former_last_name previous_last_name",
    "name_kind": "name_kind name_type kind_of_name",
    "from": "from from_on from_date start start_date start_on unit_start_date since valid_from"
    " date_from begin posted_from effective_from unit_from posting_from rank_from begin_date"
    " started_on starts unit_start posting_start from_day",
    "until": "until until_on until_date to to_on to_date end end_date end_on unit_end_date valid_to"
    " date_to posted_until effective_to unit_until posting_until unit_to posting_to rank_until"
    " valid_until ended_on ends unit_end posting_end thru through",
    "number_from": "number_from number_start badge_from collar_from number_from_on number_since",
    "number_until": "number_until number_end number_to badge_until collar_until number_until_on",
    "name_from": "name_from name_start name_from_on",
    "name_until": "name_until name_to name_end name_until_on",
    "fact": "fact field attribute kind type what",
    "value": "value val content",
}
DESCRIPTIONS: Mapping[str, str] = _SHARED | {
    "description": "description_id id ref reference report_id allegation_id case_id record_id"
    " desc_id query_id row_id did complaint_id cr_id unique_id uid key description_ref",
    "on": "on date described_on described_date incident_date incident_on event_date event_on"
    " happened_on occurred_on report_date reported_on received_on as_of when date_of_incident"
    " described_at incident day on_date at said_on noted_on seen_on",
    "age": "age age_about apparent_age",
    "text": "text description free_text narrative words what_was_said said described details",
}
# What stands before or after the name of a column and says nothing about which one it is.
_AROUND = re.compile(
    r"^(officer|subject|person|described|desc|current|said|claimed|reported|stated|typed|known"
    r"|police|given_as|noisy|observed)_|_(said|typed|described|text|raw|stated|reported|noisy"
    r"|observed|value|as_written)$"
)


_KEYS = frozenset({"person", "description"})


def mapped(*, columns: Iterable[str], known: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the columns of a file by the field each holds; the unknown ones under ''."""
    spoken = {alias: field for field, aliases in known.items() for alias in aliases.split()}
    found: dict[str, list[str]] = {}
    for column in columns:
        found.setdefault(_field(_plain(column), spoken), []).append(column)
    return found


def documented(*, known: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Return every field with the names its column may have, for help and documents."""
    return [(field, ", ".join(aliases.split())) for field, aliases in known.items()]


def _field(plain: str, spoken: Mapping[str, str]) -> str:
    """Return the field of a column; only its whole name may say that it holds the key of a row."""
    bare = _AROUND.sub("", plain)
    found = spoken.get(bare) or spoken.get(_AROUND.sub("", bare), "")
    return spoken.get(plain) or ("" if found in _KEYS else found)


def _plain(column: str) -> str:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column)
    return re.sub(r"[^a-z0-9]+", "_", parted.casefold()).strip("_")
