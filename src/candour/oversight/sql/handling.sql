-- What overseers see of how reports are handled: what reporters said went wrong, counted by theme, and
-- how often somebody advised against reporting, or nothing was done, about the people of each unit.
-- Numbers alone. What a wall keeps from the actor is in none.

-- How often each theme was chosen about a force since a month. The answers were counted apart from
-- any report, ten or more together, so that no wall can be about one of them.
create or replace function oversight.handling_themes(since_month date)
returns table (organisation_id uuid, theme text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select counted.organisation_id, substr(counted.question, 7), sum(counted.number)::bigint
    from public.intake_equalitycount as counted
    where counted.question like 'theme:%'
      and counted.month >= since_month
      and (select guard.actor()) is not null
      and counted.organisation_id in (select unnest(guard.my_organisations()))
    group by counted.organisation_id, counted.question
$$;

-- For each unit: the cases received since a day about somebody who served there then, in how many of
-- them somebody advised against reporting, how many were decided, and how many of these with nothing
-- done for any allegation.
create or replace function oversight.discouraged_by_unit(since_day date, of_nothing text[])
returns table (
    organisation_id uuid, unit_id uuid, unit text, cases bigint, advised bigint, decided bigint,
    nothing bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with seen as (
        select matter.file_id, matter.report_file_id,
            coalesce(matter.incident_on, matter.received_on) as on_day
        from public.cases_case as matter
        where matter.received_on >= since_day
          and (select guard.actor()) is not null
          and matter.organisation_id in (select unnest(guard.my_organisations()))
          and matter.file_id not in (select unnest(cases.hidden_with_twins()))
    ),
    about as (
        select distinct seen.file_id, seen.report_file_id, unit.organisation_id,
            unit.id as unit_id, unit.name as unit
        from seen
        join public.cases_allegation as said on said.file_id = seen.file_id
        join public.people_posting as posting
          on posting.person_id = said.subject_id and posting.from_on <= seen.on_day
         and (posting.until_on is null or posting.until_on >= seen.on_day)
        join public.people_unit as unit on unit.id = posting.unit_id
        where unit.organisation_id in (select unnest(guard.my_organisations()))
    ),
    ended as (
        select given.file_id,
            bool_and(given.result = any(of_nothing) and given.sanction in ('', 'no_action'))
                as is_nothing
        from public.cases_outcome as given
        where given.file_id in (select seen.file_id from seen)
          and not exists (
              select from public.cases_outcome as later where later.supersedes_id = given.id)
        group by given.file_id
    )
    select about.organisation_id, about.unit_id, about.unit, count(*),
        count(*) filter (where exists (
            select from public.cases_advice as advice
            where advice.file_id in (about.file_id, about.report_file_id))),
        count(ended.file_id),
        count(*) filter (where ended.is_nothing)
    from about
    left join ended on ended.file_id = about.file_id
    group by about.organisation_id, about.unit_id, about.unit
$$;

revoke all on function
    oversight.handling_themes(date), oversight.discouraged_by_unit(date, text[])
from public;
grant execute on function
    oversight.handling_themes(date), oversight.discouraged_by_unit(date, text[])
to candour_oversight;
