-- Allegations of cases from before the national list of 1 February 2020, with the letter that they
-- had in the list then in force. What a source calls its categories otherwise is no code, and stays.

select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on,
    allegation.source_category as code
from cases_allegation as allegation
join cases_case as matter on matter.file_id = allegation.file_id
where matter.received_on <= %(as_of)s
  and matter.received_on < date '2020-02-01'
  and allegation.source_category ~ '^[A-HJ-NP-Y]$'
order by case_key, allegation.source_category collate "C"
