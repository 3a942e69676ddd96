-- Legal holds as overseers place, see and lift them. A hold on a case that a wall hides from somebody is
-- not there for them, and a case that is hidden answers as one that does not exist.

-- The body of whoever asks, where that is an overseer.
create or replace function oversight.my_body() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select account.organisation_id from public.guard_account as account
    where account.id = guard.actor() and account.is_active and account.seat = 'oversight_reader'
$$;

-- What the log says of one row of a hold, under the newest columns of its image. For functions here only.
create or replace function oversight.hold_image(of_table text, of_row uuid)
returns table (version integer, image bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select newest.version, found.image
    from (select max(known.version) as version from public.guard_imagecolumns as known
          where known.table_name = of_table) as newest,
         guard.every_image(of_table, newest.version, array[of_row], false) as found
$$;

-- Places a hold on a case, by its reference, or on everything of a force from one day on. Whoever asks
-- must oversee that force from outside it. Returns the row's image for the log; no row where there is no
-- such thing to hold.
create or replace function oversight.place_hold(
    of_hold uuid, of_reference text, of_force uuid, from_day date, until_day date, on_day date,
    of_reason text, of_basis text, of_salt bytea)
returns table (version integer, image bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    body constant uuid := oversight.my_body();
    -- Asked before anything is looked for, so that what is hidden takes as long as what is absent.
    mine constant uuid[] := guard.my_organisations();
    hidden constant uuid[] := cases.hidden_with_twins();
    target uuid;
    force uuid;
begin
    -- Whatever is being erased at this moment is waited for.
    perform pg_advisory_xact_lock(hashtext('guard.legal_hold'));
    if of_reference <> '' then
        select known.file_id, known.organisation_id into target, force
        from public.cases_case as known
        where known.reference = of_reference and known.file_id <> all(hidden);
    else
        force := of_force;
    end if;
    if body is null or force is null or force = body or force <> all(mine) then
        return;
    end if;
    insert into public.guard_legalhold
        (id, scope, case_file_id, organisation_id, from_on, until_on, placed_on, placed_by, body_id,
         reason, basis, salt)
    values (of_hold, case when target is null then 'force' else 'case' end, target, force,
            case when target is null then from_day end, case when target is null then until_day end,
            on_day, guard.actor(), body, of_reason, of_basis, of_salt);
    return query select found.version, found.image
    from oversight.hold_image('guard_legalhold', of_hold) as found;
end
$$;

-- The holds that the actor may know of, in force or not.
create or replace function oversight.holds_seen()
returns table (
    hold_id uuid, scope text, organisation_id uuid, reference text, from_on date, until_on date,
    placed_on date, placed_by text, body_id uuid, reason text, basis text, is_in_force boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select hold.id, hold.scope, hold.organisation_id, coalesce(known.reference, ''), hold.from_on,
           hold.until_on, hold.placed_on, coalesce(account.username, ''), hold.body_id, hold.reason,
           hold.basis, guard.is_in_force(hold.id)
    from public.guard_legalhold as hold
    left join public.cases_case as known on known.file_id = hold.case_file_id
    left join public.guard_account as account on account.id = hold.placed_by
    where (select guard.actor()) is not null
      and hold.organisation_id in (select unnest(guard.my_organisations()))
      and (hold.case_file_id is null
           or hold.case_file_id not in (select unnest(cases.hidden_with_twins())))
    order by hold.placed_on desc, hold.id
$$;

-- What people said towards lifting the holds that the actor may know of.
create or replace function oversight.lifts_seen()
returns table (
    hold_id uuid, lifted_on date, lifted_by text, body_id uuid, reason text, basis text,
    is_mine boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select lift.hold_id, lift.lifted_on, coalesce(account.username, ''), lift.body_id, lift.reason,
           lift.basis, lift.lifted_by = guard.actor()
    from public.guard_legalholdlift as lift
    left join public.guard_account as account on account.id = lift.lifted_by
    where lift.hold_id in (select seen.hold_id from oversight.holds_seen() as seen)
    order by lift.lifted_on, lift.id
$$;

-- Keeps one overseer's word that a hold may end; returns whether it still stands and the row's image for
-- the log, and no row where there is no such hold in force for the actor, or the same person has said so
-- already.
create or replace function oversight.lift_hold(
    of_hold uuid, of_lift uuid, on_day date, of_reason text, of_basis text, of_salt bytea)
returns table (still_stands boolean, version integer, image bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    body constant uuid := oversight.my_body();
    me constant uuid := guard.actor();
begin
    -- Two words at once are heard one after the other.
    perform pg_advisory_xact_lock(hashtext('guard.legal_hold'));
    if body is null or not exists (
        select from oversight.holds_seen() as seen
        where seen.hold_id = of_hold and seen.is_in_force and seen.organisation_id <> body
    ) or exists (
        -- One person with two accounts is one person.
        select from public.guard_legalholdlift as said
        where said.hold_id = of_hold and access.same_person(said.lifted_by, me)
    ) then
        return;
    end if;
    insert into public.guard_legalholdlift
        (id, hold_id, lifted_on, lifted_by, body_id, reason, basis, salt)
    values (of_lift, of_hold, on_day, me, body, of_reason, of_basis, of_salt);
    return query select guard.is_in_force(of_hold), found.version, found.image
    from oversight.hold_image('guard_legalholdlift', of_lift) as found;
end
$$;

-- Keeps the second sealing of a held report, unless it has become the report of the next body.
create or replace function oversight.refuse_reserve_while_held() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    found uuid;
begin
    perform guard.wait_for_holds();
    select holding into found from guard.holds_over(old.file_id) as holding limit 1;
    if found is not null and not exists (
        select from public.intake_report as report
        where report.file_id = (old.package ->> 'file')::uuid
    ) then
        raise exception 'legal hold % keeps this', found
            using errcode = 'check_violation', constraint = 'guard_legalhold_keeps';
    end if;
    return old;
end
$$;

create or replace trigger intake_reserve_kept_while_held
before delete on public.intake_reserve
for each row execute function oversight.refuse_reserve_while_held();

create or replace trigger intake_reserve_whole_while_held
before truncate on public.intake_reserve
for each statement execute function guard.refuse_to_empty_while_held();

revoke all on function
    oversight.my_body(), oversight.hold_image(text, uuid), oversight.holds_seen(), oversight.lifts_seen(),
    oversight.place_hold(uuid, text, uuid, date, date, date, text, text, bytea),
    oversight.lift_hold(uuid, uuid, date, text, text, bytea), oversight.refuse_reserve_while_held()
from public;
grant execute on function
    oversight.holds_seen(), oversight.lifts_seen(),
    oversight.place_hold(uuid, text, uuid, date, date, date, text, text, bytea),
    oversight.lift_hold(uuid, uuid, date, text, text, bytea)
to candour_oversight;
