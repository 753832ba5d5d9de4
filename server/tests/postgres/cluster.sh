#!/bin/sh
# A cluster of PostgreSQL in a folder of its own, for as long as somebody holds the other end of
# standard input: when that process ends, however it ends, the cluster is stopped and removed.
#
#   sh cluster.sh PROGRAMS
#
# Prints the folder, which also holds the socket; then takes the commands `start` and `stop`, a line
# each, and answers each with a line.
set -eu
programs=$1
trap '' HUP INT TERM

folder=$(mktemp -d "${TMPDIR:-/tmp}/writeoff-postgres-XXXXXX")
cd "$folder"
# PostgreSQL will not run as root.
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    owner="setpriv --reuid postgres --regid postgres --init-groups"
else
    owner=
fi

# What is started must not hold the pipes open.
start() {
    $owner "$programs/pg_ctl" start --silent --wait --pgdata data --log "$folder/log" \
        </dev/null >/dev/null 2>&1
}
stop() {
    $owner "$programs/pg_ctl" stop --silent --wait --mode immediate --pgdata data \
        </dev/null >/dev/null 2>&1
}
trap 'stop || true; cd /; rm -rf "$folder"' EXIT

$owner "$programs/initdb" --pgdata data --username postgres --auth trust --encoding UTF8 \
    --locale C.UTF-8 --no-sync </dev/null >"$folder/initdb" 2>&1 || { cat "$folder/initdb" >&2; exit 1; }
# Nothing of this has to outlive a power cut.
cat >>data/postgresql.conf <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 400
fsync = off
full_page_writes = off
autovacuum = off
max_wal_size = 4GB
SETTINGS
start || { cat "$folder/log" >&2; exit 1; }
echo "$folder"
while read -r command; do
    case $command in
        start) start && echo started || echo "not started" ;;
        stop) stop && echo stopped || echo "not stopped" ;;
    esac
done
