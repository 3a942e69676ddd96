-- Sealed files that arrive before there is a report. Whoever uploaded one holds its capability, and
-- may keep it for longer or remove it; nothing lists them, and nothing here says a time of the day.

drop function if exists intake.keep_blob(uuid, bytea, bigint, date);

-- Takes note of a file, or lets it wait longer: "kept". Another's file is left alone: "not_yours".
-- All that nobody has sent may together take so much and no more: "no_room" for a new one then.
create or replace function intake.keep_blob(
    of_blob uuid, of_capability bytea, of_size bigint, until_day date, most_unsent bigint)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if length(of_capability) <> 32 then
        raise exception 'malformed capability';
    end if;
    -- A renewal holds this lock to its end, so that nothing slips between reading and emptying.
    lock table public.intake_blob in row exclusive mode;
    if not exists (select from public.intake_blob as known where known.id = of_blob)
       and of_size + coalesce(
           (select sum(unsent.size) from public.intake_blob as unsent where not unsent.is_claimed),
           0) > most_unsent
    then
        return 'no_room';
    end if;
    insert into public.intake_blob as known (id, capability_hash, size, expires_on, is_claimed)
    values (of_blob, sha256(of_capability), of_size, until_day, false)
    on conflict (id) do update
    set expires_on = greatest(known.expires_on, excluded.expires_on)
    where known.capability_hash = excluded.capability_hash;
    return case when found then 'kept' else 'not_yours' end;
end
$$;

-- Forgets a file that was not sent; says whether there was one, so that its bytes can go, too.
create or replace function intake.drop_blob(of_blob uuid, of_capability bytea)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    lock table public.intake_blob in row exclusive mode;
    delete from public.intake_blob as known
    where known.id = of_blob and known.capability_hash = sha256(of_capability)
      and not known.is_claimed;
    return found;
end
$$;

revoke all on function
    intake.keep_blob(uuid, bytea, bigint, date, bigint), intake.drop_blob(uuid, bytea)
from public;
grant execute on function
    intake.keep_blob(uuid, bytea, bigint, date, bigint), intake.drop_blob(uuid, bytea)
to candour_report;
