-- Who looked at a case, as its authority and its subject may see it, and what comes to triage.

-- Who looked at a case and at the report it came from, by account: for whoever sees the case.
create or replace function cases.looks_of(of_file uuid, of_zone text)
returns table (
    account_id uuid, seat text, what text, on_date date, number bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not guard.sees(of_file) then
        return;
    end if;
    return query
    select (body.said #>> '{by,account}')::uuid, body.said #>> '{by,seat}', body.said ->> 'what',
           ((body.said ->> 'at')::timestamptz at time zone of_zone)::date as day, count(*)
    from public.guard_leaf as leaf,
         lateral (select convert_from(leaf.body, 'UTF8')::json as said) as body
    where leaf.body is not null
      and (leaf.file_id = of_file or leaf.file_id in (
          select known.report_file_id from public.cases_case as known
          where known.file_id = of_file))
      and body.said ->> 'kind' in ('read', 'key', 'export')
      and body.said #>> '{by,account}' is not null
    group by 1, 2, 3, 4
    order by 4 desc, 1, 3
    limit 2000;
end
$$;

-- What a look at this file was, for whoever may answer why: nothing to whoever looked.
create or replace function cases.look_asked_about(of_inquiry uuid, of_zone text)
returns table (account_id uuid, seat text, what text, on_date date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select asked.looker_id, body.said #>> '{by,seat}', body.said ->> 'what',
           ((body.said ->> 'at')::timestamptz at time zone of_zone)::date
    from public.intake_lookinquiry as asked
    join public.guard_leaf as leaf on leaf.id = asked.leaf_id and leaf.body is not null,
         lateral (select convert_from(leaf.body, 'UTF8')::json as said) as body
    where asked.id = of_inquiry and asked.looker_id <> guard.actor() and guard.sees(asked.file_id);
end
$$;

-- Since when each file's notice is served on whoever holds this account, by the ledger of what was
-- disclosed. Without the ledger nothing is served.
create or replace function cases.notices_served(of_account uuid, of_zone text)
returns table (file_id uuid, on_date date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select copy.file_id, min((copy.served_at at time zone of_zone)::date)
    from public.cases_disclosedcopy as copy
    join public.cases_party as party on party.id = copy.party_id
    where copy.stage = 'notice' and party.kind = 'subject' and party.account_id = of_account
      -- A file alone tells nobody what they are accused of.
      and copy.kind <> 'file'
    group by copy.file_id;
exception
    when undefined_table then
        return;
end
$$;

-- What a subject may be told of who looked: by body and role and day, from the day of the notice on.
create or replace function cases.looks_for_subject(before_day date, on_day date, of_zone text)
returns table (seat text, body text, on_date date, leaf_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from public.guard_account as account
        where account.id = guard.actor() and account.is_active and account.seat = 'subject')
    then
        return;
    end if;
    return query
    select look.seat, max(named.name), look.on_date, min(look.leaf_id::text)::uuid
    from cases.notices_served(guard.actor(), of_zone) as served
    join public.cases_case as known on known.file_id = served.file_id,
         lateral intake.human_looks(array[served.file_id], before_day, on_day, of_zone) as look
    left join public.people_organisationname as named
      on named.organisation_id = look.organisation_id and named.until_on is null
    where look.on_date >= served.on_date
    group by look.seat, look.organisation_id, look.on_date
    order by look.on_date desc, 2, 1
    limit 2000;
end
$$;

-- The public key that the words of whoever asks to see a case are sealed to.
create or replace function cases.reason_target(of_file uuid)
returns table (compartment text, epoch integer, public_key bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select key.compartment, key.epoch, key.public_key
    from public.guard_filekey as key
    where key.file_id = of_file and key.compartment = 'narrative' and guard.sees(of_file)
    order by key.epoch desc limit 1
$$;

-- Keeps what was searched for, sealed, for the worker to compare; the same work for every search.
create or replace function cases.note_search(of_id uuid, of_time timestamptz, of_words bytea)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into public.cases_soughtwords (id, account_id, at, ciphertext)
    select of_id, guard.actor(), of_time, of_words where guard.actor() is not null
$$;

-- Whether the actor may triage what an account tried with a file: clean for the file, in a seat that
-- decides, inside its body or at the desk outside that takes reports about it, and neither the
-- person who asked nor close to them.
create or replace function cases.may_triage(of_account uuid, of_file uuid, on_day date)
returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    asker uuid;
begin
    select account.person_id into asker
    from public.guard_account as account where account.id = of_account;
    return guard.actor() is not null and guard.actor() <> of_account
        and of_file <> all(cases.hidden_with_twins())
        and exists (
            select from public.guard_account as account
            where account.id = guard.actor() and account.is_active
              and account.seat in ('appropriate_authority', 'desk_reader')
              and account.person_id is distinct from asker)
        and (guard.sees(of_file) or exists (
            select from public.access_deskreader as reader
            join public.access_acceptance as accepted
              on accepted.body_id = reader.organisation_id and accepted.withdrawn_on is null
            join public.guard_file as file
              on file.id = of_file and file.organisation_id = accepted.force_id
            where reader.account_id = guard.actor()))
        and (asker is null or not exists (
            select from access.near(array[asker], on_day) as near
            where near.account_id = guard.actor()));
end
$$;

-- The alarms that the actor may triage: those that wait first, newest first. The case by its
-- reference only where the actor sees it.
create or replace function cases.alarms(on_day date)
returns table (
    alarm_id uuid, file_id uuid, account_id uuid, pattern text, raised_at timestamptz,
    opened bigint, searched bigint, inquiries bigint, first_at timestamptz, last_at timestamptz,
    reference text, outcome text, because text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select alarm.id, alarm.file_id, alarm.account_id, alarm.pattern, alarm.raised_at,
           count(*) filter (where hit.way = 'opened'), count(*) filter (where hit.way = 'searched'),
           count(*) filter (where hit.way = 'inquiry'), min(hit.at), max(hit.at),
           (select coalesce(known.reference, report.reference)
            from public.guard_file as file
            left join public.cases_case as known on known.file_id = file.id
            left join public.intake_report as report on report.file_id = file.id
            where file.id = alarm.file_id and guard.sees(file.id)),
           settled.outcome, settled.because
    from public.cases_lookalarm as alarm
    join public.cases_lookhit as hit on hit.alarm_id = alarm.id
    left join public.cases_looktriage as settled on settled.alarm_id = alarm.id
    where cases.may_triage(alarm.account_id, alarm.file_id, on_day)
    group by alarm.id, settled.id
    order by settled.id is not null, alarm.raised_at desc, alarm.id
    limit 200;
end
$$;

-- Keeps what a clean person found of an alarm, once.
create or replace function cases.settle_alarm(
    of_alarm uuid, of_triage uuid, of_outcome text, of_because text, of_time timestamptz,
    on_day date)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.cases_looktriage
        (id, file_id, organisation_id, alarm_id, outcome, because, settled_at, settled_by)
    select of_triage, alarm.file_id, alarm.organisation_id, alarm.id, of_outcome, of_because,
           of_time, guard.actor()
    from public.cases_lookalarm as alarm
    where alarm.id = of_alarm and cases.may_triage(alarm.account_id, alarm.file_id, on_day)
    on conflict (alarm_id) do nothing;
    return found;
end
$$;

-- How often looks were asked about, withheld and brought to triage in the actor's forces since a
-- day: numbers alone, and none of a file that a wall hides.
create or replace function cases.looker_counts(since_day date, late_before date)
returns table (organisation_id uuid, what text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select counted.organisation_id, counted.what, count(*)
    from (
        select asked.organisation_id, asked.file_id, 'inquiry' as what
        from public.intake_lookinquiry as asked where asked.asked_on >= since_day
        union all
        select asked.organisation_id, asked.file_id, 'inquiry_late'
        from public.intake_lookinquiry as asked
        where asked.asked_on < late_before and not exists (
            select from public.cases_inquiryanswer as said where said.inquiry_id = asked.id)
        union all
        select said.organisation_id, said.file_id, 'answer:' || said.code
        from public.cases_inquiryanswer as said where said.answered_at >= since_day
        union all
        select withheld.organisation_id, withheld.file_id, 'withheld'
        from public.cases_withholding as withheld where withheld.decided_at >= since_day
        union all
        select alarm.organisation_id, alarm.file_id, 'alarm:' || alarm.pattern
        from public.cases_lookalarm as alarm where alarm.raised_at >= since_day
        union all
        select settled.organisation_id, settled.file_id, 'triage:' || settled.outcome
        from public.cases_looktriage as settled where settled.settled_at >= since_day
    ) as counted
    where counted.organisation_id = any(guard.my_organisations())
      and counted.file_id <> all(cases.hidden_with_twins())
    group by counted.organisation_id, counted.what
    order by counted.organisation_id, counted.what
$$;

drop policy if exists cases_inquiryanswer_not_the_looker on public.cases_inquiryanswer;
create policy cases_inquiryanswer_not_the_looker on public.cases_inquiryanswer
as restrictive for all to candour_casework, candour_oversight
using (looker_id <> (select guard.actor()));

revoke all on function
    cases.looks_of(uuid, text), cases.look_asked_about(uuid, text),
    cases.notices_served(uuid, text), cases.looks_for_subject(date, date, text),
    cases.reason_target(uuid), cases.note_search(uuid, timestamptz, bytea),
    cases.may_triage(uuid, uuid, date), cases.alarms(date),
    cases.settle_alarm(uuid, uuid, text, text, timestamptz, date),
    cases.looker_counts(date, date)
from public;
grant execute on function
    cases.looks_of(uuid, text), cases.look_asked_about(uuid, text),
    cases.looks_for_subject(date, date, text), cases.reason_target(uuid),
    cases.note_search(uuid, timestamptz, bytea), cases.alarms(date),
    cases.settle_alarm(uuid, uuid, text, text, timestamptz, date)
to candour_casework;
grant execute on function cases.looker_counts(date, date) to candour_oversight;
