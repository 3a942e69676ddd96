-- Formal papers are only added to; what reaches a subject needs a safe reporter; what is published
-- needs a second person.

-- However a letter is served, by hand too: nothing reaches a subject before the reporter is safe.
create or replace function cases.require_safe_service() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    served public.cases_formalletter;
begin
    select * into served from public.cases_formalletter as letter
    where letter.id = new.letter_id and letter.file_id = new.file_id;
    if served.id is null then
        raise exception 'no such letter of this case'
            using errcode = 'check_violation', constraint = 'cases_letterservice_of_its_case';
    end if;
    if served.addressee = 'subject' and not exists (
        select from public.cases_safetydecision as decided
        where decided.id = new.safety_id and decided.file_id = new.file_id
          and decided.stage = served.stage and cases.is_safe(new.file_id, served.stage)) then
        raise exception 'decide first whether the reporter is safe'
            using errcode = 'check_violation', constraint = 'cases_letterservice_safety';
    end if;
    return new;
end
$$;

create or replace trigger cases_letterservice_needs_safety
before insert on public.cases_letterservice
for each row execute function cases.require_safe_service();

-- Nobody lets their own text be published, under no account of theirs.
create or replace function cases.refuse_own_publication() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from public.cases_publication as proposed
        where proposed.id = new.publication_id and proposed.file_id = new.file_id
          and not access.same_person(proposed.noted_by, new.noted_by)) then
        raise exception 'a second person confirms it'
            using errcode = 'check_violation', constraint = 'cases_publicationcheck_by_another';
    end if;
    return new;
end
$$;

create or replace trigger cases_publicationcheck_is_by_another
before insert on public.cases_publicationcheck
for each row execute function cases.refuse_own_publication();

-- Whether a second person is another person: said to whoever sees the file.
create or replace function cases.may_confirm(of_publication uuid, account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from public.cases_publication as proposed
        where proposed.id = of_publication and (guard.sees(proposed.file_id) or not guard.asked_by_site())
          and not access.same_person(proposed.noted_by, account))
$$;

create or replace trigger cases_formalletter_never_changes
before update or delete on public.cases_formalletter
for each row execute function cases.refuse_change();

create or replace trigger cases_letterservice_never_changes
before update or delete on public.cases_letterservice
for each row execute function cases.refuse_change();

create or replace trigger cases_schedule_never_changes
before update or delete on public.cases_schedule
for each row execute function cases.refuse_change();

create or replace trigger cases_scheduleline_never_changes
before update or delete on public.cases_scheduleline
for each row execute function cases.refuse_change();

create or replace trigger cases_redaction_never_changes
before update or delete on public.cases_redaction
for each row execute function cases.refuse_change();

create or replace trigger cases_publication_never_changes
before update or delete on public.cases_publication
for each row execute function cases.refuse_change();

create or replace trigger cases_publicationcheck_never_changes
before update or delete on public.cases_publicationcheck
for each row execute function cases.refuse_change();

create or replace trigger cases_publicationend_never_changes
before update or delete on public.cases_publicationend
for each row execute function cases.refuse_change();

revoke all on function
    cases.require_safe_service(), cases.refuse_own_publication(), cases.may_confirm(uuid, uuid)
from public;
grant execute on function cases.may_confirm(uuid, uuid) to candour_casework, candour_worker;
