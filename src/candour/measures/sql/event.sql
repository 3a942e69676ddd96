-- The dated events of a case that the returns to other bodies count, by code and day. An event that
-- names nobody is of the one person whom its case is about, and else of the case.

with single as (
    select allegation.file_id, min(allegation.subject_id::text)::uuid as person_id
    from cases_allegation as allegation
    where allegation.subject_id is not null
    group by allegation.file_id
    having count(distinct allegation.subject_id) = 1
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    measures.pseudonym(
        %(inner)s, %(outer)s, 'person', coalesce(event.subject_id, single.person_id)
    ) collate "C" as person_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on,
    event.kind as what, event.happened_on
from cases_event as event
join cases_case as matter on matter.file_id = event.file_id
left join single on single.file_id = event.file_id
where matter.received_on <= %(as_of)s
  and event.happened_on <= %(as_of)s
  and event.kind in (
    'recorded', 'recorded_under_schedule_3', 'investigator_appointed', 'terms_of_reference_set',
    'investigated_by_watchdog', 'special_procedures_began', 'stopped_for_criminal_proceedings',
    'restarted', 'referred_to_meeting', 'referred_to_hearing', 'accelerated_certified',
    'meeting_started', 'hearing_started', 'accelerated_hearing_started')
order by case_key, person_key, event.kind collate "C", event.happened_on
