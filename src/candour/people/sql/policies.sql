-- The register of people is not case data, but nobody reads it without an actor; protected
-- characteristics are read by the worker alone, for the measures.

do $$
declare
    of_table text;
begin
    foreach of_table in array array[
        'people_association', 'people_identifier', 'people_person', 'people_personname',
        'people_posting', 'people_service', 'people_characteristic']
    loop
        execute format('alter table public.%I enable row level security', of_table);
        execute format('alter table public.%I force row level security', of_table);
        execute format('drop policy if exists %I on public.%I', of_table || '_worker', of_table);
        execute format('create policy %I on public.%I to candour_worker using (true)',
                       of_table || '_worker', of_table);
        if of_table <> 'people_characteristic' then
            execute format('drop policy if exists %I on public.%I', of_table || '_sites', of_table);
            execute format(
                'create policy %I on public.%I for select to candour_casework'
                ' using ((select guard.actor()) is not null)',
                of_table || '_sites', of_table);
        end if;
    end loop;
end
$$;
