-- Where people were posted, clipped to the day; the unit stands under a pseudonym, as people do.

select measures.pseudonym(%(inner)s, %(outer)s, 'person', posting.person_id) collate "C"
        as person_key,
    unit.organisation_id::text,
    measures.pseudonym(%(inner)s, %(outer)s, 'unit', unit.id) collate "C" as unit_key,
    posting.from_on, least(coalesce(posting.until_on, %(as_of)s), %(as_of)s) as until_on
from people_posting as posting
join people_unit as unit on unit.id = posting.unit_id
where posting.from_on <= %(as_of)s
order by person_key, unit_key, posting.from_on, until_on
