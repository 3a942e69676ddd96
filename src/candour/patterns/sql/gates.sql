-- Gates: what HR asks before a change is made, the one word it gets, and what a body outside the
-- force reads of the decisions. Rules are rows of the law file, given as `of_rules`:
-- {"listed": [categories], "unproven": [results], "on": day, "since": day, "one_in": n, "key": hex}.

-- Why a change of somebody's work waits, by what was known on a day: codes. The same questions are
-- asked about everybody, known here or not.
create or replace function patterns.gate_causes(of_person uuid, of_rules jsonb)
returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with listed as (select jsonb_array_elements_text(of_rules -> 'listed') as code),
    unproven as (select jsonb_array_elements_text(of_rules -> 'unproven') as code),
    matters as materialized (
        select allegation.id, allegation.category, matter.file_id, matter.received_on,
            matter.closed_on,
            not matter.is_closed_undated and (
                matter.closed_on is null or matter.closed_on > (of_rules ->> 'on')::date) as is_open
        from public.cases_allegation as allegation
        join public.cases_case as matter on matter.file_id = allegation.file_id
        where allegation.subject_id = of_person
          and allegation.recorded_at < (of_rules ->> 'on')::date + 1),
    said (code, holds) as (
        select 'open_matter', exists (select from matters where matters.is_open)
        union all
        select 'listed_unproven', exists (
            select from matters
            left join lateral (
                select outcome.result from public.cases_outcome as outcome
                where outcome.allegation_id = matters.id and not exists (
                    select from public.cases_outcome as later
                    where later.supersedes_id = outcome.id)
                limit 1) as ended on true
            where not matters.is_open
              and coalesce(matters.closed_on, matters.received_on)
                  >= (of_rules ->> 'since')::date
              and (ended.result is null or ended.result in (select code from unproven))
              and (matters.category in (select code from listed)
                   or exists (select from public.cases_abusecheck as abuse
                              where abuse.file_id = matters.file_id)))
        union all
        select 'handling_failure',
            exists (
                select from public.cases_managerfailure as failure
                join public.cases_managerwatch as watch on watch.id = failure.watch_id
                where watch.person_id = of_person
                  and failure.queued_at < (of_rules ->> 'on')::date + 1
                  and watch.told_on >= (of_rules ->> 'since')::date)
            or exists (
                select from public.cases_supervisordecision as found
                join public.cases_supervisornoted as noted on noted.id = found.noted_id
                where noted.person_id = of_person
                  and found.answer in ('failed_to_report', 'failed_to_challenge')
                  and found.decided_at < (of_rules ->> 'on')::date + 1
                  and found.decided_at >= (of_rules ->> 'since')::date
                  and not exists (
                      select from public.cases_supervisordecision as later
                      where later.supersedes_id = found.id)))
    select coalesce(array_agg(said.code order by said.code), '{}') from said where said.holds
$$;

-- Whether chance lets a change wait of which nothing is known: the same answer at every asking.
create or replace function patterns.is_drawn(
    of_person uuid, of_change text, of_day date, of_rules jsonb)
returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select ('x' || encode(substr(sha256(
            decode(of_rules ->> 'key', 'hex')
            || convert_to(concat_ws('/', of_person, of_change, extract(year from of_day)), 'UTF8')
        ), 1, 7), 'hex'))::bit(56)::bigint % (of_rules ->> 'one_in')::bigint = 0
$$;

-- Who is known to an employer by a number on a day; nobody where it is two people's.
create or replace function patterns.known_by_number(
    of_employer uuid, of_number text, on_day date)
returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select case when count(distinct held.person_id) = 1 then min(held.person_id::text)::uuid end
    from public.people_identifier as held
    where held.value = of_number and held.organisation_id = of_employer
      and (held.until_on is null or held.until_on >= on_day)
$$;

-- Keeps a question and what it is answered by: once for each reference of an employer.
create or replace function patterns.put_gate_ask(
    of_id uuid, of_employer uuid, of_ref text, of_number text, of_change text, of_day date,
    of_way text, on_day date, of_rules jsonb)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    found_person uuid := patterns.known_by_number(of_employer, of_number, on_day);
    causes text[] := patterns.gate_causes(found_person, of_rules);
    chance boolean := patterns.is_drawn(found_person, of_change, of_day, of_rules);
begin
    if found_person is not null and causes = '{}' and chance then
        causes := array['drawn'];
    end if;
    insert into public.patterns_gateask
        (id, employer_id, ref, person_id, number, change, planned_on, way, said, because,
         asked_on, asked_by)
    values (of_id, of_employer, of_ref, found_person,
        case when found_person is null then of_number else '' end, of_change, of_day, of_way,
        case when found_person is null or causes <> '{}' then 'wait' else 'clear' end,
        to_jsonb(causes), on_day, guard.actor())
    on conflict (employer_id, ref) do nothing;
    return found;
end
$$;

-- What HR is told now: clear, wait, or not now after a decision; and conditions, if there are any.
create or replace function patterns.gate_word(of_employer uuid, of_ref text)
returns table (word text, terms jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select case
            when gate.id is null then asked.said
            when decided.answer is null then 'wait'
            when decided.answer = 'not_now' then 'not_now'
            else 'clear' end,
        coalesce(decided.terms, '[]')
    from public.patterns_gateask as asked
    left join public.patterns_gate as gate on gate.ask_id = asked.id
    left join lateral (
        select made.answer, made.terms from public.patterns_gatedecision as made
        where made.gate_id = gate.id and not exists (
            select from public.patterns_gatedecision as later where later.supersedes_id = made.id)
        limit 1) as decided on true
    where asked.employer_id = of_employer and asked.ref = of_ref
$$;

-- Which employer a token is of; nobody's where it is unknown or has ended.
create or replace function patterns.employer_of_token(of_digest bytea, on_day date) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select token.employer_id from public.patterns_gatetoken as token
    where token.digest = of_digest and (token.ended_on is null or token.ended_on >= on_day)
$$;

-- Takes a question of an HR system: nothing without its token, nothing past a day's number.
create or replace function patterns.ask_gate_by_token(
    of_digest bytea, of_id uuid, of_ref text, of_number text, of_change text, of_day date,
    on_day date, most_a_day integer, of_rules jsonb)
returns table (is_known boolean, is_new boolean, word text, terms jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    employer uuid := patterns.employer_of_token(of_digest, on_day);
    is_put boolean := false;
begin
    if employer is null then
        return query select false, false, ''::text, '[]'::jsonb;
        return;
    end if;
    if (select count(*) from public.patterns_gateask as asked
        where asked.employer_id = employer and asked.asked_on = on_day
          and asked.way = 'system') < most_a_day
    then
        is_put := patterns.put_gate_ask(
            of_id, employer, of_ref, of_number, of_change, of_day, 'system', on_day, of_rules);
    end if;
    return query
    select true, is_put, coalesce(told.word, 'too_many'), coalesce(told.terms, '[]')
    from (select 1) as always
    left join patterns.gate_word(employer, of_ref) as told on true;
end
$$;

-- Takes a question that somebody of the employer puts on the form.
create or replace function patterns.ask_gate_here(
    of_id uuid, of_ref text, of_number text, of_change text, of_day date, on_day date,
    of_rules jsonb)
returns table (is_new boolean, word text, terms jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    employer uuid;
    is_put boolean;
begin
    select account.organisation_id into employer from public.guard_account as account
    where account.id = guard.actor() and account.is_active
      and account.seat in ('desk_reader', 'appropriate_authority');
    if employer is null then
        raise exception 'nobody asks here' using errcode = 'insufficient_privilege';
    end if;
    is_put := patterns.put_gate_ask(
        of_id, employer, of_ref, of_number, of_change, of_day, 'form', on_day, of_rules);
    return query select is_put, told.word, told.terms
    from patterns.gate_word(employer, of_ref) as told;
end
$$;

-- Questions about a number by which nobody is known, for the authority to give back to HR.
create or replace function patterns.unknown_gate_asks(since_day date)
returns table (ref text, number text, change text, planned_on date, asked_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select asked.ref, asked.number, asked.change, asked.planned_on, asked.asked_on
    from public.patterns_gateask as asked
    where asked.person_id is null and asked.asked_on >= since_day
      and (select guard.actor()) is not null
      and asked.employer_id in (select unnest(guard.my_organisations()))
    order by asked.asked_on desc, asked.ref
    limit 200
$$;

-- What a body outside the force reads of its forces' gates: references, codes, days, and who
-- decided. No person of a gate, and nothing that a wall keeps from whoever asks.
create or replace function patterns.gates_for_body(since_day date)
returns table (
    organisation_id uuid, reference text, change text, planned_on date, made_on date,
    came_on date, due_on date, answer text, reasons jsonb, terms jsonb, decided_on date,
    decided_by text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select gate.organisation_id, gate.reference, gate.change, gate.planned_on, gate.made_on,
        gate.came_on, gate.due_on, decided.answer, decided.reasons, decided.terms,
        decided.decided_at::date, decided.name
    from public.patterns_gate as gate
    left join lateral (
        select made.answer, made.reasons, made.terms, made.decided_at,
            trim(named.given || ' ' || named.family) as name
        from public.patterns_gatedecision as made
        left join public.guard_account as account on account.id = made.decided_by
        left join public.people_personname as named
          on named.person_id = account.person_id and named.kind = 'current'
        where made.gate_id = gate.id and not exists (
            select from public.patterns_gatedecision as later where later.supersedes_id = made.id)
        limit 1) as decided on true
    where (select guard.actor()) is not null
      and gate.organisation_id in (select unnest(guard.my_organisations()))
      and gate.file_id not in (select unnest(guard.hidden_files()))
      and (decided.answer is null or gate.made_on is not null or gate.came_on >= since_day)
    order by gate.made_on is null, decided.answer is not null, gate.due_on, gate.reference
$$;

-- A gate is decided by the appropriate authority, and by nobody about themselves.
create or replace function patterns.require_authority_for_gate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from public.guard_account as account
        join public.patterns_gate as gate on gate.id = new.gate_id
        where account.id = new.decided_by and account.seat = 'appropriate_authority'
          and gate.file_id = new.file_id
          and account.person_id is distinct from gate.person_id
    ) then
        raise exception 'the appropriate authority decides a gate'
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create or replace trigger patterns_gatedecision_is_the_authoritys
before insert on public.patterns_gatedecision
for each row execute function patterns.require_authority_for_gate();

revoke all on function
    patterns.gate_causes(uuid, jsonb), patterns.is_drawn(uuid, text, date, jsonb),
    patterns.known_by_number(uuid, text, date),
    patterns.put_gate_ask(uuid, uuid, text, text, text, date, text, date, jsonb),
    patterns.gate_word(uuid, text), patterns.employer_of_token(bytea, date),
    patterns.ask_gate_by_token(bytea, uuid, text, text, text, date, date, integer, jsonb),
    patterns.ask_gate_here(uuid, text, text, text, date, date, jsonb),
    patterns.unknown_gate_asks(date), patterns.gates_for_body(date),
    patterns.require_authority_for_gate()
from public;
grant execute on function
    patterns.gate_causes(uuid, jsonb),
    patterns.put_gate_ask(uuid, uuid, text, text, text, date, text, date, jsonb),
    patterns.gate_word(uuid, text)
to candour_worker;
grant execute on function
    patterns.ask_gate_by_token(bytea, uuid, text, text, text, date, date, integer, jsonb),
    patterns.ask_gate_here(uuid, text, text, text, date, date, jsonb),
    patterns.unknown_gate_asks(date)
to candour_casework;
grant execute on function patterns.gates_for_body(date) to candour_oversight;
