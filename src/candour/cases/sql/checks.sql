-- Checks that change outcomes, refused here whatever page or code they are left out by.

-- Whether everything was looked for that "no case to answer" needs: an honest reason, and where it
-- is one person's word against another's every line of corroboration and one test for both sides.
create or replace function cases.is_checked(answers jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        answers ->> 'why_no_case' <> ''
        and answers ->> 'why_no_case' not in (
            'did_not_know_better', 'banter', 'personality_clash')
        and case answers ->> 'word_against_word'
            when 'no' then answers ->> 'why_no_case' <> 'officer_believed'
            when 'yes' then answers ?& array[
                    'corroboration_digital', 'corroboration_pattern',
                    'corroboration_first_disclosure', 'corroboration_location',
                    'reporter_consistency', 'reporter_detail', 'reporter_motive', 'reporter_record',
                    'subject_consistency', 'subject_detail', 'subject_motive', 'subject_record']
                and (answers ->> 'why_no_case' <> 'officer_believed' or 'against' in (
                    answers ->> 'corroboration_digital', answers ->> 'corroboration_pattern',
                    answers ->> 'corroboration_first_disclosure',
                    answers ->> 'corroboration_location'))
            else false end,
        false)
$$;

-- Which level stands for an allegation: one below misconduct, or lower than the one that stood on
-- the facts or with the history, waits for a second person who assesses the same. Null while it
-- waits. A level on the facts raises the bar; what was assessed below it before agrees to nothing.
create or replace function cases.level_that_stands(of_allegation uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    one record;
    on_facts text;
    by_facts uuid[] := '{}';
    rank_on_facts integer := -1;
    running text;
    seen uuid[] := '{}';
    has_stood boolean := false;
    bar integer := -1;
    before integer := -1;
    standing text;
begin
    for one in
        -- Two accounts of one person are no two people.
        select made.level, made.basis,
            coalesce(
                (select account.person_id from public.guard_account as account
                 where account.id = made.decided_by),
                made.decided_by) as decided_by,
            ('{"neither": 0, "practice_requiring_improvement": 1, "misconduct": 2,
               "gross_misconduct": 3}'::jsonb ->> made.level)::integer as rank
        from public.cases_severityassessment as made
        where made.allegation_id = of_allegation and made.basis in ('facts', 'history')
        order by made.decided_at, made.basis, made.id
    loop
        if one.basis = 'facts' then
            if one.level is distinct from on_facts then
                on_facts := one.level;
                by_facts := '{}';
            end if;
            if one.decided_by is not null and one.decided_by <> all(by_facts) then
                by_facts := by_facts || one.decided_by;
            end if;
            continue when one.rank < rank_on_facts and cardinality(by_facts) < 2;
            rank_on_facts := one.rank;
            if one.rank > bar and bar >= 0 then
                running := null;
            end if;
            if not has_stood or one.rank > bar then
                bar := one.rank;
            end if;
            continue;
        end if;
        if one.level is distinct from running then
            running := one.level;
            seen := '{}';
            before := bar;
        end if;
        if one.decided_by is not null and one.decided_by <> all(seen) then
            seen := seen || one.decided_by;
        end if;
        if one.rank >= 2 and one.rank >= before or cardinality(seen) >= 2 then
            standing := running;
            has_stood := true;
            bar := one.rank;
        else
            standing := null;
        end if;
    end loop;
    return standing;
end
$$;

-- Whether police staff reported sexual conduct of an officer: somebody outside the force decides.
create or replace function cases.needs_outsider(of_file uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_case as matter
        join public.cases_allegation as said on said.file_id = matter.file_id
        join public.people_service as served on served.person_id = said.subject_id
        where matter.file_id = of_file and matter.reporter_kind = 'police_staff_same_force'
          and said.category in ('G2', 'G3', 'J', 'J1', 'J2', 'J3')
          and served.kind in ('officer', 'special') and served.left_on is null)
$$;

-- Whether whoever decides is outside the force of a case, or somebody outside agreed to it.
create or replace function cases.is_from_outside(of_file uuid, decider uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_case as matter
        join public.guard_account as account on account.organisation_id <> matter.organisation_id
        where matter.file_id = of_file and (account.id = decider or exists (
            select from public.cases_secondask as asked
            join public.cases_secondanswer as answer on answer.asked_id = asked.id
            where asked.file_id = of_file and asked.what = 'no_case_staff_officer'
              and answer.agrees and answer.decided_by = account.id)))
$$;

-- Whether the checks of one allegation are recorded, on its own page or with the decision of its
-- person under the steps.
create or replace function cases.is_no_case_checked(of_allegation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_nocasecheck as made
        where made.allegation_id = of_allegation and cases.is_checked(made.answers)
          and not exists (
              select from public.cases_nocasecheck as later where later.supersedes_id = made.id)
    ) or exists (
        select from public.cases_allegation as said
        join lateral (
            select step.answers -> 'each' -> said.subject_id::text as own
            from public.cases_steptaken as step
            where step.file_id = said.file_id and step.step = 'decide_case_to_answer'
            order by step.decided_at desc, step.number desc limit 1
        ) as decided on true
        where said.id = of_allegation and decided.own ->> 'finding' = 'no_case_to_answer'
          and cases.is_checked(decided.own))
$$;

-- An outcome rests on a level that stands; none says "no case" without its checks and its decider.
create or replace function cases.refuse_unchecked_outcome() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    level text := cases.level_that_stands(new.allegation_id);
begin
    if level is null and exists (
        select from public.cases_severityassessment as made
        where made.allegation_id = new.allegation_id and made.basis = 'history'
    ) then
        raise exception 'the level waits for a second person'
            using errcode = 'check_violation', constraint = 'cases_outcome_level_stands';
    end if;
    if new.result = 'no_case_to_answer'
        or new.result = 'no_further_action' and level in ('misconduct', 'gross_misconduct') then
        if not cases.is_no_case_checked(new.allegation_id) then
            raise exception 'no case to answer needs its checks'
                using errcode = 'check_violation', constraint = 'cases_outcome_checked';
        end if;
        if cases.needs_outsider(new.file_id)
            and not cases.is_from_outside(new.file_id, new.decided_by) then
            raise exception 'somebody outside the force decides this'
                using errcode = 'check_violation', constraint = 'cases_outcome_outsider';
        end if;
    end if;
    return new;
end
$$;

create or replace trigger cases_outcome_needs_checks
before insert on public.cases_outcome
for each row when (new.batch_id is null) execute function cases.refuse_unchecked_outcome();

-- A case that was recorded here closes only once all that was assessed in it has an outcome.
create or replace function cases.refuse_closing_undecided() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.cases_allegation as said
        join public.cases_severityassessment as made
          on made.allegation_id = said.id and made.basis = 'history'
        where said.file_id = new.file_id and not exists (
            select from public.cases_outcome as outcome where outcome.allegation_id = said.id)
    ) then
        raise exception 'an allegation has no outcome'
            using errcode = 'check_violation', constraint = 'cases_case_every_allegation_decided';
    end if;
    return new;
end
$$;

create or replace trigger cases_case_closes_decided
before update on public.cases_case
for each row when (
    new.batch_id is null and old.closed_on is null and new.closed_on is not null)
execute function cases.refuse_closing_undecided();

-- The accounts that decided, assessed or investigated anything in a case.
create or replace function cases.took_part(of_file uuid) returns table (account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select step.decided_by from public.cases_steptaken as step
    where step.file_id = of_file and step.decided_by is not null
    union
    select made.decided_by from public.cases_severityassessment as made where made.file_id = of_file
    union
    select made.decided_by from public.cases_outcome as made where made.file_id = of_file
    union
    select made.decided_by from public.cases_nocasecheck as made where made.file_id = of_file
    union
    select made.decided_by from public.cases_referral as made where made.file_id = of_file
    union
    select made.decided_by from public.cases_linkdecision as made where made.file_id = of_file
    union
    select given.account_id from public.guard_grant as given
    where given.file_id = of_file and given.role = 'investigator'
$$;

-- Whether somebody had a part in a case, under this account or another: no second person then.
create or replace function cases.had_part_in(of_file uuid, of_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from cases.took_part(of_file) as part
        where access.same_person(part.account_id, of_account))
$$;

-- A second person is another person, without a part in the case before, and outside the force where
-- the decision asks for that.
create or replace function cases.refuse_second_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    asked public.cases_secondask;
begin
    select * into asked from public.cases_secondask as one where one.id = new.asked_id;
    if asked.file_id is distinct from new.file_id or new.decided_by is null
        or coalesce(access.same_person(new.decided_by, asked.decided_by), false)
        -- What whoever reported said is recorded, not decided again: a part does no harm there.
        or asked.what <> 'informal_consent' and cases.had_part_in(new.file_id, new.decided_by) then
        raise exception 'a second person is somebody else'
            using errcode = 'check_violation', constraint = 'cases_secondanswer_somebody_else';
    end if;
    if asked.what in ('no_case_staff_officer', 'informal_consent') and not exists (
        select from public.guard_account as account
        where account.id = new.decided_by and account.organisation_id <> new.organisation_id
    ) then
        raise exception 'this second person is outside the force'
            using errcode = 'check_violation', constraint = 'cases_secondanswer_outside';
    end if;
    return new;
end
$$;

create or replace trigger cases_secondanswer_is_of_another
before insert on public.cases_secondanswer
for each row execute function cases.refuse_second_person();

-- A step that says a second person agrees has one; "no case to answer" has its checks; and a person
-- who moved because nobody had decided stays moved until somebody decides with a reason.
create or replace function cases.refuse_step_unchecked() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if new.step in ('assess_severity', 'reassess_severity')
        and 'second_person_agrees' = any(new.facts) and not exists (
            select from public.cases_severityassessment as one
            join public.cases_severityassessment as other
              on other.allegation_id = one.allegation_id and other.basis = one.basis
             and other.level = one.level
             and not access.same_person(other.decided_by, one.decided_by)
            where one.file_id = new.file_id and one.basis = 'history')
    or new.step in ('withdraw_proceedings', 'find_no_proceedings')
        and 'second_person_agrees' = any(new.facts) and not exists (
            select from public.cases_secondask as asked
            join public.cases_secondanswer as answer on answer.asked_id = asked.id
            where asked.file_id = new.file_id and asked.what = new.step
              and asked.about_id = new.subject_id and answer.agrees
              and not coalesce(access.same_person(answer.decided_by, new.decided_by), false))
    then
        raise exception 'no second person agreed'
            using errcode = 'check_violation', constraint = 'cases_steptaken_seconded';
    end if;
    if new.step = 'decide_case_to_answer' then
        if exists (
            select from jsonb_each(coalesce(new.answers -> 'each', '{}')) as person
            where person.value ->> 'finding' = 'no_case_to_answer'
              and not cases.is_checked(person.value)
        ) then
            raise exception 'no case to answer needs its checks'
                using errcode = 'check_violation', constraint = 'cases_steptaken_checked';
        end if;
        if cases.needs_outsider(new.file_id)
            and not cases.is_from_outside(new.file_id, new.decided_by) then
            raise exception 'somebody outside the force decides this'
                using errcode = 'check_violation', constraint = 'cases_steptaken_outsider';
        end if;
    end if;
    if new.step = 'separate' and (new.reason_item_id is null or new.decided_by is null)
        and exists (
            select from public.cases_separationdefault as moved
            where moved.file_id = new.file_id and moved.person_id = new.about_id)
    then
        raise exception 'who moved stays moved until somebody decides with a reason'
            using errcode = 'check_violation', constraint = 'cases_steptaken_separation_reason';
    end if;
    return new;
end
$$;

create or replace trigger cases_steptaken_is_checked
before insert on public.cases_steptaken
for each row when (new.step in (
    'assess_severity', 'reassess_severity', 'withdraw_proceedings', 'find_no_proceedings',
    'decide_case_to_answer', 'separate'))
execute function cases.refuse_step_unchecked();

-- Where a weapon or a threat is spoken of, only the authority says that firearms need not be taken.
create or replace function cases.refuse_firearms() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if new.answer <> 'yes' and exists (
        select from public.cases_abusecheck as said
        where said.file_id = new.file_id and said.code = 'weapons_or_threats'
          and said.answer = 'yes' and not exists (
              select from public.cases_abusecheck as later where later.supersedes_id = said.id)
    ) and not exists (
        select from public.guard_account as account
        where account.id = new.decided_by and account.seat = 'appropriate_authority'
    ) then
        raise exception 'only the authority leaves firearms where a weapon is spoken of'
            using errcode = 'check_violation', constraint = 'cases_abusecheck_firearms';
    end if;
    return new;
end
$$;

create or replace trigger cases_abusecheck_firearms_are_the_authoritys
before insert on public.cases_abusecheck
for each row when (new.code = 'firearms') execute function cases.refuse_firearms();

revoke all on function cases.is_checked(jsonb), cases.level_that_stands(uuid),
    cases.needs_outsider(uuid), cases.is_from_outside(uuid, uuid), cases.is_no_case_checked(uuid),
    cases.took_part(uuid), cases.had_part_in(uuid, uuid), cases.refuse_unchecked_outcome(),
    cases.refuse_closing_undecided(), cases.refuse_second_person(), cases.refuse_step_unchecked(),
    cases.refuse_firearms()
from public;
