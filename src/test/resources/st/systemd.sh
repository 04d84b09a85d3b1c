#!/usr/bin/env bash
# Boots systemd as the first process of namespaces of its own, with a directory's files in /run/stage. The machine sees nothing of
# it but its network ports: /etc is a copy, and what else systemd and its services write is in memory.
set -euo pipefail

mount --make-rprivate /
mount -t tmpfs tmpfs /run
cp -r "$1" /run/stage
cp -a /etc /run/etc
for directory in /opt /tmp /var/lib /var/log /var/tmp; do
    mount -t tmpfs tmpfs "$directory"
done
mount --bind /run/etc /etc

# Nothing of the machine's own, and nothing that sets up hardware
rm -rf /etc/systemd/system/*
for unit in modules-load random-seed remount-fs sysctl timesyncd tmpfiles-setup tmpfiles-setup-dev udev-trigger udevd; do
    ln -s /dev/null "/etc/systemd/system/systemd-$unit.service"
done

# Credentials are moved to their place over a shared mount, which systemd makes of / only where it is not in a container
mount --make-rshared /
export container=other
exec /lib/systemd/systemd --system --unit=basic.target --log-target=journal
