#!/bin/sh
# Makes this folder's Netloom known to the desktop of whoever runs it: menu entry, icon, and `.netloom` files that open on a double
# click. Nothing is copied elsewhere but these descriptions; `install.sh --remove` takes them away again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
app=$(dirname "$here")
data=${XDG_DATA_HOME:-$HOME/.local/share}
desktop=$data/applications/netloom.desktop
mime=$data/mime/packages/netloom.xml
icon=$data/icons/hicolor/scalable/apps/netloom.svg

if [ "${1:-}" = --remove ]; then
  rm -f "$desktop" "$mime" "$icon"
else
  mkdir -p "$(dirname "$desktop")" "$(dirname "$mime")" "$(dirname "$icon")"
  sed "s|^Exec=netloom|Exec=\"$app/netloom\"|" "$here/netloom.desktop" >"$desktop"
  cp "$here/netloom-mime.xml" "$mime"
  cp "$here/netloom.svg" "$icon"
fi
# Desktops that lack these tools find out by themselves, later.
command -v update-mime-database >/dev/null && update-mime-database "$data/mime" || true
command -v update-desktop-database >/dev/null && update-desktop-database "$data/applications" || true
