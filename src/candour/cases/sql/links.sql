-- What waits until a second person has confirmed a link, refused here whatever page leaves it out.

-- Whether one person alone has said that somebody described in a case is this person. An answer
-- that was taken back and given again is confirmed again.
create or replace function cases.is_linked_by_one(of_file uuid, of_person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_linkdecision as decision
        join public.cases_suggestion as suggestion on suggestion.id = decision.suggestion_id
        where decision.file_id = of_file and suggestion.person_id = of_person
          and decision.answer = 'same'
          and not exists (
              select from public.cases_linkdecision as later
              where later.supersedes_id = decision.id)
          and not exists (
              select from public.cases_secondask as asked
              join public.cases_secondanswer as answer on answer.asked_id = asked.id
              where asked.file_id = of_file and asked.what = 'act_on_link'
                and asked.about_id = of_person and answer.agrees
                and asked.decided_at >= decision.decided_at))
$$;

-- How much of what a file lays beside its people rests on links that one person alone confirmed;
-- refused as the history itself is.
create or replace function cases.history_by_one(of_file uuid)
returns table (person_id uuid, matters bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform from cases.history(of_file);
    return query
        select allegation.subject_id, count(*)
        from public.cases_allegation as allegation
        where allegation.subject_id in (
            select here.person_id from public.access_involvement as here
            where here.file_id = of_file)
          and allegation.file_id <> of_file
          and cases.is_linked_by_one(allegation.file_id, allegation.subject_id)
        group by allegation.subject_id;
end
$$;

-- Every link that one person alone confirmed, whose it is and in which case; for rounds that read
-- the whole register and must ask once.
create or replace function cases.links_by_one()
returns table (file_id uuid, person_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select linked.file_id, linked.person_id
    from (
        select distinct decision.file_id, suggestion.person_id
        from public.cases_linkdecision as decision
        join public.cases_suggestion as suggestion on suggestion.id = decision.suggestion_id
        where decision.answer = 'same') as linked
    where cases.is_linked_by_one(linked.file_id, linked.person_id)
$$;

-- A level higher than on the facts alone is not recorded on a link that one person confirmed.
create or replace function cases.refuse_level_on_link_of_one() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    ranks constant jsonb := '{"neither": 0, "practice_requiring_improvement": 1,
        "misconduct": 2, "gross_misconduct": 3}';
    on_facts text;
begin
    select made.level into on_facts
    from public.cases_severityassessment as made
    where made.allegation_id = new.allegation_id and made.basis = 'facts'
      and not exists (
          select from public.cases_severityassessment as later
          where later.supersedes_id = made.id);
    if (ranks ->> new.level)::integer > (ranks ->> on_facts)::integer and exists (
        select from public.cases_allegation as said
        where said.id = new.allegation_id
          and cases.is_linked_by_one(said.file_id, said.subject_id)
    ) then
        raise exception 'one person alone has confirmed the link'
            using errcode = 'check_violation', constraint = 'cases_severity_link_of_two';
    end if;
    return new;
end
$$;

create or replace trigger cases_severity_waits_for_link
before insert on public.cases_severityassessment
for each row when (new.basis = 'history')
execute function cases.refuse_level_on_link_of_one();

-- Nobody is suspended on a link that one person confirmed.
create or replace function cases.refuse_step_on_link_of_one() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if cases.is_linked_by_one(new.file_id, coalesce(new.about_id, new.subject_id)) then
        raise exception 'one person alone has confirmed the link'
            using errcode = 'check_violation', constraint = 'cases_steptaken_link_of_two';
    end if;
    return new;
end
$$;

create or replace trigger cases_steptaken_waits_for_link
before insert on public.cases_steptaken
for each row when (new.step = 'suspend_from_duty')
execute function cases.refuse_step_on_link_of_one();

revoke all on function cases.is_linked_by_one(uuid, uuid), cases.history_by_one(uuid),
    cases.links_by_one(), cases.refuse_level_on_link_of_one(), cases.refuse_step_on_link_of_one()
from public;
grant execute on function cases.links_by_one() to candour_worker;
grant execute on function cases.history_by_one(uuid) to candour_casework, candour_worker;
