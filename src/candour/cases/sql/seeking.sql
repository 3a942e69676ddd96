-- Whom a search for cases may mean, from the register of people alone: no case is looked at, so a
-- hidden case and none take the same work. Trigram operators are not leakproof, hence a definer
-- function that returns ids only.

-- Persons of whose names each typed word begins one, or whose whole name is much like what was
-- typed, or who have a typed number. The text comes folded: lower case, no accents.
create or replace function cases.people_sought(of_text text) returns table (person_id uuid)
language sql stable security definer
set search_path = public, pg_catalog, pg_temp
set pg_trgm.similarity_threshold = 0.6
as $$
    with typed as (
        select word, replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') as pattern
        from regexp_split_to_table(of_text, '\s+') as word
        where word <> ''
    ), longest as (
        select pattern from typed order by length(pattern) desc, pattern limit 1
    )
    (select name.person_id
     from people_personname as name
     where name.search_key like '%' || (select pattern from longest) || '%'
       and not exists (
           select from typed
           where ' ' || name.search_key not like '% ' || typed.pattern || '%')
     order by name.person_id
     limit 500)
    union
    (select name.person_id
     from people_personname as name
     where name.search_key % of_text
     order by name.person_id
     limit 500)
    union
    (select identifier.person_id
     from people_identifier as identifier
     where identifier.value in (select word from typed union select upper(word) from typed)
     order by identifier.person_id
     limit 500)
$$;

-- The units in whose name the typed text stands.
create or replace function cases.units_sought(of_text text) returns table (unit_id uuid)
language sql stable security definer set search_path = public, pg_catalog, pg_temp
as $$
    select unit.id
    from people_unit as unit
    where of_text <> ''
      and lower(unit.name) like
          '%' || replace(replace(replace(of_text, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    order by unit.id
    limit 200
$$;

revoke all on function cases.people_sought(text), cases.units_sought(text) from public;
grant execute on function cases.people_sought(text), cases.units_sought(text)
to candour_casework, candour_worker;
