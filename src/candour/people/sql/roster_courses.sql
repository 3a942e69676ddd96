-- Courses of a staged batch: known by person, organisation and run.

create temporary table roster_run on commit drop as
select distinct on (who.person_id, course.run)
    who.person_id, course.run, course.from_on, course.until_on, course.source_row
from roster_course as course
join roster_who as who on who.ref = course.ref
order by who.person_id, course.run, course.source_row;

with written as (
    update people_courseattendance as known
    set from_on = said.from_on, until_on = said.until_on,
        batch_id = batch.batch_id, source_row = said.source_row
    from roster_run as said
    cross join roster_batch as batch
    where known.person_id = said.person_id and known.organisation_id = batch.organisation_id
      and known.run = said.run
      and (known.from_on, known.until_on) is distinct from (said.from_on, said.until_on)
    returning known.source_row, known.person_id
)
insert into roster_touch (source_row, place, is_insert, person_id)
select source_row, 'people_courseattendance', false, person_id from written;

with written as (
    insert into people_courseattendance
        (id, batch_id, source_row, person_id, organisation_id, run, from_on, until_on)
    select gen_random_uuid(), batch.batch_id, said.source_row, said.person_id,
        batch.organisation_id, said.run, said.from_on, said.until_on
    from roster_run as said
    cross join roster_batch as batch
    where not exists (
        select from people_courseattendance as known
        where known.person_id = said.person_id and known.organisation_id = batch.organisation_id
          and known.run = said.run)
    returning source_row, person_id
)
insert into roster_touch (source_row, place, is_insert, person_id)
select source_row, 'people_courseattendance', true, person_id from written;

drop table roster_run;
