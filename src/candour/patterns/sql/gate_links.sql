-- A change is not refused on a link that one person alone has confirmed: as with a raised level or a
-- suspension, a second person confirms it first.

-- Whether all that a gate waits for rests on such links: the matters that were open as it came, the
-- closed ones where it waits for one. What stands by itself, a matter that names them or a failure of
-- their own, is enough.
create or replace function patterns.rests_on_links_of_one(of_gate uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select gate.because ? 'handling_failure' is not true
        and coalesce(bool_and(cases.is_linked_by_one(known.file_id, known.subject_id)), false)
    from public.patterns_gate as gate
    left join (
        select said.file_id, said.subject_id, not matter.is_closed_undated as is_dated,
            matter.closed_on
        from public.cases_allegation as said
        join public.cases_case as matter on matter.file_id = said.file_id
    ) as known
      on known.subject_id = gate.person_id
     and case when known.is_dated
                   and (known.closed_on is null or known.closed_on > gate.came_on)
              then gate.because ? 'open_matter' else gate.because ? 'listed_unproven' end
    where gate.id = of_gate
    group by gate.id
$$;

-- Refuses "not now" where all that the gate waits for rests on links of one person.
create or replace function patterns.refuse_gate_on_links_of_one() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if patterns.rests_on_links_of_one(new.gate_id) then
        raise exception 'one person alone has confirmed the link'
            using errcode = 'check_violation', constraint = 'patterns_gatedecision_link_of_two';
    end if;
    return new;
end
$$;

create or replace trigger patterns_gatedecision_waits_for_link
before insert on public.patterns_gatedecision
for each row when (new.answer = 'not_now')
execute function patterns.refuse_gate_on_links_of_one();

revoke all on function
    patterns.rests_on_links_of_one(uuid), patterns.refuse_gate_on_links_of_one()
from public;
