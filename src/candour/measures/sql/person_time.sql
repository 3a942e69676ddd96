-- When people served, clipped to the day. Where no leaving day is known, service ends with the last
-- posting if none is open, else with the year in which an officer turned 65, else with the day. A
-- posting that began after that year shows that they stayed. Spells that overlap make one.

with posted as (
    select posting.person_id, unit.organisation_id,
        bool_or(posting.until_on is null or posting.until_on > %(as_of)s) as is_open,
        max(posting.until_on) filter (where posting.until_on <= %(as_of)s) as last_on,
        max(posting.from_on) as latest_on
    from people_posting as posting
    join people_unit as unit on unit.id = posting.unit_id
    where posting.from_on <= %(as_of)s
    group by posting.person_id, unit.organisation_id
),
known as (
    select served.person_id, served.organisation_id, served.joined_on, served.left_on,
        case when not posted.is_open and posted.last_on >= served.joined_on
             then posted.last_on end as last_posting_on,
        case when served.kind in ('officer', 'special')
             then make_date(person.birth_year + %(oldest)s, 12, 31) end as too_old_on,
        greatest(posted.latest_on, served.joined_on) as seen_on
    from people_service as served
    join people_person as person on person.id = served.person_id
    left join posted
      on posted.person_id = served.person_id
     and posted.organisation_id = served.organisation_id
    where served.joined_on <= %(as_of)s
),
spell as (
    select known.person_id, known.organisation_id, known.joined_on as from_on,
        ending.until_on, ending.ends_by
    from known
    cross join lateral (
        select possible.until_on, possible.ends_by
        from (values
            (1, known.left_on, 'left', known.left_on <= %(as_of)s),
            (2, %(as_of)s::date, 'as_of', known.left_on > %(as_of)s),
            (3, known.last_posting_on, 'last_posting', known.last_posting_on is not null),
            (4, known.too_old_on, 'age',
                known.too_old_on < %(as_of)s and known.seen_on <= known.too_old_on),
            (5, %(as_of)s::date, 'as_of', true)
        ) as possible (place, until_on, ends_by, applies)
        where possible.applies
        order by possible.place
        limit 1
    ) as ending
),
merged as (
    select whole.person_id, whole.organisation_id, lower(stretch) as from_on,
        upper(stretch) - 1 as until_on
    from (
        select spell.person_id, spell.organisation_id,
            range_agg(daterange(spell.from_on, spell.until_on, '[]')) as days
        from spell
        group by spell.person_id, spell.organisation_id
    ) as whole
    cross join lateral unnest(whole.days) as stretch
)
select measures.pseudonym(%(inner)s, %(outer)s, 'person', merged.person_id) collate "C"
        as person_key,
    merged.organisation_id::text, merged.from_on, merged.until_on, min(spell.ends_by)
from merged
join spell
  on spell.person_id = merged.person_id
 and spell.organisation_id = merged.organisation_id
 and spell.until_on = merged.until_on
group by merged.person_id, merged.organisation_id, merged.from_on, merged.until_on
order by person_key, merged.organisation_id, merged.from_on
