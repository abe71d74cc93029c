#!/bin/sh
# /usr/bin/netloom: says in one sentence what keeps a window from opening, where Chromium would say it in ten; else starts the app.
set -eu
here=$(dirname "$(readlink -f "$0")")

sandbox=yes
for argument in "$@"; do
  case $argument in --no-sandbox) sandbox=no ;; esac
done
if [ "$(id -u)" = 0 ] && [ $sandbox = yes ]; then
  echo 'netloom: Chromium’s sandbox does not run as root: start Netloom as an ordinary user, or with --no-sandbox.' >&2
  exit 1
fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo 'netloom: there is no display to open a window on: start Netloom from a desktop, or set DISPLAY.' >&2
  exit 1
fi
exec "$here/netloom" --log-level=3 "$@"
