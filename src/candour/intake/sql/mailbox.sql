-- The mailbox: what whoever knows its 32-byte id may read and do. Nothing lists mailboxes.

-- The newest public key of a compartment of a file: what a message to its readers is sealed to.
create or replace function intake.seal_target(of_file uuid, of_compartment text)
returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('file', key.file_id, 'epoch', key.epoch,
                              'compartment', key.compartment,
                              'public', encode(key.public_key, 'base64'))
    from public.guard_filekey as key
    where key.file_id = of_file and key.compartment = of_compartment
    order by key.epoch desc limit 1
$$;

-- Everything one mailbox shows: where the report stands, letters, the proof, and whom to seal to.
-- Takes the stored hash, so it is for the two functions below alone.
create or replace function intake.shown(box bytea)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    staged public.intake_staged;
    mailbox public.intake_mailbox;
    contact public.intake_correspondent;
    waiting jsonb;
begin
    -- A sealing is seen from before or from after, and never with the mailbox on neither side.
    lock table public.intake_staged, public.intake_stagedletter in access share mode;
    -- What is private is hers to see and becomes no event; what was taken back is gone for her.
    select coalesce(jsonb_agg(jsonb_build_object(
               'id', letter.id, 'mine', true, 'day', letter.day, 'not_before', letter.not_before,
               'event', coalesce(letter.package -> 'event', letter.package -> 'private'),
               'ciphertext', letter.package ->> 'copy') order by letter.day, letter.id), '[]')
    into waiting
    from public.intake_stagedletter as letter
    where letter.mailbox_hash = box and not letter.package ? 'taken_back';
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
            'file', staged.package ->> 'file',
            'correspondent', staged.package ->> 'correspondent',
            'seal_to', staged.package -> 'seal_to',
            'identity_to', staged.package -> 'identity_to',
            'has_keepers', coalesce((staged.package ->> 'has_keepers')::boolean, false),
            'reserve_to', staged.package #> '{reserve,package,seal_to}',
            'reserve_identity_to', staged.package #> '{reserve,package,identity_to}',
            'kept', staged.package ->> 'kept',
            'box_public', staged.package ->> 'box_public',
            'is_locked', coalesce((staged.package ->> 'is_locked')::boolean, false),
            'must_change', coalesce((staged.package ->> 'must_change')::boolean, false),
            'route', staged.package ->> 'route', 'waiting', waiting);
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
        'kept', encode(mailbox.kept, 'base64'),
        'file', contact.file_id,
        'box_public', encode(contact.box_public, 'base64'),
        'supporters', (
            select coalesce(jsonb_agg(jsonb_build_object(
                       'id', encode(supporter.mailbox_hash, 'base64'),
                       'access', encode(supporter.access, 'base64'), 'since', supporter.since_on)
                   order by supporter.since_on, supporter.mailbox_hash), '[]')
            from public.intake_supporter as supporter
            where supporter.correspondent_id = contact.id),
        'is_locked', mailbox.is_locked,
        'must_change', mailbox.must_change,
        'route', (select report.route from public.intake_report as report
                  where report.file_id = mailbox.report_id),
        'events', (
            select coalesce(jsonb_agg(jsonb_build_object(
                       'id', event.id, 'kind', event.kind, 'day', event.on_day,
                       'takes_effect_on', event.takes_effect_on, 'detail', event.detail)
                   order by event.on_day, event.id), '[]')
            from public.intake_reporterevent as event where event.correspondent_id = contact.id),
        'identity_to', intake.seal_target(mailbox.report_id, 'identity'),
        'has_keepers', mailbox.has_keepers,
        'reserve_to', (
            select reserve.package -> 'seal_to' from public.intake_reserve as reserve
            where reserve.mailbox_hash = mailbox.mailbox_hash),
        'reserve_identity_to', (
            select reserve.package -> 'identity_to' from public.intake_reserve as reserve
            where reserve.mailbox_hash = mailbox.mailbox_hash),
        'correspondent', contact.id,
        'seal_to', intake.seal_target(contact.file_id, 'narrative'));
end
$$;

-- What the holder of eight words sees.
create or replace function intake.mailbox(of_mailbox bytea)
returns jsonb
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select intake.shown(sha256(of_mailbox)) $$;

-- What a supporter sees with words of their own: where it stands and the letters, nothing that she
-- sent or did besides, and the key of the letters sealed to the supporter.
create or replace function intake.supported(of_supporter bytea)
returns jsonb
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    select intake.shown(mailbox.mailbox_hash)
           - array['kept', 'identity_to', 'has_keepers', 'events', 'supporters', 'proof',
                   'must_change', 'waiting']
           || jsonb_build_object('access', encode(supporter.access, 'base64'), 'waiting', (
               select coalesce(jsonb_agg(jsonb_build_object(
                          'id', letter.id, 'mine', true, 'day', letter.day,
                          'ciphertext', letter.package ->> 'copy')
                      order by letter.day, letter.id), '[]')
               from public.intake_stagedletter as letter
               where letter.mailbox_hash = mailbox.mailbox_hash and letter.not_before is null))
    from public.intake_supporter as supporter
    join public.intake_mailbox as mailbox on mailbox.correspondent_id = supporter.correspondent_id
    where supporter.mailbox_hash = sha256(of_supporter)
$$;

-- Whether a message was sealed already: its page may be sent again on a later day.
create or replace function intake.is_sent(of_letter uuid)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (select from public.intake_letter as letter where letter.id = of_letter)
        or exists (select from public.intake_reporterevent as event where event.id = of_letter)
        or exists (select from public.intake_quarantined as aside where aside.id = of_letter)
$$;

-- A message from the reporter; it waits for the daily sealing like everything she sends.
-- A wish waits until `not_before`, and can be taken back till then; taken back once, its page may
-- be sent again and changes nothing.
create or replace function intake.write(
    of_mailbox bytea, of_letter uuid, on_day date, not_before_day date, of_package jsonb)
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
       or exists (
           select from public.intake_stagedletter as known
           where known.id = of_letter and known.package ? 'taken_back')
    then
        return false;
    end if;
    insert into public.intake_stagedletter (id, mailbox_hash, day, not_before, package)
    select of_letter, box, on_day, not_before_day, of_package
    where not intake.is_sent(of_letter)
    on conflict do nothing;
    update public.intake_blob as blob set is_claimed = true
    where blob.id in (
        select (attached ->> 'id')::uuid
        from jsonb_array_elements(coalesce(of_package -> 'blobs', '[]')) as attached);
    return true;
end
$$;

-- Takes a wish back that has not taken effect yet. Its id stays, empty and never due, so that the
-- page that made it can't make it again.
create or replace function intake.take_back(of_mailbox bytea, of_letter uuid)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    lock table public.intake_stagedletter in row exclusive mode;
    update public.intake_stagedletter as letter
    set package = '{"items": [], "taken_back": true}', not_before = '9999-12-31'
    where letter.id = of_letter and letter.mailbox_hash = sha256(of_mailbox)
      and letter.not_before is not null and not letter.package ? 'taken_back';
    return found;
end
$$;

-- Gives somebody else a way to read along; five of them are enough.
create or replace function intake.add_supporter(
    of_mailbox bytea, of_supporter bytea, of_access bytea, on_day date)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    contact uuid;
begin
    select correspondent.id into contact
    from public.intake_mailbox as mailbox
    join public.intake_correspondent as correspondent on correspondent.id = mailbox.correspondent_id
    where mailbox.mailbox_hash = sha256(of_mailbox)
    for update of correspondent;
    if not found or (
        select count(*) >= 5 from public.intake_supporter as known
        where known.correspondent_id = contact and known.mailbox_hash <> sha256(of_supporter))
    then
        return false;
    end if;
    insert into public.intake_supporter (mailbox_hash, correspondent_id, access, since_on)
    values (sha256(of_supporter), contact, of_access, on_day)
    on conflict do nothing;
    return true;
end
$$;

-- Takes a supporter's way in away, named by the hash that her own mailbox shows.
create or replace function intake.remove_supporter(of_mailbox bytea, of_supporter_hash bytea)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    delete from public.intake_supporter as supporter
    using public.intake_mailbox as mailbox
    where mailbox.mailbox_hash = sha256(of_mailbox)
      and supporter.correspondent_id = mailbox.correspondent_id
      and supporter.mailbox_hash = of_supporter_hash;
    return found;
end
$$;

-- A message from a supporter: words and nothing else, whatever was sent along with them.
create or replace function intake.write_as_supporter(
    of_supporter bytea, of_letter uuid, on_day date, of_package jsonb)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    box bytea;
begin
    lock table public.intake_staged, public.intake_stagedletter in row exclusive mode;
    select mailbox.mailbox_hash into box
    from public.intake_supporter as supporter
    join public.intake_mailbox as mailbox on mailbox.correspondent_id = supporter.correspondent_id
    where supporter.mailbox_hash = sha256(of_supporter);
    if not found then
        return false;
    end if;
    insert into public.intake_stagedletter (id, mailbox_hash, day, package)
    select of_letter, box, on_day, jsonb_build_object(
        'copy', of_package -> 'copy', 'items', (
            select coalesce(jsonb_agg(item), '[]')
            from jsonb_array_elements(of_package -> 'items') as item
            where item ->> 'kind' = 'message_in'),
        'reserve_items', (
            select coalesce(jsonb_agg(item), '[]')
            from jsonb_array_elements(coalesce(of_package -> 'reserve_items', '[]')) as item
            where item ->> 'kind' = 'message_in'))
    where not intake.is_sent(of_letter)
    on conflict do nothing;
    return true;
end
$$;

-- Who can read her present file or one that she had before it was handed on, or was kept from it: a
-- matter of how it is handled goes to none of them. Used in the memory of the request that seals it; shown to nobody.
create or replace function intake.readers_of(of_mailbox bytea)
returns table (account_id uuid)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    with held as (
        select contact.file_id as file
        from public.intake_mailbox as mailbox
        join public.intake_correspondent as contact on contact.id = mailbox.correspondent_id
        where mailbox.mailbox_hash = sha256(of_mailbox)
        union
        select mailbox.report_id from public.intake_mailbox as mailbox
        where mailbox.mailbox_hash = sha256(of_mailbox)
        union
        select step.file_id
        from public.intake_mailbox as mailbox
        join public.intake_progress as step on step.correspondent_id = mailbox.correspondent_id
        where mailbox.mailbox_hash = sha256(of_mailbox)
    ), waiting as (
        select known.package from public.intake_staged as known
        where known.mailbox_hash = sha256(of_mailbox)
        union all
        select aside.package from public.intake_quarantined as aside
        where aside.mailbox_hash = sha256(of_mailbox) and aside.kind = 'report'
    )
    select granted.account_id from public.guard_grant as granted
    where granted.file_id in (select file from held)
    union
    select wall.account_id from public.guard_wall as wall
    where wall.file_id in (select file from held)
    union
    select wrap.account_id
    from public.guard_keywrap as wrap
    join public.guard_filekey as key on key.id = wrap.file_key_id
    where key.file_id in (select file from held) and key.compartment <> 'identity'
    union
    select reader::uuid
    from waiting, jsonb_array_elements_text(
        coalesce(waiting.package -> 'readers', '[]')
        || coalesce(waiting.package -> 'walled', '[]')) as reader
$$;

-- Gives one mailbox another key, and other words where `new` differs from `old`: everything sealed
-- to the old key comes with it, sealed anew. False where something came in since it was read.
create or replace function intake.replace_one(change jsonb)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    old_box bytea := sha256(decode(change ->> 'old', 'base64'));
    new_box bytea := sha256(decode(change ->> 'new', 'base64'));
    is_new boolean := change ->> 'old' <> change ->> 'new';
    contact uuid;
    -- A report that waits holds its keys in its package.
    patch jsonb := jsonb_build_object(
        'box_public', change -> 'public', 'kept', change -> 'kept',
        'is_locked', change -> 'is_locked')
        || case when is_new then '{"must_change": false}' else '{}' end::jsonb;
begin
    if is_new and (
        exists (select from public.intake_mailbox as known where known.mailbox_hash = new_box)
        or exists (select from public.intake_staged as known where known.mailbox_hash = new_box)
        or exists (select from public.intake_burntwords as known where known.mailbox_hash = new_box))
    then
        return false;
    end if;
    select correspondent.id into contact
    from public.intake_mailbox as mailbox
    join public.intake_correspondent as correspondent on correspondent.id = mailbox.correspondent_id
    where mailbox.mailbox_hash = old_box
    for update;
    if found then
        if intake.sealed_ids(contact, old_box) <> (change ->> 'ids') then
            return false;
        end if;
        update public.intake_letter as letter set ciphertext = decode(sealed ->> 'text', 'base64')
        from jsonb_array_elements(change -> 'letters') as sealed
        where letter.id = (sealed ->> 'id')::uuid and letter.correspondent_id = contact;
        update public.intake_supporter as supporter
        set access = decode(sealed ->> 'access', 'base64')
        from jsonb_array_elements(change -> 'supporters') as sealed
        where supporter.mailbox_hash = decode(sealed ->> 'id', 'base64')
          and supporter.correspondent_id = contact;
        delete from public.intake_supporter as supporter
        where supporter.correspondent_id = contact and not exists (
            select from jsonb_array_elements(change -> 'supporters') as sealed
            where decode(sealed ->> 'id', 'base64') = supporter.mailbox_hash);
        update public.intake_correspondent set box_public = decode(change ->> 'public', 'base64')
        where id = contact;
        update public.intake_mailbox
        set mailbox_hash = new_box, kept = decode(change ->> 'kept', 'base64'),
            is_locked = (change ->> 'is_locked')::boolean, must_change = must_change and not is_new
        where mailbox_hash = old_box;
    elsif intake.sealed_ids(null, old_box) <> (change ->> 'ids') or not (
        exists (select from public.intake_staged as known
                where known.mailbox_hash = old_box and known.package is not null)
        or exists (select from public.intake_quarantined as known
                   where known.mailbox_hash = old_box and known.kind = 'report'))
    then
        return false;
    end if;
    update public.intake_staged
    set mailbox_hash = new_box,
        package = package || patch #- '{reserve,package,kept}' #- '{reserve,package,box_public}'
    where mailbox_hash = old_box;
    update public.intake_quarantined
    set mailbox_hash = new_box,
        package = case when kind = 'report' then package || patch else package end
    where mailbox_hash = old_box;
    update public.intake_reserve
    set mailbox_hash = new_box, package = package - array['kept', 'box_public']
    where mailbox_hash = old_box;
    update public.intake_stagedletter as letter
    set package = jsonb_set(letter.package, '{copy}', sealed -> 'text')
    from jsonb_array_elements(change -> 'letters') as sealed
    where letter.id = (sealed ->> 'id')::uuid and letter.mailbox_hash = old_box;
    update public.intake_reserve set mailbox_hash = new_box where mailbox_hash = old_box;
    update public.intake_stagedletter set mailbox_hash = new_box where mailbox_hash = old_box;
    if is_new then
        insert into public.intake_burntwords (mailbox_hash, leaf_hash, day)
        select old_box, sent.leaf_hash, sent.day
        from (
            select known.leaf_hash, known.promised_on as day
            from public.intake_mailbox as known where known.mailbox_hash = new_box
            union all
            select known.leaf_hash, known.day
            from public.intake_staged as known where known.mailbox_hash = new_box
            union all
            select known.leaf_hash, known.day
            from public.intake_quarantined as known
            where known.mailbox_hash = new_box and known.kind = 'report'
        ) as sent
        limit 1
        on conflict do nothing;
    end if;
    return true;
end
$$;

-- The ids of all that is sealed to a mailbox's key, as one text to compare.
create or replace function intake.sealed_ids(of_correspondent uuid, box bytea)
returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select coalesce(string_agg(sealed.id, ' ' order by sealed.id collate "C"), '')
    from (
        select letter.id::text as id from public.intake_letter as letter
        where letter.correspondent_id = of_correspondent
        union
        select letter.id::text from public.intake_stagedletter as letter
        where letter.mailbox_hash = box and letter.package ->> 'copy' is not null
        union
        select encode(supporter.mailbox_hash, 'hex') from public.intake_supporter as supporter
        where supporter.correspondent_id = of_correspondent
    ) as sealed
$$;

-- Gives mailboxes that the same words open other words, or other keys: all of them or none. Where
-- one of `absent` is there after all, it was made meanwhile and would be left behind.
create or replace function intake.replace_words(of_changes jsonb)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    change jsonb;
begin
    -- Nothing is sent or sealed meanwhile.
    lock table public.intake_staged, public.intake_stagedletter in share row exclusive mode;
    if exists (
        select from (
            select sha256(decode(one, 'base64')) as box
            from jsonb_array_elements_text(of_changes -> 'absent') as one) as absent
        where exists (select from public.intake_mailbox as known where known.mailbox_hash = box)
           or exists (select from public.intake_staged as known where known.mailbox_hash = box)
           or exists (select from public.intake_quarantined as known where known.mailbox_hash = box))
    then
        return false;
    end if;
    for change in select * from jsonb_array_elements(of_changes -> 'changes') loop
        if not intake.replace_one(change) then
            raise exception 'changed meanwhile' using errcode = 'CW001';
        end if;
    end loop;
    return true;
exception
    when sqlstate 'CW001' then
        return false;
end
$$;

revoke all on function
    intake.seal_target(uuid, text), intake.shown(bytea), intake.mailbox(bytea),
    intake.supported(bytea), intake.is_sent(uuid), intake.write(bytea, uuid, date, date, jsonb),
    intake.take_back(bytea, uuid), intake.add_supporter(bytea, bytea, bytea, date),
    intake.remove_supporter(bytea, bytea), intake.write_as_supporter(bytea, uuid, date, jsonb),
    intake.readers_of(bytea), intake.replace_one(jsonb), intake.sealed_ids(uuid, bytea),
    intake.replace_words(jsonb)
from public;
grant execute on function
    intake.mailbox(bytea), intake.supported(bytea),
    intake.write(bytea, uuid, date, date, jsonb), intake.take_back(bytea, uuid),
    intake.add_supporter(bytea, bytea, bytea, date), intake.remove_supporter(bytea, bytea),
    intake.write_as_supporter(bytea, uuid, date, jsonb), intake.readers_of(bytea),
    intake.replace_words(jsonb)
to candour_report;
