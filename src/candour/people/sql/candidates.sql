-- Units that resemble what was typed, and what a search of people needs. Trigram operators are not
-- leakproof, so under row security their index could not be used; hence a definer function that
-- returns ids only. Whom a description may mean is in likely.sql.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create schema if not exists people;

-- The units whose name resembles what was typed.
create or replace function people.units_like(typed text)
returns table (unit_id uuid, name text)
language sql stable security definer
set search_path = public, pg_catalog, pg_temp
set pg_trgm.word_similarity_threshold = 0.6
as $$
    select unit.id, unit.name
    from people_unit as unit
    where lower(unit.name) <% lower(typed) or lower(typed) <% lower(unit.name)
    order by greatest(word_similarity(lower(unit.name), lower(typed)),
                      word_similarity(lower(typed), lower(unit.name))) desc, unit.id
    limit 10
$$;

revoke all on function people.units_like(text) from public;
grant usage on schema people to candour_casework, candour_worker;
grant execute on function people.units_like(text) to candour_casework, candour_worker;

create index if not exists people_personname_trgm
on public.people_personname using gin (search_key gin_trgm_ops);

create index if not exists people_unit_name_trgm
on public.people_unit using gin (lower(name) gin_trgm_ops);

-- A number is one person's at a time within an organisation and kind.
alter table public.people_identifier drop constraint if exists people_identifier_one_holder;
alter table public.people_identifier add constraint people_identifier_one_holder
exclude using gist (
    organisation_id with =, kind with =, value with =,
    daterange(from_on, until_on, '[]') with &&);
