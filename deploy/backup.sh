#!/bin/sh
# Backs up a Frontdesk: its database, its keys and its recordings, in a folder of its own.
# Exit codes: 0 done, 1 failed (nothing of it is left), 2 wrong use or settings, 3 refused.
set -eu
umask 077

usage() {
  cat >&2 <<'TEXT'
backup.sh [options] FOLDER

Writes FOLDER/frontdesk-<day>-<time>/, checks it, and removes the oldest beyond the newest 14.

  --env FILE        the settings; else the environment, and .env in this folder
  --data FOLDER     DATA_DIR
  --keep N          how many backups stay, 0: all
  --without-keys    leaves keys and settings out; keep them elsewhere, or the secrets are lost
  --stop COMMAND    stops and
  --start COMMAND   starts a Frontdesk with the embedded database (systemctl where the unit runs)

PG_DUMP and PG_RESTORE name the programs for a PostgreSQL of your own.
TEXT
  exit 2
}

. "$(dirname "$0")/place.sh"

settings='' keep=14 keys=yes stop='' start='' target='' data_given=''
while [ $# -gt 0 ]; do
  case $1 in
    --env) [ $# -gt 1 ] || usage; settings=$2; shift ;;
    --data) [ $# -gt 1 ] || usage; data_given=$2; shift ;;
    --keep) [ $# -gt 1 ] || usage; keep=$2; shift ;;
    --stop) [ $# -gt 1 ] || usage; stop=$2; shift ;;
    --start) [ $# -gt 1 ] || usage; start=$2; shift ;;
    --without-keys) keys=no ;;
    -*) usage ;;
    *) [ -z "$target" ] || usage; target=$1 ;;
  esac
  shift
done
[ -n "$target" ] || usage
case $keep in '' | *[!0-9]*) usage ;; esac
find_settings
find_place
[ -n "$url" ] || [ -e "$cluster/PG_VERSION" ] || quit 2 "there is no database in $data, and no DATABASE_URL"
[ -n "$(setting ENCRYPTION_KEYS '')" ] || [ -e "$data/encryption.key" ] || quit 2 "there is no key: neither $data/encryption.key nor ENCRYPTION_KEYS"

mkdir -p "$target"
target=$(cd "$target" && pwd -P)
exec 9>"$target/.lock"
flock -n 9 || quit 3 "another backup into $target is under way"
name=frontdesk-$(date -u +%Y%m%d-%H%M%S)
[ ! -e "$target/$name" ] || quit 3 "$target/$name is there already"
draft=$target/.$name.part
stopped=no
finish() {
  code=$?
  trap - EXIT
  rm -rf "$draft"
  if [ $stopped = yes ] && ! sh -c "$start"; then
    echo "backup: Frontdesk could not be started again: $start" >&2
    code=1
  fi
  exit "$code"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
mkdir "$draft"

# The embedded server ships without pg_dump and keeps no log that a copy of the running one would need, so it is stopped
# for as long as a plain copy takes.
copy_cluster() {
  if cluster_runs; then
    if [ -z "$stop" ] && command -v systemctl >/dev/null && systemctl is-active --quiet frontdesk; then
      stop='systemctl stop frontdesk' start='systemctl start frontdesk'
    fi
    if [ -z "$stop" ] || [ -z "$start" ]; then quit 3 "Frontdesk runs on $data: stop it, or give --stop and --start"; fi
    stopped=yes
    sh -c "$stop" || quit 1 "it could not be stopped: $stop"
    ! cluster_runs || quit 3 "the database still runs after: $stop"
  fi
  tar -C "$(dirname "$cluster")" --numeric-owner --exclude=postgres/postmaster.pid -cf "$draft/database.tar" postgres
  if [ $stopped = yes ]; then
    stopped=no
    sh -c "$start" || quit 1 "Frontdesk could not be started again: $start"
  fi
  gzip "$draft/database.tar"
}

dump_database() {
  take_password
  ${PG_DUMP:-pg_dump} --format=custom --no-owner --no-privileges --dbname="$plain_url" >"$draft/database.dump" ||
    quit 1 "the database could not be dumped"
}

if [ -n "$url" ]; then dump_database; else copy_cluster; fi
# After the database: what it names is there. A file too many is swept by Frontdesk itself.
if [ -d "$data/recordings" ]; then tar -C "$data" --exclude='*.part' -cf "$draft/recordings.tar" recordings || [ $? -eq 1 ]; fi
if [ $keys = yes ]; then
  mkdir "$draft/keys"
  for file in encryption.key whatsapp-verify.token; do
    [ ! -e "$data/$file" ] || cp "$data/$file" "$draft/keys/"
  done
  given=$(setting ENCRYPTION_KEYS '')
  if [ -n "$settings" ]; then
    cp "$settings" "$draft/keys/settings.env"
  elif [ -n "$given" ]; then
    echo "ENCRYPTION_KEYS=$given" >"$draft/keys/settings.env"
  fi
fi
{
  echo "made $(date -u +%Y-%m-%dT%H:%M:%SZ)"
  [ -n "$url" ] || echo "postgres $(cat "$cluster/PG_VERSION") $(uname -sm)"
  [ "$cluster" != "$away" ] || echo "away"
} >"$draft/about"

# What cannot be read again is no backup.
check() {
  if [ -n "$url" ]; then
    ${PG_RESTORE:-pg_restore} --list <"$draft/database.dump" | grep -q ' TABLE DATA public inbox ' || return 1
  else
    tar -tzf "$draft/database.tar.gz" >"$draft/list" && grep -qx 'postgres/global/pg_control' "$draft/list" || return 1
    rm "$draft/list"
  fi
  [ ! -e "$draft/recordings.tar" ] || tar -tf "$draft/recordings.tar" >/dev/null || return 1
  cd "$draft" || return 1
  find . -type f -exec sha256sum {} + >../".$name.sums" && mv ../".$name.sums" SHA256SUMS || return 1
  sha256sum --quiet -c SHA256SUMS || return 1
  cd "$OLDPWD"
}
check || quit 1 "what was written cannot be read again"
sync
mv "$draft" "$target/$name"

if [ "$keep" -gt 0 ]; then
  for old in $(cd "$target" && find . -maxdepth 1 -name 'frontdesk-[0-9]*-[0-9]*' | sort -r | tail -n +$((keep + 1))); do
    rm -rf "${target:?}/$old"
  done
fi
[ -z "$(setting S3_BUCKET '')" ] || echo "The recordings are in S3 and not in here."
echo "$target/$name $(du -sh "$target/$name" | cut -f1)"
