-- What a file's readers may know of the reporter's own acts, and how often reporters are failed.

-- What a file's reporter did from her mailbox, also before it became a case: codes and days. Whoever
-- may see the file may ask.
create or replace function cases.reporter_events(of_file uuid)
returns table (
    event_id uuid, kind text, on_day date, takes_effect_on date, detail jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select event.id, event.kind, event.on_day, event.takes_effect_on, event.detail
    from public.intake_reporterevent as event
    where guard.sees(of_file)
      and (event.file_id = of_file
           or event.correspondent_id in (
               select contact.id from public.intake_correspondent as contact
               where contact.file_id = of_file))
    order by event.on_day, event.id
$$;

-- The route by which a case came in; the report itself is its readers' alone.
create or replace function cases.route_of(of_case uuid)
returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select report.route
    from public.cases_case as known
    join public.intake_report as report on report.file_id = known.report_file_id
    where known.file_id = of_case and guard.sees(of_case)
$$;

-- How often each organisation in the actor's scope failed those who reported, since a day: numbers
-- alone, and none for whoever oversees nothing.
create or replace function cases.reporter_counts(since_day date)
returns table (organisation_id uuid, what text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select counted.organisation_id, counted.what, count(*)
    from (
        select one.organisation_id, one.level || ':' || one.because as what
        from public.intake_escalation as one where one.on_day >= since_day
        union all
        select one.organisation_id, 'manager_failure'
        from public.cases_managerfailure as one where one.queued_at >= since_day
        union all
        select one.organisation_id, 'advised_against:' || one.code
        from public.cases_advice as one where one.on_day >= since_day
        union all
        select one.organisation_id, 'internal_route_failed'
        from public.cases_outsidesolution as one where one.noted_at >= since_day
        union all
        select one.organisation_id, 'no_case:' || one.reason
        from public.cases_reportanswer as one where one.noted_at >= since_day
    ) as counted
    where counted.organisation_id = any(guard.my_organisations())
    group by counted.organisation_id, counted.what
    order by counted.organisation_id, counted.what
$$;

revoke all on function
    cases.reporter_events(uuid), cases.route_of(uuid), cases.reporter_counts(date)
from public;
grant execute on function cases.reporter_events(uuid), cases.route_of(uuid)
to candour_casework, candour_worker;
grant execute on function cases.reporter_counts(date) to candour_oversight, candour_casework;
