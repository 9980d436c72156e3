#!/bin/sh
# Installs the mirror on this machine: packages, user, program, units. `sudo make install` runs it.
#
# Run it again to update; every step leaves alone what is already so. The closet (/var/lib/otjang) and the settings
# (/etc/otjang/otjang.toml) are never overwritten. With DESTDIR set, all files go below that folder and root is not
# needed: that is how the tests run it.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
source=$(dirname -- "$here")
root=${DESTDIR:-}

program=$root/opt/otjang
settings=$root/etc/otjang/otjang.toml
boot_config=$root/boot/firmware/config.txt

# shellcheck source=firmware_config/boot_config.sh
. "$here/boot_config.sh"

say() { printf '==> %s\n' "$*"; }

if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
    echo "install.sh: run it as root: sudo make install" >&2
    exit 1
fi

# The display needs SDL's KMSDRM driver, which is in Debian's pygame and not in PyPI's. OpenCV's wheel needs libgl1
# and glib; SDL's KMSDRM needs GBM and EGL. D-Bus and polkit let the mirror switch the machine off.
needed="python3 python3-venv python3-pip python3-numpy python3-pygame python3-sdnotify libgl1 libglib2.0-0 libgbm1
    libegl1 libgles2 libgl1-mesa-dri dbus polkitd"
# Only Raspberry Pi OS has these. Without them the mirror can still use a USB camera.
wanted="python3-picamera2 python3-libcamera"

# is_installed PACKAGE: also under the name that Debian 13 gave to some libraries.
is_installed() {
    for name in "$1" "$1t64"; do
        if dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed'; then
            return 0
        fi
    done
    return 1
}

say "system packages"
missing=""
for package in $needed; do
    is_installed "$package" || missing="$missing $package"
done
for package in $wanted; do
    if ! is_installed "$package"; then
        if apt-cache show "$package" >/dev/null 2>&1; then
            missing="$missing $package"
        else
            echo "    $package is not among this system's packages: no Pi camera, only USB cameras"
        fi
    fi
done
if [ -n "$missing" ]; then
    apt-get update
    # shellcheck disable=SC2086  # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
fi

say "user otjang"
if ! getent passwd otjang >/dev/null; then
    useradd --system --user-group --home-dir /var/lib/otjang --no-create-home --shell /usr/sbin/nologin otjang
fi
for group in video render input; do
    if getent group "$group" >/dev/null; then
        usermod --append --groups "$group" otjang
    fi
done

say "program in /opt/otjang"
install -d -m 0755 "$program"
# Made anew when a power cut left half of it, or when the system has another Python since.
library=$program/venv/lib/python$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if [ ! -d "$library" ] || [ ! -x "$program/venv/bin/pip" ]; then
    rm -rf "$program/venv"
    python3 -m venv --system-site-packages "$program/venv"
fi
# Build from a copy: root must leave no files in somebody's checkout.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
for part in setup.py pyproject.toml README.md LICENSE mirror web_admin model; do
    [ ! -e "$source/$part" ] || cp -R "$source/$part" "$copy/"
done
set -- "$copy"
# Debian's picamera2 is built for the numpy beside it, and numpy 1 and 2 do not mix in one process. opencv-python
# 4.11 is the last that works with numpy 1.
case $(python3 -c 'import numpy; print(numpy.__version__)' 2>/dev/null || true) in
    1.*) set -- "$@" 'numpy<2' 'opencv-python<4.12' ;;
esac
"$program/venv/bin/pip" install --disable-pip-version-check --no-cache-dir "$@"
# Were PyPI's pygame drawn in, it would hide Debian's and with it the display driver.
if [ -d "$library/site-packages/pygame" ] && is_installed python3-pygame; then
    "$program/venv/bin/pip" uninstall --disable-pip-version-check -y pygame
fi
install -D -m 0755 "$here/otjang.sh" "$root/usr/local/bin/otjang"

say "settings in /etc/otjang/otjang.toml"
if [ -e "$settings" ]; then
    echo "    kept as they are"
else
    install -D -m 0644 "$here/otjang.toml" "$settings"
fi

say "devices, rights, journal and units"
install -D -m 0644 "$here/99-otjang.rules" "$root/etc/udev/rules.d/99-otjang.rules"
install -D -m 0644 "$here/49-otjang-power-off.rules" "$root/etc/polkit-1/rules.d/49-otjang-power-off.rules"
install -D -m 0644 "$here/journald.conf" "$root/etc/systemd/journald.conf.d/otjang.conf"
install -D -m 0644 "$here/60-otjang.conf" "$root/etc/sysctl.d/60-otjang.conf"
for unit in otjang-mirror.service otjang-web.service; do
    install -D -m 0644 "$source/systemd/$unit" "$root/etc/systemd/system/$unit"
done

restart_needed=""
if [ -f "$boot_config" ]; then
    say "firmware settings in /boot/firmware/config.txt"
    if add_block "$boot_config" "$here/config.txt"; then
        restart_needed=yes
    fi
fi

# While an image is being built nothing of this runs; then the units start with the system.
udevadm control --reload 2>/dev/null || true
udevadm trigger --subsystem-match=input --subsystem-match=video4linux --subsystem-match=media \
    --subsystem-match=dma_heap --subsystem-match=drm --subsystem-match=backlight 2>/dev/null || true
sysctl -q -p "$root/etc/sysctl.d/60-otjang.conf" 2>/dev/null || true
systemctl enable otjang-web.service otjang-mirror.service
if systemctl daemon-reload 2>/dev/null; then
    systemctl try-restart systemd-journald.service
    systemctl restart --no-block otjang-web.service otjang-mirror.service
else
    echo "    systemd is not running here: the mirror starts when this system does"
fi

if [ -e "$root/etc/systemd/system/display-manager.service" ] &&
    [ "$(systemctl get-default)" = graphical.target ]; then
    echo "    A desktop holds the display. To give it to the mirror:"
    echo "        sudo systemctl set-default multi-user.target && sudo reboot"
fi
if [ -n "$restart_needed" ]; then
    echo "    The firmware settings take effect after a restart: sudo reboot"
fi
say "done. The mirror shows a QR code for the first account; without a display: sudo otjang setup-code"
if ! grep -q '^https *= *true' "$settings" 2>/dev/null; then
    echo "    These settings are from before https. To switch it on, write in [web] of /etc/otjang/otjang.toml:"
    echo "        https = true, port = 443 and http_port = 80, each on a line of its own; then restart otjang-web"
fi
