#!/usr/bin/env bash
# Proves the set-up on a Debian 12 that holds nothing but git and a clone of HEAD: makes one with debootstrap and runs the
# given command in it (default: ./botfarm setup). Needs root and debootstrap. Its mounts and processes are in namespaces of
# their own, which end with it, however it ends.
#   BARE_MIRROR  a Debian mirror for debootstrap (default: debootstrap's own)
#   BARE_ROOT    the folder to make it in, or to go on in where it exists; it is then kept (default: a new one, removed at the end)
#   BARE_USER    run as this user, made without any rights, instead of as root
set -euo pipefail

here=$(readlink -f -- "${BASH_SOURCE[0]}")
checkout=${here%/deploy/*}
if [[ ${1-} != --inside ]]; then
  ((EUID == 0)) || { echo "bare-debian: needs root" >&2 && exit 2; }
  command -v debootstrap >/dev/null || { echo "bare-debian: needs the Debian package debootstrap" >&2 && exit 2; }
  exec unshare --mount --pid --fork --kill-child "$here" --inside "$@"
fi
shift
(($#)) || set -- ./botfarm setup

say() { echo "bare-debian: $*" >&2; }
megabytes() { du -smx "$root" | cut -f1; }

if [[ -n ${BARE_ROOT-} ]]; then
  root=$BARE_ROOT
else
  root=$(mktemp -d /tmp/bare-debian.XXXXXX)
  trap 'umount -R "$root/proc" "$root/dev" 2>/dev/null; rm -rf --one-file-system "$root"' EXIT
fi

if [[ ! -e $root/etc/debian_version ]]; then
  say "making a bare Debian 12 in $root"
  log=$(mktemp)
  debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" ${BARE_MIRROR:+"$BARE_MIRROR"} >"$log" ||
    { tail "$log" >&2 && exit 1; }
  rm "$log"
fi

# The network as this machine reaches it: name servers, trusted authorities, and Debian's own sources with their updates.
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
if [[ -z ${BARE_MIRROR-} && -r /etc/apt/sources.list.d/debian.sources ]] && grep -q bookworm /etc/apt/sources.list.d/debian.sources; then
  cp /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/"
  : >"$root/etc/apt/sources.list"
fi

mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"

inside=(chroot)
if [[ -n ${BARE_USER-} ]]; then
  chroot "$root" id "$BARE_USER" >/dev/null 2>&1 || chroot "$root" useradd --create-home "$BARE_USER"
  inside+=(--userspec="$BARE_USER:$BARE_USER")
fi
if [[ -e $root/srv/botfarm ]]; then
  git -C "$root/srv/botfarm" -c safe.directory='*' pull --quiet --ff-only
else
  git clone --quiet --no-local "$checkout" "$root/srv/botfarm"
fi
chroot "$root" chown -R "${BARE_USER:-root}:" /srv/botfarm

before=$(megabytes)
started=$SECONDS
status=0
"${inside[@]}" "$root" env -i HOME="/${BARE_USER:+home/}${BARE_USER:-root}" PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin TERM=dumb \
  PIP_CERT=/etc/ssl/certs/ca-certificates.crt NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt ${CI:+CI="$CI"} \
  bash -c 'cd /srv/botfarm && exec "$@"' -- "$@" </dev/null || status=$?

# Wheels bring programs and libraries that lean on the system's; a fuller machine would hide a missing one. OpenVINO's part for
# graphics cards leans on their drivers, and is loaded only where there is one.
lost=$(chroot "$root" bash -c 'cd /srv/botfarm && find .venv .tools -type f \( -name "*.so*" -o -name node \) \
  ! -name "libopenvino_intel_gpu_plugin.so" -exec ldd {} + 2>/dev/null' | sed -n 's/^[[:space:]]*\(.*\) => not found$/\1/p' | sort -u)
[[ -z $lost ]] || { say "libraries that nothing brings: ${lost//$'\n'/ }" && status=1; }
say "'$*' ended with $status after $((SECONDS - started)) s; $(($(megabytes) - before)) MB more than the bare $before MB"
exit "$status"
