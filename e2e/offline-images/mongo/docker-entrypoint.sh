#!/bin/sh
# Like the true image: with MONGO_INITDB_ROOT_USERNAME and _PASSWORD, an empty /data/db gets that user and those of
# /docker-entrypoint-initdb.d, and the server asks for them.
set -eu
[ "$1" = mongod ] || exec "$@"
server() { exec python3 -c 'from secantus.cli import main; main()' --storage-path /data/db --standalone --cache-size 256M "$@"; }
[ -n "${MONGO_INITDB_ROOT_USERNAME:-}" ] || server --host 0.0.0.0 --port 27017

if [ ! -e /data/db/WiredTiger ]; then
  server --host 127.0.0.1 --port 27018 &
  python3 /usr/local/bin/create-users.py
  kill "$!" && wait "$!"
fi
server --host 0.0.0.0 --port 27017 --auth
