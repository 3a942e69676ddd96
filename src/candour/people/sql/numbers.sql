-- Ends the numbers that people no longer have: one that is now said to have ended earlier, and one
-- whose holder has since been given another of the same kind. Needs the tables of roster_tables.sql.

analyze roster_number;

create temporary table roster_ended on commit drop as
with said as (
    select known.person_id, number.kind, number.value, number.from_on, number.until_on,
        number.source_row
    from roster_number as number
    cross join roster_batch as batch
    join people_identifier as known
      on known.organisation_id = batch.organisation_id
     and known.kind = 'source_id' and known.value = number.ref
)
select known.id, known.from_on, ended.until_on, ended.source_row
from people_identifier as known
join roster_batch as batch on batch.organisation_id = known.organisation_id
cross join lateral (
    select nullif(max(coalesce(same.until_on, 'infinity')), 'infinity') as until_on,
        min(same.source_row) as source_row, 1 as preference
    from said as same
    where same.person_id = known.person_id and same.kind = known.kind and same.value = known.value
    having count(*) > 0
    union all
    (select other.from_on - 1, other.source_row, 2
     from said as other
     where other.person_id = known.person_id and other.kind = known.kind
       and other.value <> known.value and other.from_on > coalesce(known.from_on, '-infinity')
     order by other.from_on, other.source_row
     limit 1)
    order by preference
    limit 1
) as ended
where known.until_on is null
  and known.person_id in (select person_id from said)
  and ended.until_on >= coalesce(known.from_on, '-infinity');

update people_identifier as known
set until_on = ended.until_on, batch_id = batch.batch_id, source_row = ended.source_row
from roster_ended as ended
cross join roster_batch as batch
where known.id = ended.id;

insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_identifier', false from roster_ended;

drop table roster_ended;

insert into guard_batch (id, source, content_hash, opened_on)
select batch_id, source, content_hash, opened_on
from roster_batch
where exists (select from roster_touch);
