#!/usr/bin/env bash
# Builds Prometheus, promtool, Alertmanager, amtool and Jaeger, without their web pages, from their Go modules:
#   e2e/support/make-observability-programs.sh FOLDER
# A second run does nothing. Needs Go 1.26.7 or later and Go's module proxy; takes about ten minutes on two cores.
set -euo pipefail
folder=$1
export CGO_ENABLED=0 GOFLAGS=-buildvcs=false GOTOOLCHAIN=local GOWORK=off
mkdir -p "$folder"

# build MODULE@VERSION [FLAG...] -- PACKAGE...: as the module itself, since its replacements hold only there
build() {
  local module=$1 flags=() program missing=
  shift
  while [ "$1" != -- ]; do flags+=("$1") && shift; done
  shift
  for program in "$@"; do [ -x "$folder/${program##*/}" ] || missing=yes; done
  [ -n "$missing" ] || return 0
  cd "$(go mod download -json "$module" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')"
  nice -n 5 go build -trimpath -ldflags '-s -w' "${flags[@]}" -o "$folder/" "$@"
}

# It embeds its web pages, which are not in its module.
alertmanager_pages() {
  local module page replaced=
  module=$(go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  echo '<!doctype html>' >"$folder/page.html"
  for page in elm mantine; do replaced+="\"$module/ui/app/dist/$page/index.html\": \"$folder/page.html\","; done
  echo "{\"Replace\":{${replaced%,}}}" >"$folder/overlay.json"
}

prometheus=github.com/prometheus/prometheus@v0.316.0
alertmanager=github.com/prometheus/alertmanager@v0.35.0
jaeger=github.com/jaegertracing/jaeger@v1.76.0

build $prometheus -tags netgo,remove_all_sd,enable_dns_sd -- ./cmd/prometheus ./cmd/promtool
alertmanager_pages $alertmanager
build $alertmanager -overlay "$folder/overlay.json" -- ./cmd/alertmanager ./cmd/amtool
build $jaeger -- ./cmd/jaeger
