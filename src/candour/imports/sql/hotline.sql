-- Contacts with outside lines. What a contact was is never changed: a later word supersedes it, and
-- only where nothing had been decided. Those who may see them get numbers, never a contact.

create or replace function imports.check_contact() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if new.supersedes_id is not null and not exists (
        select from public.imports_contact as earlier
        where earlier.id = new.supersedes_id
          and earlier.disposition = 'pending' and new.disposition <> 'pending'
          and (earlier.body_id, earlier.ref, earlier.force_id, earlier.received_on)
              = (new.body_id, new.ref, new.force_id, new.received_on))
    then
        raise exception 'a contact moves on from pending once, and never back'
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

drop trigger if exists imports_contact_moves_on on public.imports_contact;
create trigger imports_contact_moves_on before insert on public.imports_contact
for each row execute function imports.check_contact();

-- The contacts whose number the actor may know: of the own line; of the own force, without those
-- that a desk outside it has; those that the own desk has; and of every force overseen. What a wall
-- hides is in no number.
create or replace function imports.known_contacts(from_day date, until_day date)
returns setof public.imports_contact
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with mine as (
        select account.organisation_id as id from public.guard_account as account
        where account.id = guard.actor() and account.is_active)
    select contact.*
    from public.imports_contact as contact
    left join public.guard_file as report on report.id = contact.report_id
    where contact.received_on between from_day and until_day
      and (select guard.actor()) is not null
      and not exists (
          select from public.imports_contact as later where later.supersedes_id = contact.id)
      and (contact.body_id in (select id from mine)
           or report.organisation_id in (select id from mine)
           or (contact.force_id in (select id from mine) and report.id is null)
           or contact.force_id in (select unnest(guard.my_organisations()))
              and contact.force_id not in (select id from mine))
      and (report.id is null or report.id not in (select unnest(guard.hidden_files())))
$$;

-- Received, passed on, refused and pending, by day, as far as whoever asks may know of them.
create or replace function imports.reconciliation(from_day date, until_day date)
returns table (
    body text, force text, received_on date, disposition text, reason text, contacts bigint,
    reports bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select line.name, about.name, contact.received_on, contact.disposition, contact.reason,
           count(*), count(report.file_id)
    from imports.known_contacts(from_day, until_day) as contact
    join public.people_organisationname as line
      on line.organisation_id = contact.body_id and line.until_on is null
    join public.people_organisationname as about
      on about.organisation_id = contact.force_id and about.until_on is null
    left join public.intake_report as report on report.file_id = contact.report_id
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
$$;

-- What each file stated and what was taken of it. A force is told the difference alone: of the
-- numbers themselves it could subtract its own, and learn of what is kept from it.
create or replace function imports.stated_totals(from_day date, until_day date)
returns table (
    body text, imported_on date, stated integer, contacts integer, taken integer,
    difference integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select line.name, held.imported_on,
           case when seen.whole then held.stated end, case when seen.whole then held.contacts end,
           case when seen.whole then counted.taken end, held.stated - counted.taken
    from public.imports_contactfile as held
    join public.people_organisationname as line
      on line.organisation_id = held.body_id and line.until_on is null
    join public.guard_account as asking on asking.id = guard.actor() and asking.is_active
    join public.imports_run as run on run.id = held.run_id
    cross join lateral (
        select (run.counts #>> '{tables,contacts,read}')::integer
             - (run.counts #>> '{tables,contacts,rejected}')::integer as taken) as counted
    cross join lateral (
        select held.body_id = asking.organisation_id
               or asking.seat = 'oversight_reader' as whole,
               held.body_id = asking.organisation_id
               or exists (
                   select from public.imports_contact as contact
                   where contact.run_id = held.run_id
                     and (contact.force_id = asking.organisation_id
                          or contact.force_id in (select unnest(guard.my_organisations()))))
               as at_all) as seen
    where held.imported_on between from_day and until_day and seen.at_all
    order by held.imported_on, line.name, held.id
$$;

revoke all on function
    imports.check_contact(), imports.known_contacts(date, date),
    imports.reconciliation(date, date), imports.stated_totals(date, date)
from public;
grant usage on schema imports to candour_casework, candour_oversight;
grant execute on function
    imports.reconciliation(date, date), imports.stated_totals(date, date)
to candour_casework, candour_oversight;
