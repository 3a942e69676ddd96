-- What the nightly proof asks of every receipt: a leaf, a mailbox, one present state, a next date
-- until it is closed, and a body with a live certified reader who holds a grant and a key.

-- Every report that came in, where it stands, and in which file it now is.
create or replace function oversight.standing_reports()
returns table (
    report uuid, reference text, route text, leaf_hash bytea, correspondent uuid, now_in uuid,
    owner uuid, state text, next_on date, steps bigint, last_step integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with begun as (
        select distinct on (step.file_id) step.file_id, step.correspondent_id
        from public.intake_progress as step
        order by step.file_id, step.number),
    told as (
        select distinct on (step.correspondent_id)
               step.correspondent_id, step.state, step.next_on, step.number,
               count(*) over (partition by step.correspondent_id) as steps
        from public.intake_progress as step
        order by step.correspondent_id, step.number desc)
    select report.file_id, report.reference, report.route, report.leaf_hash, contact.id,
           contact.file_id, coalesce(contact.organisation_id, report.organisation_id),
           told.state, told.next_on, told.steps, told.number
    from public.intake_report as report
    left join begun on begun.file_id = report.file_id
    left join public.intake_correspondent as contact on contact.id = begun.correspondent_id
    left join told on told.correspondent_id = contact.id
$$;

-- Receipts that lack a state, an owner who can read them, or a next date, with what is wrong.
create or replace function oversight.faulty_receipts(certified uuid[], on_day date)
returns table (report uuid, reference text, organisation uuid, problem text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with standing as materialized (select * from oversight.standing_reports()),
    newest as (
        select distinct on (key.file_id) key.file_id, key.id
        from public.guard_filekey as key
        where key.compartment = 'narrative'
        order by key.file_id, key.epoch desc),
    alive as (
        select distinct newest.file_id
        from newest
        join public.guard_keywrap as wrapped on wrapped.file_key_id = newest.id
        join public.guard_grant as granted
          on granted.file_id = newest.file_id and granted.account_id = wrapped.account_id
        join public.guard_account as account
          on account.id = wrapped.account_id and account.is_active
        where wrapped.account_id = any(certified)
          and not exists (
              select from public.guard_wall as wall
              where wall.file_id = newest.file_id and wall.account_id = wrapped.account_id)),
    waiting as (
        select leaf.leaf_hash
        from public.guard_leaf as leaf
        join public.guard_pendingleaf as pending on pending.leaf_id = leaf.id
        union
        select staged.leaf_hash from public.intake_staged as staged)
    select standing.report, standing.reference, standing.owner, found.problem
    from standing
    left join alive on alive.file_id = standing.now_in
    left join public.intake_mailbox as box on box.correspondent_id = standing.correspondent
    left join public.intake_correspondent as contact on contact.id = standing.correspondent
    cross join lateral (
        select 'no_leaf' as problem
        where not exists (
            select from public.guard_treeleaf as placed
            where placed.leaf_hash = standing.leaf_hash)
          and not exists (
            select from waiting where waiting.leaf_hash = standing.leaf_hash)
        union all
        select 'no_mailbox'
        -- Taken in for somebody else: nobody was ever given words that would open a mailbox.
        where box.mailbox_hash is null and standing.route <> 'hotline'
          and contact.is_reachable is distinct from false
          and not exists (
            select from public.intake_reporterevent as event
            where event.correspondent_id = standing.correspondent and event.kind = 'words_burnt')
        union all
        select 'other_leaf' where box.leaf_hash <> standing.leaf_hash
        union all
        select 'no_state' where standing.state is null
        union all
        select 'state_removed' where standing.steps <> standing.last_step
        union all
        select 'no_next_date'
        where standing.state not in ('answered', 'closed') and standing.next_on is null
        union all
        select 'no_owner' where alive.file_id is null
    ) as found
    union all
    select null, '', contact.organisation_id, 'no_report'
    from public.intake_mailbox as box
    join public.intake_correspondent as contact on contact.id = box.correspondent_id
    where not exists (
        select from public.intake_report as report where report.leaf_hash = box.leaf_hash)
    union all
    select contact.report_id, '', contact.force_id, 'no_report'
    from public.imports_contact as contact
    where contact.disposition = 'passed_on' and not exists (
        select from public.intake_report as report where report.file_id = contact.report_id)
    union all
    select null, '', null, 'not_sealed'
    from public.intake_staged as staged
    where staged.day < on_day and staged.package is not null and exists (
        select from public.intake_sealedday as sealed where sealed.day >= on_day)
    union all
    select null, '', null, 'set_aside'
    from public.intake_quarantined as aside where aside.kind = 'report'
$$;

-- The alerts that the actor may see: of the forces in scope, and those that are of nobody's.
create or replace function oversight.alerts_seen()
returns table (
    id uuid, kind text, found_on date, organisation text, reference text, place text, words text,
    settled_on date, reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select alert.id, alert.kind, alert.found_on, coalesce(named.name, ''), alert.reference,
           alert.place, alert.words, settled.settled_on, coalesce(settled.reason, '')
    from public.oversight_alert as alert
    left join public.people_organisationname as named
      on named.organisation_id = alert.organisation_id and named.until_on is null
    left join public.oversight_settlement as settled on settled.alert_id = alert.id
    where (select guard.actor()) is not null
      and (alert.organisation_id is null
           or alert.organisation_id in (select unnest(guard.my_organisations())))
      and (alert.file_id is null or alert.file_id not in (select unnest(guard.hidden_files())))
    order by settled.settled_on desc nulls first, alert.found_on desc, alert.place, alert.id
$$;

-- Settles an alert that whoever asks can see, once, with a reason.
create or replace function oversight.settle(
    of_alert uuid, of_settlement uuid, on_day date, of_reason text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from oversight.alerts_seen() as seen
                   where seen.id = of_alert and seen.settled_on is null)
    then
        return false;
    end if;
    insert into public.oversight_settlement (id, alert_id, settled_on, settled_by, reason)
    values (of_settlement, of_alert, on_day, guard.actor(), of_reason)
    on conflict (alert_id) do nothing;
    return found;
end
$$;

-- When the receipts were last proved, which every overseer may know.
create or replace function oversight.last_proof()
returns table (proved_on date, receipts bigint, rows bigint, findings integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select proof.proved_on, proof.receipts, proof.rows, proof.findings
    from public.oversight_proof as proof
    where (select guard.actor()) is not null
    order by proof.proved_on desc, proof.id
    limit 1
$$;

revoke all on function
    oversight.standing_reports(), oversight.faulty_receipts(uuid[], date),
    oversight.alerts_seen(), oversight.settle(uuid, uuid, date, text), oversight.last_proof()
from public;
grant usage on schema oversight to candour_worker;
grant execute on function
    oversight.standing_reports(), oversight.faulty_receipts(uuid[], date)
to candour_worker;
grant execute on function
    oversight.alerts_seen(), oversight.settle(uuid, uuid, date, text), oversight.last_proof()
to candour_oversight;
