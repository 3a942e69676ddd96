-- Who is asking, and which files that account may see: sets, computed once per query.
-- Everything here fails closed: no actor, no rows; no computed wall, no rows.
-- The sets are volatile, though they change nothing: of a stable function the planner would compute
-- the whole array, only to count it, each time that it plans a statement (34 ms for 120,000 grants).
-- So ask `in (select unnest(guard.my_files()))`, once for each statement, and never `= any(...)`.
-- Written in plpgsql because that keeps their plans. Who asks is a subquery in them: else it is
-- read from the settings again for every row of a scan, 7 ms for 5,000 grants instead of 1.

create schema if not exists guard;

-- A local setting leaves an empty string behind when its transaction ends, hence nullif.
create or replace function guard.actor() returns uuid
language sql stable parallel safe
as $$ select nullif(current_setting('candour.actor', true), '')::uuid $$;

-- Whether one of the sites asks, told by its role also inside definer functions. Only the roles
-- named here are not held back: the worker, the owner of the tables and a superuser.
create or replace function guard.asked_by_site() returns boolean
language sql stable
as $$
    select not (asking.name in ('candour_worker', 'candour_owner')
                or coalesce((select role.rolsuper from pg_catalog.pg_roles as role
                             where role.rolname = asking.name), false))
    from (select case current_setting('role') when 'none' then session_user::text
                 else current_setting('role') end as name) as asking
$$;

-- The files that this very transaction opened: it may fill them before their wall counts.
-- The token is random and local to the transaction, so it means nothing after the commit.
create or replace function guard.opened_here() returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(array_agg(file.id), '{}')
        from public.guard_file as file
        where file.opening = (
            select nullif(current_setting('candour.opening', true), '')::uuid));
end
$$;

-- The organisations whose cases the actor sees as a whole.
create or replace function guard.my_organisations() returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(array_agg(scope.organisation_id), '{}')
        from public.guard_scope as scope
        join public.guard_account as account on account.id = scope.account_id
        where scope.account_id = (select guard.actor()) and account.is_active);
end
$$;

-- The files granted to the actor one by one.
create or replace function guard.my_files() returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(array_agg(granted.file_id), '{}')
        from public.guard_grant as granted
        join public.guard_account as account on account.id = granted.account_id
        where granted.account_id = (select guard.actor()) and account.is_active);
end
$$;

-- The files that the actor must not see, and those whose wall nobody has computed yet.
-- Walls are hidden from the site's role, so only a definer function can read them.
create or replace function guard.hidden_files() returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- Two arrays put together: an aggregate over both costs a tenth more of every read.
    return array(
            select wall.file_id
            from public.guard_wall as wall
            where wall.account_id = (select guard.actor()))
        || array(
            select file.id
            from public.guard_file as file
            where file.wall_epoch is null);
end
$$;

-- Whether the actor sees one file. Every question is asked of every file, there or not, so that how
-- long the answer takes tells nothing of which of them decided it.
create or replace function guard.sees(of_file uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    me constant uuid := guard.actor();
    file record;
    is_active boolean;
    is_walled boolean;
    is_granted boolean;
    is_scoped boolean;
begin
    select known.kind = 'case' as is_case, known.wall_epoch is not null as has_wall,
        known.organisation_id as organisation,
        known.opening = nullif(current_setting('candour.opening', true), '')::uuid as is_opened
    into file from public.guard_file as known where known.id = of_file;
    is_active := exists (
        select from public.guard_account as account where account.id = me and account.is_active);
    is_walled := exists (
        select from public.guard_wall as wall where wall.file_id = of_file and wall.account_id = me);
    is_granted := exists (
        select from public.guard_grant as granted
        where granted.file_id = of_file and granted.account_id = me);
    is_scoped := exists (
        select from public.guard_scope as scope
        where scope.account_id = me
          and scope.organisation_id = coalesce(file.organisation, of_file));
    return coalesce(
        me is not null
        and (file.is_opened
             or (file.has_wall and not is_walled and is_active
                 and (is_granted or (file.is_case and is_scoped)))),
        false);
end
$$;

-- Lets this transaction fill a file that the actor sees, as if it had just opened it: for a case
-- that came in without readers or keys.
create or replace function guard.open_again(of_file uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    update public.guard_file as file
    set opening = nullif(current_setting('candour.opening', true), '')::uuid
    where file.id = of_file and guard.sees(of_file)
$$;

revoke all on function
    guard.actor(), guard.opened_here(), guard.my_organisations(), guard.my_files(),
    guard.hidden_files(), guard.sees(uuid), guard.open_again(uuid), guard.asked_by_site()
from public;

grant usage on schema guard to
    candour_report, candour_casework, candour_oversight, candour_worker;

grant execute on function
    guard.actor(), guard.opened_here(), guard.my_organisations(), guard.my_files(),
    guard.hidden_files(), guard.sees(uuid), guard.open_again(uuid), guard.asked_by_site()
to candour_casework, candour_oversight, candour_worker;
