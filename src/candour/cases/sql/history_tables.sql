-- Where a batch of another system's history is copied to before it is compared with the cases.
-- Temporary: the tables belong to one transaction of one connection.

-- The tables grow by the batch, so costs are guessed far too high and a second is spent on compiling
-- what then runs for a few milliseconds.
set local jit = off;

create temporary table if not exists history_batch (
    batch_id uuid not null, organisation_id uuid not null, source text not null,
    content_hash bytea not null, opened_on date not null, at timestamptz not null,
    recorded_by uuid
) on commit drop;
create temporary table if not exists history_case (
    source_ref text primary key, source_row integer not null, reference text not null,
    kind text not null, source text not null, incident_on date, received_on date not null,
    closed_on date, is_closed_undated boolean not null, source_category text not null,
    file_id uuid, is_new boolean not null default false, is_changed boolean not null default false
) on commit drop;
create temporary table if not exists history_allegation (
    case_ref text not null, source_ref text not null, source_row integer not null,
    subject_ref text not null, category text not null, source_category text not null,
    result text not null, sanction text not null,
    id uuid, file_id uuid, subject_id uuid, held_subject_id uuid,
    is_new boolean not null default false, is_changed boolean not null default false,
    outcome_id uuid, earlier_id uuid,
    primary key (case_ref, source_ref)
) on commit drop;
create temporary table if not exists history_drawn (file_id uuid not null) on commit drop;

truncate history_batch, history_case, history_allegation, history_drawn;
