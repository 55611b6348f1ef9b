#!/usr/bin/env bash
# Beyond one machine, on one: three PostgreSQL under Patroni, etcd, HAProxy in front of them, two web nodes; 20 people write
# while the leader is killed three times. Some five minutes; bench/failover.py says what it does and prints the figures.
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in patroni etcd haproxy; do command -v $tool >/dev/null || { echo "NOT TRIED: there is no $tool here."; exit 1; }; done
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || { echo "NOT TRIED: there is no PostgreSQL server here."; exit 1; }
exec .venv/bin/python -m bench.failover "$@"
