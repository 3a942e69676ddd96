-- What the tables of a snapshot can't say, by the words under which its manifest counts it.

select 'cases without a day of the incident', count(*)
from cases_case where received_on <= %(as_of)s and incident_on is null
union all
select 'cases whose incident is dated after their receipt', count(*)
from cases_case where received_on <= %(as_of)s and incident_on > received_on
union all
select 'cases closed at an unknown day', count(*)
from cases_case where received_on <= %(as_of)s and is_closed_undated
union all
select 'cases without an allegation', count(*)
from cases_case as matter
where matter.received_on <= %(as_of)s
  and not exists (select from cases_allegation as one where one.file_id = matter.file_id)
union all
select 'allegations about nobody identified', count(*)
from cases_allegation as allegation
join cases_case as matter on matter.file_id = allegation.file_id
where matter.received_on <= %(as_of)s and allegation.subject_id is null
union all
select 'outcomes without a day, in cases without a closing day', count(*)
from cases_outcome as outcome
join cases_case as matter on matter.file_id = outcome.file_id
where matter.received_on <= %(as_of)s
  and outcome.decided_on is null and matter.closed_on is null
union all
select 'people whose service has no first day', count(*)
from people_person as person
where not exists (
    select from people_service as served
    where served.person_id = person.id and served.joined_on <= %(as_of)s)
order by 1
