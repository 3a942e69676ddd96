-- Shares of a report's keys, sealed to custodians in the request that sealed the report.

-- Keeps the shares of a package. Whoever was walled off since it was sealed gets none; a package
-- from before there were shares has none.
create or replace function intake.keep_shares(of_package jsonb) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    insert into public.guard_keyshare
        (id, file_id, organisation_id, file_key_id, scheme, number, body_id, account_id,
         commitment, sealed)
    select (share ->> 'id')::uuid, (of_package ->> 'file')::uuid,
           (of_package ->> 'organisation')::uuid, (key ->> 'id')::uuid, share ->> 'scheme',
           (share ->> 'number')::integer, (share ->> 'body')::uuid, (share ->> 'account')::uuid,
           decode(share ->> 'commitment', 'base64'), decode(share ->> 'sealed', 'base64')
    from jsonb_array_elements(of_package -> 'keys') as key,
         jsonb_array_elements(coalesce(key -> 'shares', '[]')) as share
    where not of_package -> 'walled' ? (share ->> 'account')
$$;

revoke all on function intake.keep_shares(jsonb) from public;
