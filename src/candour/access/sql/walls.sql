-- Computes walls from people: who is too close to those a file involves. core/walls.py states the
-- same rule in Python; tests hold the two equal on generated worlds.

create schema if not exists access;

-- Every account-holder who is close to one of these people, and why. `on_day` is today: a unit
-- shared, or an association ended, more than ten years ago no longer counts. Accounts that are shut
-- off count too: whoever gets theirs back finds the walls standing.
create or replace function access.near(of_persons uuid[], on_day date)
returns table (account_id uuid, person_id uuid, because text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with recursive holder as (
        select account.id as account_id, account.person_id, account.seat
        from public.guard_account as account
        where account.person_id is not null
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

-- Draws the walls of these files anew. A site draws them as of no day before the newest report:
-- on a past day fewer walls stood. Returns the readers who hold a key and must not: the caller finds others where too few are
-- left, takes their wraps and opens a new epoch for each file named.
create or replace function access.compute_walls(of_files uuid[], on_day date)
returns table (file_id uuid, account_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    persons uuid[];
begin
    if not access.may_redraw(of_files) then
        raise exception 'the walls of these files are not for the caller to draw'
            using errcode = 'insufficient_privilege';
    end if;
    -- A day's grace, since a report's day need not be told in the caller's time zone.
    if guard.asked_by_site() and exists (
        select from public.guard_file as file
        where file.kind = 'report' and file.opened_on - 1 > on_day
    ) then
        raise exception 'walls are not drawn as of a past day'
            using errcode = 'invalid_parameter_value';
    end if;
    select coalesce(array_agg(distinct involvement.person_id), '{}') into persons
    from public.access_involvement as involvement
    where involvement.file_id = any(of_files);

    delete from public.guard_wall as wall
    where wall.file_id = any(of_files)
      and wall.because not in ('named_by_reporter', 'watched_manager');

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
         and earlier.because not in ('earlier_case', 'watched_manager')
        where involvement.file_id = any(of_files)
        union
        -- Also accounts that a watched manager was given since the watch began.
        select watch.file_id, account.id, 'watched_manager'
        from public.cases_managerwatch as watch
        join public.guard_account as account on account.person_id = watch.person_id
        where watch.file_id = any(of_files)
          and not exists (
              select from public.cases_watchsettlement as settled where settled.watch_id = watch.id)
    ) as drawn
    on conflict do nothing;

    update public.guard_file as file
    set wall_epoch = coalesce(file.wall_epoch, 0) + 1
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

-- Walls off the accounts that the reporter's own words name; these stay through every re-drawing.
create or replace function access.wall_off(of_file uuid, of_accounts uuid[])
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(array[of_file]) then
        raise exception 'the walls of this file are not for the caller to draw'
            using errcode = 'insufficient_privilege';
    end if;
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), of_file, named, 'named_by_reporter'
    from unnest(of_accounts) as named
    on conflict do nothing;
end
$$;

-- Walls off a manager who was told of what a file says; stays until the watch is settled.
create or replace function access.wall_off_watched(of_file uuid, of_accounts uuid[])
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(array[of_file]) then
        raise exception 'the walls of this file are not for the caller to draw'
            using errcode = 'insufficient_privilege';
    end if;
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), of_file, watched, 'watched_manager'
    from unnest(of_accounts) as watched
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

-- The files whose walls may change because a posting or a tie begins in these days (both
-- included): those near whoever moves, and those that concern whomever they come close to.
create or replace function access.files_due(from_day date, on_day date)
returns table (file_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with recursive begun as (
        select posting.person_id, posting.unit_id, posting.line_manager_id as other_id
        from public.people_posting as posting
        where posting.from_on between from_day and on_day
        union all
        select tie.person_id, null, tie.other_id
        from public.people_association as tie
        where tie.declared_on between from_day and on_day
    ),
    moved (person_id) as (
        select begun.person_id from begun
        union
        -- Whoever is below somebody who moved has a new line of command, too.
        select posting.person_id
        from public.people_posting as posting
        join moved on posting.line_manager_id = moved.person_id
    )
    select near.file_id
    from access.files_near(array(select moved.person_id from moved)) as near
    union
    select involvement.file_id
    from public.access_involvement as involvement
    where involvement.person_id in (select begun.other_id from begun)
       or involvement.person_id in (
           select theirs.person_id
           from begun
           join public.people_posting as theirs on theirs.unit_id = begun.unit_id)
    order by file_id
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
    where account.person_id is not null
    order by account.id
$$;

-- Carries the walls that a reporter's words and a watch drew from her report over to its case.
create or replace function access.carry_named_walls(from_file uuid, to_file uuid)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), to_file, wall.account_id, wall.because
    from public.guard_wall as wall
    where wall.file_id = from_file and wall.because in ('named_by_reporter', 'watched_manager')
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
    access.wall_off(uuid, uuid[]), access.wall_off_watched(uuid, uuid[]),
    access.end_watch(uuid, uuid), access.remaining_readers(uuid, text),
    access.clean_deciders(uuid, uuid), access.holder_facts(),
    access.carry_named_walls(uuid, uuid), access.clean_readers(uuid, uuid), access.eligible_investigators(uuid),
    access.may_redraw(uuid[]), access.take_wraps(uuid), access.open_report_of(uuid),
    access.files_due(date, date)
from public;
grant usage on schema access to candour_report, candour_casework, candour_worker;
grant execute on function
    access.compute_walls(uuid[], date), access.wall_off(uuid, uuid[]),
    access.wall_off_watched(uuid, uuid[]), access.end_watch(uuid, uuid),
    access.remaining_readers(uuid, text), access.clean_deciders(uuid, uuid),
    access.holder_facts(), access.carry_named_walls(uuid, uuid),
    access.clean_readers(uuid, uuid), access.eligible_investigators(uuid),
    access.take_wraps(uuid), access.open_report_of(uuid)
to candour_casework, candour_worker;
grant execute on function
    access.near(uuid[], date), access.files_near(uuid[]), access.files_due(date, date)
to candour_worker;
