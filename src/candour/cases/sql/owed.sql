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

-- The files that a wall keeps from the actor, each with the case made of it or the report it was.
create or replace function cases.hidden_with_twins() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with hidden as (select unnest(guard.hidden_files()) as file_id)
    select coalesce(array_agg(all_hidden.file_id), '{}')
    from (
        select hidden.file_id from hidden
        union
        select known.file_id from public.cases_case as known
        join hidden on hidden.file_id = known.report_file_id
        union
        select known.report_file_id from public.cases_case as known
        join hidden on hidden.file_id = known.file_id
        where known.report_file_id is not null
    ) as all_hidden
$$;

-- What was put to oversight in the actor's scope: which report or case by its reference, why, since
-- when, and whether somebody has written to the reporter since. No word, no route, no file.
create or replace function cases.escalations()
returns table (
    organisation_id uuid, reference text, because text, on_day date, is_answered boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select raised.organisation_id, coalesce(known.reference, report.reference), raised.because,
        raised.on_day,
        exists (
            select from public.intake_correspondent as contact
            join public.intake_letter as letter on letter.correspondent_id = contact.id
            where contact.file_id in (raised.file_id, become.file_id)
              and not letter.is_from_reporter and letter.written_on >= raised.on_day)
        or exists (
            select from public.cases_managerwatch as watch
            where watch.file_id = raised.file_id and raised.because = 'failure_unsent')
        and not exists (
            select from public.cases_managerwatch as watch
            where watch.file_id = raised.file_id
              and not exists (select from public.cases_watchsettlement as settled
                              where settled.watch_id = watch.id)
              and not exists (select from public.cases_managerfailure as failed
                              where failed.watch_id = watch.id))
    from public.intake_escalation as raised
    left join public.cases_case as known on known.file_id = raised.file_id
    left join public.intake_report as report on report.file_id = raised.file_id
    left join public.cases_case as become on become.report_file_id = raised.file_id
    where raised.level = 'oversight' and guard.actor() is not null
      and raised.organisation_id in (select unnest(guard.my_organisations()))
      and raised.file_id not in (select unnest(cases.hidden_with_twins()))
      and coalesce(known.reference, report.reference) is not null
    order by 5, 4 desc, 2
$$;

-- How often each organisation in the actor's scope failed those who reported, since a day: numbers
-- alone, none of a file that a wall hides, and none for whoever oversees nothing.
create or replace function cases.reporter_counts(since_day date)
returns table (organisation_id uuid, what text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select counted.organisation_id, counted.what, count(*)
    from (
        select one.organisation_id, one.file_id, one.level || ':' || one.because as what
        from public.intake_escalation as one where one.on_day >= since_day
        union all
        select one.organisation_id, one.file_id, 'manager_failure'
        from public.cases_managerfailure as one where one.queued_at >= since_day
        union all
        select one.organisation_id, one.file_id, 'advised_against:' || one.code
        from public.cases_advice as one where one.on_day >= since_day
        union all
        select one.organisation_id, one.file_id, 'internal_route_failed'
        from public.cases_outsidesolution as one where one.noted_at >= since_day
        union all
        select one.organisation_id, one.file_id, 'no_case:' || one.reason
        from public.cases_reportanswer as one where one.noted_at >= since_day
    ) as counted
    where counted.organisation_id in (select unnest(guard.my_organisations()))
      and counted.file_id not in (select unnest(cases.hidden_with_twins()))
    group by counted.organisation_id, counted.what
    order by counted.organisation_id, counted.what
$$;

revoke all on function
    cases.reporter_events(uuid), cases.route_of(uuid), cases.reporter_counts(date),
    cases.hidden_with_twins(), cases.escalations()
from public;
grant execute on function cases.reporter_events(uuid), cases.route_of(uuid)
to candour_casework, candour_worker;
grant usage on schema cases to candour_oversight;
grant execute on function cases.reporter_counts(date), cases.escalations() to candour_oversight;
