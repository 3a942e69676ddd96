-- Giving somebody a share must not need the right to read it, as with wraps.
drop policy if exists guard_keyshare_made on public.guard_keyshare;
create policy guard_keyshare_made on public.guard_keyshare for insert
to candour_casework
with check (exists (select from public.guard_filekey as key where key.id = file_key_id));
