-- What everyone may fetch of the log: its newest published head, with the lines of its witnesses.

create or replace function guard.published_head() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select head.note || coalesce((
        select string_agg(signed.line, '' order by signed.witness collate "C", signed.id)
        from public.guard_cosignature as signed where signed.size = head.size), '')
    from public.guard_checkpoint as head
    where head.is_published order by head.size desc limit 1
$$;

-- The head of so many leaves as it was published, without its witnesses' lines.
create or replace function guard.published_note(of_size bigint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select head.note from public.guard_checkpoint as head
    where head.is_published and head.size = of_size
$$;

-- Keeps the first line of a witness under a published head; the caller has checked its signature.
-- A line of ML-DSA-44 has 3,244 characters and the witness's name.
create or replace function guard.keep_cosignature(
    of_id uuid, of_size bigint, of_witness text, of_line text, on_day date)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if guard.published_note(of_size) is null or length(of_line) > 4000 then
        return false;
    end if;
    insert into public.guard_cosignature (id, size, witness, line, taken_on)
    values (of_id, of_size, of_witness, of_line, on_day)
    on conflict (size, witness) do nothing;
    return true;
end
$$;

revoke all on function
    guard.published_head(), guard.published_note(bigint),
    guard.keep_cosignature(uuid, bigint, text, text, date)
from public;
grant execute on function guard.published_head()
to candour_report, candour_oversight, candour_worker;
grant execute on function
    guard.published_note(bigint), guard.keep_cosignature(uuid, bigint, text, text, date)
to candour_oversight, candour_worker;
