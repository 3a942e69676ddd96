-- What the organisations were called on the day, or else first after it.

select distinct on (organisation.id) organisation.id::text, known.name
from people_organisation as organisation
join people_organisationname as known on known.organisation_id = organisation.id
order by organisation.id,
    coalesce(known.from_on, '-infinity') <= %(as_of)s desc,
    case when coalesce(known.from_on, '-infinity') <= %(as_of)s
         then known.from_on end desc nulls last,
    known.from_on, known.name collate "C"
