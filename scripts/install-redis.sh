#!/bin/sh
# Makes sure that redis-server or valkey-server is there: found on the PATH, or installed with the
# system's package manager where this may be done without asking.
set -eu

for program in redis-server valkey-server; do
  if command -v "$program" >/dev/null 2>&1; then exit 0; fi
done
if [ -n "${DATELINE_REDIS_URL:-}" ]; then exit 0; fi

as_root=
if [ "$(id -u)" -ne 0 ]; then as_root='sudo -n'; fi

may_be_root() {
  [ -z "$as_root" ] || { command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; }
}

# $as_root is one word or two.
# shellcheck disable=SC2086
install_redis() {
  if command -v brew >/dev/null 2>&1 && [ "$(id -u)" -ne 0 ]; then
    brew install redis
  elif ! may_be_root; then
    return 1
  elif command -v apt-get >/dev/null 2>&1; then
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends redis-server
  elif command -v dnf >/dev/null 2>&1; then
    $as_root dnf install -y redis || $as_root dnf install -y valkey
  elif command -v apk >/dev/null 2>&1; then
    $as_root apk add redis || $as_root apk add valkey
  else
    return 1
  fi
}

echo 'Redis is missing: installing it.' >&2
if install_redis >&2; then
  for program in redis-server valkey-server; do
    if command -v "$program" >/dev/null 2>&1; then exit 0; fi
  done
fi
echo 'Install redis-server (or valkey-server), or set DATELINE_REDIS_URL to a Redis of your own.' >&2
exit 1
