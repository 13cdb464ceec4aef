#!/bin/bash
# Run by the PostgreSQL image when its data folder is new (also by docker-compose.yml): user-service and media-service
# each get a database and a role of their own, and neither can enter the other's.
set -e

create_database() {
  psql --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
    --set=name="$1" --set=password="$(cat "$2")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

create_database rookery_users /run/rookery/users-database/ROOKERY_POSTGRES_PASSWORD
create_database rookery_media /run/rookery/media-database/ROOKERY_POSTGRES_PASSWORD
