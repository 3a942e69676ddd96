-- An import fills tables faster than the database notices, or after a dry run believes that they are
-- empty, and then looks rows up in the slowest way. Only the owner of a table may have it counted
-- anew, hence a definer function; it counts what has doubled since.

create schema if not exists imports;

create or replace function imports.refresh_statistics() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    of_table regclass;
begin
    for of_table in
        select known.oid
        from pg_class as known
        where known.oid in (
                'public.access_involvement'::regclass, 'public.cases_allegation'::regclass,
                'public.cases_case'::regclass, 'public.cases_outcome'::regclass,
                'public.guard_file'::regclass, 'public.guard_wall'::regclass,
                'public.people_characteristic'::regclass, 'public.people_identifier'::regclass,
                'public.people_person'::regclass, 'public.people_personname'::regclass,
                'public.people_posting'::regclass, 'public.people_service'::regclass,
                'public.people_unit'::regclass)
          and pg_relation_size(known.oid) > 0
          and (known.reltuples <= 0
               or pg_relation_size(known.oid)
                  > 2 * known.relpages::bigint * current_setting('block_size')::bigint)
        order by known.oid
    loop
        execute format('analyze %s', of_table);
    end loop;
end
$$;

revoke all on function imports.refresh_statistics() from public;
grant usage on schema imports to candour_worker;
grant execute on function imports.refresh_statistics() to candour_worker;
