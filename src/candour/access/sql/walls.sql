-- Computes walls from people: who is too close to those a file involves. core/walls.py states the
-- same rule in Python; tests hold the two equal on generated worlds.

create schema if not exists access;

-- Whether the caller may change the walls of these files: the worker may, a site only where its
-- actor sees the file or this transaction opened it.
create or replace function access.may_redraw(of_files uuid[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select not guard.asked_by_site()
        or not exists (
            select from unnest(of_files) as asked (file_id)
            where asked.file_id is null or not guard.sees(asked.file_id))
$$;

-- Writes down who waits for a colleague to give the keys of a file, after a computed wall has fallen
-- behind which no other stands: whoever was granted the file, and of a case the readers whom its
-- recording would have named.
create or replace function access.await_keys(fell_on uuid[], fell_of uuid[], on_day date)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.guard_keywait
        (id, file_id, organisation_id, account_id, compartment, since_on)
    select gen_random_uuid(), file.id, file.organisation_id, account.id, key.compartment, on_day
    from (select distinct * from unnest(fell_on, fell_of) as pair (file_id, account_id)) as fell
    join public.guard_file as file on file.id = fell.file_id
    join public.guard_account as account on account.id = fell.account_id and account.is_active
    cross join lateral (
        select distinct on (held.compartment) held.id, held.compartment
        from public.guard_filekey as held
        where held.file_id = fell.file_id and held.compartment in ('description', 'narrative')
        order by held.compartment, held.epoch desc
    ) as key
    where not exists (
            select from public.guard_wall as wall
            where wall.file_id = fell.file_id and wall.account_id = fell.account_id)
      and not exists (
            select from public.guard_keywrap as wrap
            where wrap.file_key_id = key.id and wrap.account_id = fell.account_id)
      and (exists (
            select from public.guard_grant as granted
            where granted.file_id = fell.file_id and granted.account_id = fell.account_id)
        or file.kind = 'case' and account.seat = 'appropriate_authority'
            and account.organisation_id = file.organisation_id
        or file.kind = 'case' and exists (
            select from public.access_deskreader as reader
            where reader.account_id = account.id
              and reader.organisation_id = file.organisation_id)
          and not exists (
            select from public.cases_forcerequest as asked
            join public.cases_forceanswer as given
              on given.request_id = asked.id and given.answer = 'accepted'
            where asked.file_id = file.id and asked.organisation_id = file.organisation_id))
    on conflict do nothing;
end
$$;

-- Which waits for keys there are in these files, for whoever draws their walls to log new ones.
create or replace function access.waits_in(of_files uuid[]) returns table (wait_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select waiting.id from public.guard_keywait as waiting
    where waiting.file_id = any(of_files) and access.may_redraw(of_files);
end
$$;

-- Draws the walls of these files anew: what is drawn no more falls, what is new goes up. A site
-- draws them as of no day before the newest report, and as of a later day only beside that one: on
-- a past day fewer walls stood, and on a day to come fewer will. Returns the readers who hold a key
-- and must not: the caller finds others where too few are left, takes their wraps and opens a new
-- epoch for each file named.
create or replace function access.compute_walls(of_files uuid[], on_day date)
returns table (file_id uuid, account_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    persons uuid[];
    newest date;
    fell_on uuid[];
    fell_of uuid[];
begin
    if not access.may_redraw(of_files) then
        raise exception 'the walls of these files are not for the caller to draw'
            using errcode = 'insufficient_privilege';
    end if;
    if guard.asked_by_site() then
        select max(file.opened_on) into newest
        from public.guard_file as file where file.kind = 'report';
    end if;
    -- A day's grace, since a report's day need not be told in the caller's time zone.
    if newest - 1 > on_day then
        raise exception 'walls are not drawn as of a past day'
            using errcode = 'invalid_parameter_value';
    end if;
    select coalesce(array_agg(distinct involvement.person_id), '{}') into persons
    from public.access_involvement as involvement
    where involvement.file_id = any(of_files);

    with close as (
        select near.account_id, near.person_id, near.because from access.near(persons, on_day) as near
        union
        select near.account_id, near.person_id, near.because
        from access.near(persons, newest) as near where newest < on_day
    ),
    own as materialized (
        select distinct involvement.file_id, close.account_id, reason.because
        from public.access_involvement as involvement
        join close on close.person_id = involvement.person_id
        cross join lateral access.as_wall(involvement.role, close.because) as reason (because)
        where involvement.file_id = any(of_files) and reason.because is not null
    ),
    -- What every other file draws for reasons of its own: those drawn here as they are drawn now.
    elsewhere as (
        select own.file_id, own.account_id from own
        union
        select wall.file_id, wall.account_id
        from public.guard_wall as wall
        where wall.because not in ('earlier_case', 'watched_manager')
          and (wall.file_id <> all(of_files) or wall.because = any(access.standing()))
          and wall.file_id in (
              select other.file_id
              from public.access_involvement as other
              where other.role = 'subject' and other.person_id = any(persons))
    ),
    drawn as materialized (
        select own.file_id, own.account_id, own.because from own
        union
        -- Walls belong to subjects: whoever is walled from an earlier case of the same person, for
        -- a reason of that case's own, is walled here too. One step only, or walls would spread.
        select involvement.file_id, elsewhere.account_id, 'earlier_case'
        from public.access_involvement as involvement
        join public.access_involvement as other
          on other.person_id = involvement.person_id
         and other.file_id <> involvement.file_id
         and other.role = 'subject'
        join elsewhere on elsewhere.file_id = other.file_id
        where involvement.file_id = any(of_files)
          and involvement.role in ('subject', 'candidate', 'handler')
          and not exists (
              select from own
              where own.file_id = involvement.file_id and own.account_id = elsewhere.account_id)
        union
        -- Also accounts that a watched manager was given since the watch began.
        select watch.file_id, account.id, 'watched_manager'
        from public.cases_managerwatch as watch
        join public.guard_account as account on account.person_id = watch.person_id
        where watch.file_id = any(of_files)
          and not exists (
              select from public.cases_watchsettlement as settled where settled.watch_id = watch.id)
    ),
    fallen as (
        delete from public.guard_wall as wall
        where wall.file_id = any(of_files)
          and not wall.because = any(access.standing())
          and not exists (
              select from drawn
              where drawn.file_id = wall.file_id and drawn.account_id = wall.account_id
                and drawn.because = wall.because)
        returning wall.file_id, wall.account_id
    ),
    put_up as (
        insert into public.guard_wall (id, file_id, account_id, because)
        select gen_random_uuid(), drawn.file_id, drawn.account_id, drawn.because
        from drawn
        on conflict do nothing
    )
    select array_agg(fallen.file_id), array_agg(fallen.account_id) into fell_on, fell_of
    from fallen;
    perform access.await_keys(fell_on, fell_of, on_day);

    insert into public.access_drawnfile (file_id)
    select distinct drawn.file_id from unnest(of_files) as drawn (file_id)
    on conflict do nothing;

    update public.guard_file as file
    set wall_epoch = coalesce(file.wall_epoch, 0) + 1,
        -- Whoever walls herself off still writes down in this transaction what she did.
        opening = case
            when guard.asked_by_site()
            then nullif(current_setting('candour.opening', true), '')::uuid
            else file.opening end
    where file.id = any(of_files);

    return query
    with lost as (
        select distinct key.file_id as on_file, wrap.account_id as of_account
        from public.guard_keywrap as wrap
        join public.guard_filekey as key on key.id = wrap.file_key_id
        join public.guard_wall as wall
          on wall.file_id = key.file_id and wall.account_id = wrap.account_id
        where key.file_id = any(of_files)
    ),
    -- This transaction may still fill the files it must open a new epoch for.
    kept_open as (
        update public.guard_file as file
        set opening = nullif(current_setting('candour.opening', true), '')::uuid
        from lost where file.id = lost.on_file
    )
    select lost.on_file, lost.of_account from lost;
end
$$;

-- Takes the wraps of everyone whom a wall keeps from the file, but never the last of any key: a key
-- that nobody holds is lost for ever, and so are the words under it.
create or replace function access.take_wraps(of_file uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(array[of_file]) then
        raise exception 'the keys of this file are not for the caller to take'
            using errcode = 'insufficient_privilege';
    end if;
    with held as (
        select wrap.id, wrap.file_key_id,
            exists (select from public.guard_wall as wall
                    where wall.file_id = key.file_id
                      and wall.account_id = wrap.account_id) as is_walled
        from public.guard_keywrap as wrap
        join public.guard_filekey as key on key.id = wrap.file_key_id
        where key.file_id = of_file
    )
    delete from public.guard_keywrap as wrap
    using held
    where wrap.id = held.id and held.is_walled
      and exists (select from held as other
                  where other.file_key_id = held.file_key_id and not other.is_walled);
end
$$;

-- Who holds a key of a file's compartment and is not walled, with what a seal must check.
create or replace function access.remaining_readers(of_file uuid, of_compartment text)
returns table (account_id uuid, body bytea, signatures jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct on (account.id) account.id, certificate.body, certificate.signatures
    from public.guard_account as account
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where account.is_active and access.may_redraw(array[of_file])
      and exists (
          select from public.guard_filekey as key
          join public.guard_keywrap as wrap
            on wrap.file_key_id = key.id and wrap.account_id = account.id
          where key.file_id = of_file and key.compartment = of_compartment)
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
    order by account.id, certificate.id
$$;

-- What people decided, which stays when walls are computed anew.
create or replace function access.standing() returns text[]
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select array['named_by_reporter', 'watched_manager', 'added_by_hand', 'removed_self',
                 'declared_conflict', 'other_team']
$$;

-- Walls accounts off for a reason that people gave; such walls stay when others are computed anew.
create or replace function access.wall_off(of_file uuid, of_accounts uuid[], for_reason text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(array[of_file]) then
        raise exception 'the walls of this file are not for the caller to draw'
            using errcode = 'insufficient_privilege';
    end if;
    if for_reason is null or not for_reason = any(access.standing()) then
        raise exception 'people give no such reason' using errcode = 'invalid_parameter_value';
    end if;
    -- A wall is about a person: every account of theirs stands behind it.
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), of_file, account.id, for_reason
    from public.guard_account as account
    where account.id = any(of_accounts)
       or account.person_id in (
           select named.person_id from public.guard_account as named
           where named.id = any(of_accounts))
    on conflict do nothing;
end
$$;

-- Takes the walls of a watch away that is settled; every other reason for a wall stands.
create or replace function access.end_watch(of_file uuid, of_person uuid)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(array[of_file]) then
        raise exception 'the walls of this file are not for the caller to draw'
            using errcode = 'insufficient_privilege';
    end if;
    delete from public.guard_wall as wall
    using public.guard_account as account
    where wall.file_id = of_file and wall.because = 'watched_manager'
      and account.id = wall.account_id and account.person_id = of_person;
end
$$;

-- Lets this transaction draw the walls of the report that a case came from, whoever of the case's
-- readers draws them: the case's people are the report's people.
create or replace function access.open_report_of(of_case uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    opened uuid;
begin
    update public.guard_file as file
    set opening = nullif(current_setting('candour.opening', true), '')::uuid
    from public.cases_case as known
    where known.file_id = of_case and file.id = known.report_file_id and guard.sees(of_case)
    returning file.id into opened;
    return opened;
end
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

-- The readers of a desk whom no wall keeps from the file, with what a seal must check. None of the
-- own desk once another force has accepted the case.
create or replace function access.clean_readers(of_file uuid, of_organisation uuid)
returns table (account_id uuid, certificate_id uuid, body bytea, signatures jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select account.id, certificate.id, certificate.body, certificate.signatures
    from public.access_deskreader as reader
    join public.guard_account as account on account.id = reader.account_id and account.is_active
    join public.guard_seatcertificate as certificate
      on certificate.account_id = account.id and certificate.revoked_on is null
    where reader.organisation_id = of_organisation and access.may_redraw(array[of_file])
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = of_file and wall.account_id = account.id)
      and not exists (
          select from public.cases_forcerequest as asked
          join public.cases_forceanswer as given
            on given.request_id = asked.id and given.answer = 'accepted'
          where asked.file_id = of_file and asked.organisation_id = of_organisation)
    order by account.id;
end
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
      and access.may_redraw(array[of_file])
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
    where account.person_id is not null
    order by account.id
$$;

-- Carries the walls that people decided on, and whom it concerns beside those described, from her
-- report over to its case.
create or replace function access.carry_named_walls(from_file uuid, to_file uuid)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(array[from_file, to_file]) then
        raise exception 'the walls of these files are not for the caller to draw'
            using errcode = 'insufficient_privilege';
    end if;
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), to_file, wall.account_id, wall.because
    from public.guard_wall as wall
    where wall.file_id = from_file and wall.because = any(access.standing())
    on conflict do nothing;
    insert into public.access_involvement (id, file_id, organisation_id, person_id, role)
    select gen_random_uuid(), to_file, file.organisation_id, concerned.person_id, concerned.role
    from public.access_involvement as concerned
    join public.guard_file as file on file.id = to_file
    where concerned.file_id = from_file
      and concerned.role in ('handler', 'witness', 'representative')
    on conflict do nothing;
end
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
    access.compute_walls(uuid[], date), access.files_near(uuid[]), access.standing(),
    access.wall_off(uuid, uuid[], text), access.end_watch(uuid, uuid),
    access.remaining_readers(uuid, text), access.clean_deciders(uuid, uuid), access.holder_facts(),
    access.carry_named_walls(uuid, uuid), access.clean_readers(uuid, uuid),
    access.eligible_investigators(uuid), access.may_redraw(uuid[]), access.take_wraps(uuid),
    access.open_report_of(uuid), access.await_keys(uuid[], uuid[], date), access.waits_in(uuid[])
from public;
grant usage on schema access to candour_report, candour_casework, candour_worker;
grant execute on function
    access.compute_walls(uuid[], date), access.wall_off(uuid, uuid[], text),
    access.end_watch(uuid, uuid), access.remaining_readers(uuid, text),
    access.clean_deciders(uuid, uuid), access.holder_facts(),
    access.carry_named_walls(uuid, uuid), access.clean_readers(uuid, uuid),
    access.eligible_investigators(uuid), access.take_wraps(uuid), access.open_report_of(uuid),
    access.waits_in(uuid[])
to candour_casework, candour_worker;
grant execute on function access.files_near(uuid[]) to candour_worker;
