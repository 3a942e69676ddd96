-- Drafts: kept under the hash of an id that only draft words derive, opened by nobody else.

create or replace function intake.save_draft(
    of_draft bytea, of_ciphertext bytea, until_day date)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into public.intake_draft (draft_hash, ciphertext, expires_on)
    values (sha256(of_draft), of_ciphertext, until_day)
    on conflict (draft_hash)
    do update set ciphertext = excluded.ciphertext, expires_on = excluded.expires_on
$$;

-- What the words open. An expired draft's content is never returned, even before it is removed;
-- that it was there is told for a month.
create or replace function intake.find_draft(of_draft bytea, on_day date)
returns table (ciphertext bytea, expires_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select case when draft.expires_on >= on_day then draft.ciphertext end, draft.expires_on
    from public.intake_draft as draft
    where draft.draft_hash = sha256(of_draft) and draft.expires_on >= on_day - 30
$$;

create or replace function intake.drop_draft(of_draft bytea)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ delete from public.intake_draft as draft where draft.draft_hash = sha256(of_draft) $$;

drop function if exists intake.open_draft(bytea, date);

revoke all on function
    intake.save_draft(bytea, bytea, date), intake.find_draft(bytea, date), intake.drop_draft(bytea)
from public;
grant execute on function
    intake.save_draft(bytea, bytea, date), intake.find_draft(bytea, date), intake.drop_draft(bytea)
to candour_report;
