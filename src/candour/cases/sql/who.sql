-- Who could open a case and who is kept from it, and why: for the appropriate authority, and for the
-- desk of a body that takes reports about the force. Never for whoever is walled.

create or replace function cases.may_ask_who(of_file uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.guard_account as account
        join public.guard_file as file on file.id = of_file and file.kind = 'case'
        where account.id = guard.actor() and account.is_active and file.wall_epoch is not null
          and not exists (
              select from public.guard_wall as wall
              where wall.account_id = account.id
                and wall.file_id in (
                    select of_file union all
                    select known.report_file_id from public.cases_case as known
                    where known.file_id = of_file))
          and (account.seat = 'appropriate_authority' and guard.sees(of_file)
               or account.seat = 'desk_reader' and exists (
                   select from public.access_acceptance as accepted
                   where accepted.body_id = account.organisation_id
                     and accepted.force_id = file.organisation_id
                     and accepted.withdrawn_on is null)))
$$;

-- The case of that reference, if the actor may ask about it.
create or replace function cases.asked_about(of_reference text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select known.file_id from public.cases_case as known
    where known.reference = of_reference and cases.may_ask_who(known.file_id)
$$;

-- The reference of a case about which the actor may ask who reads it, and null of any other.
create or replace function cases.reference_asked(of_file uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select known.reference from public.cases_case as known
    where known.file_id = of_file and cases.may_ask_who(of_file)
$$;

-- Who could open it now: by a grant or by seeing all cases of the force, with its keys or without.
create or replace function cases.who_could_open(of_file uuid)
returns table (account_id uuid, seat text, organisation_id uuid, by_role text, holds_keys boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id, account.seat, account.organisation_id,
        coalesce(granted.role, 'scope'),
        exists (
            select from public.guard_keywrap as wrap
            join public.guard_filekey as key on key.id = wrap.file_key_id
            where key.file_id = of_file and wrap.account_id = account.id)
    from public.guard_account as account
    join public.guard_file as file on file.id = of_file
    left join public.guard_grant as granted
      on granted.file_id = of_file and granted.account_id = account.id
    where account.is_active and cases.may_ask_who(of_file)
      and (granted.id is not null or exists (
          select from public.guard_scope as scope
          where scope.account_id = account.id
            and scope.organisation_id = file.organisation_id))
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.seat, account.organisation_id, account.id
$$;

-- Everybody behind a wall of a case and why, for the few who may ask.
create or replace function cases.who_is_walled(of_file uuid)
returns table (account_id uuid, seat text, organisation_id uuid, because text[])
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id, account.seat, account.organisation_id,
        array_agg(wall.because order by wall.because)
    from public.guard_wall as wall
    join public.guard_account as account on account.id = wall.account_id
    where wall.file_id = of_file and cases.may_ask_who(of_file)
    group by account.id, account.seat, account.organisation_id
    order by account.seat, account.organisation_id, account.id
$$;

revoke all on function
    cases.may_ask_who(uuid), cases.asked_about(text), cases.reference_asked(uuid),
    cases.who_could_open(uuid), cases.who_is_walled(uuid)
from public;
grant execute on function
    cases.may_ask_who(uuid), cases.asked_about(text), cases.reference_asked(uuid),
    cases.who_could_open(uuid), cases.who_is_walled(uuid)
to candour_casework;
