-- Rights that are finer than a table, and what a backup may read.

grant update (last_login, password) on public.guard_account to candour_casework, candour_oversight;
grant usage on all sequences in schema public to candour_casework, candour_oversight, candour_worker;
alter default privileges in schema public
    grant usage on sequences to candour_casework, candour_oversight, candour_worker;
alter default privileges in schema public grant select on tables to candour_backup;
grant select on all tables in schema public to candour_backup;
-- pg_dump reads where each sequence stands.
alter default privileges in schema public grant select on sequences to candour_backup;
grant select on all sequences in schema public to candour_backup;
-- Inserting a wrap for somebody else must not need the right to read it.
drop policy if exists guard_keywrap_made on public.guard_keywrap;
create policy guard_keywrap_made on public.guard_keywrap for insert
to candour_casework
with check (exists (select from public.guard_filekey as key where key.id = file_key_id));
