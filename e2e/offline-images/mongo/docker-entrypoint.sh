#!/bin/sh
# Like the real image: with MONGO_INITDB_ROOT_USERNAME and _PASSWORD, an empty /data/db gets that user and those of
# /docker-entrypoint-initdb.d, and the server requires authentication.
set -eu
[ "$1" = mongod ] || exec "$@"
server() { exec python3 -c "from $MONGO_SERVER_MODULE.cli import main; main()" --storage-path /data/db --standalone --cache-size 256M "$@"; }
[ -n "${MONGO_INITDB_ROOT_USERNAME:-}" ] || server --host 0.0.0.0 --port 27017

if [ ! -e /data/db/WiredTiger ]; then
  server --host 127.0.0.1 --port 27018 &
  python3 /usr/local/bin/create-users.py
  kill "$!" && wait "$!"
fi
server --host 0.0.0.0 --port 27017 --auth
