-- Names given in confidence, asked for: what keepers alone may open. Nothing that a handler may ask
-- looks into the table where names lie.

-- The keepers of a case's name, with what a seal must check: whether there is a name or not.
create or replace function cases.name_keepers(of_file uuid)
returns table (account_id uuid, organisation_id uuid, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct on (account.id)
        account.id, account.organisation_id, certificate.body, certificate.signatures
    from public.cases_case as known
    join public.guard_filekey as key
      on key.file_id = known.report_file_id and key.compartment = 'identity'
    join public.guard_keywrap as wrap on wrap.file_key_id = key.id
    join public.guard_account as account on account.id = wrap.account_id and account.is_active
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where known.file_id = of_file and guard.sees(of_file)
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id in (known.file_id, known.report_file_id)
            and wall.account_id = account.id)
    order by account.id, certificate.id
$$;

-- What the actor keeps for a request: the sealed names, with the wraps of their keys.
create or replace function cases.names_kept(of_ask uuid)
returns table (name_id uuid, report_id uuid, epoch integer, ciphertext bytea, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select kept.id, kept.report_id, kept.epoch, kept.ciphertext, wrap.wrapped
    from public.cases_nameask as ask
    join public.intake_keptname as kept on kept.report_id = ask.report_id
    join public.guard_filekey as key
      on key.file_id = kept.report_id and key.compartment = 'identity' and key.epoch = kept.epoch
    join public.guard_keywrap as wrap
      on wrap.file_key_id = key.id and wrap.account_id = ask.account_id
    where ask.id = of_ask and ask.account_id = guard.actor()
      and ask.file_id <> all(guard.hidden_files())
      and not exists (
          select from public.cases_nameanswer as given where given.request_id = ask.request_id)
    order by kept.id
$$;

-- Whether a request that a keeper is asked about has been answered by one of them.
create or replace function cases.name_is_answered(of_ask uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_nameask as ask
        join public.cases_nameanswer as given on given.request_id = ask.request_id
        where ask.id = of_ask and ask.account_id = guard.actor())
$$;

-- Which requests of a case have been answered, by the day on which that shows.
create or replace function cases.names_answered(of_file uuid)
returns table (request_id uuid, shown_on date, until_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select given.request_id, given.shown_on, given.until_on
    from public.cases_nameanswer as given
    where given.file_id = of_file and guard.sees(of_file)
    order by given.request_id
$$;

-- Lets this transaction write a keeper's answer into a case that the keeper doesn't see.
create or replace function cases.open_name_asked(of_ask uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    opened uuid;
begin
    update public.guard_file as file
    set opening = nullif(current_setting('candour.opening', true), '')::uuid
    from public.cases_nameask as ask
    where ask.id = of_ask and ask.account_id = guard.actor() and file.id = ask.file_id
      and file.wall_epoch is not null
      and file.id <> all(guard.hidden_files())
    returning file.id into opened;
    return opened;
end
$$;

revoke all on function
    cases.name_keepers(uuid), cases.names_kept(uuid), cases.name_is_answered(uuid),
    cases.names_answered(uuid), cases.open_name_asked(uuid)
from public;
grant execute on function
    cases.name_keepers(uuid), cases.names_kept(uuid), cases.name_is_answered(uuid),
    cases.names_answered(uuid), cases.open_name_asked(uuid)
to candour_casework;

-- Who asks and who answers write to others, and need no right to read it.
drop policy if exists cases_nameask_made on public.cases_nameask;
create policy cases_nameask_made on public.cases_nameask for insert
to candour_casework with check (file_id in (select id from public.guard_file));
drop policy if exists cases_nameanswer_made on public.cases_nameanswer;
create policy cases_nameanswer_made on public.cases_nameanswer for insert
to candour_casework with check (file_id in (select id from public.guard_file));
