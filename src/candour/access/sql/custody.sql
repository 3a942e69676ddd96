-- Who may hold shares of a file's keys: custodians outside every force whom no wall keeps from it.

-- The custodians who are clean for a file, with what a seal must check.
create or replace function access.clean_custodians(of_file uuid)
returns table (account_id uuid, organisation_id uuid, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id, account.organisation_id, certificate.body, certificate.signatures
    from public.guard_account as account
    join public.people_organisation as belongs
      on belongs.id = account.organisation_id and belongs.kind <> 'police_force'
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where account.seat = 'custodian' and account.is_active and access.may_redraw(array[of_file])
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.id
$$;

-- Who may ask in an emergency: authorities of the file's organisation, the desk of each body that
-- takes reports about it, and its own desk; whom a wall keeps from it, never.
create or replace function access.clean_askers(of_file uuid)
returns table (account_id uuid, organisation_id uuid, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.id, account.organisation_id, certificate.body, certificate.signatures
    from public.guard_file as file
    join public.guard_account as account
      on (account.seat = 'appropriate_authority' and account.organisation_id = file.organisation_id)
      or exists (
          select from public.access_deskreader as reader
          where reader.account_id = account.id
            and (reader.organisation_id = file.organisation_id
                 or exists (
                     select from public.access_acceptance as accepted
                     where accepted.body_id = reader.organisation_id
                       and accepted.force_id = file.organisation_id
                       and accepted.withdrawn_on is null)))
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where file.id = of_file and account.is_active and access.may_redraw(array[of_file])
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.id
$$;

-- Every custodian, and the facts that could give a conflict away: for a report, before walls are.
create or replace function access.custodian_targets(on_day date)
returns table (
    account_id uuid, organisation_id uuid, body bytea, signatures jsonb,
    names text[], numbers text[], units text[], close_names text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select account.id, account.organisation_id, certificate.body, certificate.signatures,
        array(select name.search_key from public.people_personname as name
              where name.person_id = account.person_id),
        array(select identifier.value from public.people_identifier as identifier
              where identifier.person_id = account.person_id),
        array(select distinct unit.name
              from public.people_posting as posting
              join public.people_unit as unit on unit.id = posting.unit_id
              where posting.person_id = account.person_id
                and (posting.until_on is null
                     or posting.until_on >= (on_day - interval '10 years')::date)),
        array(select name.search_key
              from public.people_personname as name
              where name.person_id in (
                  select association.other_id from public.people_association as association
                  where association.person_id = account.person_id
                  union
                  select association.person_id from public.people_association as association
                  where association.other_id = account.person_id
                  union
                  select posting.line_manager_id from public.people_posting as posting
                  where posting.person_id = account.person_id
                    and posting.line_manager_id is not null and posting.until_on is null))
    from public.guard_account as account
    join public.people_organisation as belongs
      on belongs.id = account.organisation_id and belongs.kind <> 'police_force'
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where account.seat = 'custodian' and account.is_active
    order by account.id;
end
$$;

-- Takes the shares of everyone whom a wall keeps from these files; the caller opens new epochs for
-- others, in this very transaction, and names in its leaf what is gone.
create or replace function access.drop_shares(of_files uuid[])
returns table (share_id uuid, file_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(of_files) then
        raise exception 'the shares of these files are not for the caller to take'
            using errcode = 'insufficient_privilege';
    end if;
    return query
    with gone as (
        delete from public.guard_keyshare as share
        using public.guard_wall as wall
        where share.file_id = any(of_files)
          and wall.file_id = share.file_id and wall.account_id = share.account_id
        returning share.id, share.file_id
    ),
    kept_open as (
        update public.guard_file as file
        set opening = nullif(current_setting('candour.opening', true), '')::uuid
        from gone where file.id = gone.file_id
    )
    select distinct gone.id, gone.file_id from gone;
end
$$;

-- Takes every share of a file, for its reader to split the keys anew.
create or replace function access.take_shares(of_file uuid)
returns table (share_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(array[of_file]) then
        raise exception 'the shares of this file are not for the caller to take'
            using errcode = 'insufficient_privilege';
    end if;
    return query
    delete from public.guard_keyshare as share where share.file_id = of_file returning share.id;
end
$$;

-- How many custodians could recover the words of files that the caller sees: the fewest of any key.
create or replace function access.custodian_counts(of_files uuid[])
returns table (file_id uuid, custodians integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select counted.file_id, min(counted.number)::integer
    from (
        select key.file_id, key.id,
            (select count(*) from public.guard_keyshare as share
             where share.file_key_id = key.id and share.scheme = 'recovery') as number
        from public.guard_filekey as key
        where key.file_id = any(of_files) and key.compartment in ('description', 'narrative')
          and (guard.sees(key.file_id) or not guard.asked_by_site())
    ) as counted
    group by counted.file_id
    order by counted.file_id
$$;

revoke all on function
    access.clean_custodians(uuid), access.clean_askers(uuid), access.custodian_targets(date),
    access.drop_shares(uuid[]), access.take_shares(uuid), access.custodian_counts(uuid[])
from public;
grant execute on function access.custodian_targets(date)
to candour_report, candour_casework, candour_worker;
grant execute on function
    access.clean_custodians(uuid), access.clean_askers(uuid), access.drop_shares(uuid[]),
    access.take_shares(uuid), access.custodian_counts(uuid[])
to candour_casework, candour_worker;
