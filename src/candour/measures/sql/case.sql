-- Cases received by the day; a closing after it has not happened yet.

select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on,
    matter.incident_on,
    case when matter.closed_on <= %(as_of)s then matter.closed_on end,
    matter.is_closed_undated
from cases_case as matter
where matter.received_on <= %(as_of)s
order by case_key
