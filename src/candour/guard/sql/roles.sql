-- Whether the actor has a stated role in a file: a grant, or this very transaction opened it. A scope
-- shows that a case exists; it is a role only for whoever the law makes responsible for all of them.
create or replace function guard.has_role(of_file uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select of_file = any(guard.my_files()) or of_file = any(guard.opened_here())
$$;

revoke all on function guard.has_role(uuid) from public;
grant execute on function guard.has_role(uuid) to candour_casework, candour_worker;
