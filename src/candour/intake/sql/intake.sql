-- All that the report site's database role may do, besides asking for the desks: submit, read and
-- write one mailbox whose 32-byte id it knows, keep and open a draft. Nothing lists mailboxes.

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
    if now_please then
        perform intake.release(box);
        perform intake.log_released(
            array[(of_package ->> 'file')::uuid], array[]::uuid[], on_day);
    end if;
    return query select 'stored', of_leaf_hash, on_day;
end
$$;

-- Turns one staged package into its file, keys, wraps and items, and the way back to the reporter.
create or replace function intake.release(of_box bytea)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    staged public.intake_staged;
    package jsonb;
    body uuid;
    file uuid;
    contact uuid;
begin
    select * into staged from public.intake_staged where mailbox_hash = of_box for update;
    package := staged.package;
    -- Released at once, or released before and staged again: either way there is nothing to do.
    if package is null or exists (
        select from public.intake_mailbox as known where known.mailbox_hash = of_box)
    then
        return;
    end if;
    body := (package ->> 'organisation')::uuid;
    file := (package ->> 'file')::uuid;
    contact := (package ->> 'correspondent')::uuid;
    insert into public.guard_file (id, kind, organisation_id, opened_on, wall_epoch)
    values (file, 'report', body, staged.day, 1);
    insert into public.guard_filekey (id, file_id, organisation_id, compartment, epoch, public_key)
    select (key ->> 'id')::uuid, file, body, key ->> 'compartment', 1,
           decode(key ->> 'public', 'base64')
    from jsonb_array_elements(package -> 'keys') as key;
    insert into public.guard_keywrap (id, file_key_id, account_id, wrapped)
    select gen_random_uuid(), (key ->> 'id')::uuid, (wrap ->> 'account')::uuid,
           decode(wrap ->> 'wrapped', 'base64')
    from jsonb_array_elements(package -> 'keys') as key,
         jsonb_array_elements(key -> 'wraps') as wrap;
    insert into public.guard_sealeditem
        (id, file_id, organisation_id, compartment, epoch, kind, ciphertext)
    select (item ->> 'id')::uuid, file, body, item ->> 'compartment', 1, item ->> 'kind',
           decode(item ->> 'ciphertext', 'base64')
    from jsonb_array_elements(package -> 'items') as item;
    insert into public.guard_grant (id, file_id, organisation_id, account_id, role, granted_on)
    select gen_random_uuid(), file, body, reader::uuid, 'reader', staged.day
    from jsonb_array_elements_text(package -> 'readers') as reader;
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), file, walled::uuid, 'named_by_reporter'
    from jsonb_array_elements_text(package -> 'walled') as walled;
    insert into public.intake_report
        (file_id, organisation_id, reference, route, received_on, leaf_hash)
    values (file, body, package ->> 'reference', package ->> 'route', staged.day,
            staged.leaf_hash);
    insert into public.intake_correspondent (id, file_id, organisation_id, box_public)
    values (contact, file, body, decode(package ->> 'box_public', 'base64'));
    insert into public.intake_mailbox (mailbox_hash, correspondent_id, leaf_hash, promised_on, proof)
    values (of_box, contact, staged.leaf_hash, staged.day, '');
    insert into public.intake_progress
        (id, correspondent_id, file_id, organisation_id, number, state, since_on, next_on)
    values (gen_random_uuid(), contact, file, body, 1, 'with_desk', staged.day, staged.day + 7);
    update public.intake_staged set package = null where mailbox_hash = of_box;
end
$$;

-- Everything one mailbox shows: where the report stands, letters, the proof, and whom to seal to.
create or replace function intake.mailbox(of_mailbox bytea)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    box bytea := sha256(of_mailbox);
    staged public.intake_staged;
    mailbox public.intake_mailbox;
    contact public.intake_correspondent;
    waiting jsonb;
begin
    -- A sealing is seen from before or from after, and never with the mailbox on neither side.
    lock table public.intake_staged, public.intake_stagedletter in access share mode;
    select coalesce(jsonb_agg(jsonb_build_object(
               'id', letter.id, 'mine', true, 'day', letter.day,
               'ciphertext', letter.package ->> 'copy') order by letter.day, letter.id), '[]')
    into waiting
    from public.intake_stagedletter as letter where letter.mailbox_hash = box;
    select * into mailbox from public.intake_mailbox where mailbox_hash = box;
    if not found then
        -- A report that was set aside still waits, as far as she is concerned.
        select held.mailbox_hash, held.day, held.leaf_body, held.leaf_hash, held.package
        into staged
        from (
            select known.mailbox_hash, known.day, known.leaf_body, known.leaf_hash, known.package
            from public.intake_staged as known
            union all
            select aside.mailbox_hash, aside.day, aside.leaf_body, aside.leaf_hash, aside.package
            from public.intake_quarantined as aside where aside.kind = 'report'
        ) as held
        where held.mailbox_hash = box;
        if not found then
            return null;
        end if;
        return jsonb_build_object(
            'state', 'staged', 'day', staged.day,
            'leaf_hash', encode(staged.leaf_hash, 'base64'),
            'body', staged.package ->> 'organisation_name',
            'correspondent', staged.package ->> 'correspondent',
            'seal_to', staged.package -> 'seal_to', 'waiting', waiting);
    end if;
    select * into contact from public.intake_correspondent where id = mailbox.correspondent_id;
    return jsonb_build_object(
        'state', 'open', 'day', mailbox.promised_on,
        'leaf_hash', encode(mailbox.leaf_hash, 'base64'),
        'proof', mailbox.proof,
        'body', (select name.name from public.people_organisationname as name
                 where name.organisation_id = contact.organisation_id and name.until_on is null),
        'progress', (
            select jsonb_agg(jsonb_build_object(
                       'state', step.state, 'since', step.since_on, 'next', step.next_on)
                   order by step.number)
            from public.intake_progress as step where step.correspondent_id = contact.id),
        'letters', (
            select coalesce(jsonb_agg(jsonb_build_object(
                       'id', letter.id, 'mine', letter.is_from_reporter, 'day', letter.written_on,
                       'ciphertext', encode(letter.ciphertext, 'base64'))
                   order by letter.number), '[]')
            from public.intake_letter as letter where letter.correspondent_id = contact.id),
        'waiting', waiting,
        'correspondent', contact.id,
        'seal_to', (
            select jsonb_build_object('file', key.file_id, 'epoch', key.epoch,
                                      'compartment', key.compartment,
                                      'public', encode(key.public_key, 'base64'))
            from public.guard_filekey as key
            where key.file_id = contact.file_id and key.compartment = 'narrative'
            order by key.epoch desc limit 1));
end
$$;

-- A message from the reporter; it waits for the daily sealing like everything she sends.
create or replace function intake.write(
    of_mailbox bytea, of_letter uuid, on_day date, of_package jsonb)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    box bytea := sha256(of_mailbox);
begin
    lock table public.intake_staged, public.intake_stagedletter in row exclusive mode;
    if not exists (select from public.intake_mailbox as known where known.mailbox_hash = box)
       and not exists (select from public.intake_staged as known where known.mailbox_hash = box)
       and not exists (
           select from public.intake_quarantined as known where known.mailbox_hash = box)
    then
        return false;
    end if;
    insert into public.intake_stagedletter (id, mailbox_hash, day, package)
    values (of_letter, box, on_day, of_package)
    on conflict do nothing;
    return true;
end
$$;

-- Turns one staged message into the handlers' sealed item and the reporter's own copy.
create or replace function intake.release_letter(of_letter uuid)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    staged public.intake_stagedletter;
    contact public.intake_correspondent;
begin
    select * into staged from public.intake_stagedletter where id = of_letter;
    select correspondent.* into contact
    from public.intake_mailbox as mailbox
    join public.intake_correspondent as correspondent on correspondent.id = mailbox.correspondent_id
    where mailbox.mailbox_hash = staged.mailbox_hash
    for update of correspondent;
    insert into public.guard_sealeditem
        (id, file_id, organisation_id, compartment, epoch, kind, ciphertext)
    select staged.id, file.id, file.organisation_id, 'narrative',
           (staged.package ->> 'epoch')::integer, 'message_in',
           decode(staged.package ->> 'item', 'base64')
    from public.guard_file as file where file.id = (staged.package ->> 'file')::uuid;
    insert into public.intake_letter
        (id, correspondent_id, number, is_from_reporter, written_on, ciphertext)
    select staged.id, contact.id, coalesce(max(letter.number), 0) + 1, true, staged.day,
           decode(staged.package ->> 'copy', 'base64')
    from public.intake_letter as letter where letter.correspondent_id = contact.id;
end
$$;

-- A letter to the reporter. Whoever may see the file may write; nobody learns the mailbox.
create or replace function intake.deliver(
    of_correspondent uuid, of_letter uuid, on_day date, of_ciphertext bytea)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform 1 from public.intake_correspondent as contact
    where contact.id = of_correspondent and guard.sees(contact.file_id)
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

create or replace function intake.open_draft(of_draft bytea, on_day date)
returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select draft.ciphertext from public.intake_draft as draft
    where draft.draft_hash = sha256(of_draft) and draft.expires_on >= on_day
$$;

create or replace function intake.drop_draft(of_draft bytea)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ delete from public.intake_draft as draft where draft.draft_hash = sha256(of_draft) $$;

revoke all on all functions in schema intake from public;
grant usage on schema intake to candour_report, candour_casework, candour_worker;
grant execute on function
    intake.submit(bytea, date, bytea, bytea, jsonb, boolean), intake.mailbox(bytea),
    intake.write(bytea, uuid, date, jsonb), intake.save_draft(bytea, bytea, date),
    intake.open_draft(bytea, date), intake.drop_draft(bytea)
to candour_report;
grant execute on function intake.deliver(uuid, uuid, date, bytea), intake.letters_of(uuid)
to candour_casework, candour_worker;
grant execute on function intake.release(bytea), intake.release_letter(uuid) to candour_worker;

-- One leaf for everything that a release brought in: a batch whose digest covers every row.
create or replace function intake.log_released(of_files uuid[], of_items uuid[], on_day date)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    batch uuid := gen_random_uuid();
    leaf uuid := gen_random_uuid();
    body bytea;
begin
    if cardinality(of_files) + cardinality(of_items) = 0 then
        return;
    end if;
    insert into public.guard_batch (id, source, content_hash, opened_on)
    values (batch, 'intake', sha256(''), on_day);
    insert into public.guard_batchimage (batch_id, table_name, version, row_id, image)
    select batch, written.table_name, 1, image.row_id, image.image
    from (
        select 'intake_report' as table_name, of_files as ids
        union all
        select 'intake_progress', array(
            select step.id from public.intake_progress as step where step.file_id = any(of_files))
        union all
        select 'guard_grant', array(
            select granted.id from public.guard_grant as granted
            where granted.file_id = any(of_files))
        union all
        select 'guard_filekey', array(
            select key.id from public.guard_filekey as key where key.file_id = any(of_files))
        union all
        select 'guard_sealeditem', of_items || array(
            select item.id from public.guard_sealeditem as item
            where item.file_id = any(of_files) and item.kind <> 'message_in')
    ) as written,
    lateral guard.every_image(written.table_name, 1, written.ids, false) as image
    order by written.table_name, image.row_id;
    body := convert_to(json_build_object(
        'kind', 'batch', 'what', 'intake.release', 'at', on_day, 'v', 1, 'id', leaf,
        'salt', encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex'),
        'by', json_build_object('service', 'sealing'),
        'detail', json_build_object('batch', batch, 'digest', guard.batch_digest(batch))
        )::text, 'UTF8');
    insert into public.guard_leaf (id, body, leaf_hash)
    values (leaf, body, sha256('\x00'::bytea || body));
    insert into public.guard_pendingleaf (leaf_id) values (leaf);
end
$$;

revoke all on function intake.log_released(uuid[], uuid[], date) from public;
grant execute on function intake.log_released(uuid[], uuid[], date) to candour_worker;
