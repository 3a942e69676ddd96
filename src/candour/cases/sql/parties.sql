-- What the tables of a case's sides refuse, and the one way in which a subject asks for somebody.

-- Whoever stands by one side never stands by the other, nor does anybody of the same branch.
create or replace function cases.refuse_both_sides() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- Two sides asked for at one moment follow each other.
    perform pg_advisory_xact_lock(hashtext('cases.party ' || new.file_id));
    if new.kind = 'representative' and exists (
        select from public.cases_party as standing
        where standing.file_id = new.file_id
          and standing.kind = 'representative' and standing.side <> new.side
          and (standing.account_id = new.account_id
               or standing.person_id = new.person_id
               or (standing.branch_key <> '' and standing.branch_key = new.branch_key))
    ) then
        raise exception 'this representative can not stand by this side'
            using errcode = 'check_violation', constraint = 'cases_party_one_side';
    end if;
    return new;
end
$$;

create or replace trigger cases_party_stands_on_one_side
before insert on public.cases_party
for each row execute function cases.refuse_both_sides();

-- A subject asks from their seat, and gets the same answer whatever becomes of it. Twenty-eight
-- days and three names: nobody finds out by asking for everybody in turn.
create or replace function cases.ask_for_representative(of_reference text, of_account uuid,
                                                        asked timestamptz)
returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into public.cases_representativerequest
        (id, file_id, organisation_id, party_id, account_id, asked_at)
    select gen_random_uuid(), party.file_id, party.organisation_id, party.id, of_account, asked
    from public.cases_party as party
    join public.cases_case as known on known.file_id = party.file_id
    where party.account_id = guard.actor() and party.kind = 'subject'
      and known.reference = of_reference
      and exists (select from public.guard_account as wanted
                  where wanted.id = of_account and wanted.seat = 'representative')
      and not exists (select from public.cases_partyend as ended where ended.party_id = party.id)
      and (select count(*) from public.cases_representativerequest as earlier
           where earlier.party_id = party.id
             and earlier.asked_at > asked - interval '28 days') < 3
    on conflict do nothing
$$;

-- A plan is looked at again within 28 days.
create or replace function cases.refuse_long_plan() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if new.review_on > new.made_on + 28 then
        raise exception 'a protection plan is reviewed within 28 days'
            using errcode = 'check_violation', constraint = 'cases_protectionplan_28_days';
    end if;
    return new;
end
$$;

create or replace trigger cases_protectionplan_is_reviewed_soon
before insert on public.cases_protectionplan
for each row execute function cases.refuse_long_plan();

-- Nobody agrees with a decision of their own.
create or replace function cases.refuse_own_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from public.cases_safetydecision as decided
               where decided.id = new.decision_id
                 and access.same_person(decided.noted_by, new.noted_by)) then
        raise exception 'a second person reviews it'
            using errcode = 'check_violation', constraint = 'cases_safetyreview_by_another';
    end if;
    return new;
end
$$;

create or replace trigger cases_safetyreview_is_by_another
before insert on public.cases_safetyreview
for each row execute function cases.refuse_own_review();

revoke all on function
    cases.refuse_both_sides(), cases.ask_for_representative(text, uuid, timestamptz),
    cases.refuse_long_plan(), cases.refuse_own_review()
from public;
grant execute on function cases.ask_for_representative(text, uuid, timestamptz)
to candour_casework, candour_worker;
