-- Where a batch of roster rows is copied to before it is compared with the register. Temporary:
-- the tables belong to one transaction of one connection.

-- The tables grow by the batch, so costs are guessed far too high and a second is spent on compiling
-- what then runs for a few milliseconds.
set local jit = off;

create temporary table if not exists roster_batch (
    batch_id uuid not null, organisation_id uuid not null, source text not null,
    content_hash bytea not null, opened_on date not null
) on commit drop;
create temporary table if not exists roster_person (
    ref text not null, source_row integer not null, birth_year smallint
) on commit drop;
create temporary table if not exists roster_name (
    ref text not null, source_row integer not null, kind text not null, given text not null,
    family text not null, search_key text not null
) on commit drop;
create temporary table if not exists roster_number (
    ref text not null, source_row integer not null, kind text not null, value text not null,
    from_on date, until_on date
) on commit drop;
create temporary table if not exists roster_service (
    ref text not null, source_row integer not null, kind text not null, joined_on date,
    left_on date, left_because text not null
) on commit drop;
create temporary table if not exists roster_characteristic (
    ref text not null, source_row integer not null, kind text not null, value text not null
) on commit drop;
create temporary table if not exists roster_unit (
    source_row integer not null, code text not null, name text not null
) on commit drop;
create temporary table if not exists roster_posting (
    ref text not null, source_row integer not null, unit_code text not null, role text not null,
    rank text not null, manager_ref text not null, from_on date not null, until_on date
) on commit drop;
create temporary table if not exists roster_course (
    ref text not null, source_row integer not null, run text not null, from_on date not null,
    until_on date
) on commit drop;

-- Who the rows are about, and what became of each row.
create temporary table if not exists roster_who (
    ref text primary key, source_row integer not null, person_id uuid,
    is_new boolean not null default false
) on commit drop;
create temporary table if not exists roster_remark (
    source_row integer not null, reason text not null
) on commit drop;
create temporary table if not exists roster_touch (
    source_row integer not null, place text not null, is_insert boolean not null, person_id uuid
) on commit drop;

truncate roster_batch, roster_person, roster_name, roster_number, roster_service,
    roster_characteristic, roster_unit, roster_posting, roster_course,
    roster_who, roster_remark, roster_touch;
