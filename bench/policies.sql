-- 43 forces with 1,000,000 allegations in 600,000 cases, 1.2 million walls and 1.3 million grants; three
-- readers are measured: a force's authority, a watchdog over all forces, and a desk reader with no scope.

set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';

-- Everything that only makes reading faster is made after the rows: it is many times quicker.
create temporary table later on commit preserve rows as
select format('%I', index.relname) as name, pg_get_indexdef(index.oid) as made
from pg_index as listed
join pg_class as index on index.oid = listed.indexrelid
join pg_class as held on held.oid = listed.indrelid
where held.relname in ('guard_file', 'guard_grant', 'guard_wall', 'cases_case', 'cases_allegation')
  and not exists (select from pg_constraint as made where made.conindid = listed.indexrelid);
do $$
declare one record;
begin
    for one in select * from later loop execute 'drop index ' || one.name; end loop;
end
$$;

insert into guard_file (id, kind, organisation_id, opened_on, wall_epoch)
select md5('case' || n)::uuid, 'case', md5('force' || n % 43)::uuid, date '2006-01-01', 1
from generate_series(1, 600000) as n;
insert into cases_case (file_id, organisation_id, reference, kind, source, reporter_kind,
                        received_on, is_closed_undated, recorded_at, source_name, source_ref,
                        source_category)
select md5('case' || n)::uuid, md5('force' || n % 43)::uuid, 'B-' || n, 'complaint', 'public', '',
       date '2006-01-01' + (n * 7919::bigint % 7000)::integer, false, now(), '', '', ''
from generate_series(1, 600000) as n;
insert into cases_allegation (id, file_id, organisation_id, number, category, subject_id,
                              recorded_at, source_ref, source_category)
select md5('allegation' || n)::uuid, md5('case' || 1 + n % 600000)::uuid,
       md5('force' || (1 + n % 600000) % 43)::uuid, 1 + n / 600000, 'B4',
       md5('person' || n % 199999)::uuid, now(), '', ''
from generate_series(0, 999999) as n;

insert into guard_account (id, username, password, organisation_id, seat, is_active)
select md5(name)::uuid, name, '', md5('force1')::uuid, 'appropriate_authority', true
from unnest(array['normal', 'heavy', 'granted']) as name;
insert into guard_scope (id, account_id, organisation_id)
select gen_random_uuid(), md5('heavy')::uuid, md5('force' || n)::uuid
from generate_series(0, 42) as n
union all select gen_random_uuid(), md5('normal')::uuid, md5('force1')::uuid;

insert into guard_grant (id, file_id, organisation_id, account_id, role, granted_on)
select gen_random_uuid(), md5('case' || n)::uuid, md5('force' || n % 43)::uuid,
       account, 'reader', date '2026-01-01'
from (
    select n, md5('other' || n % 2000)::uuid from generate_series(1, 600000) as n
    union all select n, md5('other' || 2000 + n % 2000)::uuid from generate_series(1, 600000) as n
    union all select 1 + n * 5, md5('heavy')::uuid from generate_series(0, 119999) as n
    union all select 1 + n * 43, md5('normal')::uuid from generate_series(0, 649) as n
    union all select 3 + n * 917, md5('granted')::uuid from generate_series(0, 649) as n
) as given (n, account);
insert into guard_wall (id, file_id, account_id, because)
select gen_random_uuid(), md5('case' || n)::uuid, account, 'shared_unit'
from (
    select n, md5('walled' || n % 40000)::uuid from generate_series(1, 600000) as n
    union all select n, md5('walled' || (n + 7) % 40000)::uuid from generate_series(1, 595000) as n
    union all select 2 + n * 119, md5('heavy')::uuid from generate_series(0, 4999) as n
    union all select 1 + n * 43 * 20, md5('normal')::uuid from generate_series(1, 30) as n
    union all select 3 + n * 917 * 20, md5('granted')::uuid from generate_series(1, 30) as n
) as kept_out (n, account);

insert into intake_escalation (id, file_id, organisation_id, level, because, on_day)
select gen_random_uuid(), md5('case' || n)::uuid, md5('force' || n % 43)::uuid, 'oversight',
       'no_acknowledgement', date '2026-01-01'
from generate_series(1, 600000, 30) as n;

do $$
declare one record;
begin
    for one in select * from later loop execute one.made; end loop;
end
$$;
set session_replication_role = origin;
