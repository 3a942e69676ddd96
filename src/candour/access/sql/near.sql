-- Who is too close to whom: what walls are computed from. core/walls.py states the same rule in
-- Python; tests hold the two equal on generated worlds.

-- Why a tie walls: by its kind, and otherwise by how it came to be known.
create or replace function access.reason_of_tie(of_kind text, known_by text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select case
        when of_kind in ('family', 'partner', 'former_partner') then of_kind
        when known_by = 'discovered' then 'discovered_association'
        else 'association' end
$$;

-- Why somebody near a person is walled from a file that the person has this role in; null is not
-- at all. Whoever stands by one side is walled alone, a witness together with those close.
create or replace function access.as_wall(of_role text, because text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select case
        when because = 'is_subject' then case
            when of_role in ('subject', 'candidate') then 'is_subject'
            else 'is_' || of_role end
        when of_role in ('subject', 'candidate', 'handler') then because
        when of_role = 'witness' and because in (
            'family', 'partner', 'former_partner', 'association', 'discovered_association')
            then because end
$$;

-- Every account-holder who is close to one of these people, and why. `on_day` is today: a unit
-- shared, or an association ended, more than ten years ago no longer counts. Accounts that are shut
-- off count too: whoever gets theirs back finds the walls standing.
create or replace function access.near(of_persons uuid[], on_day date)
returns table (account_id uuid, person_id uuid, because text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with recursive holder as (
        select account.id as account_id, account.person_id, account.seat
        from public.guard_account as account
        where account.person_id is not null
    ),
    line as (
        select posting.person_id as subject_id, posting.line_manager_id as manager_id, 1 as steps
        from public.people_posting as posting
        where posting.person_id = any(of_persons)
          and posting.from_on <= on_day
          and (posting.until_on is null or posting.until_on >= on_day)
          and posting.line_manager_id is not null
        union
        select line.subject_id, posting.line_manager_id, line.steps + 1
        from line
        join public.people_posting as posting on posting.person_id = line.manager_id
        where posting.from_on <= on_day
          and (posting.until_on is null or posting.until_on >= on_day)
          and posting.line_manager_id is not null
          and line.steps < 20
          and not exists (
              select from holder
              where holder.person_id = line.manager_id
                and holder.seat = 'appropriate_authority')
    )
    select holder.account_id, holder.person_id, 'is_subject'
    from holder
    where holder.person_id = any(of_persons)
    union
    select holder.account_id, theirs.person_id, 'shared_unit'
    from holder
    join public.people_posting as own on own.person_id = holder.person_id
    join public.people_posting as theirs on theirs.unit_id = own.unit_id
    where theirs.person_id = any(of_persons)
      and theirs.person_id <> holder.person_id
      and greatest(own.from_on, theirs.from_on, (on_day - interval '10 years')::date)
          <= least(own.until_on, theirs.until_on, on_day)
    union
    select holder.account_id, line.subject_id, 'line_of_command'
    from line
    join holder on holder.person_id = line.manager_id
    where holder.seat <> 'appropriate_authority'
    union
    select holder.account_id, own.line_manager_id, 'under_command'
    from holder
    join public.people_posting as own on own.person_id = holder.person_id
    where own.line_manager_id = any(of_persons)
      and own.from_on <= on_day
      and (own.until_on is null or own.until_on >= on_day)
    union
    select holder.account_id, close.person_id, access.reason_of_tie(close.kind, close.known_by)
    from holder
    join (
        select person_id as holder_id, other_id as person_id, kind, known_by, ended_on
        from public.people_association
        union all
        select other_id, person_id, kind, known_by, ended_on
        from public.people_association
    ) as close on close.holder_id = holder.person_id
    where close.person_id = any(of_persons)
      and (close.ended_on is null or close.ended_on >= (on_day - interval '10 years')::date)
    union
    -- Runs are compared, not days: whoever left a course early still knows who was on it.
    select holder.account_id, theirs.person_id, 'shared_course'
    from holder
    join public.people_courseattendance as own on own.person_id = holder.person_id
    join public.people_courseattendance as theirs
      on theirs.organisation_id = own.organisation_id and theirs.run = own.run
    where theirs.person_id = any(of_persons)
      and theirs.person_id <> holder.person_id
      and greatest(own.from_on, theirs.from_on) <= on_day
      and least(coalesce(own.until_on, own.from_on), coalesce(theirs.until_on, theirs.from_on))
          >= (on_day - interval '10 years')::date
    union
    select holder.account_id, here.person_id, 'co_subject'
    from public.access_involvement as here
    join public.access_involvement as other
      on other.file_id = here.file_id and other.role = 'subject'
     and other.person_id <> here.person_id
    join holder on holder.person_id = other.person_id
    where here.person_id = any(of_persons) and here.role = 'subject'
$$;

-- The files whose walls may change because a posting, a tie or a course begins in these days (both
-- included): those near whoever moves, and those that concern whomever they come close to.
create or replace function access.files_due(from_day date, on_day date)
returns table (file_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with recursive begun as (
        select posting.person_id, posting.unit_id, posting.line_manager_id as other_id
        from public.people_posting as posting
        where posting.from_on between from_day and on_day
        union all
        select tie.person_id, null, tie.other_id
        from public.people_association as tie
        where tie.declared_on between from_day and on_day
        union all
        select own.person_id, null, theirs.person_id
        from public.people_courseattendance as own
        join public.people_courseattendance as theirs
          on theirs.organisation_id = own.organisation_id and theirs.run = own.run
        where own.from_on between from_day and on_day
    ),
    moved (person_id) as (
        select begun.person_id from begun
        union
        -- Whoever is below somebody who moved has a new line of command, too.
        select posting.person_id
        from public.people_posting as posting
        join moved on posting.line_manager_id = moved.person_id
    )
    select near.file_id
    from access.files_near(array(select moved.person_id from moved)) as near
    union
    select involvement.file_id
    from public.access_involvement as involvement
    where involvement.person_id in (select begun.other_id from begun)
       or involvement.person_id in (
           select theirs.person_id
           from begun
           join public.people_posting as theirs on theirs.unit_id = begun.unit_id)
    order by file_id
$$;

revoke all on function
    access.near(uuid[], date), access.reason_of_tie(text, text), access.as_wall(text, text),
    access.files_due(date, date)
from public;
grant execute on function access.near(uuid[], date), access.files_due(date, date)
to candour_worker;
