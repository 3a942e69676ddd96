-- What came in by each route and where it stood on the day: reports with the body that had them
-- first, and contacts of outside lines that are no report. A report has the key of its own file, and
-- that of its case where there is one; a contact has neither.

with begun as (
    select distinct on (step.file_id) step.file_id, step.correspondent_id
    from intake_progress as step
    order by step.file_id, step.number
),
told as (
    select distinct on (step.correspondent_id) step.correspondent_id, step.state
    from intake_progress as step
    where step.since_on <= %(as_of)s
    order by step.correspondent_id, step.number desc
)
select measures.pseudonym(
        %(inner)s, %(outer)s, 'case', coalesce(matter.file_id, report.file_id)) collate "C"
        as case_key,
    measures.pseudonym(%(inner)s, %(outer)s, 'case', report.file_id) collate "C" as report_key,
    report.organisation_id::text, report.received_on, report.route,
    case when elsewhere.file_id is not null then 'moved' else coalesce(told.state, '') end as state,
    coalesce(contact.is_reachable, false) as is_reachable
from intake_report as report
left join begun on begun.file_id = report.file_id
left join intake_correspondent as contact on contact.id = begun.correspondent_id
left join told on told.correspondent_id = contact.id
left join cases_case as matter on matter.report_file_id = report.file_id
left join intake_report as elsewhere
  on elsewhere.file_id = contact.file_id and elsewhere.file_id <> report.file_id
where report.received_on <= %(as_of)s
union all
select '', '', contact.force_id::text, contact.received_on, 'hotline', contact.disposition, false
from imports_contact as contact
where contact.received_on <= %(as_of)s and contact.recorded_on <= %(as_of)s
  and contact.disposition <> 'passed_on'
  and not exists (
      select from imports_contact as later
      where later.supersedes_id = contact.id and later.recorded_on <= %(as_of)s)
order by 1, 2, 3, 4, 6
