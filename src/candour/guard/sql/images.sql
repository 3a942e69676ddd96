-- The image of a row: a SHA-256 over its named columns, so that the log can commit to what a
-- decision row said. The session settings are fixed, since they change how values print.
-- A column that a table got later ends in a question mark in the list and is in the image only where
-- it is filled: so rows from before keep theirs, and filling it in them past the log shows.
-- For functions of the owner only; everybody else asks guard.images.

create or replace function guard.every_image(
    of_table text, of_version integer, of_rows uuid[], only_seen boolean)
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
    file_column text;
begin
    select array_agg(listed.name order by listed.place) into covered
    from public.guard_imagecolumns as known,
         jsonb_array_elements_text(known.columns) with ordinality as listed (name, place)
    where known.table_name = of_table and known.version = of_version;
    if covered is null then
        raise exception 'no image columns for % version %', of_table, of_version;
    end if;
    select held.attname into file_column
    from pg_catalog.pg_attribute as held
    where only_seen and held.attrelid = format('public.%I', of_table)::regclass
      and held.attname = 'file_id' and not held.attisdropped;
    return query execute format(
        'select imaged_row.%1$I, sha256(convert_to((
             select jsonb_object_agg(field.key, field.value)
             from jsonb_each(to_jsonb(imaged_row)) as field
             where field.key = any($1)
                or (field.key || ''?'' = any($1) and field.value <> ''null''))::text, ''UTF8''))
         from public.%2$I as imaged_row
         where ($2 is null or imaged_row.%1$I = any($2))
           and (%3$L::text is null or guard.sees((to_jsonb(imaged_row) ->> %3$L::text)::uuid))',
        covered[1], of_table, file_column)
    using covered, of_rows;
end
$$;

revoke all on function guard.every_image(text, integer, uuid[], boolean) from public;

-- The sites get the images of rows they name, on files that they see or have just opened.
create or replace function guard.images(of_table text, of_version integer, of_rows uuid[])
returns table (row_id uuid, image bytea)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if guard.asked_by_site() and of_rows is null then
        raise exception 'images are of named rows' using errcode = 'insufficient_privilege';
    end if;
    return query
    select found.row_id, found.image
    from guard.every_image(of_table, of_version, of_rows, guard.asked_by_site()) as found;
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
to candour_casework, candour_worker;
revoke execute on function guard.images(text, integer, uuid[]) from candour_oversight;
