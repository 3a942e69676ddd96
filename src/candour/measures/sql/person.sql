-- Everybody on the register, and whether it is known when they served.

select measures.pseudonym(%(inner)s, %(outer)s, 'person', person.id) collate "C" as person_key,
    exists (
        select from people_service as served
        where served.person_id = person.id and served.joined_on <= %(as_of)s)
from people_person as person
order by person_key
