-- Words that wait to be compared, that they were, and what was found: only added to.

create or replace trigger cases_passagewait_never_changes
before update or delete on public.cases_passagewait
for each row execute function cases.refuse_change();

create or replace trigger cases_passagecheck_never_changes
before update or delete on public.cases_passagecheck
for each row execute function cases.refuse_change();

create or replace trigger cases_leaktriage_never_changes
before update or delete on public.cases_leaktriage
for each row execute function cases.refuse_change();
