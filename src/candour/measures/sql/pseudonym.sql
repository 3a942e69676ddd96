-- HMAC-SHA256 (RFC 2104) of an id with ready-made inner and outer blocks, cut to 128 bits. The
-- function has no settings of its own and calls only immutable ones, so that it is inlined.

create schema if not exists measures;

create or replace function measures.pseudonym(
    inner_block bytea, outer_block bytea, of_kind bytea, of_id uuid)
returns text
language sql immutable parallel safe
as $$
    select left(encode(sha256(outer_block || sha256(
        inner_block || of_kind || uuid_send(of_id))), 'hex'), 32)
$$;

revoke all on function measures.pseudonym(bytea, bytea, bytea, uuid) from public;
grant usage on schema measures to candour_worker, candour_oversight;
grant execute on function measures.pseudonym(bytea, bytea, bytea, uuid) to candour_worker;
