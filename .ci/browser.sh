#!/bin/sh
# Installs Chromium for the browser tests where that can be done without asking: as root, with apt.
# Elsewhere the tests themselves say that they were skipped, and how to get a browser.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    exit 0
fi
echo "Installing Chromium for the browser tests ..."
export DEBIAN_FRONTEND=noninteractive
{ apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core; } >/tmp/prepapp-apt.log 2>&1 || {
    tail -n 20 /tmp/prepapp-apt.log
    echo "Chromium could not be installed; the browser tests will be skipped."
}
exit 0
