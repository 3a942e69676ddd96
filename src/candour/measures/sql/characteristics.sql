-- Groups by protected characteristic. A value that fewer than ten people have could name somebody
-- by itself, or be a slip of the pen: such values are one group.

select measures.pseudonym(%(inner)s, %(outer)s, 'person', trait.person_id) collate "C"
        as person_key,
    trait.kind,
    case
        when count(*) over (partition by trait.kind, trait.value) < 10 then 'fewer_than_ten'
        else trait.value
    end
from people_characteristic as trait
order by person_key, trait.kind collate "C"
