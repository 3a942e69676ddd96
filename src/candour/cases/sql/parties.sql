-- What the tables of a case's sides refuse, and the one way in which a subject asks for somebody.

-- The cases that are tied to one, and whether what is the subject's side there is the reporter's
-- side here: other cases of one of its subjects, those of co-subjects among them; and what answers
-- a report or is answered by one, unless somebody decided that it does not.
create or replace function cases.tied_cases(of_file uuid)
returns table (file_id uuid, is_turned boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select other.file_id, false
    from public.cases_allegation as own
    join public.cases_allegation as other
      on other.subject_id = own.subject_id and other.file_id <> own.file_id
    where own.file_id = of_file
    union
    select case when first.file_id = of_file then later.file_id else first.file_id end, true
    from public.patterns_proposal as proposal
    join public.cases_case as first on first.file_id = proposal.file_id
    join public.cases_case as later
      on proposal.later_file_id in (later.file_id, later.report_file_id)
    where proposal.kind = 'counter' and of_file in (first.file_id, later.file_id)
      and first.file_id <> later.file_id
      and not exists (
          select from public.patterns_proposaldecision as decided
          where decided.proposal_id = proposal.id and decided.answer = 'not_linked'
            and not exists (
                select from public.patterns_proposaldecision as newer
                where newer.supersedes_id = decided.id));
end
$$;

-- Whoever stands by one side never stands by the other, nor does anybody of the same branch: in
-- this case, and in every case that is tied to it. The refusal is one and the same.
create or replace function cases.refuse_both_sides() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- Two sides asked for at one moment follow each other, in whichever of the tied cases.
    perform pg_advisory_xact_lock(hashtext('cases.party'));
    if new.kind = 'representative' and exists (
        select from public.cases_party as standing
        join (
            select new.file_id, false as is_turned
            union
            select tied.file_id, tied.is_turned from cases.tied_cases(new.file_id) as tied
        ) as near on near.file_id = standing.file_id
        where standing.kind = 'representative'
          and (standing.side = new.side) = near.is_turned
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

-- Whether a case is open.
create or replace function cases.is_open_case(of_file uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_case as known
        where known.file_id = of_file and known.closed_on is null and not known.is_closed_undated)
$$;

-- Whether somebody, in any of their accounts, is of a case's force, may open the case, has a scope over
-- its force, or is walled from it.
create or replace function cases.is_near(of_file uuid, of_force uuid, of_account uuid)
returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select from public.guard_account as seat
        where access.same_person(seat.id, of_account)
          and (seat.organisation_id = of_force
               or exists (select from public.guard_wall as wall
                          where wall.file_id = of_file and wall.account_id = seat.id)
               or exists (select from public.guard_grant as granted
                          where granted.file_id = of_file and granted.account_id = seat.id)
               or exists (select from public.guard_scope as scope
                          where scope.organisation_id = of_force and scope.account_id = seat.id)));
end
$$;

-- Who stands in some cases, or in any where none are named, and may not any more: since a case was tied
-- to another, somebody who was named earlier stands or stood by the other side there, or is of the same
-- branch. The later part ends; so does that of a reviewer who since got a wall, a role or a scope. Only
-- who stands on both sides somewhere, and cases that answer a report or are answered, are compared with
-- what is tied to them: a branch that always stands by one side is passed over at once. What is shown
-- unasked says nothing of a case that whoever reads does not see, and nothing of closed ones.
create or replace function cases.stand_wrongly(of_files uuid[], is_shown boolean)
returns table (file_id uuid, party_id uuid, noted_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with known as materialized (
        select party.* from public.cases_party as party where party.kind = 'representative'
    ), both_sides as materialized (
        select party.account_id as who from known as party
        group by party.account_id having count(distinct party.side) > 1
        union
        select party.person_id from known as party
        group by party.person_id having count(distinct party.side) > 1
    ), branches as materialized (
        select party.branch_key from known as party where party.branch_key <> ''
        group by party.branch_key having count(distinct party.side) > 1
    ), turned as materialized (
        select proposal.file_id from public.patterns_proposal as proposal
        where proposal.kind = 'counter'
        union
        select made.file_id
        from public.patterns_proposal as proposal
        join public.cases_case as made
          on proposal.later_file_id in (made.file_id, made.report_file_id)
        where proposal.kind = 'counter'
    )
    select own.file_id, own.id, own.noted_at
    from known as own
    where (of_files is null or own.file_id = any(of_files))
      and not exists (select from public.cases_partyend as ended where ended.party_id = own.id)
      and (own.account_id in (select both_sides.who from both_sides)
           or own.person_id in (select both_sides.who from both_sides)
           or own.branch_key in (select branches.branch_key from branches)
           or own.file_id in (select turned.file_id from turned))
      and guard.sees(own.file_id)
      and (not is_shown or cases.is_open_case(own.file_id))
      and exists (
          select from cases.tied_cases(own.file_id) as tied
          join known as earlier on earlier.file_id = tied.file_id
          where (not is_shown or guard.sees(tied.file_id))
            and (earlier.side = own.side) = tied.is_turned
            and (earlier.noted_at, earlier.id) < (own.noted_at, own.id)
            and (earlier.account_id = own.account_id or earlier.person_id = own.person_id
                 or (earlier.branch_key <> '' and earlier.branch_key = own.branch_key)))
    union all
    select party.file_id, party.id, party.noted_at
    from public.cases_party as party
    where party.kind = 'reviewer'
      and (of_files is null or party.file_id = any(of_files))
      and not exists (select from public.cases_partyend as ended where ended.party_id = party.id)
      and guard.sees(party.file_id)
      and (not is_shown or cases.is_open_case(party.file_id))
      and cases.is_near(party.file_id, party.organisation_id, party.account_id)
    order by 3, 2;
end
$$;

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
    cases.tied_cases(uuid), cases.refuse_both_sides(), cases.is_open_case(uuid),
    cases.is_near(uuid, uuid, uuid), cases.stand_wrongly(uuid[], boolean),
    cases.ask_for_representative(text, uuid, timestamptz),
    cases.refuse_long_plan(), cases.refuse_own_review()
from public;
grant execute on function cases.ask_for_representative(text, uuid, timestamptz)
to candour_casework, candour_worker;
grant execute on function cases.stand_wrongly(uuid[], boolean) to candour_casework, candour_worker;
