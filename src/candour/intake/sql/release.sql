-- What the daily sealing does: it turns what is staged into files, keys, items and letters. The
-- functions are the worker's; nothing here is told to the report site.

-- Turns one sealed package into its file, keys, wraps, items, grants, walls and attachments.
create or replace function intake.open_package(of_package jsonb, of_leaf_hash bytea, on_day date)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    body uuid := (of_package ->> 'organisation')::uuid;
    file uuid := (of_package ->> 'file')::uuid;
begin
    insert into public.guard_file (id, kind, organisation_id, opened_on, wall_epoch)
    values (file, 'report', body, on_day, 1);
    insert into public.guard_filekey (id, file_id, organisation_id, compartment, epoch, public_key)
    select (key ->> 'id')::uuid, file, body, key ->> 'compartment', 1,
           decode(key ->> 'public', 'base64')
    from jsonb_array_elements(of_package -> 'keys') as key;
    insert into public.guard_keywrap (id, file_key_id, account_id, wrapped)
    select gen_random_uuid(), (key ->> 'id')::uuid, (wrap ->> 'account')::uuid,
           decode(wrap ->> 'wrapped', 'base64')
    from jsonb_array_elements(of_package -> 'keys') as key,
         jsonb_array_elements(key -> 'wraps') as wrap;
    perform intake.keep_shares(of_package);
    insert into public.guard_sealeditem
        (id, file_id, organisation_id, compartment, epoch, kind, ciphertext)
    select (item ->> 'id')::uuid, file, body, item ->> 'compartment', 1, item ->> 'kind',
           decode(item ->> 'ciphertext', 'base64')
    from jsonb_array_elements(of_package -> 'items') as item
    where item ->> 'compartment' <> 'identity';
    perform intake.keep_names(of_package -> 'items');
    insert into public.guard_grant (id, file_id, organisation_id, account_id, role, granted_on)
    select gen_random_uuid(), file, body, reader::uuid, 'reader', on_day
    from jsonb_array_elements_text(of_package -> 'readers') as reader;
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), file, walled::uuid, 'named_by_reporter'
    from jsonb_array_elements_text(of_package -> 'walled') as walled;
    insert into public.intake_report
        (file_id, organisation_id, reference, route, received_on, leaf_hash, appeal_id)
    values (file, body, of_package ->> 'reference', of_package ->> 'route', on_day, of_leaf_hash,
            (of_package ->> 'appeal')::uuid);
    perform intake.claim_blobs(of_package, file, body, on_day);
end
$$;

-- Puts names given in confidence where no handler's row policy reaches: nothing beside a file says
-- whether there is one.
create or replace function intake.keep_names(of_items jsonb)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.intake_keptname (id, report_id, epoch, ciphertext)
    select (item ->> 'id')::uuid, (item ->> 'file')::uuid,
           coalesce((item ->> 'epoch')::integer, 1), decode(item ->> 'ciphertext', 'base64')
    from jsonb_array_elements(of_items) as item
    where item ->> 'compartment' = 'identity'
      and item ->> 'kind' not in ('look_ups', 'look_ups_ended');
    perform intake.keep_terms(of_items);
end
$$;

-- Makes uploaded files part of a file, where the package knows their capability. A file stays with
-- the report that had it first; only handing on moves it.
create or replace function intake.claim_blobs(
    of_package jsonb, of_file uuid, of_body uuid, on_day date)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.intake_attachment (id, file_id, organisation_id, on_day, size)
    select (blob ->> 'id')::uuid, of_file, of_body, on_day, (blob ->> 'size')::bigint
    from jsonb_array_elements(coalesce(of_package -> 'blobs', '[]')) as blob
    where exists (
        select from public.intake_blob as known
        where known.id = (blob ->> 'id')::uuid
          and known.capability_hash = sha256(decode(blob ->> 'capability', 'base64')))
    on conflict (id) do nothing;
end
$$;

-- Releases one staged report: its file, and the way back to the reporter.
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
    perform intake.open_package(package, staged.leaf_hash, staged.day);
    insert into public.intake_correspondent
        (id, file_id, organisation_id, box_public, is_reachable)
    values (contact, file, body, decode(package ->> 'box_public', 'base64'), true);
    insert into public.intake_mailbox
        (mailbox_hash, correspondent_id, leaf_hash, promised_on, proof, kept, must_change,
         is_locked, report_id, has_keepers)
    values (of_box, contact, staged.leaf_hash, staged.day, '',
            decode(package ->> 'kept', 'base64'),
            coalesce((package ->> 'must_change')::boolean, false),
            coalesce((package ->> 'is_locked')::boolean, false), file,
            coalesce((package ->> 'has_keepers')::boolean, false));
    insert into public.intake_progress
        (id, correspondent_id, file_id, organisation_id, number, state, since_on, next_on)
    values (gen_random_uuid(), contact, file, body, 1, 'with_desk', staged.day, staged.day + 7);
    insert into public.intake_reserve
        (mailbox_hash, file_id, organisation_id, leaf_hash, hand_on_on, package)
    select of_box, file, body, staged.leaf_hash, (package #>> '{reserve,hand_on_on}')::date,
           package #> '{reserve,package}'
    where package ? 'reserve';
    update public.intake_staged set package = null where mailbox_hash = of_box;
end
$$;

-- Turns one staged message into the handlers' sealed items, the reporter's own copy, and what she
-- did as a code. The event bears the letter's id, so that a batch can name it.
create or replace function intake.release_letter(of_letter uuid)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    staged public.intake_stagedletter;
    contact public.intake_correspondent;
    items jsonb;
begin
    select * into staged from public.intake_stagedletter where id = of_letter;
    select correspondent.* into contact
    from public.intake_mailbox as mailbox
    join public.intake_correspondent as correspondent on correspondent.id = mailbox.correspondent_id
    where mailbox.mailbox_hash = staged.mailbox_hash
    for update of correspondent;
    if not found then
        raise exception 'no such mailbox' using errcode = 'P0002';
    end if;
    -- A letter that says and does nothing is a damaged one, and must not vanish.
    if not (staged.package ? 'copy' or staged.package ? 'event'
            or staged.package #>> '{private,kind}' = 'look_asked'
            or staged.package #> '{items,0}' is not null)
       or jsonb_typeof(staged.package -> 'items') is distinct from 'array'
    then
        raise exception 'a letter without content' using errcode = 'P0001';
    end if;
    -- While another body may still get the report, what she sends is sealed for it as well: kept
    -- with the reserve until then, or used at once where it was handed on meanwhile.
    items := staged.package -> 'items';
    if staged.package #>> '{reserve_items,0,file}' = contact.file_id::text then
        items := staged.package -> 'reserve_items';
    else
        update public.intake_reserve as reserve
        set package = jsonb_set(reserve.package, '{items}',
                (reserve.package -> 'items') || (staged.package -> 'reserve_items'))
        where reserve.mailbox_hash = staged.mailbox_hash and staged.package ? 'reserve_items';
    end if;
    insert into public.guard_sealeditem
        (id, file_id, organisation_id, compartment, epoch, kind, ciphertext)
    select (item ->> 'id')::uuid, file.id, file.organisation_id, item ->> 'compartment',
           (item ->> 'epoch')::integer, item ->> 'kind', decode(item ->> 'ciphertext', 'base64')
    from jsonb_array_elements(items) as item
    join public.guard_file as file on file.id = (item ->> 'file')::uuid
    where item ->> 'compartment' <> 'identity';
    perform intake.keep_names(items);
    perform intake.claim_blobs(
        staged.package, contact.file_id, contact.organisation_id, staged.day);
    if staged.package ? 'copy' then
        insert into public.intake_letter
            (id, correspondent_id, number, is_from_reporter, written_on, ciphertext)
        select staged.id, contact.id, coalesce(max(letter.number), 0) + 1, true, staged.day,
               decode(staged.package ->> 'copy', 'base64')
        from public.intake_letter as letter where letter.correspondent_id = contact.id;
    end if;
    insert into public.intake_reporterevent
        (id, correspondent_id, file_id, organisation_id, kind, on_day, takes_effect_on, detail)
    select staged.id, contact.id, contact.file_id, contact.organisation_id, event ->> 'kind',
           coalesce(staged.not_before, staged.day), (event ->> 'takes_effect_on')::date,
           coalesce(event -> 'detail', '{}')
    from jsonb_array_elements(jsonb_build_array(staged.package -> 'event')) as event
    where staged.package ? 'event';
    if staged.package #>> '{private,kind}' = 'look_asked' then
        perform intake.ask_about_look(
            staged.id, contact, (staged.package #>> '{private,detail,look}')::uuid, staged.day);
    end if;
end
$$;

-- Gives a report that its body did not answer to the next one, whose readers it was sealed to when
-- she sent it. The first body's readers are walled off: from now on it is not theirs.
create or replace function intake.hand_on(of_file uuid, on_day date)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    reserve public.intake_reserve;
    contact public.intake_correspondent;
    next_file uuid;
    next_body uuid;
begin
    select * into reserve from public.intake_reserve where file_id = of_file for update;
    if not found then
        return null;
    end if;
    select correspondent.* into contact
    from public.intake_mailbox as mailbox
    join public.intake_correspondent as correspondent on correspondent.id = mailbox.correspondent_id
    where mailbox.mailbox_hash = reserve.mailbox_hash and correspondent.file_id = of_file
    for update of correspondent;
    if not found then
        return null;
    end if;
    next_file := (reserve.package ->> 'file')::uuid;
    next_body := (reserve.package ->> 'organisation')::uuid;
    perform intake.open_package(reserve.package, reserve.leaf_hash, on_day);
    update public.intake_attachment set file_id = next_file, organisation_id = next_body
    where file_id = of_file;
    insert into public.guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), of_file, granted.account_id, 'named_by_reporter'
    from public.guard_grant as granted where granted.file_id = of_file
    on conflict do nothing;
    update public.intake_correspondent set file_id = next_file, organisation_id = next_body
    where id = contact.id;
    update public.intake_mailbox set report_id = next_file
    where mailbox_hash = reserve.mailbox_hash;
    insert into public.intake_progress
        (id, correspondent_id, file_id, organisation_id, number, state, since_on, next_on)
    select gen_random_uuid(), contact.id, next_file, next_body, max(step.number) + 1, 'handed_on',
           on_day, on_day + 7
    from public.intake_progress as step where step.correspondent_id = contact.id;
    delete from public.intake_reserve where file_id = of_file;
    return next_file;
end
$$;

-- One leaf for everything that a release brought in: a batch whose digest covers every row.
create or replace function intake.log_released(of_files uuid[], of_letters uuid[], on_day date)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    batch uuid := gen_random_uuid();
    leaf uuid := gen_random_uuid();
    body bytea;
begin
    if cardinality(of_files) + cardinality(of_letters) = 0 then
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
        select 'guard_keyshare', array(
            select share.id from public.guard_keyshare as share
            where share.file_id = any(of_files))
        union all
        select 'guard_sealeditem', array(
            select item.id from public.guard_sealeditem as item where item.file_id = any(of_files)
            union
            select item.id
            from public.intake_stagedletter as letter,
                 jsonb_array_elements((letter.package -> 'items')
                     || coalesce(letter.package -> 'reserve_items', '[]')) as said
            join public.guard_sealeditem as item on item.id = (said ->> 'id')::uuid
            where letter.id = any(of_letters))
        union all
        select 'intake_attachment', array(
            select attached.id from public.intake_attachment as attached
            where attached.file_id = any(of_files)
            union
            select attached.id
            from public.intake_stagedletter as letter,
                 jsonb_array_elements(coalesce(letter.package -> 'blobs', '[]')) as blob
            join public.intake_attachment as attached on attached.id = (blob ->> 'id')::uuid
            where letter.id = any(of_letters))
        union all
        select 'intake_reporterevent', array(
            select letter.id from public.intake_stagedletter as letter
            where letter.id = any(of_letters) and letter.package ? 'event')
        union all
        select 'intake_lookinquiry', array(
            select asked.id from public.intake_lookinquiry as asked
            where asked.id = any(of_letters))
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

-- Takes in a report that was made of another: the part that its readers pass on to a force, or a
-- manager's own failure. Sealed already, released at once, with a leaf of its own among the day's,
-- and without a mailbox. A site may do it only for a report that its actor sees.
create or replace function intake.release_part(
    of_report uuid, of_package jsonb, of_leaf_body bytea, of_leaf_hash bytea, on_day date)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    box bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
begin
    if (guard.asked_by_site() and not guard.sees(of_report))
       or of_package ->> 'route' not in ('passed_on', 'manager_failure')
    then
        raise exception 'no such report' using errcode = 'no_data_found';
    end if;
    lock table public.intake_staged in row exclusive mode;
    insert into public.intake_staged (mailbox_hash, day, leaf_body, leaf_hash, package)
    values (box, on_day, of_leaf_body, of_leaf_hash, of_package);
    perform intake.release(box);
    update public.intake_correspondent set is_reachable = false
    where file_id = (of_package ->> 'file')::uuid;
    delete from public.intake_mailbox as mailbox where mailbox.mailbox_hash = box;
    perform intake.log_released(
        array[(of_package ->> 'file')::uuid], array[]::uuid[], on_day);
end
$$;

revoke all on function
    intake.open_package(jsonb, bytea, date), intake.keep_names(jsonb), intake.claim_blobs(jsonb, uuid, uuid, date),
    intake.release(bytea), intake.release_letter(uuid), intake.hand_on(uuid, date),
    intake.log_released(uuid[], uuid[], date),
    intake.release_part(uuid, jsonb, bytea, bytea, date)
from public;
grant execute on function intake.release_part(uuid, jsonb, bytea, bytea, date)
to candour_casework, candour_worker;
grant execute on function
    intake.release(bytea), intake.release_letter(uuid), intake.hand_on(uuid, date),
    intake.log_released(uuid[], uuid[], date)
to candour_worker;
