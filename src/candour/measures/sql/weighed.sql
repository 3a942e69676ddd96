-- Allegations with the result in force on the day, and whether it was said of them that it is one
-- person's word against another's: on their own page, or with the finding about the person. Empty
-- where nobody said it.

with placed as (
    select outcome.id, outcome.allegation_id, outcome.supersedes_id, outcome.result,
        outcome.decided_at, coalesce(outcome.decided_on, matter.closed_on) as known_on
    from cases_outcome as outcome
    join cases_case as matter on matter.file_id = outcome.file_id
    where coalesce(outcome.decided_on, matter.closed_on) <= %(as_of)s
),
in_force as (
    select distinct on (one.allegation_id) one.allegation_id, one.result
    from placed as one
    where not exists (select from placed as later where later.supersedes_id = one.id)
    order by one.allegation_id, one.known_on desc, one.decided_at desc, one.id
),
of_allegation as (
    select distinct on (made.allegation_id)
        made.allegation_id, made.answers ->> 'word_against_word' as answer
    from cases_nocasecheck as made
    where (made.decided_at at time zone 'Europe/London')::date <= %(as_of)s
    order by made.allegation_id, made.decided_at desc, made.id
),
of_person as (
    select distinct on (taken.file_id, taken.subject_id)
        taken.file_id, taken.subject_id, taken.answers ->> 'word_against_word' as answer
    from cases_steptaken as taken
    where taken.happened_on <= %(as_of)s and taken.subject_id is not null
      and taken.answers ? 'word_against_word'
    order by taken.file_id, taken.subject_id, taken.decided_at desc, taken.id
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    measures.pseudonym(%(inner)s, %(outer)s, 'person', allegation.subject_id) collate "C"
        as person_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on,
    allegation.category, given.result,
    coalesce(of_allegation.answer, of_person.answer, '') collate "C" as word_against_word
from in_force as given
join cases_allegation as allegation on allegation.id = given.allegation_id
join cases_case as matter on matter.file_id = allegation.file_id
left join of_allegation on of_allegation.allegation_id = allegation.id
left join of_person
  on of_person.file_id = allegation.file_id and of_person.subject_id = allegation.subject_id
where matter.received_on <= %(as_of)s
order by case_key, person_key, allegation.category collate "C", given.result collate "C",
    word_against_word
