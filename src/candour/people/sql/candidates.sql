-- What a search of people needs. Trigram operators are not leakproof, so under row security their
-- index could not be used; hence definer functions that return ids only: units.sql, likely.sql.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create schema if not exists people;

grant usage on schema people to candour_casework, candour_worker;

create index if not exists people_personname_trgm
on public.people_personname using gin (search_key gin_trgm_ops);

-- A number is one person's at a time within an organisation and kind.
alter table public.people_identifier drop constraint if exists people_identifier_one_holder;
alter table public.people_identifier add constraint people_identifier_one_holder
exclude using gist (
    organisation_id with =, kind with =, value with =,
    daterange(from_on, until_on, '[]') with &&);
