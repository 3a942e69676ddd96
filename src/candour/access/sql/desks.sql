-- What the report site may know of the receiving desks: who can be sealed to, and what to compare
-- a description with so that nobody described is among them. It is never shown to anyone.
-- Written in plpgsql because that keeps its plans: in sql each submission would plan them anew.

-- The forces that a report may be about, and the bodies outside each that have agreed to take
-- reports about it and have two readers or more, in turn.
create or replace function access.receivers()
returns table (organisation_id uuid, name text, outside jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select force.id, own.name,
        coalesce((
            select jsonb_agg(jsonb_build_object(
                'id', accepted.body_id, 'name', theirs.name,
                'must_pass_on', accepted.must_pass_on) order by accepted.turn)
            from public.access_acceptance as accepted
            join public.people_organisationname as theirs
              on theirs.organisation_id = accepted.body_id and theirs.until_on is null
            where accepted.force_id = force.id and accepted.withdrawn_on is null
              and (select count(distinct account.id)
                   from public.access_deskreader as reader
                   join public.guard_account as account
                     on account.id = reader.account_id and account.is_active
                   join public.guard_seatcertificate as certificate
                     on certificate.account_id = account.id and certificate.revoked_on is null
                   where reader.organisation_id = accepted.body_id) >= 2), '[]')
    from public.people_organisation as force
    join public.people_organisationname as own
      on own.organisation_id = force.id and own.until_on is null
    where force.kind = 'police_force'
    order by own.name, force.id;
end
$$;

-- The certified readers of one desk and the facts that could give a conflict away.
create or replace function access.seal_targets(of_organisation uuid, on_day date)
returns table (
    account_id uuid, certificate_id uuid, body bytea, signatures jsonb,
    names text[], numbers text[], units text[], close_names text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select account.id, certificate.id, certificate.body, certificate.signatures,
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
    from public.access_deskreader as reader
    join public.guard_account as account on account.id = reader.account_id and account.is_active
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where reader.organisation_id = of_organisation
    order by account.id;
end
$$;

-- The officers' certificates that a seat certificate is checked against.
create or replace function access.officers()
returns table (body bytea, signature bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select officer.body, officer.signature from public.guard_officercertificate as officer $$;

revoke all on function access.receivers(), access.seal_targets(uuid, date), access.officers() from public;
grant execute on function access.receivers(), access.seal_targets(uuid, date), access.officers()
to candour_report, candour_casework, candour_worker;
