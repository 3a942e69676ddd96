-- Compares a staged batch of history with the cases and writes the differences, set by set: cases
-- and allegations follow their source, outcomes are superseded, a subject once known stays known.
-- What is known is looked up row by row (lateral, limit 1): the tables grow by the batch, and a plan
-- made for their old statistics would read them whole.

analyze history_case, history_allegation;

-- Cases.
update history_case as said
set file_id = coalesce(known.file_id, gen_random_uuid()),
    is_new = known.file_id is null,
    is_changed = known.file_id is not null
        and (known.kind, known.source, known.incident_on, known.received_on, known.closed_on,
             known.is_closed_undated, known.source_category)
            is distinct from
            (said.kind, said.source, said.incident_on, said.received_on, said.closed_on,
             said.is_closed_undated, said.source_category)
from history_batch as batch
cross join history_case as same
left join lateral (
    select matter.*
    from cases_case as matter
    where matter.organisation_id = batch.organisation_id and matter.source_name = batch.source
      and matter.source_ref = same.source_ref and matter.source_ref <> ''
    limit 1
) as known on true
where same.source_ref = said.source_ref;

insert into guard_file (id, kind, organisation_id, opened_on)
select said.file_id, 'case', batch.organisation_id, batch.opened_on
from history_case as said
cross join history_batch as batch
where said.is_new;

insert into cases_case
    (file_id, organisation_id, reference, kind, source, reporter_kind, incident_on, received_on,
     closed_on, is_closed_undated, recorded_at, recorded_by, batch_id, source_name, source_ref,
     source_row, source_category)
select said.file_id, batch.organisation_id, said.reference, said.kind, said.source, '',
    said.incident_on, said.received_on, said.closed_on, said.is_closed_undated, batch.at,
    batch.recorded_by, batch.batch_id, batch.source, said.source_ref, said.source_row,
    said.source_category
from history_case as said
cross join history_batch as batch
where said.is_new;

update cases_case as known
set kind = said.kind, source = said.source, incident_on = said.incident_on,
    received_on = said.received_on, closed_on = said.closed_on,
    is_closed_undated = said.is_closed_undated, source_category = said.source_category,
    batch_id = batch.batch_id, source_row = said.source_row
from history_case as said
cross join history_batch as batch
where said.is_changed and known.file_id = said.file_id;

-- Allegations. Their subjects are the people whom the source knows by its own id.
update history_allegation as said
set file_id = matter.file_id,
    id = coalesce(known.id, gen_random_uuid()),
    subject_id = coalesce(known.subject_id, subject.person_id),
    held_subject_id = known.subject_id,
    is_new = known.id is null,
    is_changed = known.id is not null
        and (known.category, known.source_category, known.subject_id)
            is distinct from
            (said.category, said.source_category, coalesce(known.subject_id, subject.person_id))
from history_allegation as same
cross join history_batch as batch
join history_case as matter on matter.source_ref = same.case_ref
left join lateral (
    -- The fence keeps to the plain index on values; the one that forbids two holders is slow to read.
    select numbered.person_id
    from (
        select identifier.person_id, identifier.organisation_id, identifier.kind
        from people_identifier as identifier
        where identifier.value = same.subject_ref and same.subject_ref <> ''
        offset 0
    ) as numbered
    where numbered.organisation_id = batch.organisation_id and numbered.kind = 'source_id'
    limit 1
) as subject on true
left join lateral (
    select allegation.*
    from cases_allegation as allegation
    where not matter.is_new
      and allegation.file_id = matter.file_id and allegation.source_ref = same.source_ref
    limit 1
) as known on true
where same.case_ref = said.case_ref and same.source_ref = said.source_ref;

-- Where two rows of a case change places, the one makes room before the other takes its category.
update cases_allegation as known
set subject_id = null
from history_allegation as said
where said.is_changed and known.id = said.id and known.subject_id is not null
  and exists (
      select from history_allegation as other
      where other.file_id = said.file_id and other.id <> said.id
        and (other.is_new or other.is_changed)
        and other.subject_id = known.subject_id and other.category = known.category);

insert into cases_allegation
    (id, file_id, organisation_id, number, category, subject_id, recorded_at, batch_id,
     source_ref, source_row, source_category)
select said.id, said.file_id, batch.organisation_id,
    coalesce(held.last_number, 0)
        + row_number() over (partition by said.file_id order by said.source_ref collate "C"),
    said.category, said.subject_id, batch.at, batch.batch_id, said.source_ref, said.source_row,
    said.source_category
from history_allegation as said
cross join history_batch as batch
left join lateral (
    select max(known.number) as last_number
    from cases_allegation as known
    where known.file_id = said.file_id
) as held on true
where said.is_new;

update cases_allegation as known
set category = said.category, source_category = said.source_category,
    subject_id = said.subject_id, batch_id = batch.batch_id, source_row = said.source_row,
    -- Of a subject who was unknown until now, the allegation arrives now.
    recorded_at = case when said.held_subject_id is distinct from said.subject_id
        then batch.at else known.recorded_at end
from history_allegation as said
cross join history_batch as batch
where said.is_changed and known.id = said.id;

-- Outcomes: added, or superseding the one that an import brought before. A finding that the source
-- has taken back is not known. What somebody decided here is never superseded from outside.
update history_allegation as said
set outcome_id = gen_random_uuid(), earlier_id = present.id,
    result = coalesce(nullif(said.result, ''), 'not_known')
from history_allegation as same
left join lateral (
    select outcome.id, outcome.result, outcome.sanction, outcome.batch_id
    from cases_outcome as outcome
    where not same.is_new and outcome.allegation_id = same.id
      and not exists (
          select from cases_outcome as later where later.supersedes_id = outcome.id)
    limit 1
) as present on true
where same.id = said.id
  and case
      when present.id is null then said.result <> ''
      when present.batch_id is null then false
      else (coalesce(nullif(said.result, ''), 'not_known'), said.sanction)
           <> (present.result, present.sanction)
      end;

insert into cases_outcome
    (id, file_id, organisation_id, decided_at, supersedes_id, allegation_id, result, sanction,
     batch_id)
select said.outcome_id, said.file_id, batch.organisation_id, batch.at, said.earlier_id, said.id,
    said.result, said.sanction, batch.batch_id
from history_allegation as said
cross join history_batch as batch
where said.outcome_id is not null;

-- Whom the walls are drawn round. A wall is drawn for each new file, and anew where somebody came in.
with involved as (
    insert into access_involvement (id, file_id, organisation_id, person_id, role)
    select gen_random_uuid(), said.file_id, batch.organisation_id, said.subject_id, 'subject'
    from history_allegation as said
    cross join history_batch as batch
    where said.subject_id is not null and (said.is_new or said.is_changed)
    group by said.file_id, batch.organisation_id, said.subject_id
    on conflict do nothing
    returning file_id
)
insert into history_drawn (file_id)
select file_id from involved
union
select file_id from history_case where is_new;

analyze history_drawn;

-- What the log commits to: the image of every row written, under the newest list of columns.
insert into guard_batch (id, source, content_hash, opened_on)
select batch_id, source, content_hash, opened_on
from history_batch
where exists (select from history_case where is_new or is_changed)
   or exists (select from history_allegation
              where is_new or is_changed or outcome_id is not null);

insert into guard_batchimage (batch_id, table_name, version, row_id, image)
select batch.batch_id, written.of_table, newest.version, image.row_id, image.image
from history_batch as batch
cross join lateral (
    select 'cases_case' as of_table,
        array(select file_id from history_case where is_new or is_changed) as ids
    union all
    select 'cases_allegation',
        array(select id from history_allegation where is_new or is_changed)
    union all
    select 'cases_outcome',
        array(select outcome_id from history_allegation where outcome_id is not null)
) as written
cross join lateral (
    select max(version) as version
    from guard_imagecolumns
    where table_name = written.of_table
) as newest
cross join lateral guard.images(written.of_table, newest.version, written.ids) as image
order by written.of_table, image.row_id;
