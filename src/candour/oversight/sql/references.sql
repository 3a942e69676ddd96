-- The references of cases by their pseudonyms in one snapshot, whose key only its maker has.

select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) as case_key,
    matter.reference
from cases_case as matter
where matter.received_on <= %(as_of)s
  and measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) = any(%(keys)s)
