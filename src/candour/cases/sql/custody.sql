-- Asking custodians: who is asked, what they hold for a request, and what the person named is given.

-- Lets this transaction ask about a case: one that the actor sees, or holds a part of the keys of
-- for this very purpose, as the body outside does.
create or replace function cases.open_for_asking(of_file uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    opened uuid;
begin
    update public.guard_file as file
    set opening = nullif(current_setting('candour.opening', true), '')::uuid
    where file.id = of_file and file.kind = 'case' and file.wall_epoch is not null
      and file.id <> all(guard.hidden_files())
      and (guard.sees(file.id)
           or exists (
               select from public.guard_keyshare as share
               join public.guard_account as account
                 on account.id = share.account_id and account.is_active
               where share.file_id = file.id and share.scheme = 'asking'
                 and share.account_id = guard.actor()))
    returning file.id into opened;
    return opened;
end
$$;

-- The case of a reference that the actor may ask about; of any other, nothing.
create or replace function cases.case_to_ask_about(of_reference text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select known.file_id
    from public.cases_case as known
    where known.reference = of_reference
      and known.file_id <> all(guard.hidden_files())
      and (guard.sees(known.file_id)
           or exists (
               select from public.guard_keyshare as share
               where share.file_id = known.file_id and share.scheme = 'asking'
                 and share.account_id = guard.actor()))
$$;

-- Whom a file's shares are held by: for their certificates to be checked before they are asked.
create or replace function cases.share_holders(of_file uuid)
returns table (
    account_id uuid, organisation_id uuid, body bytea, signatures jsonb, scheme text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct on (account.id, share.scheme)
        account.id, share.body_id, certificate.body, certificate.signatures, share.scheme
    from public.guard_keyshare as share
    join public.guard_account as account on account.id = share.account_id and account.is_active
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where share.file_id = of_file and guard.sees(of_file)
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.id, share.scheme, certificate.id
$$;

-- Who may be named to read a case again: handlers of its organisation, of a body that takes reports
-- about it, or of any force where they investigate; never whom a wall keeps from it.
create or replace function cases.who_may_be_named(of_file uuid)
returns table (account_id uuid, organisation_id uuid, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct on (account.id)
        account.id, account.organisation_id, certificate.body, certificate.signatures
    from public.guard_file as file
    join public.guard_account as account
      on account.is_active
     and account.seat in ('desk_reader', 'investigator', 'appropriate_authority')
     and (account.organisation_id = file.organisation_id
          or account.seat = 'investigator'
          or exists (
              select from public.access_acceptance as accepted
              where accepted.force_id = file.organisation_id
                and accepted.body_id = account.organisation_id
                and accepted.withdrawn_on is null))
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where file.id = of_file and guard.sees(of_file)
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.id, certificate.id
$$;

-- What the actor holds for a request: her own shares, with the keys that they are of. Who a witness
-- is comes back with a case that is recovered, and with no urgent access.
create or replace function cases.held_for(of_ask uuid)
returns table (
    share_id uuid, scheme text, number integer, commitment bytea, sealed bytea,
    file_key_id uuid, compartment text, epoch integer, public_key bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select share.id, share.scheme, share.number, share.commitment, share.sealed,
        key.id, key.compartment, key.epoch, key.public_key
    from public.cases_custodyask as ask
    join public.guard_keyshare as share
      on share.file_id = ask.file_id and share.account_id = ask.account_id
     and share.scheme = case ask.kind when 'recovery' then 'recovery' else 'body' end
    join public.guard_filekey as key on key.id = share.file_key_id
    where ask.id = of_ask and ask.role = 'custodian' and ask.account_id = guard.actor()
      and (key.compartment in ('description', 'narrative')
           or (ask.kind = 'recovery' and key.compartment <> 'identity'))
      and ask.file_id <> all(guard.hidden_files())
    order by key.compartment, key.epoch
$$;

-- What the actor is given for a request that names her.
create or replace function cases.given_for(of_ask uuid)
returns table (
    giver_id uuid, body_id uuid, scheme text, number integer, commitment bytea, wrapped bytea,
    file_key_id uuid, compartment text, epoch integer, public_key bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select given.giver_id, given.body_id, given.scheme, given.number, given.commitment,
        given.wrapped, key.id, key.compartment, key.epoch, key.public_key
    from public.cases_custodyask as ask
    join public.cases_givenshare as given
      on given.request_id = ask.request_id and given.account_id = ask.account_id
    join public.guard_filekey as key on key.id = given.file_key_id
    where ask.id = of_ask and ask.role = 'named' and ask.account_id = guard.actor()
      and (key.compartment in ('description', 'narrative')
           or (ask.kind = 'recovery' and key.compartment <> 'identity'))
      and ask.file_id <> all(guard.hidden_files())
    order by key.compartment, key.epoch, given.giver_id
$$;

-- The keys of a case that must open again, for whoever is asked about them or named.
create or replace function cases.keys_for(of_ask uuid)
returns table (file_key_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select key.id
    from public.cases_custodyask as ask
    join public.guard_filekey as key on key.file_id = ask.file_id
    where ask.id = of_ask and ask.account_id = guard.actor()
      and key.compartment in ('description', 'narrative')
      and ask.file_id <> all(guard.hidden_files())
$$;

-- Whether a request that the actor is asked about has been answered by her, and has been taken.
create or replace function cases.ask_state(of_ask uuid)
returns table (is_answered boolean, is_taken boolean, given integer, bodies integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select
        exists (select from public.cases_custodyanswer as own where own.ask_id = ask.id),
        exists (select from public.cases_custodytaking as taking
                where taking.request_id = ask.request_id),
        (select count(*)::integer from public.cases_custodyanswer as answer
         where answer.request_id = ask.request_id and answer.is_given),
        (select count(distinct answer.body_id)::integer from public.cases_custodyanswer as answer
         where answer.request_id = ask.request_id and answer.is_given)
    from public.cases_custodyask as ask
    where ask.id = of_ask and ask.account_id = guard.actor()
      and ask.file_id <> all(guard.hidden_files())
$$;

-- Takes a case's keys from one account; returns how many keys it had, and how many other readers
-- hold a key of every compartment: none where nobody else holds a key that it had.
create or replace function cases.take_from_reader(of_file uuid, of_account uuid)
returns integer[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    taken uuid[];
    others integer;
begin
    if not guard.sees(of_file) then
        return array[0, 0];
    end if;
    with gone as (
        delete from public.guard_keywrap as wrap
        using public.guard_filekey as key
        where key.id = wrap.file_key_id and key.file_id = of_file
          and wrap.account_id = of_account
        returning wrap.file_key_id
    )
    select coalesce(array_agg(gone.file_key_id), '{}') into taken from gone;
    select count(*) into others
    from (
        select wrap.account_id
        from public.guard_keywrap as wrap
        join public.guard_filekey as key on key.id = wrap.file_key_id
        where key.file_id = of_file and key.compartment in ('description', 'narrative')
          and not exists (
              select from public.guard_wall as wall
              where wall.file_id = of_file and wall.account_id = wrap.account_id)
        group by wrap.account_id
        having count(distinct key.compartment) = 2
    ) as holding;
    if exists (
        select from unnest(taken) as key_id
        where not exists (
            select from public.guard_keywrap as wrap
            where wrap.file_key_id = key_id
              and not exists (
                  select from public.guard_wall as wall
                  where wall.file_id = of_file and wall.account_id = wrap.account_id))
    ) then
        others := 0;
    end if;
    return array[cardinality(taken), others];
end
$$;

-- Lets this transaction write its answer into a file that the actor is asked about and doesn't see.
create or replace function cases.open_asked(of_ask uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    opened uuid;
begin
    update public.guard_file as file
    set opening = nullif(current_setting('candour.opening', true), '')::uuid
    from public.cases_custodyask as ask
    where ask.id = of_ask and ask.account_id = guard.actor() and file.id = ask.file_id
      and file.wall_epoch is not null
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = ask.file_id and wall.account_id = guard.actor())
      and not exists (
          select from public.cases_custodytaking as taking
          where taking.request_id = ask.request_id)
    returning file.id into opened;
    return opened;
end
$$;

revoke all on function
    cases.open_for_asking(uuid), cases.case_to_ask_about(text), cases.share_holders(uuid), cases.who_may_be_named(uuid), cases.held_for(uuid),
    cases.given_for(uuid), cases.take_from_reader(uuid, uuid), cases.keys_for(uuid), cases.ask_state(uuid), cases.open_asked(uuid)
from public;
grant execute on function
    cases.open_for_asking(uuid), cases.case_to_ask_about(text), cases.share_holders(uuid), cases.who_may_be_named(uuid), cases.held_for(uuid),
    cases.given_for(uuid), cases.take_from_reader(uuid, uuid), cases.keys_for(uuid), cases.ask_state(uuid), cases.open_asked(uuid)
to candour_casework;

-- Nobody reviews a harm test of their own, under no account of theirs.
create or replace function cases.refuse_own_harm_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from public.cases_harmtest as noted
               where noted.id = new.test_id
                 and access.same_person(noted.noted_by, new.reviewed_by)) then
        raise exception 'a second person reviews it'
            using errcode = 'check_violation', constraint = 'cases_harmreview_by_another';
    end if;
    return new;
end
$$;

revoke all on function cases.refuse_own_harm_review() from public;

-- Who asks and who gives write to others, and need no right to read it.
drop policy if exists cases_custodyask_made on public.cases_custodyask;
create policy cases_custodyask_made on public.cases_custodyask for insert
to candour_casework with check (file_id in (select id from public.guard_file));
drop policy if exists cases_givenshare_made on public.cases_givenshare;
create policy cases_givenshare_made on public.cases_givenshare for insert
to candour_casework with check (file_id in (select id from public.guard_file));
