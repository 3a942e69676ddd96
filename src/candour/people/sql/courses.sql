-- Who attended which course is read as the rest of the register: by actors only.

alter table public.people_courseattendance enable row level security;
alter table public.people_courseattendance force row level security;
drop policy if exists people_courseattendance_worker on public.people_courseattendance;
create policy people_courseattendance_worker on public.people_courseattendance
to candour_worker using (true);
drop policy if exists people_courseattendance_sites on public.people_courseattendance;
create policy people_courseattendance_sites on public.people_courseattendance
for select to candour_casework using ((select guard.actor()) is not null);
