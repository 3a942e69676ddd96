-- The units that a typed name may mean.

create index if not exists people_unit_name_lower on public.people_unit (lower(name));
create index if not exists people_unit_name_trgm
on public.people_unit using gin (lower(name) gin_trgm_ops);

-- The units that are called what was typed, in whichever force; where none is, those whose name
-- resembles it. To look for those reads every unit.
create or replace function people.units_like(typed text)
returns table (unit_id uuid, name text)
language sql stable security definer
set search_path = public, pg_catalog, pg_temp
set pg_trgm.word_similarity_threshold = 0.6
as $$
    with called as materialized (
        select unit.id, unit.name
        from people_unit as unit
        where lower(unit.name) = lower(btrim(typed))
        order by unit.id
        limit 10
    ),
    alike as (
        select unit.id, unit.name
        from people_unit as unit
        where lower(unit.name) <% lower(typed) or lower(typed) <% lower(unit.name)
        order by greatest(word_similarity(lower(unit.name), lower(typed)),
                          word_similarity(lower(typed), lower(unit.name))) desc, unit.id
        limit 10
    )
    select called.id, called.name from called
    union all
    select alike.id, alike.name from alike where not exists (select from called)
$$;

revoke all on function people.units_like(text) from public;
grant execute on function people.units_like(text) to candour_casework, candour_worker;
