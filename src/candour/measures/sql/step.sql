-- What was decided or happened about one known person in one case, by code and day, as known on the
-- day: levels of assessments, results of outcomes, the appointment of an investigator, the start of a
-- hearing, and a leaving by which a case can end. An event that names nobody counts where its case is
-- about one person; an investigator who is appointed to a case looks into everybody in it.

with subject as (
    select allegation.file_id, allegation.subject_id as person_id, matter.organisation_id,
        matter.kind, matter.source, matter.received_on, matter.closed_on,
        count(*) over (partition by allegation.file_id) as people
    from (
        select distinct one.file_id, one.subject_id
        from cases_allegation as one
        where one.subject_id is not null
    ) as allegation
    join cases_case as matter on matter.file_id = allegation.file_id
    where matter.received_on <= %(as_of)s
),
taken as (
    select allegation.file_id, allegation.subject_id as person_id, 'assessment' as what,
        made.level as code, (made.decided_at at time zone 'Europe/London')::date as happened_on
    from cases_severityassessment as made
    join cases_allegation as allegation on allegation.id = made.allegation_id
    union all
    select allegation.file_id, allegation.subject_id, 'result', given.result,
        coalesce(given.decided_on, matter.closed_on)
    from cases_outcome as given
    join cases_allegation as allegation on allegation.id = given.allegation_id
    join cases_case as matter on matter.file_id = given.file_id
    union all
    select event.file_id, subject.person_id, 'event', event.kind, event.happened_on
    from cases_event as event
    join subject
      on subject.file_id = event.file_id
     and (subject.person_id = event.subject_id
          or (event.subject_id is null and subject.people = 1))
    where event.kind in ('hearing_started', 'accelerated_hearing_started')
    union all
    select event.file_id, subject.person_id, 'investigation', event.kind, event.happened_on
    from cases_event as event
    join subject on subject.file_id = event.file_id
    where event.kind = 'investigator_appointed'
      and (event.subject_id is null or event.subject_id = subject.person_id)
    union all
    select subject.file_id, subject.person_id, 'leaving', served.left_because, served.left_on
    from people_service as served
    join subject
      on subject.person_id = served.person_id
     and subject.organisation_id = served.organisation_id
     and subject.received_on <= served.left_on
    where served.left_because = 'regulation_13'
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', subject.file_id) collate "C" as case_key,
    measures.pseudonym(%(inner)s, %(outer)s, 'person', subject.person_id) collate "C"
        as person_key,
    subject.organisation_id::text, subject.kind, subject.source, subject.received_on,
    taken.what, taken.code, min(taken.happened_on) as happened_on
from taken
join subject on subject.file_id = taken.file_id and subject.person_id = taken.person_id
where taken.happened_on <= %(as_of)s
group by subject.file_id, subject.person_id, subject.organisation_id, subject.kind,
    subject.source, subject.received_on, taken.what, taken.code
order by case_key, person_key, taken.what collate "C", taken.code collate "C"
