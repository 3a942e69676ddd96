-- In which capacity somebody reported each of those cases; empty where nobody recorded it.

select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on,
    matter.reporter_kind
from cases_case as matter
where matter.received_on <= %(as_of)s
order by case_key
