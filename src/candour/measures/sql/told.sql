-- What reporters did or answered in their mailboxes by the day, as codes, and the first day on which
-- anybody wrote to them. Words are sealed, and what they answered about how they fare is told only as
-- actual, perceived, both or neither.

with done as (
    select event.file_id, event.organisation_id, event.kind as what,
        case event.kind
            when 'check_in' then
                case when jsonb_array_length(coalesce(event.detail -> 'actual', '[]')) > 0
                     then case when jsonb_array_length(
                                   coalesce(event.detail -> 'perceived', '[]')) > 0
                               then 'both' else 'actual' end
                     when jsonb_array_length(coalesce(event.detail -> 'perceived', '[]')) > 0
                     then 'perceived' else 'neither' end
            when 'confidence' then coalesce(event.detail ->> 'score', '')
            when 'chased' then ''
            else coalesce(event.detail ->> 'asked', '')
        end as code,
        event.on_day as happened_on
    from intake_reporterevent as event
    where event.kind in ('chased', 'check_in', 'discouraged', 'not_discouraged', 'confidence')
    union all
    select contact.file_id, contact.organisation_id, 'written_to', '', min(letter.written_on)
    from intake_letter as letter
    join intake_correspondent as contact on contact.id = letter.correspondent_id
    where not letter.is_from_reporter
    group by contact.id, contact.file_id, contact.organisation_id
)
select measures.pseudonym(%(inner)s, %(outer)s, 'case', done.file_id) collate "C" as case_key,
    measures.pseudonym(
        %(inner)s, %(outer)s, 'case', coalesce(matter.report_file_id, done.file_id)) collate "C"
        as report_key,
    done.organisation_id::text,
    coalesce(report.received_on, matter.received_on) as received_on, done.what,
    done.code collate "C" as code, done.happened_on
from done
left join cases_case as matter on matter.file_id = done.file_id
left join intake_report as report
  on report.file_id = coalesce(matter.report_file_id, done.file_id)
where done.happened_on <= %(as_of)s
  and coalesce(report.received_on, matter.received_on) <= %(as_of)s
order by case_key, done.what collate "C", code, done.happened_on
