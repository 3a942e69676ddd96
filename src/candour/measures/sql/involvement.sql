-- Known people in those cases: one row for each person and case.

select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    measures.pseudonym(%(inner)s, %(outer)s, 'person', subject.person_id) collate "C"
        as person_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on
from (
    select distinct allegation.file_id, allegation.subject_id as person_id
    from cases_allegation as allegation
    where allegation.subject_id is not null
) as subject
join cases_case as matter on matter.file_id = subject.file_id
where matter.received_on <= %(as_of)s
order by case_key, person_key
