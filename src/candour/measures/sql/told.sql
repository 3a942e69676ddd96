-- What reporters did or answered in their mailboxes by the day, as codes. Their words are sealed, and
-- what they answered about how they fare is told only as actual, perceived, both or neither.

select measures.pseudonym(%(inner)s, %(outer)s, 'case', event.file_id) collate "C" as case_key,
    measures.pseudonym(
        %(inner)s, %(outer)s, 'case', coalesce(matter.report_file_id, event.file_id)) collate "C"
        as report_key,
    event.organisation_id::text,
    coalesce(report.received_on, matter.received_on) as received_on, event.kind as what,
    case event.kind
        when 'check_in' then
            case when jsonb_array_length(coalesce(event.detail -> 'actual', '[]')) > 0
                 then case when jsonb_array_length(coalesce(event.detail -> 'perceived', '[]')) > 0
                           then 'both' else 'actual' end
                 when jsonb_array_length(coalesce(event.detail -> 'perceived', '[]')) > 0
                 then 'perceived' else 'neither' end
        when 'confidence' then coalesce(event.detail ->> 'score', '')
        when 'chased' then ''
        else coalesce(event.detail ->> 'asked', '')
    end collate "C" as code,
    event.on_day as happened_on
from intake_reporterevent as event
left join cases_case as matter on matter.file_id = event.file_id
left join intake_report as report
  on report.file_id = coalesce(matter.report_file_id, event.file_id)
where event.on_day <= %(as_of)s
  and event.kind in ('chased', 'check_in', 'discouraged', 'not_discouraged', 'confidence')
  and coalesce(report.received_on, matter.received_on) <= %(as_of)s
order by case_key, event.kind collate "C", code, event.on_day
