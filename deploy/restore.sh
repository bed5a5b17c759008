#!/bin/sh
# Puts a backup of backup.sh back: into an empty place, or with --aside beside what is there.
# Exit codes: 0 done, 1 failed, 2 wrong use or settings, 3 refused: something lives there.
set -eu
umask 077

usage() {
  cat >&2 <<'TEXT'
restore.sh [options] BACKUP

  --env FILE      the settings; else the environment, and .env in this folder
  --data FOLDER   DATA_DIR
  --aside         what stands in DATA_DIR is kept beside it as <name>.before-<day>-<time>

Frontdesk has to be stopped. A PostgreSQL of your own needs an empty database: DATABASE_URL names it.
PG_RESTORE and PSQL name the programs for it.
TEXT
  exit 2
}

. "$(dirname "$0")/place.sh"

settings='' data_given='' aside=no backup=''
while [ $# -gt 0 ]; do
  case $1 in
    --env) [ $# -gt 1 ] || usage; settings=$2; shift ;;
    --data) [ $# -gt 1 ] || usage; data_given=$2; shift ;;
    --aside) aside=yes ;;
    -*) usage ;;
    *) [ -z "$backup" ] || usage; backup=$1 ;;
  esac
  shift
done
[ -n "$backup" ] || usage
[ -e "$backup/SHA256SUMS" ] || quit 2 "$backup is no backup of backup.sh"
backup=$(cd "$backup" && pwd -P)
(cd "$backup" && sha256sum --quiet -c SHA256SUMS) || quit 1 "$backup is damaged"
find_settings
find_place
if [ -n "$url" ]; then
  [ -e "$backup/database.dump" ] || quit 2 "this is a backup of the embedded database, and DATABASE_URL is set"
else
  [ -e "$backup/database.tar.gz" ] || quit 2 "this is a backup of a PostgreSQL of its own, and there is no DATABASE_URL"
  ! cluster_runs || quit 3 "Frontdesk runs on $data: stop it first"
  system=$(sed -n 's/^postgres [0-9]* //p' "$backup/about")
  if [ "$(id -u)" = 0 ] && grep -qx away "$backup/about"; then cluster=$away; fi
  [ "$system" = "$(uname -sm)" ] || quit 2 "the files of the database are for $system, this is $(uname -sm)"
fi

ask() {
  ${PSQL:-psql} --no-psqlrc --tuples-only --no-align --dbname="$plain_url" --command="$1"
}

if [ -n "$url" ]; then
  take_password
  busy=$(ask "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'frontdesk%'") ||
    quit 1 "the database cannot be asked"
  [ "$busy" = 0 ] || quit 3 "Frontdesk runs on this database: stop it first"
  tables=$(ask "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
  [ "$tables" = 0 ] || quit 3 "the database is not empty: make a new one for DATABASE_URL"
fi

stamp=$(date -u +%Y%m%d-%H%M%S)
clear_way() {
  [ -e "$1" ] || return 0
  [ $aside = yes ] || quit 3 "$1 is there already; --aside keeps it beside"
  mv "$1" "$1.before-$stamp"
}
for file in "$cluster" "$data/recordings" "$data/encryption.key" "$data/whatsapp-verify.token"; do
  [ ! -e "$file" ] || [ $aside = yes ] || quit 3 "$file is there already; --aside keeps it beside"
done

draft=$data/.restore-$stamp
trap 'rm -rf "$draft"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$draft"
if [ -z "$url" ]; then tar -C "$draft" --numeric-owner -xpzf "$backup/database.tar.gz"; fi
if [ -e "$backup/recordings.tar" ]; then tar -C "$draft" -xpf "$backup/recordings.tar"; fi
if [ -d "$backup/keys" ]; then
  for file in encryption.key whatsapp-verify.token; do
    [ ! -e "$backup/keys/$file" ] || cp "$backup/keys/$file" "$draft/"
  done
fi
# On another machine its user may have another number. Where root starts Frontdesk, the database keeps its own.
owner=$(stat -c %u "$data")
if [ "$(id -u)" = 0 ]; then
  for file in recordings encryption.key whatsapp-verify.token; do
    [ ! -e "$draft/$file" ] || chown -R --reference="$data" "$draft/$file"
  done
  [ -n "$url" ] || [ "$owner" = 0 ] || chown -R --reference="$data" "$draft/postgres"
fi
if [ -n "$url" ]; then
  ${PG_RESTORE:-pg_restore} --no-owner --no-privileges --no-comments --exit-on-error --single-transaction --dbname="$plain_url" <"$backup/database.dump" ||
    quit 1 "the database could not be filled; it was left empty"
else
  clear_way "$cluster"
  if [ "$cluster" = "$away" ]; then (umask 022 && mkdir -p "$(dirname "$cluster")"); fi
  mv "$draft/postgres" "$cluster"
fi
for file in recordings encryption.key whatsapp-verify.token; do
  [ -e "$draft/$file" ] || continue
  clear_way "$data/$file"
  mv "$draft/$file" "$data/$file"
done
[ ! -e "$backup/keys/settings.env" ] || echo "The settings of then stand in $backup/keys/settings.env."
echo "Put back into $data. Start Frontdesk."
