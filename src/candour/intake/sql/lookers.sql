-- Who looked at a reporter's file: read with her mailbox id alone, without a name, days only.

-- The files that a mailbox's report has had: the report, where it was handed on, the case made of
-- it. A case that other reporters share tells that it was worked on, and nothing finer.
create or replace function intake.files_of(of_correspondent uuid)
returns table (file_id uuid, is_shared boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    with own as (
        select contact.file_id as id from public.intake_correspondent as contact
        where contact.id = of_correspondent
        union
        select mailbox.report_id from public.intake_mailbox as mailbox
        where mailbox.correspondent_id = of_correspondent and mailbox.report_id is not null
        union
        select step.file_id from public.intake_progress as step
        where step.correspondent_id = of_correspondent
    ), every_one as (
        select own.id from own
        union
        select known.file_id from public.cases_case as known
        where known.report_file_id in (select own.id from own)
    )
    select every_one.id, exists (
        select from public.intake_correspondent as other
        where other.file_id = every_one.id and other.id <> of_correspondent)
    from every_one;
end
$$;

-- Whether looks of this account at this file are withheld on this day: a harm test that has not run
-- out, that nobody has undone, and that a second person has upheld or still may.
create or replace function intake.is_withheld(of_file uuid, of_account uuid, on_day date)
returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select from public.cases_withholding as withheld
        left join public.cases_withholdingreview as review on review.withholding_id = withheld.id
        where withheld.file_id = of_file and withheld.looker_id = of_account
          and withheld.review_on >= on_day
          and (review.is_upheld or (review.id is null and withheld.lapses_on >= on_day)));
end
$$;

-- The looks of people at these files before a day, leaf by leaf. What subjects and representatives
-- open is what was served on them, and stands in the ledger of what was disclosed.
create or replace function intake.human_looks(
    of_files uuid[], before_day date, on_day date, of_zone text)
returns table (
    leaf_id uuid, file_id uuid, account_id uuid, seat text, organisation_id uuid, what text,
    on_date date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select said.id, said.file, said.account, said.seat, said.organisation, said.what, said.on_date
    from (
        select leaf.id, leaf.file_id as file, (body.said #>> '{by,account}')::uuid as account,
               body.said #>> '{by,seat}' as seat,
               (body.said #>> '{by,organisation}')::uuid as organisation,
               body.said ->> 'what' as what, body.said ->> 'kind' as kind,
               ((body.said ->> 'at')::timestamptz at time zone of_zone)::date as on_date
        from public.guard_leaf as leaf,
             lateral (select convert_from(leaf.body, 'UTF8')::json as said) as body
        where leaf.file_id = any(of_files) and leaf.body is not null
    ) as said
    where said.kind in ('read', 'key', 'export') and said.account is not null
      and said.seat in ('desk_reader', 'investigator', 'appropriate_authority',
                        'oversight_reader', 'custodian')
      and said.on_date < before_day
      and not intake.is_withheld(said.file, said.account, on_day);
end
$$;

-- What a mailbox shows of who looked: bodies, seats, kinds of look and days, newest first, bounded.
-- Readers are told apart by a number that changes from mailbox to mailbox.
create or replace function intake.looks(
    of_mailbox bytea, before_day date, on_day date, of_zone text)
returns table (
    reader bigint, what text, seat text, body text, on_date date, number bigint, leaf_id uuid,
    asked_on date, answered_on date)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    contact uuid;
begin
    select mailbox.correspondent_id into contact from public.intake_mailbox as mailbox
    where mailbox.mailbox_hash = sha256(of_mailbox);
    return query
    with held as (select known.file_id, known.is_shared from intake.files_of(contact) as known),
    seen as (
        select look.leaf_id as leaf, look.account_id as account, look.seat, look.organisation_id,
               case when held.is_shared then 'shared' else look.what end as what, look.on_date
        from intake.human_looks(array(select held.file_id from held), before_day, on_day, of_zone)
            as look
        join held on held.file_id = look.file_id
    )
    select dense_rank() over (order by sha256(of_mailbox || convert_to(seen.account::text, 'UTF8'))),
           seen.what, seen.seat, max(named.name), seen.on_date, count(distinct seen.leaf),
           min(seen.leaf::text)::uuid, min(asked.asked_on),
           min((answered.answered_at at time zone of_zone)::date)
    from seen
    left join public.people_organisationname as named
      on named.organisation_id = seen.organisation_id and named.until_on is null
    left join public.intake_lookinquiry as asked
      on asked.correspondent_id = contact and asked.leaf_id = seen.leaf
    left join public.cases_inquiryanswer as answered on answered.inquiry_id = asked.id
    group by seen.account, seen.what, seen.seat, seen.on_date
    order by seen.on_date desc, 1, seen.what
    limit 2000;
end
$$;

-- Which parts of the system touched her file by themselves: names of services, without days.
create or replace function intake.automated(of_mailbox bytea)
returns table (service text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select distinct body.said #>> '{by,service}'
    from public.intake_mailbox as mailbox,
         lateral intake.files_of(mailbox.correspondent_id) as known
    join public.guard_leaf as leaf on leaf.file_id = known.file_id and leaf.body is not null,
         lateral (select convert_from(leaf.body, 'UTF8')::json as said) as body
    where mailbox.mailbox_hash = sha256(of_mailbox)
      and coalesce(body.said #>> '{by,account}', '') = ''
      and coalesce(body.said #>> '{by,service}', '') <> ''
    order by 1;
end
$$;

-- Files what a reporter asked about a look, if it is a look at a file of hers; asking about the same
-- look again changes nothing.
create or replace function intake.ask_about_look(
    of_letter uuid, contact public.intake_correspondent, of_look uuid, on_day date)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.intake_lookinquiry
        (id, correspondent_id, file_id, organisation_id, leaf_id, looker_id, asked_on)
    select of_letter, contact.id, contact.file_id, contact.organisation_id, leaf.id,
           (convert_from(leaf.body, 'UTF8')::json #>> '{by,account}')::uuid, on_day
    from public.guard_leaf as leaf
    where leaf.id = of_look and leaf.body is not null
      and leaf.file_id in (select known.file_id from intake.files_of(contact.id) as known)
      and convert_from(leaf.body, 'UTF8')::json #>> '{by,account}' is not null
    on conflict do nothing;
end
$$;

-- Whoever looked learns neither that somebody asked nor what was answered.
drop policy if exists intake_lookinquiry_not_the_looker on public.intake_lookinquiry;
create policy intake_lookinquiry_not_the_looker on public.intake_lookinquiry
as restrictive for all to candour_casework, candour_oversight
using (looker_id <> (select guard.actor()));

revoke all on function
    intake.files_of(uuid), intake.is_withheld(uuid, uuid, date),
    intake.human_looks(uuid[], date, date, text), intake.looks(bytea, date, date, text),
    intake.automated(bytea),
    intake.ask_about_look(uuid, public.intake_correspondent, uuid, date)
from public;
grant execute on function intake.looks(bytea, date, date, text), intake.automated(bytea)
to candour_report;
