-- Finds everybody a staged batch names, by the source's own id: persons, holders of numbers, people
-- posted, line managers. Those whom the register doesn't know have no person yet.

analyze roster_person, roster_name, roster_number, roster_service, roster_characteristic,
    roster_unit, roster_posting, roster_course;

insert into roster_who (ref, source_row, person_id)
select said.ref, min(said.source_row), (array_agg(known.person_id))[1]
from (
    select ref, source_row from roster_person
    union all
    select ref, source_row from roster_posting
    union all
    select ref, source_row from roster_number
    union all
    select manager_ref, source_row from roster_posting where manager_ref <> ''
) as said
cross join roster_batch as batch
left join lateral (
    -- The fence keeps to the plain index on values; the one that forbids two holders is slow to read.
    select numbered.person_id
    from (
        select identifier.person_id, identifier.organisation_id, identifier.kind
        from people_identifier as identifier
        where identifier.value = said.ref
        offset 0
    ) as numbered
    where numbered.organisation_id = batch.organisation_id and numbered.kind = 'source_id'
    limit 1
) as known on true
group by said.ref;

analyze roster_who;
