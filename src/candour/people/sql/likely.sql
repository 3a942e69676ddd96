-- Whom a description may mean: every given and family name of the register with how many names
-- have it, kept by triggers, and the few people who are worth comparing. Names are compared with a
-- short list of distinct words, never with a million rows.

create extension if not exists fuzzystrmatch;

-- Without a path of their own the next three are written into the statements that call them, which
-- for a roster of a million is minutes; they name nothing outside pg_catalog and people. That holds
-- only while all in them is immutable, which turning an array or a number into text is not everywhere.

-- The first given name of a folded name; `given` is the part as written, which says where it ends.
create or replace function people.given_word(search_key text, given text)
returns text
language sql immutable parallel safe
as $$
    select case when btrim(given) = '' then '' else split_part(search_key, ' ', 1) end
$$;

-- The family name of a folded name in one word, without spaces, hyphens and apostrophes.
create or replace function people.family_word(search_key text, given text)
returns text
language sql immutable parallel safe
as $$
    select translate(
        case
            -- Nearly everybody: one given name, and all behind its space is the family's.
            when btrim(given) <> '' and btrim(given) !~ '\s' then
                case when strpos(search_key, ' ') = 0 then ''
                    else substr(search_key, strpos(search_key, ' ') + 1) end
            when btrim(given) = '' then search_key
            else regexp_replace(
                search_key,
                '^(?:[^ ]*(?: |$)){'
                || array_length(regexp_split_to_array(btrim(given), '\s+'), 1)::text || '}',
                '')
        end,
        ' -''’.', '')
$$;

drop function if exists people.candidates(text[], text[], text[], text[]);

create index if not exists people_personname_words on public.people_personname (
    people.family_word(search_key, given), people.given_word(search_key, given));
create index if not exists people_personname_given on public.people_personname (
    people.given_word(search_key, given));
create index if not exists people_personname_person on public.people_personname (person_id);
create index if not exists people_nameword_trgm
on public.people_nameword using gin (word gin_trgm_ops);

-- The words of one name.
create or replace function people.words_of(search_key text, given text)
returns table (part text, word text)
language sql immutable parallel safe
as $$
    select said.part, said.word
    from (values ('given', people.given_word(search_key, given)),
                 ('family', people.family_word(search_key, given))) as said (part, word)
    where said.word <> ''
$$;

-- Takes away the words of names that were removed or changed, and adds those that were written.
create or replace function people.count_words() returns trigger
language plpgsql security definer
set search_path = public, pg_catalog, pg_temp
as $$
begin
    if tg_op <> 'INSERT' then
        update people_nameword as held
        set holders = held.holders - gone.names
        from (select said.part, said.word, count(*) as names
              from removed as name
              cross join lateral people.words_of(name.search_key, name.given) as said
              group by said.part, said.word) as gone
        where held.part = gone.part and held.word = gone.word;
    end if;
    if tg_op <> 'DELETE' then
        insert into people_nameword as held (id, part, word, sound, holders)
        select gen_random_uuid(), said.part, said.word, dmetaphone(said.word), count(*)
        from written as name
        cross join lateral people.words_of(name.search_key, name.given) as said
        group by said.part, said.word
        order by said.part, said.word
        on conflict (part, word) do update set holders = held.holders + excluded.holders;
    end if;
    return null;
end
$$;

create or replace trigger people_personname_written after insert on public.people_personname
referencing new table as written for each statement execute function people.count_words();
create or replace trigger people_personname_removed after delete on public.people_personname
referencing old table as removed for each statement execute function people.count_words();
create or replace trigger people_personname_changed after update on public.people_personname
referencing old table as removed new table as written
for each statement execute function people.count_words();

-- The names already there, counted anew.
delete from public.people_nameword;
insert into public.people_nameword (id, part, word, sound, holders)
select gen_random_uuid(), said.part, said.word, dmetaphone(said.word), count(*)
from public.people_personname as name
cross join lateral people.words_of(name.search_key, name.given) as said
group by said.part, said.word;

-- The words of the register that are, or resemble, or sound like what was typed.
create or replace function people.words_like(of_part text, typed text, forms text[])
returns table (word text, holders bigint)
language sql stable security definer
set search_path = public, pg_catalog, pg_temp
set pg_trgm.similarity_threshold = 0.3
as $$
    (select held.word, held.holders from people_nameword as held
     where held.part = of_part and held.holders > 0
       and held.word = any(forms || typed))
    union
    (select held.word, held.holders from people_nameword as held
     where held.part = of_part and held.holders > 0 and held.word % typed
     order by similarity(held.word, typed) desc, held.word
     limit 60)
    union
    (select held.word, held.holders from people_nameword as held
     where held.part = of_part and held.holders > 0 and held.sound = dmetaphone(typed)
     order by levenshtein(left(held.word, 60), left(typed, 60)), held.word
     limit 30)
$$;

-- Who may be meant: at most 150 ids, by number, by both names, by a name or nothing in the unit.
create or replace function people.likely(
    families text[], givens text[], wanted_numbers text[], units uuid[])
returns table (person_id uuid)
language sql stable security definer
set search_path = public, people, pg_catalog, pg_temp
as $$
    (select identifier.person_id from people_identifier as identifier
     where identifier.value = any(wanted_numbers)
     order by identifier.person_id
     limit 60)
    union
    (select name.person_id from people_personname as name
     where people.family_word(name.search_key, name.given) = any(families)
       and people.given_word(name.search_key, name.given) = any(givens)
     limit 60)
    union
    (select name.person_id
     from (select distinct posting.person_id from people_posting as posting
           where posting.unit_id = any(units) limit 4000) as posted
     join people_personname as name on name.person_id = posted.person_id
     where people.family_word(name.search_key, name.given) = any(families)
        or people.given_word(name.search_key, name.given) = any(givens)
     limit 60)
    union
    (select name.person_id from people_personname as name
     where people.family_word(name.search_key, name.given) = any(families)
     limit 40)
    union
    (select distinct posting.person_id from people_posting as posting
     where posting.unit_id = any(units) and cardinality(families) = 0
       and cardinality(givens) = 0
     limit 30)
    limit 150
$$;

-- How many people there are, and how many of them have a number or served in a unit, and when.
create or replace function people.shares(wanted_numbers text[], units uuid[], day date)
returns table (people bigint, numbered bigint, served bigint, served_near bigint,
               served_then bigint)
language sql stable security definer
set search_path = public, pg_catalog, pg_temp
as $$
    select
        -- What is planned with, where there are many; a register that is small or new is counted.
        (select case when reltuples < 50000 then (select count(*) from people_person)
                     else reltuples::bigint end
         from pg_class where oid = 'public.people_person'::regclass),
        (select count(distinct identifier.person_id) from people_identifier as identifier
         where identifier.value = any(wanted_numbers)),
        count(distinct posted.person_id),
        count(distinct posted.person_id) filter (
            where posted.from_on - 365 <= day
              and (posted.until_on is null or day <= posted.until_on + 365)),
        count(distinct posted.person_id) filter (
            where posted.from_on <= day and (posted.until_on is null or day <= posted.until_on))
    from people_posting as posted
    where posted.unit_id = any(units)
$$;

revoke all on function
    people.count_words(), people.words_like(text, text, text[]),
    people.likely(text[], text[], text[], uuid[]), people.shares(text[], uuid[], date)
from public;
-- Whoever writes a name computes what its indexes hold.
grant execute on function
    people.given_word(text, text), people.family_word(text, text), people.words_of(text, text)
to candour_casework, candour_worker;
grant execute on function
    people.words_like(text, text, text[]), people.likely(text[], text[], text[], uuid[]),
    people.shares(text[], uuid[], date)
to candour_casework, candour_worker;
