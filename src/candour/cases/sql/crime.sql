-- What the database refuses of matters that the crime side tells of, and of grievances; and the
-- numbers that overseers get of both.

-- Whether a criminal outcome still waits for its misconduct decision.
create or replace function cases.misconduct_is_owed(of_file uuid)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_crimetask as task
        where task.file_id = of_file and task.owed = 'misconduct'
          and not exists (
              select from public.cases_misconductdecision as decision
              where decision.task_id = task.id))
$$;

-- No further action, an acquittal, a discontinuance or a conviction never ends a misconduct matter.
-- It closes after the misconduct question was taken up, and after an outcome that was decided since.
create or replace function cases.refuse_closing_on_criminal_outcome() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.cases_crimetask as task
        left join lateral (
            select given.answer, given.decided_at
            from public.cases_misconductdecision as given
            where given.task_id = task.id and not exists (
                select from public.cases_misconductdecision as later
                where later.supersedes_id = given.id)
            limit 1
        ) as decision on true
        where task.file_id = new.file_id and task.owed = 'misconduct'
          and (decision.answer is distinct from 'go_on' or exists (
              select from public.cases_allegation as said
              where said.file_id = task.file_id
                and (task.person_id is null or said.subject_id = task.person_id)
                and not exists (
                    select from public.cases_outcome as outcome
                    where outcome.allegation_id = said.id
                      and outcome.decided_at >= decision.decided_at
                      and not exists (
                          select from public.cases_outcome as later
                          where later.supersedes_id = outcome.id))))
    ) or exists (
        select from public.cases_event as known
        where known.file_id = new.file_id and known.kind = 'criminal_outcome_known'
          and not exists (
              select from public.cases_crimetask as task
              where task.file_id = known.file_id and task.owed = 'misconduct')
    ) then
        raise exception 'a criminal outcome does not end a misconduct matter'
            using errcode = 'check_violation', constraint = 'cases_case_misconduct_decided';
    end if;
    return new;
end
$$;

create or replace trigger cases_case_outlives_a_criminal_outcome
before update on public.cases_case
for each row when (
    old.closed_on is null and not old.is_closed_undated
    and (new.closed_on is not null or new.is_closed_undated))
execute function cases.refuse_closing_on_criminal_outcome();

-- Once the criminal outcome is known, a matter is neither stopped nor restarted past the decision.
create or replace function cases.refuse_steps_past_outcome() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if cases.misconduct_is_owed(new.file_id) then
        raise exception 'the misconduct question is decided first'
            using errcode = 'check_violation', constraint = 'cases_event_misconduct_first';
    end if;
    return new;
end
$$;

create or replace trigger cases_event_waits_for_misconduct_decision
before insert on public.cases_event
for each row when (new.kind in ('stopped_for_criminal_proceedings', 'restarted'))
execute function cases.refuse_steps_past_outcome();

-- These decisions are the appropriate authority's, never about themselves; and a stop is reviewed
-- within 28 days.
create or replace function cases.require_authority() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from public.guard_account as account
        join public.cases_crimetask as task on task.id = new.task_id
        where account.id = new.decided_by and account.seat = 'appropriate_authority'
          and task.file_id = new.file_id
          and account.person_id is distinct from task.person_id
    ) then
        raise exception 'the appropriate authority decides' using errcode = 'check_violation';
    end if;
    return new;
end
$$;

-- Whoever stops a matter for a criminal case looks at it again within 28 days.
create or replace function cases.refuse_long_stop() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if new.review_on > new.decided_on + 28 then
        raise exception 'a stop is reviewed within 28 days'
            using errcode = 'check_violation', constraint = 'cases_misconductdecision_28_days';
    end if;
    return new;
end
$$;

create or replace trigger cases_interimdecision_is_the_authoritys
before insert on public.cases_interimdecision
for each row execute function cases.require_authority();

create or replace trigger cases_misconductdecision_is_the_authoritys
before insert on public.cases_misconductdecision
for each row execute function cases.require_authority();

create or replace trigger cases_misconductdecision_is_reviewed_soon
before insert on public.cases_misconductdecision
for each row execute function cases.refuse_long_stop();

-- Nobody agrees with their own decision that a grievance stays one, in whichever account.
create or replace function cases.refuse_own_grievance_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from public.cases_grievancedecision as decision
        where decision.id = new.decision_id and decision.file_id = new.file_id
          and decision.answer = 'stays'
          and not access.same_person(decision.decided_by, new.reviewed_by)
    ) then
        raise exception 'a second person agrees' using errcode = 'check_violation',
            constraint = 'cases_grievancereview_is_another';
    end if;
    return new;
end
$$;

create or replace trigger cases_grievancereview_is_by_another
before insert on public.cases_grievancereview
for each row execute function cases.refuse_own_grievance_review();

-- How many grievances were screened as what, and what became of them, for those who oversee the
-- employer. What a wall hides is in no number.
create or replace function cases.grievance_counts(since_day date, on_day date)
returns table (organisation_id uuid, what text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with seen as (
        select held.employer_id, held.result, item.id as item_id, item.due_on,
               decision.answer, review.is_agreed
        from public.cases_grievance as held
        left join public.cases_grievanceitem as item on item.file_id = held.file_id
        left join lateral (
            select given.id, given.answer from public.cases_grievancedecision as given
            where given.asked_id = item.id and not exists (
                select from public.cases_grievancedecision as later
                where later.supersedes_id = given.id)
            limit 1) as decision on true
        left join public.cases_grievancereview as review on review.decision_id = decision.id
        where held.screened_on >= since_day
          and held.employer_id in (select unnest(guard.my_organisations()))
          and (held.file_id is null
               or held.file_id not in (select unnest(guard.hidden_files())))
    ), counted as (
        select employer_id, 'screened:' || result as what from seen
        union all
        select employer_id, 'moved' from seen where answer = 'conduct'
        union all
        select employer_id, 'stays' from seen where answer = 'stays' and is_agreed
        union all
        select employer_id, 'overdue' from seen
        where item_id is not null and due_on < on_day
          and not coalesce(answer = 'conduct' or (answer = 'stays' and is_agreed), false)
    )
    select employer_id, what, count(*) from counted group by 1, 2 order by 1, 2
$$;

revoke all on function
    cases.misconduct_is_owed(uuid), cases.refuse_closing_on_criminal_outcome(),
    cases.refuse_steps_past_outcome(), cases.require_authority(), cases.refuse_long_stop(),
    cases.refuse_own_grievance_review(), cases.grievance_counts(date, date)
from public;
grant execute on function cases.grievance_counts(date, date) to candour_oversight;
