#!/bin/sh
# A Debian tree with libcamera's virtual cameras and the real picamera2, for the tests of this folder.
#
#     build_tree.sh TREE
#
# TREE is made anew only when this file has changed since. It is built under another name and renamed last, so that
# what an interruption leaves is never taken for a whole tree. Debian's mirror is apt's own, and pip in the tree gets
# the index, the proxy and the certificates of the pip outside. Ends with 3, and one line, when something is missing.
set -eu

suite=trixie # the first whose libcamera has both virtual cameras and Python bindings
packages=ca-certificates,python3-libcamera,python3-venv,python3-pip,python3-numpy,python3-pil
packages=$packages,python3-prctl,python3-dev,gcc,libc6-dev
# simplejpeg, of picamera2, is built against the numpy that Debian has.
wheels='picamera2>=0.3.30,<0.4 opencv-python-headless>=4.10,<6 msgspec>=0.18.6 pytest>=9.0 pytest-timeout>=2.3'

missing() {
    echo "the virtual cameras cannot be had: $*" >&2
    exit 3
}

tree=$(realpath -m "$1")
recipe=$(sha256sum <"$0" | cut -d' ' -f1)
if [ "$(cat "$tree/recipe" 2>/dev/null)" = "$recipe" ]; then
    exit 0
fi

[ "$(id -u)" = 0 ] || missing "a tree of Debian is built by root alone"
command -v debootstrap >/dev/null || missing "debootstrap is not installed"
command -v apt-get >/dev/null || missing "there is no apt here that knows a mirror of Debian"
# shellcheck disable=SC2016  # apt fills these in
mirror=$(apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 'Identifier: Packages' |
    sed -n 's/^Debian Debian //p' | head -n 1)
[ -n "$mirror" ] || missing "apt names no mirror of Debian (is this another distribution, or wants it apt-get update?)"
proxy=$(apt-config dump Acquire::http::Proxy | sed -n 's/^Acquire::http::Proxy "\(.*\)";$/\1/p')
[ -z "$proxy" ] || export http_proxy="$proxy"

# What debootstrap mounts goes with its own mount namespace, however it ends.
apart=
if unshare --mount true 2>/dev/null; then
    apart="unshare --mount"
fi

# Two that build at once would take each other's ground away.
mkdir -p "$(dirname "$tree")"
exec 9>"$tree.lock"
flock 9
if [ "$(cat "$tree/recipe" 2>/dev/null)" = "$recipe" ]; then
    exit 0
fi

building=$tree.building
rm -rf --one-file-system "$building"
mkdir -p "$building"
trap 'rm -rf --one-file-system "$building"' EXIT
trap 'exit 130' INT TERM

echo "building $tree: some minutes, once"
$apart debootstrap --variant=minbase --include="$packages" "$suite" "$building" "$mirror" >"$tree.log" 2>&1 ||
    missing "debootstrap failed: $(tail -n 1 "$tree.log") (all of it in $tree.log)"

# pip in the tree trusts and asks what the pip outside does; a folder of this machine is not in the tree.
certificates=/etc/ssl/certs/ca-certificates.crt
outside=${PIP_CERT:-${SSL_CERT_FILE:-$certificates}}
[ ! -r "$outside" ] || cp "$outside" "$building$certificates"
cp /etc/resolv.conf /etc/hosts "$building/etc/" 2>/dev/null || true
setting() {
    python3 -m pip config list 2>/dev/null | sed -n "s/^[a-z:]*\.$1='\(.*\)'\$/\1/p" | tail -n 1 |
        tr ' ' '\n' | grep -v '^file:' | tr '\n' ' ' | sed 's/ *$//'
}
set -- PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 PIP_CERT="$certificates" PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    eval "value=\${$name:-}"
    [ -z "$value" ] || set -- "$@" "$name=$value"
done
for name in index-url extra-index-url trusted-host proxy; do
    value=$(setting "$name" || true)
    [ -z "$value" ] || set -- "$@" "PIP_$(echo "$name" | tr 'a-z-' 'A-Z_')=$value"
done
inside() {
    env -i "$@" >>"$tree.log" 2>&1 || missing "pip failed in the tree: $(tail -n 1 "$tree.log") (all of it in $tree.log)"
}
inside "$@" chroot "$building" python3 -m venv --system-site-packages /venv
# shellcheck disable=SC2086  # one word a requirement
inside "$@" chroot "$building" /venv/bin/pip install --quiet $wheels

rm -rf "$building/var/cache/apt/archives" "$building/var/lib/apt/lists"
echo "$recipe" >"$building/recipe"
rm -rf --one-file-system "$tree"
mv "$building" "$tree"
