-- How a report comes in, and how whoever may see its file writes back to the reporter.

create schema if not exists intake;

-- Stores a sealed submission. Sending twice is harmless: the same words with the same content
-- answer "repeated" with the first day; with other content "taken", and nothing is changed.
create or replace function intake.submit(
    of_mailbox bytea, on_day date, of_leaf_body bytea, of_leaf_hash bytea,
    of_package jsonb, now_please boolean)
returns table (answer text, leaf_hash bytea, day date)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    box bytea := sha256(of_mailbox);
begin
    if length(of_mailbox) <> 32 or length(of_leaf_hash) <> 32 then
        raise exception 'malformed submission';
    end if;
    -- A sealing holds this lock to its end: what it releases must be visible to the look-ups below.
    lock table public.intake_staged in row exclusive mode;
    return query
    select case when known.leaf_hash = of_leaf_hash then 'repeated' else 'taken' end,
           known.leaf_hash, known.day
    from (
        select released.leaf_hash, released.promised_on as day
        from public.intake_mailbox as released where released.mailbox_hash = box
        union all
        select aside.leaf_hash, aside.day
        from public.intake_quarantined as aside
        where aside.mailbox_hash = box and aside.kind = 'report'
        union all
        -- Her words were replaced: what comes with the old ones is no new report.
        select coalesce(burnt.leaf_hash, ''::bytea), coalesce(burnt.day, on_day)
        from public.intake_burntwords as burnt where burnt.mailbox_hash = box
    ) as known
    limit 1;
    if found then
        return;
    end if;
    insert into public.intake_staged (mailbox_hash, day, leaf_body, leaf_hash, package)
    values (box, on_day, of_leaf_body, of_leaf_hash, of_package)
    on conflict do nothing;
    if not found then
        return query
        select case when waiting.leaf_hash = of_leaf_hash then 'repeated' else 'taken' end,
               waiting.leaf_hash, waiting.day
        from public.intake_staged as waiting where waiting.mailbox_hash = box;
        return;
    end if;
    update public.intake_blob as blob set is_claimed = true
    where (blob.id, blob.capability_hash) in (
        select (attached ->> 'id')::uuid, sha256(decode(attached ->> 'capability', 'base64'))
        from jsonb_array_elements(coalesce(of_package -> 'blobs', '[]')) as attached);
    if now_please then
        perform intake.release(box);
        perform intake.log_released(
            array[(of_package ->> 'file')::uuid], array[]::uuid[], on_day);
    end if;
    return query select 'stored', of_leaf_hash, on_day;
end
$$;

-- A letter to the reporter. Whoever may see the file may write, and the system itself; nobody learns
-- the mailbox.
create or replace function intake.deliver(
    of_correspondent uuid, of_letter uuid, on_day date, of_ciphertext bytea)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform 1 from public.intake_correspondent as contact
    where contact.id = of_correspondent
      and (guard.sees(contact.file_id) or not guard.asked_by_site())
    for update;
    if not found then
        raise exception 'no such correspondent';
    end if;
    insert into public.intake_letter
        (id, correspondent_id, number, is_from_reporter, written_on, ciphertext)
    select of_letter, of_correspondent, coalesce(max(letter.number), 0) + 1, false, on_day,
           of_ciphertext
    from public.intake_letter as letter where letter.correspondent_id = of_correspondent;
end
$$;

-- When each letter of a file's reporter was written, and which way it went. Whoever may see the file
-- may ask; the letters themselves are sealed elsewhere.
create or replace function intake.letters_of(of_file uuid)
returns table (letter_id uuid, number integer, written_on date, is_from_reporter boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select letter.id, letter.number, letter.written_on, letter.is_from_reporter
    from public.intake_letter as letter
    join public.intake_correspondent as contact on contact.id = letter.correspondent_id
    where contact.file_id = of_file and guard.sees(of_file)
    order by letter.number
$$;

revoke all on function
    intake.submit(bytea, date, bytea, bytea, jsonb, boolean),
    intake.deliver(uuid, uuid, date, bytea), intake.letters_of(uuid)
from public;
grant usage on schema intake to candour_report, candour_casework, candour_worker;
grant execute on function intake.submit(bytea, date, bytea, bytea, jsonb, boolean)
to candour_report;
grant execute on function intake.deliver(uuid, uuid, date, bytea), intake.letters_of(uuid)
to candour_casework, candour_worker;
