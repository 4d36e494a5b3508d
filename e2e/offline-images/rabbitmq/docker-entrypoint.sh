#!/bin/sh
# The real image reads RABBITMQ_DEFAULT_USER and _PASS by itself; Debian's version reads them from a file.
set -eu
if [ "$1" = rabbitmq-server ]; then
  export RABBITMQ_CONFIG_FILES=/tmp/conf.d RUNNING_UNDER_SYSTEMD=true
  mkdir -p /tmp/conf.d
  cp /etc/rabbitmq/conf.d/*.conf /tmp/conf.d/
  [ -z "${RABBITMQ_DEFAULT_USER:-}" ] ||
    printf 'default_user = %s\ndefault_pass = %s\n' "$RABBITMQ_DEFAULT_USER" "$RABBITMQ_DEFAULT_PASS" >/tmp/conf.d/20-user.conf
fi
exec "$@"
