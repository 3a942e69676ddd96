-- Late cases that were put to somebody outside the force, and what is owed beside the clocks.

-- What is owed beside the clocks: of the crime side in a case, rows that wait in a file of their own
-- for somebody to say what they are, and gates that nobody decides. For functions of the owner.
create or replace function cases.owed_beside_clocks()
returns table (file_id uuid, code text, started_on date, subject_id uuid, late_after date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select task.file_id, task.owed, (task.made_at at time zone 'UTC')::date, task.person_id,
           coalesce(stays.review_on, task.due_on)
    from public.cases_crimetask as task
    left join lateral (
        select decision.answer, decision.review_on
        from public.cases_misconductdecision as decision
        where decision.task_id = task.id and not exists (
            select from public.cases_misconductdecision as later
            where later.supersedes_id = decision.id)
        limit 1) as stays on true
    where (task.owed = 'interim' and (
              select count(*) from public.cases_interimdecision as said
              where said.task_id = task.id and not exists (
                  select from public.cases_interimdecision as later
                  where later.supersedes_id = said.id)) < 3)
       or (task.owed = 'misconduct' and not exists (
              select from public.cases_misconductdecision as gone
              where gone.task_id = task.id and gone.answer = 'go_on'))
    union all
    select item.file_id, 'crime_row', item.came_on, null::uuid, item.due_on
    from public.cases_crimeitem as item
    where not exists (
        select from public.cases_crimeitemdecision as settled
        where settled.asked_id = item.id and settled.answer <> 'ask')
    union all
    select item.file_id, 'grievance_row', item.came_on, null::uuid, item.due_on
    from public.cases_grievanceitem as item
    where not exists (
        select from public.cases_grievancedecision as settled
        left join public.cases_grievancereview as review on review.decision_id = settled.id
        where settled.asked_id = item.id
          and (settled.answer = 'conduct' or review.is_agreed))
    union all
    select gate.file_id, 'gate', gate.came_on, null::uuid, gate.due_on
    from public.patterns_gate as gate
    where not exists (
        select from public.patterns_gatedecision as decided where decided.gate_id = gate.id);
end
$$;

revoke all on function cases.owed_beside_clocks() from public;

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
            raised.id, raised.file_id, raised.organisation_id,
            coalesce(known.reference, gate.reference, '') as reference, raised.because,
            raised.clock, raised.started_on, raised.way, raised.raised_on,
            case when raised.clock = '' then on_day - known.received_on
                 else on_day - coalesce(step.late_after, beside.late_after) end as late_days,
            coalesce(step.risk, weighed.risk, 2::smallint) as risk
        from public.cases_clockescalation as raised
        left join public.cases_case as known on known.file_id = raised.file_id
        left join public.patterns_gate as gate on gate.file_id = raised.file_id
        left join public.cases_deadline as step
          on step.file_id = raised.file_id and step.clock = raised.clock
         and step.started_on = raised.started_on and step.met_on is null
         and step.subject_id is not distinct from raised.subject_id
        left join cases.owed_beside_clocks() as beside
          on beside.file_id = raised.file_id and beside.code = raised.clock
         and beside.started_on = raised.started_on
         and beside.subject_id is not distinct from raised.subject_id
        left join lateral (
            select max(any_step.risk) as risk from public.cases_deadline as any_step
            where any_step.file_id = raised.file_id) as weighed on true
        where raised."to" = (select mine.kind from mine)
          and raised.organisation_id in (select unnest(guard.my_organisations()))
          and raised.file_id not in (select unnest(cases.hidden_with_twins()))
          and known.closed_on is null and known.is_closed_undated is not true
          and (raised.clock = '' or step.id is not null or beside.file_id is not null)
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
