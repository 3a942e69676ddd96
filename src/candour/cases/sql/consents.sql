-- Free consent to an informal end, recorded outside the force by somebody who sees nothing of the case
-- but the one question: its reference, whose case it is, and since when it is asked.

-- Whoever is named is of another body, has no account inside, is not who proposes it, and stands behind
-- no wall. One refusal, so that none tells why.
create or replace function cases.refuse_outsider() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
            select from public.guard_account as seat
            where seat.id = new.outside_id and seat.is_active
              and seat.seat in ('desk_reader', 'investigator', 'appropriate_authority'))
        or exists (
            select from public.guard_account as seat
            where access.same_person(seat.id, new.outside_id)
              and seat.organisation_id = new.organisation_id)
        or coalesce(access.same_person(new.outside_id, new.decided_by), false)
        or exists (
            select from public.guard_wall as wall
            join public.guard_account as seat on seat.id = wall.account_id
            where wall.file_id = new.file_id and access.same_person(seat.id, new.outside_id))
    then
        raise exception 'this person can not be asked here'
            using errcode = 'check_violation', constraint = 'cases_secondask_outside_is_outside';
    end if;
    return new;
end
$$;

create or replace trigger cases_secondask_names_somebody_outside
before insert on public.cases_secondask
for each row when (new.outside_id is not null) execute function cases.refuse_outsider();

-- What the actor is asked: one question of an open case each, until it is answered or somebody else is
-- asked instead, and nothing where a wall has stood since, round this account or another of theirs.
create or replace function cases.consents_asked_of_me()
returns table (ask_id uuid, organisation_id uuid, reference text, asked_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select asked.id, asked.organisation_id, known.reference, asked.decided_at
    from public.cases_secondask as asked
    join public.cases_case as known on known.file_id = asked.file_id
    join public.guard_account as account on account.id = asked.outside_id
    where asked.outside_id = guard.actor() and account.is_active
      and known.closed_on is null and not known.is_closed_undated
      and not exists (
          select from public.cases_secondanswer as answer where answer.asked_id = asked.id)
      and not exists (
          select from public.cases_secondask as newer
          where newer.file_id = asked.file_id and newer.what = asked.what
            and (newer.decided_at, newer.id) > (asked.decided_at, asked.id))
      and not exists (
          select from public.guard_wall as wall
          where wall.file_id = asked.file_id
            and access.same_person(wall.account_id, asked.outside_id))
    order by asked.decided_at, asked.id;
end
$$;

-- The case's key that the reporter's own words are sealed to, for whoever is asked about that case now.
create or replace function cases.consent_target(of_ask uuid)
returns table (file_id uuid, epoch integer, public_key bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select key.file_id, key.epoch, key.public_key
    from public.cases_secondask as asked
    join public.guard_filekey as key on key.file_id = asked.file_id and key.compartment = 'narrative'
    where asked.id in (select mine.ask_id from cases.consents_asked_of_me() as mine
                       where mine.ask_id = of_ask)
    order by key.epoch desc limit 1
$$;

drop function if exists cases.record_consent(uuid, uuid, boolean, timestamptz);

-- Writes down what the actor was told, where they were asked, with the reporter's own words as they
-- were sealed; null where there are none. Returns of which file and the rows' images, for the leaf:
-- whoever is asked sees neither.
create or replace function cases.record_consent(
    of_answer uuid, of_ask uuid, is_agreed boolean, answered_at timestamptz,
    of_item uuid, of_epoch integer, sealed bytea)
returns table (file_id uuid, table_name text, row_id uuid, version integer, image bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    insert into public.cases_secondanswer
        (id, file_id, organisation_id, asked_id, agrees, decided_at, decided_by, reason_item_id)
    select of_answer, asked.file_id, asked.organisation_id, asked.id, is_agreed, answered_at,
        guard.actor(), case when sealed is not null then of_item end
    from public.cases_secondask as asked
    where asked.id in (select mine.ask_id from cases.consents_asked_of_me() as mine
                       where mine.ask_id = of_ask)
    on conflict (asked_id) do nothing;
    insert into public.guard_sealeditem
        (id, file_id, organisation_id, compartment, epoch, kind, ciphertext)
    select of_item, answer.file_id, answer.organisation_id, 'narrative', of_epoch, 'reason', sealed
    from public.cases_secondanswer as answer
    where answer.id = of_answer and answer.reason_item_id = of_item;
    return query
    select answer.file_id, listed.table_name, made.row_id, listed.version, made.image
    from public.cases_secondanswer as answer
    cross join lateral (
        select known.table_name, max(known.version) as version,
            case known.table_name when 'guard_sealeditem' then answer.reason_item_id
                else answer.id end as written
        from public.guard_imagecolumns as known
        where known.table_name in ('cases_secondanswer', 'guard_sealeditem')
        group by known.table_name) as listed
    cross join lateral guard.every_image(
        listed.table_name, listed.version, array[listed.written], false) as made
    where answer.id = of_answer and listed.written is not null
    order by listed.table_name;
end
$$;

revoke all on function
    cases.refuse_outsider(), cases.consents_asked_of_me(), cases.consent_target(uuid),
    cases.record_consent(uuid, uuid, boolean, timestamptz, uuid, integer, bytea)
from public;
grant execute on function
    cases.consents_asked_of_me(), cases.consent_target(uuid),
    cases.record_consent(uuid, uuid, boolean, timestamptz, uuid, integer, bytea)
to candour_casework;
