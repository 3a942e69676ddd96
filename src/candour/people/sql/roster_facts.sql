-- Dated facts about the persons of a staged batch: numbers, service, protected characteristics.

-- Numbers: what is known and what is said of one person's number make one span where they meet.
create temporary table roster_span on commit drop as
select said.person_id, said.kind, said.value, said.source_row,
    lower(span.days) as from_on, upper(span.days) - 1 as until_on
from (
    select one.person_id, one.kind, one.value, min(one.source_row) as source_row,
        range_agg(daterange(one.from_on, one.until_on, '[]')) as days
    from (
        select who.person_id, number.kind, number.value, number.from_on, number.until_on,
            number.source_row
        from roster_number as number
        join roster_who as who on who.ref = number.ref
        union all
        select known.person_id, known.kind, known.value, known.from_on, known.until_on, null
        from (
            select distinct who.person_id, number.kind, number.value
            from roster_number as number
            join roster_who as who on who.ref = number.ref
        ) as held
        cross join roster_batch as batch
        join people_identifier as known
          on known.person_id = held.person_id and known.kind = held.kind
         and known.value = held.value and known.organisation_id = batch.organisation_id
    ) as one
    group by one.person_id, one.kind, one.value
) as said
cross join lateral unnest(said.days) as span (days);

analyze roster_span;

-- A span that is known as it is needs no write; any other takes the place of those it covers.
delete from roster_span as span
using people_identifier as known, roster_batch as batch
where known.organisation_id = batch.organisation_id and known.person_id = span.person_id
  and known.kind = span.kind and known.value = span.value
  and known.from_on is not distinct from span.from_on
  and known.until_on is not distinct from span.until_on;

with covered as (
    delete from people_identifier as known
    using roster_span as span, roster_batch as batch
    where known.organisation_id = batch.organisation_id and known.person_id = span.person_id
      and known.kind = span.kind and known.value = span.value
      and daterange(known.from_on, known.until_on, '[]')
       <@ daterange(span.from_on, span.until_on, '[]')
    returning span.source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_identifier', false from covered;

with written as (
    insert into people_identifier
        (id, batch_id, source_row, person_id, organisation_id, kind, value, from_on, until_on)
    select gen_random_uuid(), batch.batch_id, span.source_row, span.person_id,
        batch.organisation_id, span.kind, span.value, span.from_on, span.until_on
    from roster_span as span
    cross join roster_batch as batch
    returning source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_identifier', true from written;

drop table roster_span;

-- Service: a spell of the same kind that overlaps a known one is that one, told anew.
create temporary table roster_spell on commit drop as
select distinct on (who.person_id, service.kind, service.joined_on)
    who.person_id, service.kind, service.joined_on, service.left_on, service.left_because,
    service.source_row, (
        select known.id
        from people_service as known
        join roster_batch as batch on batch.organisation_id = known.organisation_id
        where known.person_id = who.person_id and known.kind = service.kind
          and daterange(known.joined_on, known.left_on, '[]')
           && daterange(service.joined_on, service.left_on, '[]')
        order by known.joined_on is distinct from service.joined_on, known.joined_on, known.id
        limit 1
    ) as known_id
from roster_service as service
join roster_who as who on who.ref = service.ref
order by who.person_id, service.kind, service.joined_on, service.source_row;

-- Two spells told of one that was known: the first is that one, the second is new.
update roster_spell as later
set known_id = null
from roster_spell as earlier
where earlier.known_id = later.known_id
  and coalesce(earlier.joined_on, '-infinity') < coalesce(later.joined_on, '-infinity');

with written as (
    update people_service as known
    set joined_on = coalesce(said.joined_on, known.joined_on), left_on = said.left_on,
        left_because = said.left_because, batch_id = batch.batch_id, source_row = said.source_row
    from roster_spell as said
    cross join roster_batch as batch
    where known.id = said.known_id
      and (known.joined_on, known.left_on, known.left_because)
       is distinct from
          (coalesce(said.joined_on, known.joined_on), said.left_on, said.left_because)
    returning known.source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_service', false from written;

with written as (
    insert into people_service
        (id, batch_id, source_row, person_id, organisation_id, kind, joined_on, left_on,
         left_because)
    select gen_random_uuid(), batch.batch_id, said.source_row, said.person_id,
        batch.organisation_id, said.kind, said.joined_on, said.left_on, said.left_because
    from roster_spell as said
    cross join roster_batch as batch
    where said.known_id is null
    returning source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_service', true from written;

drop table roster_spell;

-- Protected characteristics.
create temporary table roster_trait on commit drop as
select distinct on (who.person_id, characteristic.kind)
    who.person_id, characteristic.kind, characteristic.value, characteristic.source_row
from roster_characteristic as characteristic
join roster_who as who on who.ref = characteristic.ref
order by who.person_id, characteristic.kind, characteristic.source_row;

with written as (
    update people_characteristic as known
    set value = said.value, batch_id = batch.batch_id, source_row = said.source_row
    from roster_trait as said
    cross join roster_batch as batch
    where known.person_id = said.person_id and known.kind = said.kind and known.value <> said.value
    returning known.source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_characteristic', false from written;

with written as (
    insert into people_characteristic (id, batch_id, source_row, person_id, kind, value)
    select gen_random_uuid(), batch.batch_id, said.source_row, said.person_id, said.kind, said.value
    from roster_trait as said
    cross join roster_batch as batch
    where not exists (
        select from people_characteristic as known
        where known.person_id = said.person_id and known.kind = said.kind)
    returning source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_characteristic', true from written;

drop table roster_trait;
