-- What a reporter wants watched: kept beside her name, where no handler's row policy reaches.

-- Keeps the newest terms of each report among these items, and erases those that she ended. What
-- ends them is an item too, so that her staged message looks like any other.
create or replace function intake.keep_terms(of_items jsonb)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    delete from public.intake_watchedterms as kept
    using jsonb_array_elements(of_items) as item
    where item ->> 'compartment' = 'identity' and item ->> 'kind' = 'look_ups_ended'
      and kept.report_id = (item ->> 'file')::uuid;
    -- What was found stays when she changes what is watched, and goes when she ends it: it refers
    -- to this row.
    insert into public.intake_watchedterms (id, report_id, epoch, ciphertext)
    select (item ->> 'id')::uuid, (item ->> 'file')::uuid,
           coalesce((item ->> 'epoch')::integer, 1), decode(item ->> 'ciphertext', 'base64')
    from jsonb_array_elements(of_items) as item
    where item ->> 'compartment' = 'identity' and item ->> 'kind' = 'look_ups'
    on conflict (report_id) do update
    set id = excluded.id, epoch = excluded.epoch, ciphertext = excluded.ciphertext;
end
$$;

revoke all on function intake.keep_terms(jsonb) from public;
