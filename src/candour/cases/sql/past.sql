-- Everything that followed for the people of a case before: the sanctions of outcomes that stand, in
-- any force and from any source, and steps that are an action of their own. Codes and days alone.
-- Whoever a wall keeps from one of the earlier cases gets the answer for a case that isn't there,
-- as for the history itself.
create or replace function cases.past_actions(of_file uuid, of_steps text[], no_actions text[])
returns table (
    person_id uuid, decided_on date, received_on date, sanction text, step text, category text,
    source_category text, source text, organisation_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform from cases.history(of_file);
    return query
    with here as (
        select distinct involved.person_id from public.access_involvement as involved
        where involved.file_id = of_file)
    select allegation.subject_id, given.decided_on, matter.received_on, given.sanction, '',
        allegation.category, allegation.source_category, matter.source, matter.organisation_id
    from here
    join public.cases_allegation as allegation on allegation.subject_id = here.person_id
    join public.cases_case as matter on matter.file_id = allegation.file_id
    join public.cases_outcome as given on given.allegation_id = allegation.id
    where allegation.file_id <> of_file and given.sanction <> '' and given.sanction <> all(no_actions)
      and not exists (
          select from public.cases_outcome as later where later.supersedes_id = given.id)
    union all
    select here.person_id, taken.happened_on, matter.received_on, '', taken.step, '', '',
        matter.source, matter.organisation_id
    from here
    join public.cases_steptaken as taken
      on coalesce(taken.subject_id, taken.about_id) = here.person_id
    join public.cases_case as matter on matter.file_id = taken.file_id
    where taken.file_id <> of_file and taken.step = any(of_steps)
      -- Of a link that was taken back nothing is left, and no wall of that case was looked at.
      and exists (
          select from public.cases_allegation as still
          where still.file_id = taken.file_id and still.subject_id = here.person_id)
    order by 2 desc nulls last, 3 desc, 4, 5;
end
$$;

revoke all on function cases.past_actions(uuid, text[], text[]) from public;
grant execute on function cases.past_actions(uuid, text[], text[]) to candour_casework;
