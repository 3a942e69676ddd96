-- Since when and until when, clipped to the day, each person was suspended or on restricted duties
-- in each case: the record does not tell the two apart. A second start before an end changes nothing.

with ended as (
    select event.file_id, event.organisation_id, event.subject_id, event.kind, event.happened_on,
        min(event.happened_on) filter (where event.kind = 'suspension_ended') over (
            partition by event.file_id, event.subject_id
            order by event.happened_on, event.recorded_at, event.id
            rows between current row and unbounded following) as ended_on
    from cases_event as event
    where event.kind in ('suspended_from_duty', 'suspension_ended')
      and event.subject_id is not null and event.happened_on <= %(as_of)s
),
spell as (
    select ended.file_id, ended.organisation_id, ended.subject_id,
        min(ended.happened_on) as from_on, coalesce(ended.ended_on, %(as_of)s) as until_on
    from ended
    where ended.kind = 'suspended_from_duty'
    group by ended.file_id, ended.organisation_id, ended.subject_id, ended.ended_on
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', spell.file_id) collate "C" as case_key,
    measures.pseudonym(%(inner)s, %(outer)s, 'person', spell.subject_id) collate "C"
        as person_key,
    spell.organisation_id::text, spell.from_on, spell.until_on
from spell
order by case_key, person_key, spell.from_on, spell.until_on
