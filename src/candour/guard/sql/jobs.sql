-- Background jobs are the worker's: it alone runs them. The report site has no right here at all.

do $$
declare
    named text;
begin
    for named in
        select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname = 'public' and tablename like 'procrastinate\_%'
    loop
        execute format('grant select, insert, update, delete on %s to candour_worker', named);
    end loop;
    for named in
        select p.oid::regprocedure::text from pg_proc as p
        join pg_namespace as n on n.oid = p.pronamespace
        where n.nspname = 'public' and p.proname like 'procrastinate\_%'
    loop
        execute format('revoke all on function %s from public', named);
        execute format('grant execute on function %s to candour_worker', named);
    end loop;
end
$$;

grant usage on all sequences in schema public to candour_worker;
