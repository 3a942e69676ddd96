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
               'not_before', letter.not_before, 'event', letter.package -> 'event',
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
            'seal_to', staged.package -> 'seal_to',
            'identity_to', staged.package -> 'identity_to',
            'kept', staged.package ->> 'kept',
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
        'correspondent', contact.id,
        'seal_to', intake.seal_target(contact.file_id, 'narrative'));
end
$$;

-- A message from the reporter; it waits for the daily sealing like everything she sends.
-- A wish waits until `not_before`, and can be taken back till then.
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
    then
        return false;
    end if;
    insert into public.intake_stagedletter (id, mailbox_hash, day, not_before, package)
    values (of_letter, box, on_day, not_before_day, of_package)
    on conflict do nothing;
    return true;
end
$$;

-- Takes a wish back that has not taken effect yet.
create or replace function intake.take_back(of_mailbox bytea, of_letter uuid)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    lock table public.intake_stagedletter in row exclusive mode;
    delete from public.intake_stagedletter as letter
    where letter.id = of_letter and letter.mailbox_hash = sha256(of_mailbox)
      and letter.not_before is not null;
    return found;
end
$$;

revoke all on function
    intake.seal_target(uuid, text), intake.mailbox(bytea),
    intake.write(bytea, uuid, date, date, jsonb), intake.take_back(bytea, uuid)
from public;
grant execute on function
    intake.mailbox(bytea), intake.write(bytea, uuid, date, date, jsonb),
    intake.take_back(bytea, uuid)
to candour_report;
