revoke create on schema public from public;

alter default privileges revoke execute on functions from public;

