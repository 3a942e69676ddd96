-- What followed a report and was put to named people, with the decision in force on the day: one
-- made later does not count, nor does one that another had replaced by then. Of a reporter whom one
-- person keeps nothing is here: nobody may decide of it in the open.

with made as (
    select decision.id, decision.proposal_id, decision.supersedes_id, decision.answer
    from patterns_proposaldecision as decision
    where (decision.decided_at at time zone 'Europe/London')::date <= %(as_of)s
),
in_force as (
    select made.proposal_id, made.answer
    from made
    where not exists (select from made as later where later.supersedes_id = made.id)
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', matter.file_id) collate "C" as case_key,
    measures.pseudonym(
        %(inner)s, %(outer)s, 'case', coalesce(matter.report_file_id, matter.file_id)) collate "C"
        as report_key,
    matter.organisation_id::text,
    coalesce(report.received_on, matter.received_on) as received_on,
    put.kind as what,
    coalesce(in_force.answer, '') as answer,
    coalesce(measures.pseudonym(%(inner)s, %(outer)s, 'case', put.later_file_id), '')
        collate "C" as later_key,
    coalesce(
        measures.pseudonym(
            %(inner)s, %(outer)s, 'case', coalesce(recorded.file_id, put.later_file_id)), '')
        collate "C" as later_case_key
from patterns_proposal as put
join cases_case as matter on matter.file_id = put.file_id
left join intake_report as report on report.file_id = matter.report_file_id
left join cases_case as recorded on recorded.report_file_id = put.later_file_id
left join in_force on in_force.proposal_id = put.id
where put.knower_id is null
  and (put.found_at at time zone 'Europe/London')::date <= %(as_of)s
  and coalesce(report.received_on, matter.received_on) <= %(as_of)s
order by case_key, what collate "C", answer collate "C", later_key
