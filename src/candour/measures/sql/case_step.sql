-- What was decided or happened in one case as a whole, as known on the day: whether it must be
-- referred and by which criteria, that it was, and applications for a review with their answers.

with assessed as (
    select distinct on (made.file_id)
        made.file_id, made.is_required, made.criteria,
        min((made.decided_at at time zone 'Europe/London')::date)
            filter (where made.is_required) over (partition by made.file_id) as required_on,
        (made.decided_at at time zone 'Europe/London')::date as assessed_on
    from cases_referralassessment as made
    where (made.decided_at at time zone 'Europe/London')::date <= %(as_of)s
    order by made.file_id, made.decided_at desc, made.id
),
reviewed as (
    -- A correction of a step is a step that takes its place.
    select taken.file_id, taken.happened_on, taken.answers ->> 'review' as answer
    from cases_steptaken as taken
    where taken.step = 'decide_review'
      and not exists (
          select from cases_steptaken as later where later.supersedes_id = taken.id)
),
taken as (
    select assessed.file_id, 'referral_required' as what,
        case when assessed.is_required then 'yes' when not assessed.is_required then 'no'
             else 'not_known' end as code,
        case when assessed.is_required then assessed.required_on else assessed.assessed_on end
            as happened_on
    from assessed
    union all
    select assessed.file_id, 'criterion', met.code, assessed.required_on
    from assessed
    cross join lateral jsonb_array_elements_text(assessed.criteria) as met (code)
    where assessed.is_required
    union all
    select made.file_id, 'referred', '', min(made.referred_on)
    from cases_referral as made
    group by made.file_id
    union all
    select event.file_id, 'review_applied', '', event.happened_on
    from cases_event as event
    where event.kind = 'review_applied'
    group by event.file_id, event.happened_on
    union all
    select event.file_id, 'review_decided', coalesce(min(reviewed.answer), ''), event.happened_on
    from cases_event as event
    left join reviewed
      on reviewed.file_id = event.file_id and reviewed.happened_on = event.happened_on
    where event.kind = 'review_decided'
    group by event.file_id, event.happened_on
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    matter.organisation_id::text, matter.kind, matter.source, matter.received_on,
    taken.what, taken.code, taken.happened_on
from taken
join cases_case as matter on matter.file_id = taken.file_id
where matter.received_on <= %(as_of)s and taken.happened_on <= %(as_of)s
order by case_key, taken.what collate "C", taken.code collate "C", taken.happened_on
