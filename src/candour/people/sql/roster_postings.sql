-- Units and postings of a staged batch, and the batch itself if anything was written at all.

-- Units: one code, one unit. A code given without a name keeps the name it has.
create temporary table roster_team on commit drop as
select distinct on (unit.code) unit.code, unit.name, unit.source_row
from roster_unit as unit
order by unit.code, unit.source_row;

with written as (
    update people_unit as known
    set name = said.name
    from roster_team as said
    cross join roster_batch as batch
    where known.organisation_id = batch.organisation_id and known.code = said.code
      and said.name <> '' and known.name <> said.name
    returning said.source_row
)
insert into roster_touch (source_row, place, is_insert)
select source_row, 'people_unit', false from written;

with written as (
    insert into people_unit (id, organisation_id, code, name)
    select gen_random_uuid(), batch.organisation_id, said.code,
        coalesce(nullif(said.name, ''), said.code)
    from roster_team as said
    cross join roster_batch as batch
    where not exists (
        select from people_unit as known
        where known.organisation_id = batch.organisation_id and known.code = said.code)
    returning code
)
insert into roster_touch (source_row, place, is_insert)
select said.source_row, 'people_unit', true
from written join roster_team as said on said.code = written.code;

drop table roster_team;

-- Postings: known by person, unit and first day.
insert into roster_remark (source_row, reason)
select posting.source_row, 'unknown_manager'
from roster_posting as posting
where posting.manager_ref <> ''
  and not exists (select from roster_who as manager where manager.ref = posting.manager_ref);

create temporary table roster_post on commit drop as
select distinct on (who.person_id, unit.id, posting.from_on)
    who.person_id, unit.id as unit_id, posting.from_on, posting.until_on, posting.role,
    posting.rank, manager.person_id as manager_id, posting.source_row, (
        select known.id from people_posting as known
        where known.person_id = who.person_id and known.unit_id = unit.id
          and known.from_on = posting.from_on
        order by known.id limit 1
    ) as known_id
from roster_posting as posting
join roster_who as who on who.ref = posting.ref
cross join roster_batch as batch
join people_unit as unit
  on unit.organisation_id = batch.organisation_id and unit.code = posting.unit_code
left join roster_who as manager
  on manager.ref = posting.manager_ref and manager.person_id <> who.person_id
order by who.person_id, unit.id, posting.from_on, posting.source_row;

with written as (
    update people_posting as known
    set until_on = said.until_on,
        role = coalesce(nullif(said.role, ''), known.role),
        rank = coalesce(nullif(said.rank, ''), known.rank),
        line_manager_id = coalesce(said.manager_id, known.line_manager_id),
        batch_id = batch.batch_id, source_row = said.source_row
    from roster_post as said
    cross join roster_batch as batch
    where known.id = said.known_id
      and (known.until_on, known.role, known.rank, known.line_manager_id)
       is distinct from
          (said.until_on, coalesce(nullif(said.role, ''), known.role),
           coalesce(nullif(said.rank, ''), known.rank),
           coalesce(said.manager_id, known.line_manager_id))
    returning known.source_row, known.person_id
)
insert into roster_touch (source_row, place, is_insert, person_id)
select source_row, 'people_posting', false, person_id from written;

with written as (
    insert into people_posting
        (id, batch_id, source_row, person_id, unit_id, role, rank, line_manager_id, from_on,
         until_on)
    select gen_random_uuid(), batch.batch_id, said.source_row, said.person_id, said.unit_id,
        said.role, said.rank, said.manager_id, said.from_on, said.until_on
    from roster_post as said
    cross join roster_batch as batch
    where said.known_id is null
    returning source_row, person_id
)
insert into roster_touch (source_row, place, is_insert, person_id)
select source_row, 'people_posting', true, person_id from written;

drop table roster_post;

insert into guard_batch (id, source, content_hash, opened_on)
select batch_id, source, content_hash, opened_on
from roster_batch
where exists (select from roster_touch);
