# shellcheck shell=sh disable=SC2034
# Where a Frontdesk keeps what it has, for backup.sh and restore.sh, which read it.

quit() {
  echo "$(basename "$0" .sh): $2" >&2
  exit "$1"
}

find_settings() {
  [ -z "$settings" ] || [ -r "$settings" ] || quit 2 "$settings cannot be read"
  [ -n "$settings" ] || [ ! -r .env ] || settings=.env
}

# A setting as Frontdesk reads it: from the environment, else from the file.
setting() {
  eval "value=\${$1-}"
  if [ -z "$value" ] && [ -n "$settings" ]; then
    value=$(sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" "$settings" | tail -n 1 |
      sed -e 's/[[:space:]]*$//' -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'\$/\1/")
  fi
  printf '%s' "${value:-$2}"
}

# $data, $url, and for the embedded database $cluster: in DATA_DIR, or where Frontdesk puts it when root may not share that.
find_place() {
  data=${data_given:-$(setting DATA_DIR ./data)}
  url=$(setting DATABASE_URL '')
  # Open as Frontdesk makes it: the database may run as another user than the one who starts it.
  (umask 022 && mkdir -p "$data") 2>/dev/null || quit 2 "$data cannot be made"
  data=$(cd "$data" && pwd -P) || quit 2 "$data cannot be entered"
  cluster=$data/postgres
  away=/var/lib/frontdesk/$(printf '%s' "$data" | sha256sum | cut -c1-16)/postgres
  if [ ! -e "$cluster/PG_VERSION" ] && [ -e "$away/PG_VERSION" ]; then cluster=$away; fi
}

cluster_runs() {
  [ -e "$cluster/postmaster.pid" ] || return 1
  pid=$(head -n 1 "$cluster/postmaster.pid")
  tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$cluster"
}

# The password goes through the environment: an argument stands in the list of processes.
take_password() {
  plain_url=$(printf '%s' "$url" | sed 's#^\([a-z]*://[^:/@]*\):[^@/]*@#\1@#')
  secret=$(printf '%s' "$url" | sed -n 's#^[a-z]*://[^:/@]*:\([^@/]*\)@.*#\1#p')
  [ -z "$secret" ] || PGPASSWORD=$(unescaped "$secret")
  [ -z "$secret" ] || export PGPASSWORD
}

unescaped() {
  printf '%s' "$1" | awk '{
    while (match($0, /%[0-9A-Fa-f][0-9A-Fa-f]/)) {
      high = index("0123456789ABCDEF", toupper(substr($0, RSTART + 1, 1))) - 1
      low = index("0123456789ABCDEF", toupper(substr($0, RSTART + 2, 1))) - 1
      printf "%s%c", substr($0, 1, RSTART - 1), high * 16 + low
      $0 = substr($0, RSTART + 3)
    }
    printf "%s", $0
  }'
}
