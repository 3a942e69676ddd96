-- Allegations of those cases with the outcome in force on the day. An outcome without a day of its
-- own counts from the closing of its case; without either it can't be placed and is left out.

with placed as (
    select outcome.id, outcome.allegation_id, outcome.supersedes_id, outcome.result,
        outcome.sanction, outcome.decided_at,
        coalesce(outcome.decided_on, matter.closed_on) as known_on
    from cases_outcome as outcome
    join cases_case as matter on matter.file_id = outcome.file_id
    where coalesce(outcome.decided_on, matter.closed_on) <= %(as_of)s
),
in_force as (
    select distinct on (one.allegation_id)
        one.allegation_id, one.result, one.sanction, one.known_on
    from placed as one
    where not exists (select from placed as later where later.supersedes_id = one.id)
    order by one.allegation_id, one.known_on desc, one.decided_at desc, one.id
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    measures.pseudonym(%(inner)s, %(outer)s, 'person', allegation.subject_id) collate "C"
        as person_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on,
    allegation.category, given.result, given.sanction, given.known_on
from cases_allegation as allegation
join cases_case as matter on matter.file_id = allegation.file_id
left join in_force as given on given.allegation_id = allegation.id
where matter.received_on <= %(as_of)s
order by case_key, person_key, allegation.category collate "C", given.result collate "C",
    given.sanction collate "C", given.known_on
