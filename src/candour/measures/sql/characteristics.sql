-- Groups by protected characteristic. A value that fewer than ten people have could name somebody
-- by itself, or be a slip of the pen: such values are one group. Of an age only the year of birth is
-- known, so the band is by the age that a person reaches in the year of the day.

with trait as (
    select recorded.person_id, recorded.kind, recorded.value
    from people_characteristic as recorded
    union all
    select born.person_id, 'age',
        case
            when born.years <= 25 then '25_and_under'
            when born.years <= 40 then '26_to_40'
            when born.years <= 55 then '41_to_55'
            else 'over_55'
        end
    from (
        select person.id as person_id,
            extract(year from %(as_of)s::date)::int - person.birth_year as years
        from people_person as person
        where person.birth_year is not null
    ) as born
    where born.years >= 0
)
select measures.pseudonym(%(inner)s, %(outer)s, 'person', trait.person_id) collate "C"
        as person_key,
    trait.kind,
    case
        when count(*) over (partition by trait.kind, trait.value) < 10 then 'fewer_than_ten'
        else trait.value
    end
from trait
order by person_key, trait.kind collate "C"
