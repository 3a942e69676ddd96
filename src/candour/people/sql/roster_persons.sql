-- Compares a staged batch with the register of people: which rows can't be taken, then persons and
-- names. Needs roster_who.sql. What a row leaves empty erases nothing. Every write is noted in
-- roster_touch with its row.

-- Rows that can't be taken: nobody is known by that id, or someone else holds the number.
insert into roster_remark (source_row, reason)
select posting.source_row, 'unknown_person'
from roster_posting as posting
join roster_who as who on who.ref = posting.ref
where who.person_id is null
  and not exists (select from roster_person as person where person.ref = posting.ref);

insert into roster_remark (source_row, reason)
select distinct number.source_row, 'number_held'
from roster_number as number
join roster_who as who on who.ref = number.ref
cross join roster_batch as batch
cross join lateral (
    select identifier.*
    from people_identifier as identifier
    where identifier.value = number.value
    offset 0
) as known
where known.organisation_id = batch.organisation_id and known.kind = number.kind
  and daterange(known.from_on, known.until_on, '[]')
   && daterange(number.from_on, number.until_on, '[]')
  and known.person_id is distinct from who.person_id;

delete from roster_person where source_row in (select source_row from roster_remark);
delete from roster_name where source_row in (select source_row from roster_remark);
delete from roster_number where source_row in (select source_row from roster_remark);
delete from roster_service where source_row in (select source_row from roster_remark);
delete from roster_characteristic where source_row in (select source_row from roster_remark);
delete from roster_unit where source_row in (select source_row from roster_remark);
delete from roster_posting where source_row in (select source_row from roster_remark);
delete from roster_course where source_row in (select source_row from roster_remark);
delete from roster_who as who
where who.person_id is null
  and not exists (select from roster_person as person where person.ref = who.ref);

-- Persons.
update roster_who as who
set person_id = gen_random_uuid(), is_new = true, source_row = said.source_row
from (
    select person.ref, min(person.source_row) as source_row
    from roster_person as person
    group by person.ref
) as said
where who.person_id is null and said.ref = who.ref;

create temporary table roster_born on commit drop as
select distinct on (who.person_id) who.person_id, person.birth_year, person.source_row
from roster_person as person
join roster_who as who on who.ref = person.ref
where person.birth_year is not null
order by who.person_id, person.source_row;

insert into people_person (id, batch_id, source_row, birth_year)
select who.person_id, batch.batch_id, who.source_row, born.birth_year
from roster_who as who
cross join roster_batch as batch
left join roster_born as born on born.person_id = who.person_id
where who.is_new;

insert into people_identifier (id, batch_id, source_row, person_id, organisation_id, kind, value)
select gen_random_uuid(), batch.batch_id, who.source_row, who.person_id, batch.organisation_id,
    'source_id', who.ref
from roster_who as who
cross join roster_batch as batch
where who.is_new;

insert into roster_touch (source_row, place, is_insert)
select who.source_row, place, true
from roster_who as who
cross join unnest(array['people_person', 'people_identifier']) as place
where who.is_new;

with written as (
    update people_person as known
    set birth_year = said.birth_year, batch_id = batch.batch_id, source_row = said.source_row
    from roster_born as said
    cross join roster_batch as batch
    where known.id = said.person_id and known.birth_year is distinct from said.birth_year
    returning known.source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_person', false from written;

drop table roster_born;

-- Names. A name that is no longer current stays as a former one.
create temporary table roster_called on commit drop as
select distinct on (who.person_id, name.kind, name.given, name.family)
    who.person_id, name.kind, name.given, name.family, name.search_key, name.source_row
from roster_name as name
join roster_who as who on who.ref = name.ref
order by who.person_id, name.kind, name.given, name.family, name.source_row;

with written as (
    delete from people_personname as known
    using roster_called as said
    where said.kind = 'current' and known.person_id = said.person_id and known.kind = 'current'
      and (known.given, known.family) <> (said.given, said.family)
      and exists (
          select from people_personname as former
          where former.person_id = known.person_id and former.kind = 'former'
            and (former.given, former.family) = (known.given, known.family))
    returning said.source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_personname', false from written;

with written as (
    update people_personname as known
    set kind = 'former'
    from roster_called as said
    where said.kind = 'current' and known.person_id = said.person_id and known.kind = 'current'
      and (known.given, known.family) <> (said.given, said.family)
    returning said.source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_personname', false from written;

with written as (
    insert into people_personname
        (id, batch_id, source_row, person_id, kind, given, family, search_key)
    select gen_random_uuid(), batch.batch_id, said.source_row, said.person_id, said.kind,
        said.given, said.family, said.search_key
    from roster_called as said
    cross join roster_batch as batch
    where not exists (
        select from people_personname as known
        where known.person_id = said.person_id and known.kind = said.kind
          and (known.given, known.family) = (said.given, said.family))
    returning source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_personname', true from written;

drop table roster_called;
