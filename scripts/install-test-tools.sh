#!/bin/sh
# What the tests need besides Node: Redis always; in CI also Chromium, nginx, Varnish, promtool, exiftool, Ceph, Java and the
# programs of check:site, whose absence fails there. Elsewhere tests that want one of those say that it is missing and are passed over.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
# The tests start Redis of their own: one that runs elsewhere is no use to them.
DATELINE_REDIS_URL='' sh "$here/install-redis.sh"

case "${CI:-}" in
  1 | true) ;;
  *) exit 0 ;;
esac

sh "$here/install-check-tools.sh"

# Debian: a program that proves that its package is there.
missing=
want() {
  command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
want chromium chromium
want nginx 'nginx libnginx-mod-http-js'
want varnishd varnish
want java default-jre-headless
want exiftool libimage-exiftool-perl
# Of Debian: where its architecture has its libraries.
ls /usr/lib/*/varnish/vmods/libvmod_xkey.so >/dev/null 2>&1 || missing="$missing varnish-modules"
want radosgw radosgw
want ceph-mon ceph-mon
want ceph-osd ceph-osd
want ceph ceph-common
# One program of a package whose service nobody wants started.
promtool=
command -v promtool >/dev/null 2>&1 || promtool=prometheus
if [ -z "$missing$promtool" ]; then exit 0; fi

if ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing, and only known how to install on Debian:$missing $promtool" >&2
  exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then as_root='sudo -n'; fi
echo "Installing$missing $promtool" >&2
# Several words each.
# shellcheck disable=SC2086
{
  $as_root apt-get update -qq
  if [ -n "$missing" ]; then
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends $missing
  fi
  if [ -n "$promtool" ]; then
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    (cd "$scratch" && apt-get download -qq "$promtool" && dpkg -x ./*.deb .)
    $as_root install "$scratch/usr/bin/promtool" /usr/local/bin/promtool
  fi
} >&2
