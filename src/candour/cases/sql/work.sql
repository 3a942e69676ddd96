-- What a body outside the force sees of late cases that were put to it, and what it answers: codes,
-- days and a reference, only of its own forces, and nothing that a wall keeps from whoever asks.

create or replace function cases.late_for_body(on_day date)
returns table (
    escalation_id uuid, organisation_id uuid, reference text, because text, clock text,
    started_on date, way text, raised_on date, late_days integer, risk smallint, answer text,
    no_action text, answered_on date, reply_due_on date, reply text, plan_on date, is_replied boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    with mine as (
        select body.kind
        from public.guard_account as account
        join public.people_organisation as body on body.id = account.organisation_id
        where account.id = guard.actor() and account.is_active
          and account.seat = 'oversight_reader'),
    waiting as (
        select distinct on (raised.file_id, raised.way)
            raised.id, raised.file_id, raised.organisation_id, known.reference, raised.because,
            raised.clock, raised.started_on, raised.way, raised.raised_on,
            case when raised.clock = '' then on_day - known.received_on
                 else on_day - step.late_after end as late_days,
            coalesce(step.risk, weighed.risk, 2::smallint) as risk
        from public.cases_clockescalation as raised
        join public.cases_case as known on known.file_id = raised.file_id
        left join public.cases_deadline as step
          on step.file_id = raised.file_id and step.clock = raised.clock
         and step.started_on = raised.started_on and step.met_on is null
        left join lateral (
            select max(any_step.risk) as risk from public.cases_deadline as any_step
            where any_step.file_id = raised.file_id) as weighed on true
        where raised."to" = (select mine.kind from mine)
          and raised.organisation_id in (select unnest(guard.my_organisations()))
          and raised.file_id not in (select unnest(cases.hidden_with_twins()))
          and known.closed_on is null and not known.is_closed_undated
          and (raised.clock = '' or step.id is not null)
        order by raised.file_id, raised.way, raised.raised_on desc, raised.id)
    select one.id, one.organisation_id, one.reference, one.because, one.clock, one.started_on,
        one.way, one.raised_on, one.late_days, one.risk, said.code, said.because,
        said.answered_at::date, said.reply_due_on, given.code, given.plan_on,
        given.code is not null
    from waiting as one
    left join lateral (
        select answer.code, answer.because, answer.answered_at, answer.reply_due_on
        from public.cases_escalationanswer as answer
        where answer.escalation_id = one.id
        order by answer.answered_at desc, answer.id
        limit 1) as said on true
    left join lateral (
        select reason.code, reason.plan_on
        from public.cases_delayreason as reason
        where reason.file_id = one.file_id and reason.noted_at >= said.answered_at
        order by reason.noted_at desc, reason.id
        limit 1) as given on said.code = 'asks_force'
    order by one.way, said.code = 'no_action' nulls first, one.late_days * one.risk desc,
        one.reference;
end
$$;

-- Keeps what a body answers, where the case was put to it and is still late.
create or replace function cases.answer_escalation(
    of_escalation uuid, of_answer uuid, of_code text, of_because text, of_time timestamptz,
    on_day date, reply_by date)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into public.cases_escalationanswer
        (id, file_id, organisation_id, escalation_id, code, because, answered_at, answered_by,
         reply_due_on)
    select of_answer, raised.file_id, raised.organisation_id, raised.id, of_code, of_because,
           of_time, guard.actor(), reply_by
    from public.cases_clockescalation as raised
    where raised.id in (select seen.escalation_id from cases.late_for_body(on_day) as seen
                        where seen.escalation_id = of_escalation);
    return found;
end
$$;

revoke all on function
    cases.late_for_body(date),
    cases.answer_escalation(uuid, uuid, text, text, timestamptz, date, date)
from public;
grant execute on function
    cases.late_for_body(date),
    cases.answer_escalation(uuid, uuid, text, text, timestamptz, date, date)
to candour_oversight;
