-- Policies from before ask for the set of hidden files whoever reads; each is made anew with the
-- same question, which an account before many walls is asked row by row. Repeatable: a policy that
-- asks so already is left as it is.
do $$
declare
    old record;
    asked constant text :=
        'NOT \(([a-z_.]+) IN \( SELECT unnest\(guard\.hidden_files\(\)\) AS unnest\)\)';
    anew constant text :=
        'case when (select guard.has_few_walls())'
        ' then \1 not in (select unnest(guard.hidden_files()))'
        ' else not guard.is_hidden(\1) end';
    seen text;
begin
    for old in
        select policy.polname as name, policy.polrelid::regclass as of_table,
            pg_get_expr(policy.polqual, policy.polrelid) as condition,
            pg_get_expr(policy.polwithcheck, policy.polrelid) as checked
        from pg_policy as policy
        where pg_get_expr(policy.polqual, policy.polrelid) like '%guard.hidden_files()%'
          and pg_get_expr(policy.polqual, policy.polrelid) not like '%guard.has_few_walls()%'
    loop
        seen := regexp_replace(old.condition, asked, anew, 'g');
        if seen = old.condition or old.checked is distinct from old.condition then
            raise exception 'the policy % of % asks in a way that is not known',
                old.name, old.of_table;
        end if;
        execute format('alter policy %I on %s using (%s) with check (%s)',
                       old.name, old.of_table, seen, seen);
    end loop;
end
$$;
