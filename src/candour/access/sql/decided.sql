-- Walls that people decide on: who may lift one, and which keys wait for a declaration.

-- Whether two accounts are one, or belong to one person.
create or replace function access.same_person(one uuid, other uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select one = other or exists (
        select from public.guard_account as first_account
        join public.guard_account as second_account
          on second_account.person_id = first_account.person_id
        where first_account.id = one and second_account.id = other)
$$;

-- A wall is lifted by a second person, and never by whoever stands behind it.
create or replace function access.require_second_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from public.access_walled as wall
        where wall.id = new.wall_id
          and (access.same_person(new.lifted_by, wall.made_by)
               or access.same_person(new.lifted_by, wall.account_id)
               or wall.file_id <> new.file_id)
    ) or guard.asked_by_site() and new.lifted_by is distinct from guard.actor() then
        raise exception 'a second person lifts a wall' using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create or replace trigger access_walllift_takes_a_second_person
before insert on public.access_walllift
for each row execute function access.require_second_person();

-- Takes away the wall that a lift is about, on these files, unless another like it stands.
create or replace function access.end_walled(of_wall uuid, of_files uuid[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not access.may_redraw(of_files) then
        raise exception 'the walls of these files are not for the caller to draw'
            using errcode = 'insufficient_privilege';
    end if;
    delete from public.guard_wall as wall
    using public.access_walled as decided
    where decided.id = of_wall and access.same_person(wall.account_id, decided.account_id)
      and wall.because = decided.because
      and wall.file_id = any(of_files) and decided.file_id = any(of_files)
      and exists (select from public.access_walllift as lift where lift.wall_id = decided.id)
      and not exists (
          select from public.access_walled as other
          where other.file_id = decided.file_id
            and access.same_person(other.account_id, decided.account_id)
            and other.because = decided.because
            and not exists (
                select from public.access_walllift as lift where lift.wall_id = other.id));
end
$$;

-- The files for which an account still owes a declaration: it was allocated them to investigate,
-- and no declaration without a conflict covers every subject they have now.
create or replace function access.owed_declarations(of_account uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(granted.file_id), '{}')
    from public.guard_grant as granted
    where granted.account_id = of_account and granted.role = 'investigator'
      and not exists (
          select from public.access_declaration as signed
          where signed.file_id = granted.file_id and signed.account_id = granted.account_id
            and not signed.has_conflict
            and not exists (
                select from public.access_involvement as concerned
                where concerned.file_id = granted.file_id and concerned.role = 'subject'
                  and not signed.subjects ? concerned.person_id::text))
$$;

-- The same for whoever asks.
create or replace function access.my_owed_declarations() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select access.owed_declarations(guard.actor()) $$;

-- The keys of the files on which the actor still owes a declaration.
create or replace function access.keys_kept_back() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(key.id), '{}')
    from public.guard_filekey as key
    where key.file_id = any(access.my_owed_declarations())
$$;

-- Until it is signed no sealed word opens: the wraps are there, and the site does not find them.
drop policy if exists guard_keywrap_after_declaring on public.guard_keywrap;
create policy guard_keywrap_after_declaring on public.guard_keywrap as restrictive
for select to candour_casework
using (file_key_id not in (select unnest(access.keys_kept_back())));

-- Whose handling a complaint about a case concerns: who read or investigated it, apart from those
-- who decide for the force. For whoever sees the case.
create or replace function access.handlers_of(of_case uuid)
returns table (person_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select distinct account.person_id
    from public.guard_grant as granted
    join public.guard_account as account on account.id = granted.account_id
    where granted.file_id = of_case and account.person_id is not null
      and account.seat in ('desk_reader', 'investigator')
      and (guard.sees(of_case) or not guard.asked_by_site())
$$;

-- Whether an account stands behind a wall of a file, for functions of the owner.
create or replace function access.is_walled(of_file uuid, of_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.guard_wall as wall
        where wall.file_id = of_file and wall.account_id = of_account)
$$;

revoke all on function
    access.same_person(uuid, uuid), access.require_second_person(), access.end_walled(uuid, uuid[]),
    access.owed_declarations(uuid), access.my_owed_declarations(), access.keys_kept_back(),
    access.handlers_of(uuid), access.is_walled(uuid, uuid)
from public;
grant execute on function
    access.end_walled(uuid, uuid[]), access.my_owed_declarations(), access.keys_kept_back(),
    access.handlers_of(uuid)
to candour_casework, candour_worker;
