#!/bin/sh
# Runs tests in the tree of build_tree.sh, on copies of what they need:
#
#     run.sh TREE [arguments for pytest]
set -eu

tree=$(realpath "$1")
shift
here=$(realpath "$(dirname "$0")")
root=$(realpath "$here/../..")
house=$tree/otjang
[ -f "$tree/recipe" ] || { echo "$tree is no tree: build_tree.sh makes it" >&2; exit 3; }

rm -rf "$house"
mkdir -p "$house/mirror" "$house/tests"
cp "$root/pyproject.toml" "$house/"
cp -R "$root/mirror/hardware" "$house/mirror/"
cp "$root/mirror/__init__.py" "$root/mirror/errors.py" "$root/mirror/config.py" "$house/mirror/"
cp -R "$root/tests/hardware" "$root/tests/picamera" "$house/tests/"
cameras=$tree/usr/share/libcamera/pipeline/virtual
mkdir -p "$cameras"
cp "$here/virtual.yaml" "$cameras/virtual.yaml"

# shellcheck disable=SC2016  # the tree's shell fills these in
inside='
    mount -t proc proc /proc 2>/dev/null || true
    cc -shared -fPIC -Wall -Wextra -O1 -o /otjang/fakeheap.so /otjang/tests/picamera/fakeheap.c -ldl
    cd /otjang
    export PYTHONPATH=/otjang:/otjang/tests/picamera/stand_in
    /venv/bin/python tests/picamera/frames.py frames
    export LD_PRELOAD=/otjang/fakeheap.so
    # A wrong step hangs inside libcamera, where no exception reaches.
    exec /venv/bin/python -m pytest -p no:cacheprovider -W "ignore:setDaemon:DeprecationWarning" \
        -o faulthandler_timeout=800 -o faulthandler_exit_on_timeout=true "$@"
'
# /proc is mounted in a mount namespace of its own, and is gone with it.
apart=
if unshare --mount true 2>/dev/null; then
    apart="unshare --mount"
fi
# shellcheck disable=SC2086
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 OTJANG_VIRTUAL_CAMERA=1 CYCLES="${CYCLES:-500}" \
    LIBCAMERA_LOG_LEVELS=FATAL $apart chroot "$tree" /bin/sh -eu -c "$inside" sh "$@"
