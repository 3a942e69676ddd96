-- Where the cases of a snapshot come from; no name means that they were recorded here.

select matter.source_name, count(*), min(matter.received_on), max(matter.received_on)
from cases_case as matter
where matter.received_on <= %(as_of)s
group by matter.source_name
order by matter.source_name collate "C"
