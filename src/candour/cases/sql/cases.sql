-- What the cases tables refuse, and when anything last arrived about a described person.

create schema if not exists cases;

-- When anything last arrived about the people a described person may be.
create or replace function cases.last_arrival(of_described uuid)
returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    -- What was recorded of a candidate, or was only later linked to one, has arrived then.
    select max(greatest(arrival.recorded_at, linked.decided_at))
    from public.cases_suggestion as suggestion
    join public.cases_allegation as arrival
      on arrival.subject_id = suggestion.person_id
     and arrival.file_id <> suggestion.file_id
    left join lateral (
        select max(decision.decided_at) as decided_at
        from public.cases_suggestion as elsewhere
        join public.cases_linkdecision as decision on decision.suggestion_id = elsewhere.id
        where elsewhere.described_id = arrival.described_id
          and elsewhere.person_id = arrival.subject_id
          and decision.answer = 'same'
    ) as linked on true
    where suggestion.described_id = of_described
$$;

-- Severity and outcome are refused unless everyone described in the case has been screened since
-- the last matching arrival and every suggestion has an answer. No screening is a refusal too.
create or replace function cases.require_screening() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.cases_described as described
        where described.file_id = new.file_id
          and not exists (
              select from public.cases_screening as screening
              where screening.described_id = described.id
                and screening.completed_at >= coalesce(
                    cases.last_arrival(described.id), '-infinity'::timestamptz))
    ) or exists (
        select from public.cases_suggestion as suggestion
        where suggestion.file_id = new.file_id
          and not exists (
              select from public.cases_linkdecision as decision
              where decision.suggestion_id = suggestion.id)
    ) or exists (
        select from public.cases_allegation as allegation
        where allegation.id = new.allegation_id
          and allegation.described_id is null and allegation.subject_id is null
    ) then
        raise exception 'screening is not complete' using errcode = 'check_violation';
    end if;
    return new;
end
$$;

-- Severity with the history waits until it was recorded on the facts alone.
create or replace function cases.require_facts_first() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if new.basis = 'history' and not exists (
        select from public.cases_severityassessment as facts
        where facts.allegation_id = new.allegation_id and facts.basis = 'facts'
    ) then
        raise exception 'severity on the facts alone comes first' using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create or replace trigger cases_severity_needs_screening
before insert on public.cases_severityassessment
for each row execute function cases.require_screening();

create or replace trigger cases_severity_on_facts_first
before insert on public.cases_severityassessment
for each row execute function cases.require_facts_first();

-- What another system decided comes with its batch and is not asked.
create or replace trigger cases_outcome_needs_screening
before insert on public.cases_outcome
for each row when (new.batch_id is null) execute function cases.require_screening();

revoke all on all functions in schema cases from public;
grant usage on schema cases to candour_casework, candour_oversight, candour_worker;
grant execute on function cases.last_arrival(uuid) to candour_casework, candour_worker;

create index if not exists cases_allegation_recorded
on public.cases_allegation (subject_id, recorded_at desc);
