-- The history that a screening lays beside a described person.

drop function if exists cases.history(uuid);
drop function if exists cases.codes_about(uuid[], uuid);

-- Whether somebody knows of a matter about them, as far as is recorded: by a notice, or by papers that
-- were served on them. A file alone tells nobody what they are accused of.
create or replace function cases.is_told_of(of_file uuid, of_person uuid)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_event as event
        where event.file_id = of_file
          and event.kind in ('notice_given', 'staff_notice_given', 'proceedings_notice_given',
                             'accelerated_notice_given')
          and (event.subject_id is null or event.subject_id = of_person)
    ) or exists (
        select from public.cases_disclosedcopy as copy
        join public.cases_party as party on party.id = copy.party_id
        where copy.file_id = of_file and copy.kind <> 'file'
          and party.kind = 'subject' and party.person_id = of_person)
$$;

-- Every earlier allegation about the candidates and subjects of a file, from every source and
-- every force: codes only. Refused to anyone whom a wall keeps from any of those earlier cases.
create or replace function cases.history(of_file uuid)
returns table (
    person_id uuid, received_on date, category text, source_category text, kind text, source text,
    result text, sanction text, is_open boolean, unit_then text, organisation_id uuid, is_told boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    persons uuid[];
    earlier uuid[];
begin
    if not guard.sees(of_file) then
        raise exception 'no such file' using errcode = 'no_data_found';
    end if;
    persons := array(
        select here.person_id from public.access_involvement as here
        where here.file_id = of_file);
    earlier := array(
        select allegation.file_id from public.cases_allegation as allegation
        where allegation.subject_id = any(persons) and allegation.file_id <> of_file);
    if exists (
        select from public.guard_wall as wall
        where wall.account_id = guard.actor() and wall.file_id = any(earlier)
    ) then
        raise exception 'no such file' using errcode = 'no_data_found';
    end if;
    return query select * from cases.codes_about(persons, of_file);
end
$$;

-- The codes of every allegation about these people, apart from one file's, and whether each of them
-- was told of it.
create or replace function cases.codes_about(of_persons uuid[], apart_from uuid)
returns table (
    person_id uuid, received_on date, category text, source_category text, kind text, source text,
    result text, sanction text, is_open boolean, unit_then text, organisation_id uuid, is_told boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select allegation.subject_id, matter.received_on, allegation.category,
        allegation.source_category, matter.kind, matter.source,
        outcome.result, outcome.sanction,
        matter.closed_on is null and not matter.is_closed_undated,
        posted.name, matter.organisation_id,
        cases.is_told_of(matter.file_id, allegation.subject_id)
    from public.cases_allegation as allegation
    join public.cases_case as matter on matter.file_id = allegation.file_id
    left join lateral (
        select given.result, given.sanction
        from public.cases_outcome as given
        where given.allegation_id = allegation.id
          and not exists (
              select from public.cases_outcome as later where later.supersedes_id = given.id)
        limit 1
    ) as outcome on true
    left join lateral (
        select unit.name
        from public.people_posting as posting
        join public.people_unit as unit on unit.id = posting.unit_id
        where posting.person_id = allegation.subject_id
          and posting.from_on <= coalesce(matter.incident_on, matter.received_on)
          and (posting.until_on is null
               or posting.until_on >= coalesce(matter.incident_on, matter.received_on))
        order by posting.from_on desc, posting.id
        limit 1
    ) as posted on true
    where allegation.subject_id = any(of_persons)
      and allegation.file_id <> apart_from
    order by matter.received_on desc, allegation.id
$$;

revoke all on function
    cases.history(uuid), cases.codes_about(uuid[], uuid), cases.is_told_of(uuid, uuid)
from public;
grant execute on function cases.history(uuid) to candour_casework, candour_worker;
grant execute on function cases.codes_about(uuid[], uuid) to candour_worker;
