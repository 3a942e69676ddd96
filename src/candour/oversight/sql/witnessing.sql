-- The newest published head, its day, and whose lines are under it: every overseer may know.

create or replace function oversight.log_standing()
returns table (published_on date, size bigint, witnesses text[])
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select published.published_on, published.size, array(
        select signed.witness from public.guard_cosignature as signed
        where signed.size = published.size order by signed.witness collate "C")
    from public.guard_publication as published
    where (select guard.actor()) is not null
    order by published.size desc
    limit 1
$$;

revoke all on function oversight.log_standing() from public;
grant execute on function oversight.log_standing() to candour_oversight;
