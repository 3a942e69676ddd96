-- Legal holds: what a hold covers, and that nobody deletes it, whatever role asks. A hold keeps what is
-- there; it lets nobody see more, so grants, walls, keys and copies come and go as they would without.

-- Whether a hold still stands: it takes two people to lift it, one of them of the body that placed it.
create or replace function guard.is_in_force(of_hold uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.guard_legalhold as hold
        where hold.id = of_hold and (
            select count(distinct lift.lifted_by) < 2 or not bool_or(lift.body_id = hold.body_id)
            from public.guard_legalholdlift as lift where lift.hold_id = hold.id))
$$;

-- The holds in force over one file: of its case, of the case that was made of it, or of a force in
-- whose days it lies by any of the days that are known of it.
create or replace function guard.holds_over(of_file uuid) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select hold.id
    from public.guard_legalhold as hold
    where guard.is_in_force(hold.id) and (
        hold.case_file_id = of_file
        or exists (
            select from public.cases_case as made
            where made.file_id = hold.case_file_id and made.report_file_id = of_file)
        or hold.scope = 'force' and exists (
            select from public.guard_file as file
            left join public.cases_case as known on known.file_id = file.id
            left join public.intake_report as report on report.file_id = file.id
            cross join lateral (
                values (file.opened_on), (known.received_on), (report.received_on)) as day (at_on)
            where file.id = of_file and file.organisation_id = hold.organisation_id
              and day.at_on >= hold.from_on
              and day.at_on <= coalesce(hold.until_on, day.at_on)))
    order by hold.placed_on, hold.id;
end
$$;

-- Waits for a hold that is being placed: nothing goes beside it. What reads the tables as of an earlier
-- moment would not see it afterwards, and may not take anything away.
create or replace function guard.wait_for_holds() returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
        raise exception 'a legal hold may stand that this transaction does not see'
            using errcode = 'check_violation', constraint = 'guard_legalhold_keeps';
    end if;
    perform pg_advisory_xact_lock_shared(hashtext('guard.legal_hold'));
end
$$;

-- Refuses to delete a row of a held file, or to empty or replace its words. The trigger names the column
-- of the file, and the column of the words where the row has any. Words that are sealed anew under a
-- later key of the file are the same words.
create or replace function guard.refuse_while_held() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    was jsonb;
    becomes jsonb;
    found uuid;
begin
    perform guard.wait_for_holds();
    -- Most of the time nothing is held: then no body is looked at.
    if not exists (
        select from public.guard_legalhold as hold where guard.is_in_force(hold.id)
    ) then
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    was := to_jsonb(old);
    if tg_op = 'UPDATE' then
        becomes := to_jsonb(new);
        if was -> tg_argv[0] is not distinct from becomes -> tg_argv[0] and (
            was -> tg_argv[1] is not distinct from becomes -> tg_argv[1]
            or (becomes ->> tg_argv[1] <> '\x'
                and (becomes ->> 'epoch')::integer > (was ->> 'epoch')::integer))
        then
            return new;
        end if;
    end if;
    select holding into found
    from guard.holds_over((was ->> tg_argv[0])::uuid) as holding limit 1;
    if found is not null then
        raise exception 'legal hold % keeps this', found
            using errcode = 'check_violation', constraint = 'guard_legalhold_keeps';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;

-- Refuses to empty a whole table while any hold is in force.
create or replace function guard.refuse_to_empty_while_held() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform guard.wait_for_holds();
    if exists (select from public.guard_legalhold as hold where guard.is_in_force(hold.id)) then
        raise exception 'a legal hold is in force'
            using errcode = 'check_violation', constraint = 'guard_legalhold_keeps';
    end if;
    return null;
end
$$;

-- Keeps a held file in the days and the force by which it is held.
create or replace function guard.refuse_to_move_held() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    found uuid;
begin
    if (old.organisation_id, old.opened_on) is distinct from (new.organisation_id, new.opened_on) then
        perform guard.wait_for_holds();
        select holding into found from guard.holds_over(old.id) as holding limit 1;
        if found is not null then
            raise exception 'legal hold % keeps this', found
                using errcode = 'check_violation', constraint = 'guard_legalhold_keeps';
        end if;
    end if;
    return new;
end
$$;

-- A hold is never changed or taken away: it is lifted, by words that stay beside it.
create or replace function guard.refuse_change_of_hold() returns trigger
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception 'a legal hold stays as it was placed'
        using errcode = 'check_violation', constraint = 'guard_legalhold_never_changes';
end
$$;

create or replace trigger guard_legalhold_never_changes
before update or delete on public.guard_legalhold
for each row execute function guard.refuse_change_of_hold();

create or replace trigger guard_legalholdlift_never_changes
before update or delete on public.guard_legalholdlift
for each row execute function guard.refuse_change_of_hold();

create or replace trigger guard_file_stays_where_it_is_held
before update of organisation_id, opened_on on public.guard_file
for each row execute function guard.refuse_to_move_held();

revoke all on function
    guard.is_in_force(uuid), guard.holds_over(uuid), guard.wait_for_holds(), guard.refuse_while_held(),
    guard.refuse_to_empty_while_held(), guard.refuse_to_move_held(), guard.refuse_change_of_hold()
from public;
grant execute on function guard.is_in_force(uuid), guard.holds_over(uuid) to candour_worker;
