-- Imports copy rows into temporary tables first; nobody else needs any.

do $$
begin
    execute format('grant temporary on database %I to candour_worker', current_database());
end
$$;
