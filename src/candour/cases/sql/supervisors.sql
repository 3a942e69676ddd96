-- What the database refuses where a supervisor knew, and where the same action is taken again.

-- A case closes once each supervisor of whom its evidence says that they knew has a decision.
create or replace function cases.refuse_closing_on_supervisors() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.cases_supervisornoted as noted
        where noted.file_id = new.file_id and not exists (
            select from public.cases_supervisordecision as decision
            where decision.noted_id = noted.id)
    ) then
        raise exception 'a supervisor who knew has no decision'
            using errcode = 'check_violation', constraint = 'cases_case_supervisors_decided';
    end if;
    return new;
end
$$;

create or replace trigger cases_case_outlives_its_supervisors
before update on public.cases_case
for each row when (
    old.closed_on is null and not old.is_closed_undated
    and (new.closed_on is not null or new.is_closed_undated))
execute function cases.refuse_closing_on_supervisors();

-- That decision is the appropriate authority's, and nobody's about themselves.
create or replace function cases.require_authority_for_supervisor() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from public.guard_account as account
        join public.cases_supervisornoted as noted on noted.id = new.noted_id
        where account.id = new.decided_by and account.seat = 'appropriate_authority'
          and noted.file_id = new.file_id
          and account.person_id is distinct from noted.person_id
    ) then
        raise exception 'the appropriate authority decides about a supervisor'
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create or replace trigger cases_supervisordecision_is_the_authoritys
before insert on public.cases_supervisordecision
for each row execute function cases.require_authority_for_supervisor();

-- In how many other cases one kind of action was taken of a person: by an outcome that stands, or
-- by a step on that person's course.
create or replace function cases.times_before(
    of_person uuid, apart_from uuid, of_sanctions text[], of_steps text[])
returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select count(*)::integer from (
        select allegation.file_id
        from public.cases_allegation as allegation
        join public.cases_outcome as outcome on outcome.allegation_id = allegation.id
        where allegation.subject_id = of_person and allegation.file_id <> apart_from
          and outcome.sanction = any(of_sanctions)
          and not exists (
              select from public.cases_outcome as later where later.supersedes_id = outcome.id)
        union
        select step.file_id
        from public.cases_steptaken as step
        where coalesce(step.subject_id, step.about_id) = of_person
          and step.file_id <> apart_from and step.step = any(of_steps)
          and exists (
              select from public.cases_allegation as still
              where still.file_id = step.file_id and still.subject_id = of_person)
    ) as taken
$$;

-- Refuses the third action of a kind for one person unless somebody said why it comes again.
create or replace function cases.refuse_again(
    of_file uuid, of_person uuid, of_rung text, of_sanctions text[], of_steps text[])
returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if of_person is not null
        and cases.times_before(of_person, of_file, of_sanctions, of_steps) >= 2
        and not exists (
            select from public.cases_ladderreason as said
            where said.file_id = of_file and said.person_id = of_person and said.rung = of_rung)
    then
        raise exception 'the third action of a kind needs a reason'
            using errcode = 'check_violation', constraint = 'cases_third_action_has_a_reason';
    end if;
end
$$;

-- Holds an outcome that somebody decided here against the ladder; imported history is as it was.
create or replace function cases.refuse_outcome_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    of_person uuid;
begin
    select allegation.subject_id into of_person
    from public.cases_allegation as allegation where allegation.id = new.allegation_id;
    if new.sanction = 'to_reflective_practice' then
        perform cases.refuse_again(
            new.file_id, of_person, 'reflective_practice', array['to_reflective_practice'],
            array['refer_to_reflective_practice']);
    elsif new.sanction = any(array['no_disciplinary_action', 'noted', 'reprimand', 'training']) then
        perform cases.refuse_again(
            new.file_id, of_person, 'management_action',
            array['no_disciplinary_action', 'noted', 'reprimand', 'training'], '{}');
    end if;
    return new;
end
$$;

create or replace trigger cases_outcome_again_has_a_reason
before insert on public.cases_outcome
for each row when (new.batch_id is null and new.sanction <> '')
execute function cases.refuse_outcome_again();

-- Holds a step into reflective practice against the ladder.
create or replace function cases.refuse_step_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform cases.refuse_again(
        new.file_id, coalesce(new.subject_id, new.about_id), 'reflective_practice',
        array['to_reflective_practice'], array['refer_to_reflective_practice']);
    return new;
end
$$;

create or replace trigger cases_steptaken_again_has_a_reason
before insert on public.cases_steptaken
for each row when (new.step = 'refer_to_reflective_practice')
execute function cases.refuse_step_again();

revoke all on function
    cases.refuse_closing_on_supervisors(), cases.require_authority_for_supervisor(),
    cases.times_before(uuid, uuid, text[], text[]),
    cases.refuse_again(uuid, uuid, text, text[], text[]), cases.refuse_outcome_again(),
    cases.refuse_step_again()
from public;
grant execute on function cases.times_before(uuid, uuid, text[], text[])
to candour_casework, candour_worker;
