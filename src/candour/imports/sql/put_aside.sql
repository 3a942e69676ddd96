-- Files of a case system that could not be taken: whoever sees its cases as a whole is told once of
-- each, and may say that it is tried again. A later file of the same name takes its place. One that
-- can't be opened waits, and is tried in every round.

create or replace function imports.files_put_aside()
returns table (
    file_id uuid, organisation_id uuid, name text, state text, said text, seen_at timestamptz,
    settled_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    select held.id, held.organisation_id, held.name, held.state, held.said, held.seen_at,
        coalesce(held.settled_at, held.seen_at)
    from public.imports_casefile as held
    where (held.state in ('refused', 'failed') or held.state = 'waits' and held.said <> '')
      and held.organisation_id in (select unnest(guard.my_organisations()))
      and not exists (
          select from public.imports_casefile as later
          where later.organisation_id = held.organisation_id and later.name = held.name
            and later.id <> held.id and later.seen_at > held.seen_at)
    order by coalesce(held.settled_at, held.seen_at), held.id
$$;

-- Lets the next round try a file again as it lies there; says whether there was one to try.
create or replace function imports.try_again(of_file uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update public.imports_casefile as held
    set state = 'waits', settled_at = null, said = '', content_hash = ''
    where held.id = of_file
      and held.id in (select aside.file_id from imports.files_put_aside() as aside);
    return found;
end
$$;

revoke all on function imports.files_put_aside(), imports.try_again(uuid) from public;
grant execute on function imports.files_put_aside(), imports.try_again(uuid) to candour_casework;
