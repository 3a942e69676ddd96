-- Who sees a flag of early warning: whoever answers for the organisation and may see every case
-- about the person. Before the panel decided nobody sees why somebody was put to it.

-- The flags that the actor may see: the authority's and those of the same force's desk. A wall of
-- one case about the person, whether it was counted or not, hides the whole flag; so does being
-- close to them.
create or replace function patterns.my_flags() returns uuid[]
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    with hidden as materialized (select unnest(guard.hidden_files()) as file_id)
    select coalesce(array_agg(flag.id), '{}')
    from public.patterns_warningflag as flag
    join public.guard_account as own on own.id = guard.actor() and own.is_active
    where ((own.seat = 'appropriate_authority'
            and flag.organisation_id in (select unnest(guard.my_organisations())))
           or (own.seat = 'desk_reader' and flag.organisation_id = own.organisation_id))
      and own.person_id is distinct from flag.person_id
      and not exists (
          select from public.patterns_warningwall as wall
          where wall.flag_id = flag.id and wall.account_id = own.id)
      and not exists (
          select from public.cases_allegation as allegation
          join hidden on hidden.file_id = allegation.file_id
          where allegation.subject_id = flag.person_id)
      and not exists (
          select from public.patterns_warningevidence as counted
          join hidden on hidden.file_id = counted.file_id
          where counted.flag_id = flag.id)
$$;

-- Accounts of people who are close to somebody: never shown a flag about them.
create or replace function patterns.close_accounts(of_person uuid, on_day date)
returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct account.id
    from imports.close_to(array[of_person], on_day) as near
    join public.guard_account as account on account.person_id = near.person_id
$$;

-- How many members of the panel have given their view; not which.
create or replace function patterns.views_given(of_flag uuid) returns bigint
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    select count(*)
    from public.patterns_warningview as given
    where given.flag_id = of_flag and of_flag in (select unnest(patterns.my_flags()))
$$;

-- Why somebody was put to the panel, once it decided.
create or replace function patterns.origin_of(of_flag uuid)
returns table (because text, is_sample boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    select origin.because, origin.is_sample
    from public.patterns_warningorigin as origin
    join public.patterns_warningdecision as decided on decided.flag_id = origin.flag_id
    where origin.flag_id = of_flag and of_flag in (select unnest(patterns.my_flags()))
$$;

-- A decision needs the views of two people on the panel.
create or replace function patterns.panel_has_met() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if (select count(*) from public.patterns_warningview as given
        where given.flag_id = new.flag_id) < 2 then
        raise exception 'the panel has not met' using errcode = 'check_violation';
    end if;
    return new;
end
$$;

drop trigger if exists patterns_panel_has_met on public.patterns_warningdecision;
create trigger patterns_panel_has_met before insert on public.patterns_warningdecision
for each row execute function patterns.panel_has_met();

revoke all on function
    patterns.my_flags(), patterns.close_accounts(uuid, date), patterns.views_given(uuid),
    patterns.origin_of(uuid), patterns.panel_has_met()
from public;
grant execute on function
    patterns.my_flags(), patterns.views_given(uuid), patterns.origin_of(uuid)
to candour_casework;
grant execute on function patterns.close_accounts(uuid, date) to candour_worker;

drop policy if exists patterns_warningflag_sites on public.patterns_warningflag;
create policy patterns_warningflag_sites on public.patterns_warningflag
for select to candour_casework
using ((select guard.actor()) is not null and id in (select unnest(patterns.my_flags())));
drop policy if exists patterns_warningevidence_sites on public.patterns_warningevidence;
create policy patterns_warningevidence_sites on public.patterns_warningevidence
for select to candour_casework
using ((select guard.actor()) is not null and flag_id in (select unnest(patterns.my_flags())));

-- One's own view at once, the others' when the panel has decided.
drop policy if exists patterns_warningview_sites on public.patterns_warningview;
create policy patterns_warningview_sites on public.patterns_warningview
to candour_casework
using (
    (select guard.actor()) is not null and flag_id in (select unnest(patterns.my_flags()))
    and (viewed_by = (select guard.actor()) or exists (
        select from public.patterns_warningdecision as decided
        where decided.flag_id = patterns_warningview.flag_id)))
with check (
    viewed_by = (select guard.actor()) and flag_id in (select unnest(patterns.my_flags())));
drop policy if exists patterns_warningdecision_sites on public.patterns_warningdecision;
create policy patterns_warningdecision_sites on public.patterns_warningdecision
to candour_casework
using ((select guard.actor()) is not null and flag_id in (select unnest(patterns.my_flags())))
with check (
    decided_by = (select guard.actor()) and flag_id in (select unnest(patterns.my_flags())));
drop policy if exists patterns_warningeffect_sites on public.patterns_warningeffect;
create policy patterns_warningeffect_sites on public.patterns_warningeffect
for select to candour_casework
using ((select guard.actor()) is not null and decision_id in (
    select decided.id from public.patterns_warningdecision as decided
    where decided.flag_id in (select unnest(patterns.my_flags()))));

-- Overseers see how good the flags are in the forces they watch, and nobody who was flagged.
drop policy if exists patterns_warningaudit_sites on public.patterns_warningaudit;
create policy patterns_warningaudit_sites on public.patterns_warningaudit
for select to candour_oversight
using ((select guard.actor()) is not null
    and organisation_id in (select unnest(guard.my_organisations())));
drop policy if exists patterns_warninground_sites on public.patterns_warninground;
create policy patterns_warninground_sites on public.patterns_warninground
for select to candour_casework, candour_oversight
using ((select guard.actor()) is not null);
