-- What a case system is given back, and what the pages of it show of files that belong to no case.

create schema if not exists imports;

-- The cases of a force that changed here and that its case system may have: those handled in
-- Candour that the force's own desk received, that nobody of its standards department is walled
-- from, and that no other force must or was asked to investigate. What is not named is left out.
create or replace function imports.to_give_back(of_organisation uuid, since timestamptz)
returns table (file_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select matter.file_id
    from public.cases_case as matter
    join public.guard_file as file on file.id = matter.file_id
    where matter.organisation_id = of_organisation
      and file.wall_epoch is not null
      and matter.source in ('public', 'crime_side', 'other_system')
      and exists (select from public.guard_filekey as held where held.file_id = matter.file_id)
      and (matter.report_file_id is null or exists (
          select from public.intake_report as report
          where report.file_id = matter.report_file_id
            and report.organisation_id = of_organisation
            and report.route in ('force', 'public', 'operator')))
      -- The other system has no walls: whoever is kept out here would read it there.
      and not exists (
          select from public.guard_wall as wall
          join public.guard_account as account on account.id = wall.account_id
          where wall.file_id in (matter.file_id, matter.report_file_id)
            and account.organisation_id = of_organisation and account.is_active
            and account.seat in ('desk_reader', 'investigator', 'appropriate_authority'))
      and not exists (
          select from public.cases_independencecheck as asked
          where asked.file_id = matter.file_id and asked.is_required)
      and not exists (
          select from public.cases_forcerequest as asked where asked.file_id = matter.file_id)
      and (matter.recorded_at >= since
          or exists (select from public.cases_event as one
                     where one.file_id = matter.file_id and one.recorded_at >= since)
          or exists (select from public.cases_allegation as one
                     where one.file_id = matter.file_id and one.recorded_at >= since)
          or exists (select from public.cases_outcome as one
                     where one.file_id = matter.file_id and one.decided_at >= since)
          or exists (select from public.cases_severityassessment as one
                     where one.file_id = matter.file_id and one.decided_at >= since)
          or exists (select from public.cases_referral as one
                     where one.file_id = matter.file_id and one.decided_at >= since))
    order by matter.file_id
$$;

-- The files of the case systems of the organisations whose cases the actor sees as a whole.
create or replace function imports.case_files()
returns table (name text, state text, said text, counts jsonb, seen_at timestamptz,
               settled_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    select held.name, held.state, held.said, run.counts, held.seen_at, held.settled_at
    from public.imports_casefile as held
    left join public.imports_run as run on run.id = held.run_id
    where held.organisation_id in (select unnest(guard.my_organisations()))
    order by held.seen_at desc, held.id
    limit 50
$$;

-- What was given back to them.
create or replace function imports.given_back()
returns table (since_on date, given_on date, cases integer, content_hash text)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    select given.since_on, given.given_on, given.cases, given.content_hash
    from public.imports_givenback as given
    where given.organisation_id in (select unnest(guard.my_organisations()))
    order by given.given_at desc, given.id
    limit 10
$$;

revoke all on function
    imports.to_give_back(uuid, timestamptz), imports.case_files(), imports.given_back()
from public;
grant usage on schema imports to candour_casework, candour_worker;
grant execute on function imports.to_give_back(uuid, timestamptz) to candour_worker;
grant execute on function imports.case_files(), imports.given_back() to candour_casework;
