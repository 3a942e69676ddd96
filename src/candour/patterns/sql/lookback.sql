-- Look-backs: which closed matters are in a scope, who may not look at one again, and how the items
-- add up. A scope is codes and days:
-- {"from_on": day, "until_on": day, "categories": [], "results": [], "sources": []}.

-- The closed matters of an organisation in a scope; an empty list leaves nothing out.
create or replace function patterns.matters_in_scope(of_organisation uuid, of_scope jsonb)
returns table (file_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with wanted_categories as (select jsonb_array_elements_text(of_scope -> 'categories') as code),
    wanted_results as (select jsonb_array_elements_text(of_scope -> 'results') as code),
    wanted_sources as (select jsonb_array_elements_text(of_scope -> 'sources') as code)
    select matter.file_id
    from public.cases_case as matter
    where matter.organisation_id = of_organisation
      and (matter.closed_on is not null or matter.is_closed_undated)
      and matter.received_on between (of_scope ->> 'from_on')::date
          and (of_scope ->> 'until_on')::date
      and (not exists (select from wanted_sources)
           or matter.source in (select code from wanted_sources))
      and (not exists (select from wanted_categories)
           or exists (select from public.cases_allegation as said
                      where said.file_id = matter.file_id
                        and said.category in (select code from wanted_categories)))
      and (not exists (select from wanted_results)
           or exists (select from public.cases_outcome as ended
                      where ended.file_id = matter.file_id
                        and ended.result in (select code from wanted_results)
                        and not exists (
                            select from public.cases_outcome as later
                            where later.supersedes_id = ended.id)))
$$;

-- Whether an account had a hand in a matter the first time: it recorded, screened, assessed,
-- decided, investigated or closed something of it, under whatever seat the person has.
create or replace function patterns.was_involved(of_file uuid, of_account uuid)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with same as (
        select account.id from public.guard_account as account
        where account.id = of_account or account.person_id = (
            select named.person_id from public.guard_account as named
            where named.id = of_account))
    select exists (
        select from public.cases_case as matter
        where matter.file_id = of_file and matter.recorded_by in (select id from same)
        union all
        select from public.cases_event as event
        where event.file_id = of_file and event.recorded_by in (select id from same)
        union all
        select from public.cases_screening as screening
        where screening.file_id = of_file and screening.completed_by in (select id from same)
        union all
        select from public.cases_linkdecision as link
        where link.file_id = of_file and link.decided_by in (select id from same)
        union all
        select from public.cases_severityassessment as severity
        where severity.file_id = of_file and severity.decided_by in (select id from same)
        union all
        select from public.cases_referralassessment as referral
        where referral.file_id = of_file and referral.decided_by in (select id from same)
        union all
        select from public.cases_steptaken as step
        where step.file_id = of_file and step.decided_by in (select id from same)
        union all
        select from public.cases_outcome as outcome
        where outcome.file_id = of_file and outcome.decided_by in (select id from same)
        union all
        select from public.cases_diaryentry as entry
        where entry.file_id = of_file and entry.noted_by in (select id from same)
        union all
        select from public.guard_grant as granted
        where granted.file_id = of_file and granted.role = 'investigator'
          and granted.account_id in (select id from same))
$$;

-- Who may be given an item: readers and deciders of the organisation, not involved the first time,
-- and not kept out.
create or replace function patterns.may_look_again(of_file uuid)
returns table (account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id
    from public.guard_account as account
    join public.guard_file as file
      on file.id = of_file and file.organisation_id = account.organisation_id
    where account.is_active
      and account.seat in ('desk_reader', 'investigator', 'appropriate_authority')
      and (not guard.asked_by_site() or guard.sees(of_file))
      and not patterns.was_involved(of_file, account.id)
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.id
$$;

-- Nobody looks again at what they had a hand in, or are kept from.
create or replace function patterns.refuse_involved() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if patterns.was_involved(new.file_id, new.account_id)
        or exists (select from public.guard_wall as wall
                   where wall.file_id = new.file_id and wall.account_id = new.account_id)
        or not exists (select from public.patterns_lookbackitem as item
                       where item.id = new.looked_id and item.file_id = new.file_id)
    then
        raise exception 'somebody not involved the first time looks again'
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create or replace trigger patterns_lookbackassignment_is_of_somebody_else
before insert on public.patterns_lookbackassignment
for each row execute function patterns.refuse_involved();

-- Only whoever has an item now says what was found of it.
create or replace function patterns.require_assignee() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from public.patterns_lookbackassignment as given
        where given.looked_id = new.looked_id and given.file_id = new.file_id
          and given.account_id = new.decided_by
          and not exists (
              select from public.patterns_lookbackassignment as later
              where later.supersedes_id = given.id)
    ) then
        raise exception 'whoever has the item says what was found'
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create or replace trigger patterns_lookbackresult_is_its_assignees
before insert on public.patterns_lookbackresult
for each row execute function patterns.require_assignee();

-- Once its items are listed a look-back gets no more and loses none.
create or replace function patterns.keep_frozen() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.patterns_lookbackfrozen as frozen
        where frozen.lookback_id = coalesce(new.lookback_id, old.lookback_id)
    ) then
        raise exception 'the items of this look-back are frozen'
            using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
end
$$;

create or replace trigger patterns_lookbackitem_stays_frozen
before insert or update or delete on public.patterns_lookbackitem
for each row execute function patterns.keep_frozen();

-- Where each item stands: in exactly one place.
create or replace view patterns.lookback_standing as
select item.id, item.lookback_id, item.file_id, item.organisation_id, item.is_sampled,
    given.account_id,
    coalesce(found.answer, case when given.account_id is null then 'listed' else 'assigned' end)
        as stands
from public.patterns_lookbackitem as item
left join public.patterns_lookbackassignment as given
  on given.looked_id = item.id and not exists (
      select from public.patterns_lookbackassignment as later where later.supersedes_id = given.id)
left join public.patterns_lookbackresult as found
  on found.looked_id = item.id and not exists (
      select from public.patterns_lookbackresult as later where later.supersedes_id = found.id);

-- What doesn't add up; empty at every moment, and candour doctor and a test ask.
create or replace view patterns.lookback_sums as
select frozen.lookback_id, frozen.number as scope,
    count(standing.id) filter (where standing.stands = 'listed') as listed,
    count(standing.id) filter (where standing.stands = 'assigned') as assigned,
    count(standing.id) filter (where standing.stands = 'sound') as sound,
    count(standing.id) filter (where standing.stands = 'missed_line') as missed_line,
    count(standing.id) filter (where standing.stands = 'risk_review') as risk_review
from public.patterns_lookbackfrozen as frozen
left join patterns.lookback_standing as standing on standing.lookback_id = frozen.lookback_id
group by frozen.lookback_id, frozen.number;

-- The look-backs of the actor's organisations, and how far each is: what is behind a wall for the
-- actor is in no number.
create or replace function patterns.lookback_progress()
returns table (
    lookback_id uuid, organisation_id uuid, name text, scope jsonb, seed text, sample integer,
    begun_at timestamptz, frozen_at timestamptz, number bigint, sampled bigint, listed bigint,
    assigned bigint, sound bigint, missed_line bigint, risk_review bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with hidden as (select unnest(guard.hidden_files()) as file_id)
    select lookback.id, lookback.organisation_id, lookback.name, lookback.scope, lookback.seed,
        lookback.sample, lookback.begun_at, frozen.frozen_at,
        count(standing.id),
        count(standing.id) filter (where standing.is_sampled),
        count(standing.id) filter (where standing.stands = 'listed'),
        count(standing.id) filter (where standing.stands = 'assigned'),
        count(standing.id) filter (where standing.stands = 'sound'),
        count(standing.id) filter (where standing.stands = 'missed_line'),
        count(standing.id) filter (where standing.stands = 'risk_review')
    from public.patterns_lookback as lookback
    left join public.patterns_lookbackfrozen as frozen on frozen.lookback_id = lookback.id
    left join patterns.lookback_standing as standing
      on standing.lookback_id = lookback.id
     and standing.file_id not in (select hidden.file_id from hidden)
    where (select guard.actor()) is not null
      and lookback.organisation_id in (select unnest(guard.my_organisations()))
    group by lookback.id, frozen.frozen_at
    order by lookback.begun_at desc, lookback.id
$$;

revoke all on function
    patterns.matters_in_scope(uuid, jsonb), patterns.was_involved(uuid, uuid),
    patterns.may_look_again(uuid), patterns.refuse_involved(), patterns.require_assignee(),
    patterns.keep_frozen(), patterns.lookback_progress()
from public;
revoke all on patterns.lookback_standing, patterns.lookback_sums from public;
grant execute on function patterns.matters_in_scope(uuid, jsonb) to candour_worker;
grant select on patterns.lookback_sums to candour_worker;
grant execute on function patterns.may_look_again(uuid) to candour_casework, candour_worker;
grant execute on function patterns.lookback_progress() to candour_casework, candour_oversight;

-- Begins a look-back of the actor's own organisation, as its authority alone may.
create or replace function patterns.begin_lookback(
    of_id uuid, of_name text, of_scope jsonb, of_seed text, of_sample integer, of_time timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.patterns_lookback
        (id, organisation_id, name, scope, seed, sample, begun_at, begun_by)
    select of_id, account.organisation_id, of_name, of_scope, of_seed, of_sample, of_time,
        account.id
    from public.guard_account as account
    where account.id = guard.actor() and account.is_active
      and account.seat = 'appropriate_authority'
    on conflict (organisation_id, name) do nothing;
    return found;
end
$$;

revoke all on function
    patterns.begin_lookback(uuid, text, jsonb, text, integer, timestamptz)
from public;
grant execute on function
    patterns.begin_lookback(uuid, text, jsonb, text, integer, timestamptz)
to candour_casework;
