-- Allegations assessed on the facts alone and again with the history beside them, with the levels
-- that stood on the day.

with latest as (
    select distinct on (made.allegation_id, made.basis)
        made.allegation_id, made.basis, made.level
    from cases_severityassessment as made
    where (made.decided_at at time zone 'Europe/London')::date <= %(as_of)s
    order by made.allegation_id, made.basis, made.decided_at desc, made.id
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    measures.pseudonym(%(inner)s, %(outer)s, 'person', allegation.subject_id) collate "C"
        as person_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on,
    allegation.category, facts.level, history.level
from cases_allegation as allegation
join cases_case as matter on matter.file_id = allegation.file_id
join latest as facts on facts.allegation_id = allegation.id and facts.basis = 'facts'
join latest as history on history.allegation_id = allegation.id and history.basis = 'history'
where matter.received_on <= %(as_of)s
order by case_key, person_key, allegation.category collate "C", facts.level collate "C",
    history.level collate "C"
