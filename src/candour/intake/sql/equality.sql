-- Answers about equality: a pool that no report is tied to, emptied into numbers by the worker.

create or replace function intake.answer_equality(
    of_id bytea, of_force uuid, on_month date, of_answers jsonb)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if length(of_id) <> 32 or jsonb_typeof(of_answers) <> 'object'
        or length(of_answers::text) > 2000 then
        raise exception 'malformed answers';
    end if;
    insert into public.intake_equalitypool (id, organisation_id, month, answers)
    values (sha256(of_id), of_force, date_trunc('month', on_month)::date, of_answers)
    on conflict (id) do nothing;
end
$$;

revoke all on function intake.answer_equality(bytea, uuid, date, jsonb) from public;
grant execute on function intake.answer_equality(bytea, uuid, date, jsonb) to candour_report;
