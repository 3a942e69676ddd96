-- Who sees a kept figure: overseers of its organisation, if it counts no case that a wall keeps
-- from them. Which cases those are is read past row security, since walls are hidden.

-- One text for a set of cases, the same in whatever order they come. No case: an empty text.
create or replace function measures.digest(of_files uuid[]) returns text
language sql immutable
as $$
    select coalesce(
        encode(sha256(string_agg(uuid_send(file), ''::bytea order by file)), 'hex'), '')
    from (select distinct unnest(of_files) as file) as files
$$;

-- The cases and reports of each organisation in sight of an account that a wall keeps from it, as
-- recorded by a moment. A report counts with the body that has it, as it is counted by route.
create or replace function measures.walled_cases(of_account uuid, by_then timestamptz)
returns table (organisation_id uuid, files uuid[])
language sql stable
as $$
    select walled.organisation_id, array_agg(distinct walled.file_id)
    from (
        select matter.organisation_id, wall.file_id
        from public.guard_wall as wall
        join public.cases_case as matter on matter.file_id = wall.file_id
        where wall.account_id = of_account and matter.recorded_at <= by_then
        union all
        select report.organisation_id, wall.file_id
        from public.guard_wall as wall
        join public.intake_report as report on report.file_id = wall.file_id
        where wall.account_id = of_account
          and report.received_on < (by_then at time zone 'Europe/London')::date
    ) as walled
    group by walled.organisation_id
$$;

-- The kept figures that the actor may see.
create or replace function measures.my_figures() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(figure.id), '{}')
    from public.measures_figure as figure
    left join lateral (
        select walled.files
        from measures.walled_cases(guard.actor(), figure.computed_at) as walled
        where walled.organisation_id = figure.organisation_id
    ) as kept_off on true
    where figure.organisation_id in (select unnest(guard.my_organisations()))
      and figure.without = measures.digest(coalesce(kept_off.files, '{}'))
$$;

-- For the refresh: the distinct sets of cases that walls keep from overseers of an organisation.
create or replace function measures.walled_sets(of_organisation uuid, by_then timestamptz)
returns table (without text, files uuid[])
language sql stable
as $$
    select distinct measures.digest(walled.files), walled.files
    from public.guard_account as account
    join public.guard_scope as scope
      on scope.account_id = account.id and scope.organisation_id = of_organisation
    cross join lateral measures.walled_cases(account.id, by_then) as walled
    where account.is_active and account.seat = 'oversight_reader'
      and walled.organisation_id = of_organisation
$$;

revoke all on function
    measures.digest(uuid[]), measures.walled_cases(uuid, timestamptz), measures.my_figures(),
    measures.walled_sets(uuid, timestamptz)
from public;
grant execute on function measures.my_figures() to candour_oversight;
grant execute on function
    measures.digest(uuid[]), measures.walled_cases(uuid, timestamptz),
    measures.walled_sets(uuid, timestamptz)
to candour_worker;

alter table public.measures_figure enable row level security;
alter table public.measures_figure force row level security;
drop policy if exists measures_figure_worker on public.measures_figure;
create policy measures_figure_worker on public.measures_figure to candour_worker
using (true) with check (true);
drop policy if exists measures_figure_sites on public.measures_figure;
create policy measures_figure_sites on public.measures_figure for select to candour_oversight
using ((select guard.actor()) is not null and id in (select unnest(measures.my_figures())));
