#!/usr/bin/env bash
# Makes a folder with RabbitMQ 4.3 from Debian's forky suite, for machines whose own package is older. Needs root and mmdebstrap.
#   make-rabbitmq-root.sh FOLDER    afterwards FOLDER/programs is a value for RABBITMQ_PROGRAMS
# Each program there runs in a mount namespace of its own with FOLDER as its root and the machine's /proc, /dev and /tmp
# in it; it replaces the process that starts it, so signals reach it, and no mount stays behind.
set -euo pipefail
root=$(realpath -m "$1")
[ -e "$root/programs/finished" ] && exit
rm -rf "$root" && mkdir -p "$(dirname "$root")"
mmdebstrap --quiet --variant=essential --aptopt='Acquire::Check-Valid-Until "false"' --include=rabbitmq-server,ca-certificates \
  forky "$root" 'deb http://deb.debian.org/debian forky main'
rm -f "$root/etc/rabbitmq/rabbitmq-env.conf"
# Not every name server knows it.
echo "127.0.0.1 localhost" >"$root/etc/hosts"
mkdir "$root/programs"
for program in rabbitmq-server rabbitmqctl rabbitmq-plugins rabbitmq-queues rabbitmq-upgrade rabbitmq-diagnostics epmd; do
  path=/usr/lib/rabbitmq/bin/$program
  [ -e "$root$path" ] || path=/usr/bin/$program
  # shellcheck disable=SC2016
  printf '#!/bin/sh\nexport PATH=/usr/lib/rabbitmq/bin:/usr/sbin:/usr/bin LANG=C.UTF-8\nexec unshare --mount /bin/sh -ec '"'"'
root=$1 program=$2
shift 2
for folder in proc dev tmp; do mount --rbind /$folder "$root/$folder"; done
exec chroot "$root" "$program" "$@"
'"'"' sh %q %s "$@"\n' "$root" "$path" >"$root/programs/$program"
  chmod +x "$root/programs/$program"
done
touch "$root/programs/finished"
