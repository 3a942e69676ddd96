-- What the database refuses where somebody who reported is reported: one team for both cases, and a
-- decision that nobody held beside the first report. Who is told what stands in decision 0045.

-- Of a reporter whom one person keeps, that account alone sees the row and what follows from it.
-- What came later is seen only by whoever sees that file too.
drop policy if exists patterns_knownreporter_kept on public.patterns_knownreporter;
create policy patterns_knownreporter_kept on public.patterns_knownreporter as restrictive
    to candour_casework using (knower_id is null or knower_id = (select guard.actor()));
drop policy if exists patterns_proposal_kept on public.patterns_proposal;
create policy patterns_proposal_kept on public.patterns_proposal as restrictive
    to candour_casework using (
        (knower_id is null or knower_id = (select guard.actor()))
        and (later_file_id is null
             or exists (select from public.guard_file as later where later.id = later_file_id)));

-- Everybody who decided something in a case, whatever their seat.
create or replace function patterns.decided_in(of_file uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select matter.recorded_by from public.cases_case as matter
    where matter.file_id = of_file and matter.recorded_by is not null
    union
    select made.decided_by from public.cases_severityassessment as made
    where made.file_id = of_file and made.decided_by is not null
    union
    select made.decided_by from public.cases_outcome as made
    where made.file_id = of_file and made.decided_by is not null
    union
    select made.decided_by from public.cases_steptaken as made
    where made.file_id = of_file and made.decided_by is not null
$$;

-- The team of a case: its investigators, and whoever of a desk or of them decided something in it.
create or replace function patterns.team_of(of_file uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select granted.account_id from public.guard_grant as granted
    where granted.file_id = of_file and granted.role = 'investigator'
    union
    select account.id from public.guard_account as account
    where account.seat in ('desk_reader', 'investigator')
      and account.id in (select patterns.decided_in(of_file))
$$;

-- The other cases that nobody may handle who handles this one.
create or replace function patterns.apart_from(of_file uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select apart.first_file_id from public.patterns_apart as apart where apart.file_id = of_file
    union
    select apart.file_id from public.patterns_apart as apart where apart.first_file_id = of_file
$$;

-- Whom keeping two cases apart walls off the later one: only for whoever sees both.
create or replace function patterns.to_wall_off(of_first uuid, of_later uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select team.account_id from patterns.team_of(of_first) as team (account_id)
    where not guard.asked_by_site() or (guard.sees(of_first) and guard.sees(of_later))
$$;

-- Refuses a case to an investigator of the team that it is kept apart from.
create or replace function patterns.refuse_same_team() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from patterns.apart_from(new.file_id) as other (file_id)
        where new.account_id in (select patterns.team_of(other.file_id))
    ) then
        raise exception 'another team handles this case'
            using errcode = 'check_violation', constraint = 'patterns_grant_other_team';
    end if;
    return new;
end
$$;

create or replace trigger patterns_grant_other_team
before insert on public.guard_grant
for each row when (new.role = 'investigator') execute function patterns.refuse_same_team();

-- Walls whoever was given one of two cases kept apart off the other, from that moment.
create or replace function patterns.wall_off_other() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), other.file_id, new.account_id, 'other_team'
    from patterns.apart_from(new.file_id) as other (file_id)
    on conflict do nothing;
    return new;
end
$$;

create or replace trigger patterns_grant_walls_off_other
after insert on public.guard_grant
for each row when (new.role = 'investigator') execute function patterns.wall_off_other();

-- An outcome about somebody who reported waits until a named person has held it beside that report,
-- until it is said where the evidence came from, and is decided by nobody who decided in the first.
-- Of a reporter whom one person keeps, nothing here tells anybody anything.
create or replace function patterns.refuse_unlinked_outcome() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.patterns_proposal as put
        join public.cases_case as matter on matter.file_id = new.file_id
        where put.later_file_id in (matter.file_id, matter.report_file_id)
          and put.knower_id is null
          and not exists (
              select from public.patterns_proposaldecision as decided
              where decided.proposal_id = put.id)
    ) then
        raise exception 'an earlier report is considered first'
            using errcode = 'check_violation', constraint = 'patterns_outcome_link_considered';
    end if;
    if exists (select from public.patterns_apart as apart where apart.file_id = new.file_id)
        and not exists (
            select from public.patterns_evidenceorigin as said where said.file_id = new.file_id)
    then
        raise exception 'where the evidence came from is said first'
            using errcode = 'check_violation', constraint = 'patterns_outcome_origin_said';
    end if;
    if exists (
        select from public.patterns_apart as apart
        where apart.file_id = new.file_id
          and new.decided_by in (select patterns.decided_in(apart.first_file_id))
    ) then
        raise exception 'somebody who decided in the other case can not decide this one'
            using errcode = 'check_violation', constraint = 'patterns_outcome_other_team';
    end if;
    return new;
end
$$;

create or replace trigger patterns_outcome_is_linked
before insert on public.cases_outcome
for each row when (new.batch_id is null) execute function patterns.refuse_unlinked_outcome();

-- Nobody decides in the open what one person keeps.
create or replace function patterns.refuse_deciding_kept() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.patterns_proposal as put
        where put.id = new.proposal_id and put.knower_id is not null
    ) then
        raise exception 'the reporter has not agreed to be known'
            using errcode = 'check_violation', constraint = 'patterns_proposaldecision_agreed';
    end if;
    return new;
end
$$;

create or replace trigger patterns_proposaldecision_agreed
before insert on public.patterns_proposaldecision
for each row execute function patterns.refuse_deciding_kept();

-- How many proposals there were and what became of them, by force, for those who oversee it. What a
-- wall hides is in no number, and neither is what one person keeps.
create or replace function patterns.retaliation_counts(since_day date)
returns table (organisation_id uuid, what text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with seen as (
        select put.organisation_id, put.kind, put.because, newest.answer
        from public.patterns_proposal as put
        left join lateral (
            select decided.answer from public.patterns_proposaldecision as decided
            where decided.proposal_id = put.id and not exists (
                select from public.patterns_proposaldecision as later
                where later.supersedes_id = decided.id)
            limit 1) as newest on true
        where put.knower_id is null and put.found_at >= since_day
          and put.organisation_id in (select unnest(guard.my_organisations()))
          and put.file_id not in (select unnest(guard.hidden_files()))
          and (put.later_file_id is null
               or put.later_file_id not in (select unnest(guard.hidden_files())))
    ), counted as (
        select seen.organisation_id, seen.kind || ':' || coalesce(seen.answer, 'waits') as what
        from seen
        union all
        select seen.organisation_id, 'no_decision' from seen where seen.because ? 'no_decision'
    )
    select counted.organisation_id, counted.what, count(*) from counted group by 1, 2 order by 1, 2
$$;

-- The monthly tests of the forces an overseer watches; none over fewer than ten people.
create or replace function patterns.excess_tests()
returns table (
    organisation_id uuid, month_on date, what text, people integer, before integer, after integer,
    days_before integer, days_after integer, p double precision, p_trend double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select made.organisation_id, made.month_on, made.what, made.people, made.before, made.after,
        made.days_before, made.days_after, made.p, made.p_trend
    from public.patterns_excesstest as made
    where made.organisation_id in (select unnest(guard.my_organisations())) and made.people >= 10
    order by made.month_on desc, made.organisation_id, made.what
    limit 200
$$;

revoke all on function
    patterns.decided_in(uuid), patterns.team_of(uuid), patterns.apart_from(uuid),
    patterns.to_wall_off(uuid, uuid),
    patterns.refuse_same_team(), patterns.wall_off_other(), patterns.refuse_unlinked_outcome(),
    patterns.refuse_deciding_kept(), patterns.retaliation_counts(date), patterns.excess_tests()
from public;
grant execute on function patterns.to_wall_off(uuid, uuid) to candour_casework, candour_worker;
grant execute on function patterns.retaliation_counts(date), patterns.excess_tests()
to candour_oversight;
