-- Computes walls from people: who is too close to those a file involves. core/walls.py states the
-- same rule in Python; tests hold the two equal on generated worlds.

create schema if not exists access;

-- Every account-holder who is close to one of these people, and why. `on_day` is today: a unit
-- shared, or an association ended, more than ten years ago no longer counts.
create or replace function access.near(of_persons uuid[], on_day date)
returns table (account_id uuid, person_id uuid, because text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with recursive holder as (
        select account.id as account_id, account.person_id, account.seat
        from public.guard_account as account
        where account.is_active and account.person_id is not null
    ),
    line as (
        select posting.person_id as subject_id, posting.line_manager_id as manager_id, 1 as steps
        from public.people_posting as posting
        where posting.person_id = any(of_persons)
          and posting.from_on <= on_day
          and (posting.until_on is null or posting.until_on >= on_day)
          and posting.line_manager_id is not null
        union
        select line.subject_id, posting.line_manager_id, line.steps + 1
        from line
        join public.people_posting as posting on posting.person_id = line.manager_id
        where posting.from_on <= on_day
          and (posting.until_on is null or posting.until_on >= on_day)
          and posting.line_manager_id is not null
          and line.steps < 20
          and not exists (
              select from holder
              where holder.person_id = line.manager_id
                and holder.seat = 'appropriate_authority')
    )
    select holder.account_id, holder.person_id, 'is_subject'
    from holder
    where holder.person_id = any(of_persons)
    union
    select holder.account_id, theirs.person_id, 'shared_unit'
    from holder
    join public.people_posting as own on own.person_id = holder.person_id
    join public.people_posting as theirs on theirs.unit_id = own.unit_id
    where theirs.person_id = any(of_persons)
      and theirs.person_id <> holder.person_id
      and greatest(own.from_on, theirs.from_on, (on_day - interval '10 years')::date)
          <= least(own.until_on, theirs.until_on, on_day)
    union
    select holder.account_id, line.subject_id, 'line_of_command'
    from line
    join holder on holder.person_id = line.manager_id
    where holder.seat <> 'appropriate_authority'
    union
    select holder.account_id, own.line_manager_id, 'under_command'
    from holder
    join public.people_posting as own on own.person_id = holder.person_id
    where own.line_manager_id = any(of_persons)
      and own.from_on <= on_day
      and (own.until_on is null or own.until_on >= on_day)
    union
    select holder.account_id, close.person_id, 'association'
    from holder
    join (
        select person_id as holder_id, other_id as person_id, ended_on
        from public.people_association
        union all
        select other_id, person_id, ended_on
        from public.people_association
    ) as close on close.holder_id = holder.person_id
    where close.person_id = any(of_persons)
      and (close.ended_on is null or close.ended_on >= (on_day - interval '10 years')::date)
$$;

-- Draws the walls of these files anew. Returns the readers who held a key and now must not: their
-- wraps are gone when this returns, and the caller opens a new epoch for each file named.
create or replace function access.compute_walls(of_files uuid[], on_day date)
returns table (file_id uuid, account_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    persons uuid[];
begin
    select coalesce(array_agg(distinct involvement.person_id), '{}') into persons
    from public.access_involvement as involvement
    where involvement.file_id = any(of_files);

    delete from public.guard_wall as wall
    where wall.file_id = any(of_files) and wall.because <> 'named_by_reporter';

    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), drawn.file_id, drawn.account_id, drawn.because
    from (
        select involvement.file_id, near.account_id, near.because
        from public.access_involvement as involvement
        join access.near(persons, on_day) as near on near.person_id = involvement.person_id
        where involvement.file_id = any(of_files)
        union
        -- Walls belong to subjects: whoever is walled from an earlier case of the same person, for
        -- a reason of that case's own, is walled here too. One step only, or walls would spread.
        select involvement.file_id, earlier.account_id, 'earlier_case'
        from public.access_involvement as involvement
        join public.access_involvement as other
          on other.person_id = involvement.person_id
         and other.file_id <> involvement.file_id
         and other.role = 'subject'
        join public.guard_wall as earlier
          on earlier.file_id = other.file_id
         and earlier.because <> 'earlier_case'
        where involvement.file_id = any(of_files)
    ) as drawn
    on conflict do nothing;

    return query
    with gone as (
        delete from public.guard_keywrap as wrap
        using public.guard_filekey as key, public.guard_wall as wall
        where key.id = wrap.file_key_id
          and key.file_id = any(of_files)
          and wall.file_id = key.file_id
          and wall.account_id = wrap.account_id
        returning key.file_id as on_file, wrap.account_id as of_account
    ),
    -- This transaction may still fill the files it must open a new epoch for.
    kept_open as (
        update public.guard_file as file
        set opening = nullif(current_setting('candour.opening', true), '')::uuid
        from gone where file.id = gone.on_file
    )
    select distinct gone.on_file, gone.of_account from gone;

    update public.guard_file as file
    set wall_epoch = coalesce(file.wall_epoch, 0) + 1
    where file.id = any(of_files);
end
$$;

-- Who still holds a key of a file's compartment, with what a seal must check.
create or replace function access.remaining_readers(of_file uuid, of_compartment text)
returns table (account_id uuid, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct on (account.id) account.id, certificate.body, certificate.signatures
    from public.guard_filekey as key
    join public.guard_keywrap as wrap on wrap.file_key_id = key.id
    join public.guard_account as account on account.id = wrap.account_id and account.is_active
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where key.file_id = of_file and key.compartment = of_compartment
      and (guard.actor() is null or guard.sees(of_file))
    order by account.id, certificate.id
$$;

-- Walls off the accounts that the reporter's own words name; these stay through every re-drawing.
create or replace function access.wall_off(of_file uuid, of_accounts uuid[])
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), of_file, named, 'named_by_reporter'
    from unnest(of_accounts) as named
    on conflict do nothing
$$;

-- The files whose walls may change when something about these people changes.
create or replace function access.files_near(of_persons uuid[])
returns table (file_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select involvement.file_id
    from public.access_involvement as involvement
    where involvement.person_id = any(of_persons)
    union
    select granted.file_id
    from public.guard_grant as granted
    join public.guard_account as account on account.id = granted.account_id
    where account.person_id = any(of_persons)
    union
    select wall.file_id
    from public.guard_wall as wall
    join public.guard_account as account on account.id = wall.account_id
    where account.person_id = any(of_persons)
    union
    select file.id
    from public.guard_file as file
    join public.guard_scope as scope on scope.organisation_id = file.organisation_id
    join public.guard_account as account on account.id = scope.account_id
    where account.person_id = any(of_persons)
$$;

-- The readers of a desk whom no wall keeps from the file, with what a seal must check.
create or replace function access.clean_readers(of_file uuid, of_organisation uuid)
returns table (account_id uuid, certificate_id uuid, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id, certificate.id, certificate.body, certificate.signatures
    from public.access_deskreader as reader
    join public.guard_account as account on account.id = reader.account_id and account.is_active
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where reader.organisation_id = of_organisation
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.id
$$;

-- The appropriate authorities of an organisation whom no wall keeps from the file.
create or replace function access.clean_deciders(of_file uuid, of_organisation uuid)
returns table (account_id uuid, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id, certificate.body, certificate.signatures
    from public.guard_account as account
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where account.organisation_id = of_organisation
      and account.seat = 'appropriate_authority' and account.is_active
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.id
$$;

-- What every account-holder is called: compared in memory with whom a reporter names.
create or replace function access.holder_facts()
returns table (account_id uuid, names text[], numbers text[])
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id,
        array(select name.search_key from public.people_personname as name
              where name.person_id = account.person_id),
        array(select identifier.value from public.people_identifier as identifier
              where identifier.person_id = account.person_id)
    from public.guard_account as account
    where account.is_active and account.person_id is not null
    order by account.id
$$;

-- Carries the walls that a reporter's words drew from her report over to its case.
create or replace function access.carry_named_walls(from_file uuid, to_file uuid)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), to_file, wall.account_id, wall.because
    from public.guard_wall as wall
    where wall.file_id = from_file and wall.because = 'named_by_reporter'
    on conflict do nothing
$$;

-- Investigators who may be given the case: no wall, and not in it already.
create or replace function access.eligible_investigators(of_file uuid)
returns table (account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id
    from public.guard_account as account
    where account.seat = 'investigator' and account.is_active
      and of_file in (select unnest(guard.my_files()) union select id from public.guard_file
                      where organisation_id in (select unnest(guard.my_organisations())))
      and of_file not in (select unnest(guard.hidden_files()))
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
      and not exists (
          select from public.guard_grant as granted
          where granted.file_id = of_file and granted.account_id = account.id)
    order by account.id
$$;

revoke all on function
    access.near(uuid[], date), access.compute_walls(uuid[], date), access.files_near(uuid[]),
    access.wall_off(uuid, uuid[]), access.remaining_readers(uuid, text),
    access.clean_deciders(uuid, uuid), access.holder_facts(),
    access.carry_named_walls(uuid, uuid), access.clean_readers(uuid, uuid), access.eligible_investigators(uuid)
from public;
grant usage on schema access to candour_report, candour_casework, candour_worker;
grant execute on function
    access.compute_walls(uuid[], date), access.wall_off(uuid, uuid[]),
    access.remaining_readers(uuid, text), access.clean_deciders(uuid, uuid),
    access.holder_facts(), access.carry_named_walls(uuid, uuid),
    access.clean_readers(uuid, uuid), access.eligible_investigators(uuid)
to candour_casework, candour_worker;
grant execute on function access.near(uuid[], date), access.files_near(uuid[]) to candour_worker;
