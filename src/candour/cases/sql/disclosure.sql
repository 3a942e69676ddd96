-- Copies reach a side only after the reporter's safety was decided; reports lose no finding unseen.

-- Whether a stage was cleared: the reporter was told, can't be reached, or two people agree. Says
-- so only to whoever sees the file.
create or replace function cases.is_safe(of_file uuid, at_stage text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_safetydecision as decided
        where decided.file_id = of_file and decided.stage = at_stage
          and (decided.answer <> 'harm_test'
               or exists (select from public.cases_safetyreview as reviewed
                          where reviewed.decision_id = decided.id and reviewed.agrees)))
        and (guard.sees(of_file) or not guard.asked_by_site())
$$;

-- Nothing reaches the subject's side before that, whatever the code above the database does.
create or replace function cases.require_safety() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    recipient public.cases_party;
begin
    select * into recipient from public.cases_party as party
    where party.id = new.party_id and party.file_id = new.file_id;
    if recipient.id is null or exists (
        select from public.cases_partyend as ended where ended.party_id = recipient.id) then
        raise exception 'nobody is there to be given this'
            using errcode = 'check_violation', constraint = 'cases_disclosedcopy_recipient';
    end if;
    if recipient.side = 'subject' and not exists (
        select from public.cases_safetydecision as decided
        where decided.id = new.safety_id and decided.file_id = new.file_id
          and decided.stage = new.stage and cases.is_safe(new.file_id, new.stage)) then
        raise exception 'decide first whether the reporter is safe'
            using errcode = 'check_violation', constraint = 'cases_disclosedcopy_safety';
    end if;
    return new;
end
$$;

create or replace trigger cases_disclosedcopy_needs_safety
before insert on public.cases_disclosedcopy
for each row execute function cases.require_safety();

-- Hands a copy of the ledger to its recipient's account; the row it makes names no file.
create or replace function cases.serve(of_copy uuid, of_ciphertext bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.cases_servedcopy
        (id, account_id, reference, stage, kind, code, served_at, ciphertext)
    select given.id, party.account_id, known.reference, given.stage, given.kind, given.code,
        given.served_at, of_ciphertext
    from public.cases_disclosedcopy as given
    join public.cases_party as party on party.id = given.party_id
    join public.cases_case as known on known.file_id = given.file_id
    where given.id = of_copy and party.account_id is not null
      and (not guard.asked_by_site() or guard.sees(given.file_id));
    if not found then
        raise exception 'no such copy' using errcode = 'no_data_found';
    end if;
end
$$;

-- Takes what a party was given off its pages when its part ends; the ledger keeps every row.
create or replace function cases.take_back(of_party uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    delete from public.cases_servedcopy as served
    using public.cases_disclosedcopy as given
    where served.id = given.id and given.party_id = of_party
      and exists (select from public.cases_partyend as ended where ended.party_id = of_party)
      and (not guard.asked_by_site() or guard.sees(given.file_id))
$$;

-- The matters in which the actor has a seat: a reference each, and what the seat is for. A subject
-- hears of a matter once something was served in it, and not before.
create or replace function cases.my_seats()
returns table (reference text, kind text, is_answered boolean, has_representative boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select known.reference, party.kind,
        exists (select from public.cases_representativerequest as request
                where request.party_id = party.id),
        exists (select from public.cases_party as other
                where other.client_id = party.id
                  and not exists (select from public.cases_partyend as ended
                                  where ended.party_id = other.id))
    from public.cases_party as party
    join public.cases_case as known on known.file_id = party.file_id
    where party.account_id = guard.actor()
      and not exists (select from public.cases_partyend as ended where ended.party_id = party.id)
      and exists (select from public.cases_servedcopy as served
                  where served.account_id = party.account_id
                    and served.reference = known.reference)
    order by known.reference, party.id
$$;

-- Versions of a report, their findings and what was left out are never changed, by anybody.
create or replace function cases.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '% is only added to', tg_table_name
        using errcode = 'check_violation', constraint = 'cases_only_added_to';
end
$$;

create or replace trigger cases_draft_never_changes
before update or delete on public.cases_draft
for each row execute function cases.refuse_change();

create or replace trigger cases_finding_never_changes
before update or delete on public.cases_finding
for each row execute function cases.refuse_change();

create or replace trigger cases_removedfinding_never_changes
before update or delete on public.cases_removedfinding
for each row execute function cases.refuse_change();

create or replace trigger cases_disclosedcopy_never_changes
before update or delete on public.cases_disclosedcopy
for each row execute function cases.refuse_change();

-- When a version is committed, every finding of the one before stands in it, or was left out by
-- somebody who said why.
create or replace function cases.require_removals() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.cases_finding as before
        where before.draft_id = new.supersedes_id
          and not exists (
              select from public.cases_finding as still
              where still.draft_id = new.id and still.about = before.about
                and still.result = before.result
                and still.allegation_id is not distinct from before.allegation_id)
          and not exists (
              select from public.cases_removedfinding as removed
              where removed.draft_id = new.id and removed.finding_id = before.id)
    ) then
        raise exception 'a finding was left out without a reason'
            using errcode = 'check_violation', constraint = 'cases_draft_tells_what_it_leaves_out';
    end if;
    return null;
end
$$;

drop trigger if exists cases_draft_tells_what_it_leaves_out on public.cases_draft;
create constraint trigger cases_draft_tells_what_it_leaves_out
after insert on public.cases_draft
deferrable initially deferred
for each row execute function cases.require_removals();

-- For those who oversee: by its reference, which finding a later version of a report left out, and
-- where words of a case stood elsewhere before they were given to anybody. Codes and days only.
create or replace function cases.removed_and_leaked()
returns table (organisation_id uuid, reference text, what text, detail text, on_day date)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select noted.organisation_id, known.reference, noted.what, noted.detail, noted.on_day
    from (
        select removed.file_id, removed.organisation_id, 'removed_finding' as what,
            finding.about || ':' || finding.result as detail, removed.noted_at::date as on_day
        from public.cases_removedfinding as removed
        join public.cases_finding as finding on finding.id = removed.finding_id
        union all
        select leak.file_id, leak.organisation_id, 'leak', leak.source_kind, leak.appeared_on
        from public.cases_leakalert as leak
    ) as noted
    join public.cases_case as known on known.file_id = noted.file_id
    where guard.actor() is not null
      and noted.organisation_id = any(guard.my_organisations())
      and noted.file_id <> all(cases.hidden_with_twins())
    order by noted.on_day desc, known.reference, noted.what, noted.detail
$$;

revoke all on function
    cases.is_safe(uuid, text), cases.require_safety(), cases.serve(uuid, bytea),
    cases.take_back(uuid), cases.my_seats(), cases.refuse_change(), cases.require_removals(),
    cases.removed_and_leaked()
from public;
grant execute on function
    cases.is_safe(uuid, text), cases.serve(uuid, bytea), cases.take_back(uuid), cases.my_seats()
to candour_casework, candour_worker;
grant execute on function cases.removed_and_leaked() to candour_oversight;
