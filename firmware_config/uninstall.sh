#!/bin/sh
# Takes the program off this machine. `sudo make uninstall` runs it; a second run finds nothing to do.
#
# The closet and the settings stay where they are, and so does the user they belong to. DESTDIR as in install.sh.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=${DESTDIR:-}
boot_config=$root/boot/firmware/config.txt

# shellcheck source=firmware_config/boot_config.sh
. "$here/boot_config.sh"

if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
    echo "uninstall.sh: run it as root: sudo make uninstall" >&2
    exit 1
fi

for unit in otjang-mirror.service otjang-web.service; do
    if [ -e "$root/etc/systemd/system/$unit" ]; then
        systemctl disable --now "$unit" || true
        rm -f "$root/etc/systemd/system/$unit"
    fi
done
rm -f "$root/etc/udev/rules.d/99-otjang.rules" "$root/etc/systemd/journald.conf.d/otjang.conf" \
    "$root/etc/polkit-1/rules.d/49-otjang-power-off.rules" "$root/etc/sysctl.d/60-otjang.conf"
rmdir "$root/etc/systemd/journald.conf.d" 2>/dev/null || true
rm -f "$root/usr/local/bin/otjang"
rm -rf "$root/opt/otjang"
sysctl -q -w net.ipv4.ip_unprivileged_port_start=1024 2>/dev/null || true
if systemctl daemon-reload 2>/dev/null; then
    systemctl try-restart systemd-journald.service
fi
udevadm control --reload 2>/dev/null || true

if [ -f "$boot_config" ] && remove_block "$boot_config"; then
    echo "    firmware settings taken out of /boot/firmware/config.txt; they take effect after a restart"
fi

echo "Otjang is uninstalled. These stay, and a later installation finds them again:"
echo "    $root/var/lib/otjang            the closet: photos, garments, people"
echo "    $root/etc/otjang/otjang.toml    the settings"
echo "    the user otjang, and the system packages that the installer added"
echo "To delete the closet for good: sudo rm -r $root/var/lib/otjang"
