-- What overseers may count and never see: reports that wait at the desks of the forces they watch.
-- A number for each desk; no route, no day, no report. Reports need a grant to be read, so this
-- reads past row security and leaves out by itself what a wall keeps from the actor.

create schema if not exists oversight;

create or replace function oversight.reports_waiting(on_day date)
returns table (organisation_id uuid, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select report.organisation_id, count(*)
    from public.intake_report as report
    join public.intake_correspondent as contact on contact.file_id = report.file_id
    join lateral (
        select told.state, told.next_on
        from public.intake_progress as told
        where told.correspondent_id = contact.id
        order by told.number desc
        limit 1
    ) as stands on stands.state = 'with_desk' and stands.next_on < on_day
    where (select guard.actor()) is not null
      and report.organisation_id in (select unnest(guard.my_organisations()))
      and report.file_id not in (select unnest(guard.hidden_files()))
    group by report.organisation_id
$$;

revoke all on function oversight.reports_waiting(date) from public;
grant usage on schema oversight to candour_oversight;
grant execute on function oversight.reports_waiting(date) to candour_oversight;
