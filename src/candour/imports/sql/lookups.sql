-- Who is close to the people of a case, account or none, and what readers outside the force may
-- see of what was found. The first states the rule of access.near for everybody on the register.

-- New terms take the place of the old under the same findings; without terms there are none.
alter table public.imports_lookupfinding
    drop constraint if exists imports_lookupfinding_of_its_watch;
alter table public.imports_lookupfinding
    add constraint imports_lookupfinding_of_its_watch
    foreign key (watch_id) references public.intake_watchedterms (id)
    on update cascade on delete cascade;

create or replace function imports.close_to(of_persons uuid[], on_day date)
returns table (person_id uuid, because text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with recursive line as (
        select posting.line_manager_id as manager_id, 1 as steps
        from public.people_posting as posting
        where posting.person_id = any(of_persons)
          and posting.from_on <= on_day
          and (posting.until_on is null or posting.until_on >= on_day)
          and posting.line_manager_id is not null
        union
        select posting.line_manager_id, line.steps + 1
        from line
        join public.people_posting as posting on posting.person_id = line.manager_id
        where posting.from_on <= on_day
          and (posting.until_on is null or posting.until_on >= on_day)
          and posting.line_manager_id is not null
          and line.steps < 20
          and not exists (
              select from public.guard_account as account
              where account.person_id = line.manager_id
                and account.seat = 'appropriate_authority')
    )
    select unnest(of_persons), 'is_subject'
    union
    select own.person_id, 'shared_unit'
    from public.people_posting as own
    join public.people_posting as theirs on theirs.unit_id = own.unit_id
    where theirs.person_id = any(of_persons)
      and theirs.person_id <> own.person_id
      and greatest(own.from_on, theirs.from_on, (on_day - interval '10 years')::date)
          <= least(own.until_on, theirs.until_on, on_day)
    union
    select line.manager_id, 'line_of_command' from line
    union
    select own.person_id, 'under_command'
    from public.people_posting as own
    where own.line_manager_id = any(of_persons)
      and own.from_on <= on_day
      and (own.until_on is null or own.until_on >= on_day)
    union
    select close.holder_id, access.reason_of_tie(close.kind, close.known_by)
    from (
        select tie.person_id as holder_id, tie.other_id as person_id, tie.kind, tie.known_by,
               tie.ended_on
        from public.people_association as tie
        union all
        select tie.other_id, tie.person_id, tie.kind, tie.known_by, tie.ended_on
        from public.people_association as tie
    ) as close
    where close.person_id = any(of_persons)
      and (close.ended_on is null or close.ended_on >= (on_day - interval '10 years')::date)
    union
    select own.person_id, 'shared_course'
    from public.people_courseattendance as own
    join public.people_courseattendance as theirs
      on theirs.organisation_id = own.organisation_id and theirs.run = own.run
    where theirs.person_id = any(of_persons)
      and theirs.person_id <> own.person_id
      and greatest(own.from_on, theirs.from_on) <= on_day
      and least(coalesce(own.until_on, own.from_on), coalesce(theirs.until_on, theirs.from_on))
          >= (on_day - interval '10 years')::date
    union
    select other.person_id, 'co_subject'
    from public.access_involvement as here
    join public.access_involvement as other
      on other.file_id = here.file_id and other.role = 'subject'
     and other.person_id <> here.person_id
    where here.person_id = any(of_persons) and here.role = 'subject'
$$;

-- The findings that the actor holds the key of: whoever keeps the terms, unless a wall went up
-- since.
create or replace function imports.my_findings()
returns table (
    id uuid, report_id uuid, epoch integer, ciphertext bytea, reference text, found_at timestamptz,
    is_told boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select finding.id, finding.report_id, finding.epoch, finding.ciphertext, report.reference,
           finding.found_at, finding.alert_id is not null
    from public.imports_lookupfinding as finding
    join public.intake_report as report on report.file_id = finding.report_id
    join public.guard_filekey as key
      on key.file_id = finding.report_id and key.compartment = 'identity'
     and key.epoch = finding.epoch
    join public.guard_keywrap as wrap
      on wrap.file_key_id = key.id and wrap.account_id = guard.actor()
    join public.guard_account as account on account.id = wrap.account_id and account.is_active
    where not exists (
        select from public.guard_wall as wall
        where wall.file_id = finding.report_id and wall.account_id = guard.actor())
    order by finding.found_at desc, finding.id
    limit 200
$$;

-- The wraps that open them: a keeper's own, though the file is not theirs.
create or replace function imports.keys_of_findings()
returns table (report_id uuid, epoch integer, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct on (finding.report_id, finding.epoch)
           finding.report_id, finding.epoch, wrap.wrapped
    from public.imports_lookupfinding as finding
    join public.guard_filekey as key
      on key.file_id = finding.report_id and key.compartment = 'identity'
     and key.epoch = finding.epoch
    join public.guard_keywrap as wrap
      on wrap.file_key_id = key.id and wrap.account_id = guard.actor()
    order by finding.report_id, finding.epoch
$$;

revoke all on function
    imports.close_to(uuid[], date), imports.my_findings(), imports.keys_of_findings()
from public;
grant usage on schema imports to candour_casework, candour_worker;
grant execute on function imports.close_to(uuid[], date) to candour_worker;
grant execute on function imports.my_findings(), imports.keys_of_findings() to candour_casework;
