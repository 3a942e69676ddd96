-- How many contacts came in by each route, and where they stand: of the forces overseen, without
-- what a wall keeps from the actor. A contact with an outside line that was passed on is its report.

create or replace function oversight.channels(on_day date, pending_days integer)
returns table (
    organisation_id uuid, route text, state text, number bigint, overdue bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select counted.organisation_id, counted.route, counted.state, count(*),
           count(*) filter (where counted.next_on < on_day)
    from (
        select report.organisation_id, standing.route,
               case when elsewhere.file_id is not null then 'moved' else standing.state end
                   as state,
               case when elsewhere.file_id is null and standing.state <> 'closed'
                    then standing.next_on end as next_on
        from oversight.standing_reports() as standing
        join public.intake_report as report on report.file_id = standing.report
        left join public.intake_report as elsewhere
          on elsewhere.file_id = standing.now_in and elsewhere.file_id <> standing.report
        where report.file_id not in (select unnest(guard.hidden_files()))
        union all
        select contact.force_id, 'hotline', contact.disposition,
               case when contact.disposition = 'pending'
                    then contact.received_on + pending_days end
        from public.imports_contact as contact
        where contact.disposition <> 'passed_on' and not exists (
            select from public.imports_contact as later where later.supersedes_id = contact.id)
    ) as counted
    where (select guard.actor()) is not null
      and counted.organisation_id in (select unnest(guard.my_organisations()))
    group by counted.organisation_id, counted.route, counted.state
$$;

revoke all on function oversight.channels(date, integer) from public;
grant execute on function oversight.channels(date, integer) to candour_oversight;
