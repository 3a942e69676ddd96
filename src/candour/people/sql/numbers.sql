-- Ends the numbers that people no longer have: one that is now said to have ended earlier, and one
-- whose holder has since been given another of the same kind. Needs roster_who.sql.

create temporary table roster_said on commit drop as
select who.person_id, number.kind, number.value, number.from_on, number.until_on,
    number.source_row
from roster_number as number
join roster_who as who on who.ref = number.ref
where who.person_id is not null;

create temporary table roster_open on commit drop as
select known.id, known.person_id, known.kind, known.value, known.from_on
from (select distinct person_id from roster_said) as holder
cross join roster_batch as batch
join people_identifier as known on known.person_id = holder.person_id
where known.organisation_id = batch.organisation_id and known.kind <> 'source_id'
  and known.until_on is null;

analyze roster_said, roster_open;

create temporary table roster_ended on commit drop as
select held.id, held.from_on,
    nullif(max(coalesce(same.until_on, 'infinity')), 'infinity') as until_on,
    min(same.source_row) as source_row
from roster_open as held
join roster_said as same
  on same.person_id = held.person_id and same.kind = held.kind and same.value = held.value
group by held.id, held.from_on;

insert into roster_ended (id, from_on, until_on, source_row)
select distinct on (held.id) held.id, held.from_on, other.from_on - 1, other.source_row
from roster_open as held
join roster_said as other on other.person_id = held.person_id and other.kind = held.kind
where other.from_on > coalesce(held.from_on, '-infinity')
  and not exists (
      select from roster_said as same
      where same.person_id = held.person_id and same.kind = held.kind and same.value = held.value)
order by held.id, other.from_on, other.source_row;

with written as (
    update people_identifier as known
    set until_on = ended.until_on, batch_id = batch.batch_id, source_row = ended.source_row
    from roster_ended as ended
    cross join roster_batch as batch
    where known.id = ended.id and ended.until_on >= coalesce(ended.from_on, '-infinity')
    returning known.source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_identifier', false from written;

drop table roster_said, roster_open, roster_ended;

insert into guard_batch (id, source, content_hash, opened_on)
select batch_id, source, content_hash, opened_on
from roster_batch
where exists (select from roster_touch);
