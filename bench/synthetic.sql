-- A force's history of :allegations allegations, with people, postings, walls and grants: the shape
-- of the real one (1.2 allegations a case, 5 a person on average and far more on some).

set session_replication_role = replica;
set synchronous_commit = off;

insert into people_organisation (id, kind) values (:'force', 'police_force');
insert into people_unit (id, organisation_id, code, name)
select md5('unit' || n)::uuid, :'force', n::text, 'Unit ' || n from generate_series(1, 400) as n;

insert into people_person (id, birth_year)
select md5('person' || n)::uuid, 1960 + n % 45 from generate_series(1, :people) as n;
insert into people_posting (id, person_id, unit_id, role, rank, from_on, until_on)
select gen_random_uuid(), md5('person' || n)::uuid, md5('unit' || (1 + (n * 7 + spell) % 400))::uuid,
       '', 'constable', date '2006-01-01' + spell * 1500,
       case when spell < 3 then date '2006-01-01' + spell * 1500 + 1499 end
from generate_series(1, :people) as n, generate_series(0, 3) as spell;

insert into guard_file (id, kind, organisation_id, opened_on, wall_epoch)
select md5('case' || n)::uuid, 'case', :'force', date '2006-01-01', 1
from generate_series(1, :cases) as n;
insert into cases_case (file_id, organisation_id, reference, kind, source, reporter_kind,
                        incident_on, received_on, closed_on, is_closed_undated, recorded_at,
                        source_name, source_ref, source_category)
select md5('case' || n)::uuid, :'force', 'B-' || n, 'complaint', 'public', '',
       date '2006-01-01' + n % 7000, date '2006-01-01' + n % 7000 + 20,
       case when n % 20 > 0 then date '2006-01-01' + n % 7000 + 300 end, false, now(),
       'bench', n::text, ''
from generate_series(1, :cases) as n;

-- Squaring a uniform number makes a few people the subject of many allegations.
insert into cases_allegation (id, file_id, organisation_id, number, category, subject_id,
                              recorded_at, source_ref, source_category)
select md5('allegation' || n)::uuid, md5('case' || (1 + n % :cases))::uuid, :'force',
       1 + n / :cases, 'B4',
       md5('person' || (1 + floor(power(random(), 2) * (:people - 1)))::integer)::uuid, now(), '',
       ''
from generate_series(1, :allegations) as n
on conflict do nothing;
insert into cases_outcome (id, file_id, organisation_id, allegation_id, result, sanction,
                           decided_on, decided_at)
select gen_random_uuid(), allegation.file_id, :'force', allegation.id, 'not_proven', '',
       date '2020-01-01', now()
from cases_allegation as allegation;
insert into access_involvement (id, file_id, organisation_id, person_id, role)
select gen_random_uuid(), file_id, :'force', subject_id, 'subject'
from (select distinct file_id, subject_id from cases_allegation) as one;

insert into guard_account (id, username, password, organisation_id, seat, is_active)
select md5('account' || n)::uuid, 'reader' || n, '', :'force', 'desk_reader', true
from generate_series(1, 200) as n;
-- The reader who is measured has walls too, on cases of people who are in none of the questions.
insert into guard_wall (id, file_id, account_id, because)
select gen_random_uuid(), md5('case' || (1 + floor(random() * :cases))::integer)::uuid,
       md5('account' || (2 + n % 199))::uuid, 'shared_unit'
from generate_series(1, :cases) as n
on conflict do nothing;
insert into guard_wall (id, file_id, account_id, because)
select gen_random_uuid(), file_id, md5('account1')::uuid, 'shared_unit'
from (select file_id from cases_allegation group by file_id
      having bool_and(subject_id in (select md5('person' || n)::uuid
                                     from generate_series(:people - 390, :people) as n))
      limit 5000) as far
on conflict do nothing;

-- Fresh cases that the measured reader holds, each with three candidates.
insert into guard_file (id, kind, organisation_id, opened_on, wall_epoch)
select md5('fresh' || n)::uuid, 'case', :'force', date '2026-01-01', 1
from generate_series(1, 500) as n;
insert into guard_grant (id, file_id, organisation_id, account_id, role, granted_on)
select gen_random_uuid(), md5('fresh' || n)::uuid, :'force', md5('account1')::uuid, 'reader',
       date '2026-01-01'
from generate_series(1, 500) as n;
insert into access_involvement (id, file_id, organisation_id, person_id, role)
select gen_random_uuid(), md5('fresh' || n)::uuid, :'force',
       -- Spread over everybody, so that both sizes ask about people of the same kind.
       md5('person' || (1 + ((n * 37 + candidate * 101) % 997) * (:people - 400) / 997))::uuid,
       'candidate'
from generate_series(1, 500) as n, generate_series(1, 3) as candidate
on conflict do nothing;

set session_replication_role = origin;
analyze;
