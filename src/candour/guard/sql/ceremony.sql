-- Who holds the keys of which file, who waits for them, and what a holder may do with her own key.

-- Certificates are official: whoever gives a key must find them. Only the worker writes them.
drop policy if exists guard_seatcertificate_seen on public.guard_seatcertificate;
create policy guard_seatcertificate_seen on public.guard_seatcertificate for select
to candour_casework using (true);
drop policy if exists guard_officercertificate_seen on public.guard_officercertificate;
create policy guard_officercertificate_seen on public.guard_officercertificate for select
to candour_casework using (true);

-- A holder puts her own key under other words.
grant update (sealed_private_key) on public.guard_vaultkey to candour_casework;

-- The live readers of each file and compartment: active accounts of these certified ones, whom no
-- wall keeps out and who hold the key of every epoch. All files, or those named.
create or replace function guard.live_readers(certified uuid[], of_files uuid[])
returns table (
    file_id uuid, organisation_id uuid, kind text, compartment text, accounts uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with made as (
        select key.file_id, key.compartment, count(*) as epochs
        from public.guard_filekey as key
        where of_files is null or key.file_id = any(of_files)
        group by key.file_id, key.compartment),
    held as (
        select key.file_id, key.compartment, wrap.account_id, count(*) as epochs
        from public.guard_filekey as key
        join public.guard_keywrap as wrap on wrap.file_key_id = key.id
        join public.guard_account as account
          on account.id = wrap.account_id and account.is_active
        where wrap.account_id = any(certified)
          and (of_files is null or key.file_id = any(of_files))
        group by key.file_id, key.compartment, wrap.account_id)
    select made.file_id, file.organisation_id, file.kind, made.compartment,
        coalesce(array_agg(held.account_id order by held.account_id)
                 filter (where held.account_id is not null), '{}')
    from made
    join public.guard_file as file on file.id = made.file_id
    left join held
      on held.file_id = made.file_id and held.compartment = made.compartment
     and held.epochs = made.epochs
     and not exists (
         select from public.guard_wall as wall
         where wall.file_id = held.file_id and wall.account_id = held.account_id)
    group by made.file_id, file.organisation_id, file.kind, made.compartment
    order by made.file_id, made.compartment
$$;

-- The same for the files that the actor sees and holds a key of.
create or replace function guard.live_readers_of_mine(certified uuid[])
returns table (
    file_id uuid, organisation_id uuid, kind text, compartment text, accounts uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select found.file_id, found.organisation_id, found.kind, found.compartment, found.accounts
    from guard.live_readers(certified, array(
        select distinct key.file_id
        from public.guard_keywrap as wrap
        join public.guard_filekey as key on key.id = wrap.file_key_id
        where wrap.account_id = guard.actor()
          and key.file_id = any(guard.my_files())
          and key.file_id <> all(guard.hidden_files()))) as found
$$;

-- Colleagues with a new key who wait for the keys of files that the actor can open, with what a
-- seal must check. Nobody behind a wall is among them.
create or replace function guard.waiting_colleagues()
returns table (
    wait_id uuid, file_id uuid, organisation_id uuid, compartment text, account_id uuid,
    since_on date, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select waiting.id, waiting.file_id, waiting.organisation_id, waiting.compartment,
        waiting.account_id, waiting.since_on, certificate.body, certificate.signatures
    from public.guard_keywait as waiting
    join public.guard_account as account
      on account.id = waiting.account_id and account.is_active
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where waiting.account_id <> guard.actor()
      and waiting.file_id = any(guard.my_files())
      and waiting.file_id <> all(guard.hidden_files())
      and exists (
          select from public.guard_filekey as key
          join public.guard_keywrap as wrap on wrap.file_key_id = key.id
          where key.file_id = waiting.file_id and key.compartment = waiting.compartment
            and wrap.account_id = guard.actor())
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = waiting.file_id and wall.account_id = waiting.account_id)
    order by waiting.since_on, waiting.account_id, waiting.file_id, waiting.compartment
$$;

-- Takes the wraps to a former key of somebody who waits, so that new ones can take their place.
create or replace function guard.drop_former_wraps(of_wait uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from guard.waiting_colleagues() as known where known.wait_id = of_wait)
    then
        raise exception 'nobody waits for this' using errcode = 'insufficient_privilege';
    end if;
    delete from public.guard_keywrap as wrap
    using public.guard_keywait as waiting, public.guard_filekey as key
    where waiting.id = of_wait and key.file_id = waiting.file_id
      and key.compartment = waiting.compartment
      and wrap.file_key_id = key.id and wrap.account_id = waiting.account_id;
end
$$;

revoke all on function
    guard.live_readers(uuid[], uuid[]), guard.live_readers_of_mine(uuid[]),
    guard.waiting_colleagues(), guard.drop_former_wraps(uuid)
from public;
grant execute on function guard.live_readers(uuid[], uuid[]) to candour_worker;
grant execute on function
    guard.live_readers_of_mine(uuid[]), guard.waiting_colleagues(), guard.drop_former_wraps(uuid)
to candour_casework;
