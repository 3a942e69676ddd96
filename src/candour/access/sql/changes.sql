-- What changes about people is noticed by itself, whoever writes it: each statement notes the people
-- whose walls may be others now, in the writer's own transaction, and the worker takes them.

-- Notes those of these people whom walls can depend on: who hold an account, are in a file, or
-- command somebody.
create or replace function access.note_changed(of_persons uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into public.access_changedperson (id, person_id)
    select gen_random_uuid(), changed.person_id
    from (select distinct unnest(of_persons)) as changed (person_id)
    where exists (select from public.guard_account as account
                  where account.person_id = changed.person_id)
       or exists (select from public.access_involvement as concerned
                  where concerned.person_id = changed.person_id)
       or exists (select from public.people_posting as posting
                  where posting.line_manager_id = changed.person_id)
$$;

-- Notes whose walls a changed posting or course may move.
create or replace function access.note_one_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op <> 'DELETE' then
        perform access.note_changed((select array_agg(person_id) from written));
    end if;
    if tg_op <> 'INSERT' then
        perform access.note_changed((select array_agg(person_id) from unwritten));
    end if;
    return null;
end
$$;

-- Notes whose walls a changed tie between two people may move.
create or replace function access.note_two_persons() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op <> 'DELETE' then
        perform access.note_changed((select array_agg(person_id) from written));
        perform access.note_changed((select array_agg(other_id) from written));
    end if;
    if tg_op <> 'INSERT' then
        perform access.note_changed((select array_agg(person_id) from unwritten));
        perform access.note_changed((select array_agg(other_id) from unwritten));
    end if;
    return null;
end
$$;

-- Whoever becomes or ceases to be a subject changes the walls of every other file of theirs. A
-- history that is brought in draws those itself.
create or replace function access.note_subjects() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    persons uuid[];
begin
    if tg_op = 'INSERT' then
        select array_agg(person_id) into persons from written where role = 'subject';
    else
        select array_agg(person_id) into persons from unwritten where role = 'subject';
    end if;
    if cardinality(persons) <= 50 then
        perform access.note_changed(array(
            select distinct concerned.person_id
            from public.access_involvement as concerned
            where concerned.person_id = any(persons)
            group by concerned.person_id
            having count(distinct concerned.file_id) > 1));
    end if;
    return null;
end
$$;

-- Notes that an account came, went, or became another person or seat.
create or replace function access.note_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op <> 'DELETE' then
        perform access.note_changed(array[new.person_id]);
    end if;
    if tg_op <> 'INSERT' then
        perform access.note_changed(array[old.person_id]);
    end if;
    return null;
end
$$;

create or replace trigger people_posting_added after insert on public.people_posting
referencing new table as written for each statement execute function access.note_one_person();
create or replace trigger people_posting_changed after update on public.people_posting
referencing old table as unwritten new table as written
for each statement execute function access.note_one_person();
create or replace trigger people_posting_removed after delete on public.people_posting
referencing old table as unwritten for each statement execute function access.note_one_person();

create or replace trigger people_course_added after insert on public.people_courseattendance
referencing new table as written for each statement execute function access.note_one_person();
create or replace trigger people_course_changed after update on public.people_courseattendance
referencing old table as unwritten new table as written
for each statement execute function access.note_one_person();
create or replace trigger people_course_removed after delete on public.people_courseattendance
referencing old table as unwritten for each statement execute function access.note_one_person();

create or replace trigger people_association_added after insert on public.people_association
referencing new table as written for each statement execute function access.note_two_persons();
create or replace trigger people_association_changed after update on public.people_association
referencing old table as unwritten new table as written
for each statement execute function access.note_two_persons();
create or replace trigger people_association_removed after delete on public.people_association
referencing old table as unwritten for each statement execute function access.note_two_persons();

create or replace trigger access_involvement_added after insert on public.access_involvement
referencing new table as written for each statement execute function access.note_subjects();
create or replace trigger access_involvement_removed after delete on public.access_involvement
referencing old table as unwritten for each statement execute function access.note_subjects();

create or replace trigger guard_account_added after insert or delete on public.guard_account
for each row execute function access.note_account();
create or replace trigger guard_account_changed after update on public.guard_account
for each row when ((old.person_id, old.seat) is distinct from (new.person_id, new.seat))
execute function access.note_account();

-- The files whose walls may be others now that something about these people has changed: those that
-- concern them, anybody below them, or anybody they share a unit, a course, a line, a tie or a file
-- with, and those they are walled from.
create or replace function access.files_changed(of_persons uuid[])
returns table (file_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with recursive below (person_id) as (
        select unnest(of_persons)
        union
        select posting.person_id
        from public.people_posting as posting
        join below on posting.line_manager_id = below.person_id
    ),
    holding as (
        select account.id as account_id, account.person_id
        from public.guard_account as account
        where account.person_id = any(of_persons)
    ),
    close (person_id) as (
        select below.person_id from below
        union
        select theirs.person_id
        from holding
        join public.people_posting as own on own.person_id = holding.person_id
        join public.people_posting as theirs on theirs.unit_id = own.unit_id
        union
        select own.line_manager_id
        from holding
        join public.people_posting as own on own.person_id = holding.person_id
        where own.line_manager_id is not null
        union
        select theirs.person_id
        from holding
        join public.people_courseattendance as own on own.person_id = holding.person_id
        join public.people_courseattendance as theirs
          on theirs.organisation_id = own.organisation_id and theirs.run = own.run
        union
        select tie.other_id from holding
        join public.people_association as tie on tie.person_id = holding.person_id
        union
        select tie.person_id from holding
        join public.people_association as tie on tie.other_id = holding.person_id
        union
        select other.person_id
        from holding
        join public.access_involvement as own on own.person_id = holding.person_id
        join public.access_involvement as other on other.file_id = own.file_id
    )
    select concerned.file_id
    from public.access_involvement as concerned
    where concerned.person_id in (select close.person_id from close)
    union
    select wall.file_id
    from public.guard_wall as wall
    where wall.account_id in (select holding.account_id from holding)
$$;

-- Takes the people noted, at most so many, and puts the files that this bears on among those due;
-- then takes files that are due, at most so many, for the caller to draw in the same transaction.
create or replace function access.take_due_files(most_persons integer, most_files integer)
returns table (file_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    persons uuid[];
begin
    with taken as (
        delete from public.access_changedperson as changed
        where changed.id in (
            select waiting.id from public.access_changedperson as waiting
            order by waiting.id limit most_persons for update skip locked)
        returning changed.person_id
    )
    select array_agg(distinct taken.person_id) into persons from taken;
    if persons is not null then
        insert into public.access_duefile (id, file_id)
        select gen_random_uuid(), changed.file_id from access.files_changed(persons) as changed;
    end if;
    return query
    with taken as (
        delete from public.access_duefile as due
        where due.id in (
            select waiting.id from public.access_duefile as waiting
            order by waiting.file_id limit most_files for update skip locked)
        returning due.file_id
    )
    select distinct taken.file_id from taken
    join public.guard_file as file on file.id = taken.file_id
    where file.wall_epoch is not null
    order by 1;
end
$$;

revoke all on function
    access.note_changed(uuid[]), access.note_one_person(), access.note_two_persons(),
    access.note_subjects(), access.note_account(), access.files_changed(uuid[]),
    access.take_due_files(integer, integer)
from public;
grant execute on function access.files_changed(uuid[]), access.take_due_files(integer, integer)
to candour_worker;
