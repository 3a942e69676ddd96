-- Another force investigates: who is clean inside, what the database refuses, what a force that is
-- asked may see and answer, and what the owning force keeps.

-- How many of the force's own people no wall keeps from a case: investigators, and readers.
create or replace function cases.clean_inside(of_file uuid)
returns table (investigators bigint, readers bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select
        count(*) filter (where account.seat = 'investigator'),
        count(*) filter (where account.seat = 'appropriate_authority' or exists (
            select from public.access_deskreader as reader where reader.account_id = account.id))
    from public.guard_file as file
    join public.guard_account as account
      on account.organisation_id = file.organisation_id and account.is_active
    where file.id = of_file and (guard.sees(of_file) or not guard.asked_by_site())
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
$$;

-- Nobody investigates before the rules of independence were held against the case; where they ask
-- for another force, nobody does but the people of one that has accepted.
create or replace function cases.require_outside() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    needed boolean;
begin
    select newest.is_required into needed
    from public.cases_independencecheck as newest
    where newest.file_id = new.file_id
    order by newest.checked_at desc, newest.id desc limit 1;
    if needed is null or needed and not exists (
        select from public.cases_forcerequest as asked
        join public.cases_forceanswer as given
          on given.request_id = asked.id and given.answer = 'accepted'
        join public.guard_account as account
          on account.organisation_id = asked.force_id and account.id = new.account_id
        where asked.file_id = new.file_id
    ) then
        raise exception 'another force must investigate' using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create or replace trigger cases_investigator_is_independent
before insert on public.guard_grant
for each row when (new.role = 'investigator') execute function cases.require_outside();

-- What another force asks of the actor's: codes and days, no case. For its appropriate authority,
-- and not for whoever a wall keeps from the case.
create or replace function cases.asked_of_me()
returns table (request_id uuid, asked_by uuid, because jsonb, asked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select asked.id, asked.organisation_id, asked.because, asked.asked_at
    from public.cases_forcerequest as asked
    join public.guard_account as account on account.id = guard.actor()
    where account.is_active and account.seat = 'appropriate_authority'
      and account.organisation_id = asked.force_id
      and not exists (
          select from public.cases_forceanswer as given where given.request_id = asked.id)
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = asked.file_id and wall.account_id = account.id)
    order by asked.asked_at, asked.id
$$;

-- Writes down what the actor's force answers; returns whether there was anything to answer.
create or replace function cases.answer_request(
    of_answer uuid, of_request uuid, with_answer text, with_reason text, answered_at timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from cases.asked_of_me() as asked where asked.request_id = of_request) then
        return false;
    end if;
    insert into public.cases_forceanswer
        (id, request_id, answer, reason, answered_at, answered_by)
    values (of_answer, of_request, with_answer, with_reason, answered_at, guard.actor())
    on conflict (request_id) do nothing;
    return found;
end
$$;

-- Which forces were asked to take a case, and what they answered; for whoever sees the case.
create or replace function cases.forces_asked(of_file uuid)
returns table (
    force_id uuid, asked_at timestamptz, answer text, reason text, answered_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select asked.force_id, asked.asked_at, given.answer, given.reason, given.answered_at
    from public.cases_forcerequest as asked
    left join public.cases_forceanswer as given on given.request_id = asked.id
    where asked.file_id = of_file and (guard.sees(of_file) or not guard.asked_by_site())
    order by asked.asked_at, asked.id
$$;

-- Answers that no event of the case tells of yet.
create or replace function cases.untold_answers()
returns table (file_id uuid, answer text, answered_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select asked.file_id, given.answer, given.answered_at
    from public.cases_forcerequest as asked
    join public.cases_forceanswer as given on given.request_id = asked.id
    where (select count(*) from public.cases_event as told
           where told.file_id = asked.file_id
             and told.kind in ('other_force_accepted', 'other_force_declined'))
        < (select count(*) from public.cases_forcerequest as one
           join public.cases_forceanswer as answered on answered.request_id = one.id
           where one.file_id = asked.file_id)
      and not exists (
          select from public.cases_event as told
          where told.file_id = asked.file_id and told.kind = 'other_force_' || given.answer
            and told.recorded_at >= given.answered_at)
    order by given.answered_at, given.id
$$;

-- Takes a case from the force's own readers and investigators once another has accepted it and
-- holds its keys. Those who decide for the force stay: the decision is theirs in law. Returns the
-- grants that are gone.
create or replace function cases.leave_to(of_file uuid, of_force uuid)
returns table (grant_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(array[of_file]) or not exists (
        select from public.cases_forcerequest as asked
        join public.cases_forceanswer as given on given.request_id = asked.id
        where asked.file_id = of_file and asked.force_id = of_force and given.answer = 'accepted'
    ) then
        raise exception 'no force has accepted this case' using errcode = 'insufficient_privilege';
    end if;
    -- Each key must stay with two people at least: a key with one is nearly lost. Who a witness is
    -- was told to few, and stays with one at least.
    if exists (
        select from public.guard_filekey as key
        where key.file_id = of_file
          and case when key.compartment in ('description', 'narrative') then 2 else 1 end > (
            select count(*) from public.guard_keywrap as wrap
            join public.guard_account as account on account.id = wrap.account_id
            join public.guard_file as file on file.id = of_file
            where wrap.file_key_id = key.id and account.is_active
              and (account.organisation_id <> file.organisation_id
                   or account.seat = 'appropriate_authority'))
    ) then
        raise exception 'too few would hold the keys'
            using errcode = 'check_violation', constraint = 'cases_handover_leaves_two';
    end if;
    delete from public.guard_keywrap as wrap
    using public.guard_filekey as key, public.guard_account as account, public.guard_file as file
    where key.id = wrap.file_key_id and key.file_id = of_file and file.id = of_file
      and account.id = wrap.account_id and account.organisation_id = file.organisation_id
      and account.seat <> 'appropriate_authority';
    return query
    delete from public.guard_grant as granted
    using public.guard_account as account, public.guard_file as file
    where granted.file_id = of_file and file.id = of_file
      and account.id = granted.account_id and account.organisation_id = file.organisation_id
      and account.seat <> 'appropriate_authority'
    returning granted.id;
end
$$;

revoke all on function
    cases.clean_inside(uuid), cases.require_outside(), cases.asked_of_me(),
    cases.answer_request(uuid, uuid, text, text, timestamptz), cases.forces_asked(uuid),
    cases.untold_answers(), cases.leave_to(uuid, uuid)
from public;
grant execute on function
    cases.clean_inside(uuid), cases.asked_of_me(),
    cases.answer_request(uuid, uuid, text, text, timestamptz), cases.forces_asked(uuid),
    cases.leave_to(uuid, uuid)
to candour_casework;
grant execute on function
    cases.clean_inside(uuid), cases.forces_asked(uuid), cases.untold_answers()
to candour_worker;
