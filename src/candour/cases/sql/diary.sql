-- An investigator's records are only added to, belong to one case, and continuity has no gap.

-- Parts of a record stand in the file of the record.
create or replace function cases.require_one_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    is_same boolean;
begin
    if tg_table_name = 'cases_linetask' then
        select line.file_id = new.file_id and task.file_id = new.file_id into is_same
        from public.cases_lineofenquiry as line, public.cases_casetask as task
        where line.id = new.line_id and task.id = new.task_id;
    elsif tg_table_name = 'cases_lineend' then
        select line.file_id = new.file_id into is_same
        from public.cases_lineofenquiry as line where line.id = new.line_id;
    elsif tg_table_name = 'cases_diaryentry' then
        select entry.file_id = new.file_id into is_same
        from public.cases_diaryentry as entry where entry.id = new.corrects_id;
    end if;
    if is_same is not true then
        raise exception 'that belongs to another case'
            using errcode = 'check_violation', constraint = tg_table_name || '_of_one_file';
    end if;
    return new;
end
$$;

-- An exhibit moves forward in time, from where it was, and nowhere once it is gone.
create or replace function cases.require_continuity() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    taken_at timestamptz;
    last_number integer;
    last_at timestamptz;
    last_place text;
begin
    select exhibit.taken_at into taken_at from public.cases_exhibit as exhibit
    where exhibit.id = new.exhibit_id and exhibit.file_id = new.file_id;
    select move.number, move.moved_at, move."to" into last_number, last_at, last_place
    from public.cases_exhibitmove as move
    where move.exhibit_id = new.exhibit_id order by move.number desc limit 1;
    if taken_at is null
        or new.number <> coalesce(last_number, 0) + 1
        or new.moved_at < coalesce(last_at, taken_at)
        or last_place in ('returned', 'destroyed')
    then
        raise exception 'the continuity of an exhibit would have a gap'
            using errcode = 'check_violation', constraint = 'cases_exhibitmove_follows';
    end if;
    return new;
end
$$;

create or replace trigger cases_linetask_of_one_file
before insert on public.cases_linetask
for each row execute function cases.require_one_file();

create or replace trigger cases_lineend_of_one_file
before insert on public.cases_lineend
for each row execute function cases.require_one_file();

create or replace trigger cases_diaryentry_of_one_file
before insert on public.cases_diaryentry
for each row when (new.corrects_id is not null) execute function cases.require_one_file();

create or replace trigger cases_exhibitmove_follows
before insert on public.cases_exhibitmove
for each row execute function cases.require_continuity();

create or replace trigger cases_lineofenquiry_never_changes
before update or delete on public.cases_lineofenquiry
for each row execute function cases.refuse_change();

create or replace trigger cases_linetask_never_changes
before update or delete on public.cases_linetask
for each row execute function cases.refuse_change();

create or replace trigger cases_lineend_never_changes
before update or delete on public.cases_lineend
for each row execute function cases.refuse_change();

create or replace trigger cases_diaryentry_never_changes
before update or delete on public.cases_diaryentry
for each row execute function cases.refuse_change();

create or replace trigger cases_contact_never_changes
before update or delete on public.cases_contact
for each row execute function cases.refuse_change();

create or replace trigger cases_exhibit_never_changes
before update or delete on public.cases_exhibit
for each row execute function cases.refuse_change();

create or replace trigger cases_exhibitmove_never_changes
before update or delete on public.cases_exhibitmove
for each row execute function cases.refuse_change();

revoke all on function cases.require_one_file(), cases.require_continuity() from public;
