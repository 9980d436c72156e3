#!/bin/sh
# The installed mirror's command line, for its owner: `sudo otjang setup-code`. It works on the mirror's own closet
# and settings and as the mirror's own user, so that no file there ends up belonging to somebody else.
set -eu

if [ "$(id -u)" -ne 0 ]; then
    exec sudo -- "$0" "$@"
fi
exec runuser -u otjang -- /opt/otjang/venv/bin/otjang \
    --data /var/lib/otjang --config /etc/otjang/otjang.toml "$@"
