-- What overseers see of the duty to refer: how many cases of a month were referred of how many that
-- had to be, and, for the independent body alone, each that was not in time, by its reference, and
-- why not. From the clocks themselves, so that nobody needs to send or raise anything first.
-- Codes and days; never a word, a name or a file. What a wall keeps from the actor is left out.

-- The duties to refer that the actor may know of: one for each case, from when it first became clear.
create or replace function oversight.duties_to_refer(of_clocks text[])
returns table (
    file_id uuid, organisation_id uuid, started_on date, due_on date, late_after date, met_on date,
    stopped_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct on (duty.file_id)
        duty.file_id, duty.organisation_id, duty.started_on, duty.due_on, duty.late_after,
        duty.met_on, duty.stopped_on
    from public.cases_deadline as duty
    where duty.clock = any(of_clocks)
      and (select guard.actor()) is not null
      and duty.organisation_id in (select unnest(guard.my_organisations()))
      and duty.file_id not in (select unnest(cases.hidden_with_twins()))
    order by duty.file_id, duty.started_on, duty.due_on, duty.clock
$$;

-- Each case that the independent body should have had by a day and did not get. Why not is what the
-- force recorded: that the questions were answered anew, or a code for why the case is late.
create or replace function oversight.not_referred(of_clocks text[], on_day date)
returns table (
    organisation_id uuid, reference text, kind text, criteria text[], started_on date, due_on date,
    is_closed boolean, answered_anew_on date, because text, plan_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select duty.organisation_id, known.reference, known.kind, coalesce(met.criteria, '{}'),
        duty.started_on, duty.due_on,
        known.closed_on is not null or known.is_closed_undated,
        case when latest.is_required is not true then latest.decided_at::date end,
        given.code, given.plan_on
    from oversight.duties_to_refer(of_clocks) as duty
    join public.cases_case as known on known.file_id = duty.file_id
    left join lateral (
        select array_agg(distinct one.code) as criteria
        from public.cases_referralassessment as answered
        cross join lateral jsonb_array_elements_text(answered.criteria) as one(code)
        where answered.file_id = duty.file_id and answered.is_required) as met on true
    left join lateral (
        select answered.is_required, answered.decided_at
        from public.cases_referralassessment as answered
        where answered.file_id = duty.file_id
        order by answered.decided_at desc, answered.id
        limit 1) as latest on true
    left join lateral (
        select reason.code, reason.plan_on
        from public.cases_delayreason as reason
        where reason.file_id = duty.file_id and reason.noted_at::date >= duty.started_on
        order by reason.noted_at desc, reason.id
        limit 1) as given on true
    where duty.met_on is null and duty.late_after < on_day
      and (duty.stopped_on is null or duty.stopped_on > duty.late_after)
      and exists (
        select from public.guard_account as account
        join public.people_organisation as body on body.id = account.organisation_id
        where account.id = guard.actor() and account.is_active
          and account.seat = 'oversight_reader' and body.kind = 'independent_body')
    order by duty.due_on, known.reference
$$;

-- For each force and month in which it became clear: how many, and what became of them by a day.
create or replace function oversight.referrals_by_month(
    of_clocks text[], since_day date, on_day date)
returns table (
    organisation_id uuid, month_on date, eligible bigint, in_time bigint, late bigint,
    missed bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select duty.organisation_id, date_trunc('month', duty.started_on)::date, count(*),
        count(*) filter (where duty.met_on <= duty.late_after),
        count(*) filter (where duty.met_on > duty.late_after),
        count(*) filter (where duty.met_on is null and duty.late_after < on_day
            and (duty.stopped_on is null or duty.stopped_on > duty.late_after))
    from oversight.duties_to_refer(of_clocks) as duty
    where duty.started_on >= since_day and duty.started_on <= on_day
    group by duty.organisation_id, date_trunc('month', duty.started_on)
$$;

revoke all on function
    oversight.duties_to_refer(text[]),
    oversight.not_referred(text[], date),
    oversight.referrals_by_month(text[], date, date)
from public;
grant execute on function
    oversight.not_referred(text[], date),
    oversight.referrals_by_month(text[], date, date)
to candour_oversight;
