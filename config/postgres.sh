#!/bin/sh
# Runs once, in an empty data folder: the account with which LeerID serves. `leerid database bereid` gives it its rights.
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 <<'SQL'
\set wachtwoord `cat /run/secrets/app_password`
create role leerid_app login password :'wachtwoord';
SQL
