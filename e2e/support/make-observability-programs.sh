#!/usr/bin/env bash
# Builds Prometheus, promtool, Alertmanager, amtool and Jaeger, without their web pages, from their Go modules:
#   e2e/support/make-observability-programs.sh FOLDER
# A second run does nothing. Needs Go 1.26.7 or later and Go's module proxy; takes about ten minutes on two cores.
set -euo pipefail
folder=$1
export CGO_ENABLED=0 GOFLAGS=-buildvcs=false GOTOOLCHAIN=local GOWORK=off
mkdir -p "$folder"

source_of() {
  go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p'
}

# build SOURCE TAGS PACKAGE...: in the module's own folder, since its replacements hold only there
build() {
  cd "$1"
  nice -n 5 go build -trimpath -tags "$2" -ldflags '-s -w' -o "$folder/" "${@:3}"
}

lacks() {
  for program in "$@"; do [ -x "$folder/$program" ] || return 0; done
  return 1
}

# It embeds its web pages, which its module lacks.
alertmanager_with_pages() {
  cp -r --no-preserve=mode "$(source_of "$1")" "$2"
  for page in elm mantine; do
    mkdir -p "$2/ui/app/dist/$page"
    echo '<!doctype html>' >"$2/ui/app/dist/$page/index.html"
  done
}

if lacks prometheus promtool; then
  build "$(source_of github.com/prometheus/prometheus@v0.316.0)" netgo,remove_all_sd,enable_dns_sd ./cmd/prometheus ./cmd/promtool
fi
if lacks alertmanager amtool; then
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  alertmanager_with_pages github.com/prometheus/alertmanager@v0.35.0 "$scratch/source"
  build "$scratch/source" netgo ./cmd/alertmanager ./cmd/amtool
fi
if lacks jaeger; then
  build "$(source_of github.com/jaegertracing/jaeger@v1.76.0)" netgo ./cmd/jaeger
fi
