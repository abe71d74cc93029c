#!/bin/sh
# Proves the Debian package in a system that has nothing else (as root; some 10 minutes, 3 GB):
#   packaging/debian/prove.sh dist/netloom_VERSION_ARCH.deb
# Debian's smallest system in its own folder; the package with only its Depends; a start as an ordinary user, with Chromium's
# sandbox; a `.netloom` file opened; LeNet trained in the window; the file type and the menu; everything gone after removal.
# NETLOOM_CLEAN_ROOT names a folder to make that system in, or one that debootstrap has made, to be used again.
set -eu
[ "${NETLOOM_PROOF_INSIDE:-}" = yes ] || exec unshare --mount --propagation private env NETLOOM_PROOF_INSIDE=yes "$0" "$@"

package=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
root=${NETLOOM_CLEAN_ROOT:-$(mktemp -d /var/tmp/netloom-clean-root.XXXXXX)}
user=netloom-proof
uid=64321
port=9333
display=:97

. /etc/os-release
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -oE 'https?://[^ ]+/(debian|ubuntu)/?( |$)' | head -n 1)
[ -d "$root/usr" ] || debootstrap --variant=minbase "$VERSION_CODENAME" "$root" "$mirror"
for file in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf.d/99*; do
  [ -f "$file" ] && cp "$file" "$root$file"
done
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# Not by chroot: in one, the kernel refuses the user namespaces of Chromium's sandbox. This shell's processes see the root alone.
as_user() {
  unshare --mount --propagation private sh -c '
    cd "$1" && mount --bind . "$1" && cd "$1" && mount -t proc proc proc && mount --rbind /dev dev
    pivot_root . mnt && cd / && umount -l /mnt
    shift && uid=$1 && shift && exec setpriv --reuid "$uid" --regid "$uid" --clear-groups env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@"
  ' sh "$root" "$uid" "HOME=/home/$user" "DISPLAY=$display" "$@"
}
say() { echo "== $*"; }

say 'installing with only its Depends'
inside apt-get update -qq
cp "$package" "$root/root/netloom.deb"
inside apt-get install -qq --yes --no-install-recommends /root/netloom.deb >/dev/null
inside dpkg --verify netloom
inside id "$user" >/dev/null 2>&1 || inside sh -c "groupadd --gid $uid $user && useradd --uid $uid --gid $uid --create-home $user"

say 'its sentences where no window can open'
inside netloom 2>&1 | grep 'ordinary user'
as_user env --unset=DISPLAY netloom 2>&1 | grep 'no display'

say 'opening a file and training LeNet'
sed 's/"name": "LeNet"/"name": "From a file"/' "$root/usr/lib/netloom/resources/presets/lenet.json" >"$root/home/$user/given 網路.netloom"
Xvfb "$display" -screen 0 1600x1000x24 -nolisten tcp &
xvfb=$!
sleep 2
as_user netloom "--remote-debugging-port=$port" "/home/$user/given 網路.netloom" &
app=$!
trap 'kill $app $xvfb 2>/dev/null || true' EXIT
node "$here/../../scripts/package/debian/drive-installed.mjs" "$port" "${NETLOOM_PROOF_PICTURE:-}"
say 'the sandbox of the process that draws'
renderer=$(pgrep --uid "$uid" --full -- --type=renderer | head -n 1)
grep -E '^Seccomp:.*2$' "/proc/$renderer/status"
say 'a second start opens its file in the app that runs'
cp "$root/usr/lib/netloom/resources/presets/nin.json" "$root/home/$user/second.netloom"
as_user netloom "/home/$user/second.netloom"
node "$here/../../scripts/package/debian/drive-installed.mjs" "$port" --windows 2
kill $app; wait $app || true

say 'the file type and the menu, with what a desktop has'
inside apt-get install -qq --yes --no-install-recommends desktop-file-utils shared-mime-info libglib2.0-bin >/dev/null
inside desktop-file-validate /usr/share/applications/netloom.desktop
as_user gio info --attributes standard::content-type,standard::icon "/home/$user/given 網路.netloom" | tee "$root/tmp/type"
grep -q 'content-type: application/x-netloom+json' "$root/tmp/type"
grep -q 'icon: netloom' "$root/tmp/type"
as_user xdg-mime query default application/x-netloom+json | grep -x netloom.desktop
as_user gio mime application/x-netloom+json | head -n 1

say 'removing'
inside apt-get purge -qq --yes netloom >/dev/null
! inside ls -d /usr/lib/netloom /usr/bin/netloom /usr/share/doc/netloom 2>/dev/null
! grep netloom "$root/usr/share/applications/mimeinfo.cache"
[ -n "${NETLOOM_CLEAN_ROOT:-}" ] || { umount -R "$root/dev" "$root/proc"; rm -rf "$root"; }
say 'the Debian package is proven'
