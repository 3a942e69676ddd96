-- As what people served, clipped to the day. Until when a stretch without a leaving day lasts is said
-- by `person_time`; where a stretch of another kind began later, it ends the day before.

with known as (
    select served.person_id, served.organisation_id, served.kind, served.joined_on,
        served.left_on,
        lead(served.joined_on) over (
            partition by served.person_id, served.organisation_id
            order by served.joined_on, served.left_on, served.kind) as next_on
    from people_service as served
    where served.joined_on <= %(as_of)s
)
select measures.pseudonym(%(inner)s, %(outer)s, 'person', known.person_id) collate "C"
        as person_key,
    known.organisation_id::text, known.kind, known.joined_on,
    greatest(
        known.joined_on,
        least(coalesce(known.left_on, known.next_on - 1, %(as_of)s), %(as_of)s)) as until_on
from known
order by person_key, known.organisation_id, known.joined_on, known.kind collate "C", until_on
