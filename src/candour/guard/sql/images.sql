-- The image of a row: a SHA-256 over its named columns, so that the log can commit to what a
-- decision row said. The session settings are fixed, since they change how values print.

create or replace function guard.images(of_table text, of_version integer, of_rows uuid[])
returns table (row_id uuid, image bytea)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
set datestyle = 'ISO, YMD'
set intervalstyle = 'iso_8601'
set extra_float_digits = 1
as $$
declare
    covered text[];
begin
    select array_agg(name) into covered
    from public.guard_imagecolumns as known, jsonb_array_elements_text(known.columns) as name
    where known.table_name = of_table and known.version = of_version;
    if covered is null then
        raise exception 'no image columns for % version %', of_table, of_version;
    end if;
    return query execute format(
        'select source.%1$I, sha256(convert_to((
             select jsonb_object_agg(field.key, field.value)
             from jsonb_each(to_jsonb(source)) as field
             where field.key = any($1))::text, ''UTF8''))
         from public.%2$I as source
         where $2 is null or source.%1$I = any($2)',
        covered[1], of_table)
    using covered, of_rows;
end
$$;

-- What a batch's leaf commits to: every row it wrote, with its image.
create or replace function guard.batch_digest(of_batch uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select encode(sha256(string_agg(
        convert_to(written.table_name || ':' || written.version || ':' || written.row_id || ':',
                   'UTF8') || written.image,
        ''::bytea order by written.table_name collate "C", written.row_id)), 'hex')
    from public.guard_batchimage as written
    where written.batch_id = of_batch
$$;

revoke all on function guard.batch_digest(uuid) from public;
grant execute on function guard.batch_digest(uuid) to candour_worker;

revoke all on function guard.images(text, integer, uuid[]) from public;
grant execute on function guard.images(text, integer, uuid[])
to candour_casework, candour_oversight, candour_worker;
