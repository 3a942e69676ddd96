-- Steps: refused where the case stands elsewhere by now, or where the table does not allow them.

create or replace function cases.refuse_step() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    course public.cases_course;
    last public.cases_steptaken;
    stands text;
begin
    -- Two people may take a step at once: the second is held against what the first has done.
    perform from public.cases_case as matter where matter.file_id = new.file_id for update;
    select * into course from public.cases_course as held where held.machine = new.course_id;
    if (course.holder = 'subject') is distinct from (new.subject_id is not null) then
        raise exception 'this course is held of something else'
            using errcode = 'check_violation', constraint = 'cases_steptaken_holder';
    end if;
    select * into last from public.cases_steptaken as taken
    where taken.file_id = new.file_id and taken.course_id = new.course_id
      and taken.subject_id is not distinct from new.subject_id
    order by taken.number desc limit 1;
    stands := coalesce(last.to_state, course.initial);
    if new.from_state <> stands or new.number <> coalesce(last.number, 0) + 1 then
        raise exception 'the case stands elsewhere by now'
            using errcode = 'check_violation', constraint = 'cases_steptaken_present_state';
    end if;
    if last.id is null and not cases.is_open_for(new.file_id, new.course_id, new.subject_id) then
        raise exception 'nothing has opened this course'
            using errcode = 'check_violation', constraint = 'cases_steptaken_opened';
    end if;
    -- No matter rests for longer than 28 days without somebody who looks at it again.
    if new.review_on > new.happened_on + 28 then
        raise exception 'it is looked at again within 28 days'
            using errcode = 'check_violation', constraint = 'cases_steptaken_reviewed_in_time';
    end if;
    if not exists (
        select from public.cases_allowedstep as allowed
        where allowed.course_id = new.course_id and allowed.step = new.step
          and new.from_state = any(allowed.sources)
          and new.to_state = coalesce(nullif(allowed.target, ''), new.from_state)
          and new.party = any(allowed.parties)
          and allowed.needs <@ new.facts and not allowed.forbids && new.facts
    ) then
        raise exception 'this step is not allowed from here'
            using errcode = 'check_violation', constraint = 'cases_steptaken_allowed';
    end if;
    return new;
end
$$;

-- A course that other steps open is there once one of them was taken about the person.
create or replace function cases.is_open_for(of_file uuid, of_course text, of_person uuid)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select of_person is null or not exists (
        select from public.cases_allowedstep as opener where of_course = any(opener.opens))
    or exists (
        select from public.cases_steptaken as taken
        join public.cases_allowedstep as opener
          on opener.course_id = taken.course_id and opener.step = taken.step
         and taken.from_state = any(opener.sources)
         and taken.to_state = coalesce(nullif(opener.target, ''), taken.from_state)
        where taken.file_id = of_file
          and of_person in (taken.about_id, taken.subject_id)
          and of_course = any(opener.opens) and opener.needs <@ taken.facts)
$$;

create or replace trigger cases_steptaken_is_allowed
before insert on public.cases_steptaken
for each row execute function cases.refuse_step();

revoke all on function cases.refuse_step() from public;
revoke all on function cases.is_open_for(uuid, text, uuid) from public;
grant execute on function cases.is_open_for(uuid, text, uuid)
to candour_casework, candour_worker;

-- Who may sit in proceedings about a case or advise its panel: authorities and investigators, and
-- people of local policing bodies, whom no wall keeps from it and who have no part in it. Why
-- somebody may not is never said.
create or replace function cases.may_sit(of_file uuid) returns table (account_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with close as materialized (
        select wall.account_id from public.guard_wall as wall where wall.file_id = of_file
        union
        select part.account_id from cases.took_part(of_file) as part
    ),
    -- One person with two accounts is one person.
    people as materialized (
        select one.person_id from public.guard_account as one
        join close on close.account_id = one.id where one.person_id is not null
    )
    select account.id
    from public.guard_account as account
    where (account.seat in ('appropriate_authority', 'investigator')
        or account.seat = 'oversight_reader' and exists (
            select from public.people_organisation as body
            where body.id = account.organisation_id and body.kind = 'local_policing_body'))
      and account.is_active
      and guard.sees(of_file)
      and not exists (select from close where close.account_id = account.id)
      and not exists (select from people where people.person_id = account.person_id)
    order by account.id;
end
$$;

revoke all on function cases.may_sit(uuid) from public;
grant execute on function cases.may_sit(uuid) to candour_casework;

-- The investigators of a case who have declared no conflict about everybody it concerns now.
create or replace function cases.declared_investigators(of_file uuid)
returns table (account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select granted.account_id
    from public.guard_grant as granted
    where granted.file_id = of_file and granted.role = 'investigator'
      and (guard.sees(of_file) or not guard.asked_by_site())
      and of_file <> all(access.owed_declarations(granted.account_id))
$$;

revoke all on function cases.declared_investigators(uuid) from public;
grant execute on function cases.declared_investigators(uuid) to candour_casework, candour_worker;
