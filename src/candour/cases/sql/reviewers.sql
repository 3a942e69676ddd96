-- Who may be named to review a case, and that a review which only policy gives has a reviewer.

-- A reviewer comes from outside and stands nowhere near the case: not of its force, with no other
-- part, no role, no wall, and no other seat that sees it. A reviewer's seat is for reviews alone, a
-- case has one at a time, and nobody is named beside one who is the same person. One refusal.
create or replace function cases.refuse_near_reviewer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if new.account_id is null then
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtext('cases.party'));
    if (new.kind = 'reviewer') <> exists (
            select from public.guard_account as seat
            where seat.id = new.account_id and seat.seat = 'reviewer')
        or exists (
            select from public.cases_party as standing
            where standing.file_id = new.file_id and 'reviewer' in (standing.kind, new.kind)
              and (standing.kind = new.kind
                   or access.same_person(standing.account_id, new.account_id))
              and not exists (select from public.cases_partyend as ended
                              where ended.party_id = standing.id))
        or new.kind = 'reviewer'
            and cases.is_near(new.file_id, new.organisation_id, new.account_id)
    then
        raise exception 'this reviewer can not be named here'
            using errcode = 'check_violation', constraint = 'cases_party_reviewer_from_outside';
    end if;
    return new;
end
$$;

create or replace trigger cases_party_reviewer_comes_from_outside
before insert on public.cases_party
for each row execute function cases.refuse_near_reviewer();

-- What only policy gives is applied for once a reviewer is named.
create or replace function cases.require_reviewer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if new.step = 'apply_for_review' and 'has_parity_review' = any(new.facts) and not exists (
        select from public.cases_party as named
        where named.file_id = new.file_id and named.kind = 'reviewer'
          and not exists (select from public.cases_partyend as ended
                          where ended.party_id = named.id))
    then
        raise exception 'nobody is named to review this'
            using errcode = 'check_violation', constraint = 'cases_steptaken_names_a_reviewer';
    end if;
    return new;
end
$$;

create or replace trigger cases_steptaken_names_a_reviewer
before insert on public.cases_steptaken
for each row execute function cases.require_reviewer();

revoke all on function cases.refuse_near_reviewer(), cases.require_reviewer() from public;
