-- Recoveries that too few custodians answered in time: over, and told so to whoever was asked.

-- Whether a request that the actor is asked about, or named in, has lapsed.
create or replace function cases.is_lapsed(of_ask uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_custodyask as ask
        join public.cases_custodylapse as lapse on lapse.request_id = ask.request_id
        where ask.id = of_ask and ask.account_id = guard.actor()
          and ask.file_id <> all(guard.hidden_files()))
$$;

-- Nothing is answered, given or taken for a request that has lapsed, whatever stands above.
create or replace function cases.refuse_after_lapse() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- The round that ends requests holds this lock alone, so that no share comes in beside it.
    perform pg_advisory_xact_lock_shared(hashtext('cases.lapse_recoveries'));
    if exists (select from public.cases_custodylapse as lapse
               where lapse.request_id = new.request_id) then
        raise exception 'this request has lapsed'
            using errcode = 'check_violation', constraint = 'cases_custodylapse_is_the_end';
    end if;
    return new;
end
$$;

create or replace trigger cases_custodyanswer_before_the_lapse
before insert on public.cases_custodyanswer
for each row execute function cases.refuse_after_lapse();

create or replace trigger cases_givenshare_before_the_lapse
before insert on public.cases_givenshare
for each row execute function cases.refuse_after_lapse();

create or replace trigger cases_custodytaking_before_the_lapse
before insert on public.cases_custodytaking
for each row execute function cases.refuse_after_lapse();

revoke all on function cases.is_lapsed(uuid), cases.refuse_after_lapse() from public;
grant execute on function cases.is_lapsed(uuid) to candour_casework;
