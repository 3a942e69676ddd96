-- Appeals for witnesses that anyone may answer. One that has closed is still named for a while:
-- whoever began to write before it closed must be able to send.

create or replace function intake.appeals(on_day date)
returns table (
    id uuid, body_id uuid, body text, force_id uuid, force text, title text, about text,
    from_on date, until_on date, closes_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select appeal.id, appeal.organisation_id, body.name, appeal.force_id, force.name, appeal.title,
           appeal.about, appeal.from_on, appeal.until_on, appeal.closes_on
    from public.intake_appeal as appeal
    join public.people_organisationname as body
      on body.organisation_id = appeal.organisation_id and body.until_on is null
    join public.people_organisationname as force
      on force.organisation_id = appeal.force_id and force.until_on is null
    where appeal.opened_on <= on_day and appeal.closes_on >= on_day - 30
    order by appeal.closes_on, appeal.title, appeal.id;
end
$$;

revoke all on function intake.appeals(date) from public;
grant execute on function intake.appeals(date) to candour_report, candour_worker;
