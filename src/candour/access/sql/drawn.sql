-- What stands round each file whose walls were computed, as hashes that the log commits to. One row
-- for a file instead of one for each wall: an import draws hundreds of thousands.
create or replace view public.access_drawn as
select drawn.file_id as id, drawn.file_id,
    encode(sha256(convert_to(coalesce((
        select string_agg(wall.account_id::text || ':' || wall.because, ','
                          order by wall.account_id::text collate "C", wall.because collate "C")
        from public.guard_wall as wall where wall.file_id = drawn.file_id), ''), 'UTF8')), 'hex')
        as walls,
    encode(sha256(convert_to(coalesce((
        select string_agg(concerned.person_id::text || ':' || concerned.role, ','
                          order by concerned.person_id::text collate "C",
                                   concerned.role collate "C")
        from public.access_involvement as concerned
        where concerned.file_id = drawn.file_id), ''), 'UTF8')), 'hex') as people
from public.access_drawnfile as drawn;

revoke all on public.access_drawn from public;
grant select on public.access_drawn to candour_worker;
