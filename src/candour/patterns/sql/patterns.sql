-- The schema of the functions behind early warning, teams, retaliation, gates and look-backs.

create schema if not exists patterns;
grant usage on schema patterns to candour_casework, candour_oversight, candour_worker;
