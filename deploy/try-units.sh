#!/usr/bin/env bash
# Lets systemd itself read the units: names of settings, the order of things. Nothing is started.
set -euo pipefail
cd "$(dirname "$0")"
command -v systemd-analyze >/dev/null || { echo "NOT TRIED: there is no systemd here."; exit 1; }
place=$(mktemp -d); trap 'rm -rf "$place"' EXIT
for unit in caitien.service caitien-worker.service; do
  sed -e "s#/opt/caitien/.venv/bin/caitien#$(command -v true)#" -e "s#^WorkingDirectory=.*#WorkingDirectory=/#" "$unit" >"$place/$unit"
  said=$(systemd-analyze verify "$place/$unit" 2>&1 | grep --fixed-strings "$unit" || true)
  [ -z "$said" ] || { echo "$said"; exit 1; }
  echo "$unit: systemd reads it without a word."
done
