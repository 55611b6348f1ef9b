"""Three PostgreSQL under Patroni with etcd and HAProxy, all on loopback (cụm ba máy trên một máy): begun, asked who
leads, killed one by one. One etcd stands for the three of a real site: it is not what is tried."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

NODES: Final = (1, 2, 3)
_PASSWORD: Final = "thu"  # noqa: S105 - of a cluster on loopback that lives five minutes
_PATRONI: Final = """
scope: caitien
name: node{node}
restapi: {{listen: "127.0.0.1:{rest}", connect_address: "127.0.0.1:{rest}"}}
etcd3: {{host: "127.0.0.1:{etcd}"}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 5
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters: {{max_connections: 100, shared_buffers: 64MB}}
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}, data-checksums]
postgresql:
  listen: "127.0.0.1:{database}"
  connect_address: "127.0.0.1:{database}"
  data_dir: {place}/data{node}
  bin_dir: {binaries}
  pgpass: {place}/pgpass{node}
  parameters: {{unix_socket_directories: "{place}"}}
  pg_hba: [local all all trust, host all all 127.0.0.1/32 md5, host replication all 127.0.0.1/32 md5]
  authentication:
    superuser: {{username: postgres, password: {password}}}
    replication: {{username: copy, password: {password}}}
"""
_HAPROXY: Final = """
global
    maxconn 400
defaults
    mode tcp
    timeout connect 2s
    timeout client 10m
    timeout server 10m
    timeout check 1s
listen postgresql
    bind 127.0.0.1:{front}
    option httpchk GET /primary
    http-check expect status 200
    default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
{servers}
"""


@dataclass
class Cluster:
    """The processes of it, and where they listen. ``place`` belongs to whoever PostgreSQL runs as."""

    place: Path
    etcd: int = 0
    front: int = 0
    rest: dict[int, int] = field(default_factory=dict)
    database: dict[int, int] = field(default_factory=dict)
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def begin(self) -> None:
        """Start all and wait until two follow the one that leads, a minute and a half at most."""
        self.etcd, peers, self.front, *ports = _free_ports(3 + 2 * len(NODES))
        self.rest, self.database = dict(zip(NODES, ports[::2], strict=True)), dict(zip(NODES, ports[1::2], strict=True))
        urls = {
            "--listen-client-urls": self.etcd,
            "--advertise-client-urls": self.etcd,
            "--listen-peer-urls": peers,
            "--initial-advertise-peer-urls": peers,
        }
        told = [part for name, port in urls.items() for part in (name, f"http://127.0.0.1:{port}")]
        cluster = f"default=http://127.0.0.1:{peers}"
        self._start("etcd", "etcd", "--data-dir", f"{self.place}/etcd", *told, "--initial-cluster", cluster)
        for node in NODES:
            self.start(node)
        servers = "\n".join(
            f"    server node{node} 127.0.0.1:{self.database[node]} check port {self.rest[node]}" for node in NODES
        )
        (self.place / "haproxy.cfg").write_text(_HAPROXY.format(front=self.front, servers=servers))
        self._start("haproxy", "haproxy", "-f", f"{self.place}/haproxy.cfg")
        self.await_followers(90)

    def start(self, node: int) -> None:
        """Start a node, or start it again."""
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        ports = {"etcd": self.etcd, "rest": self.rest[node], "database": self.database[node]}
        told = _PATRONI.format(node=node, place=self.place, binaries=binaries, password=_PASSWORD, **ports)
        config = self.place / f"node{node}.yml"
        config.write_text(told)
        self._start(f"node{node}", "patroni", str(config))

    def url(self, name: str = "postgres") -> str:
        """Where the site finds the database, whoever leads."""
        return f"postgres://postgres:{_PASSWORD}@127.0.0.1:{self.front}/{name}"

    def leader(self) -> int | None:
        """The node that leads, by its own word."""
        return next((node for node in NODES if self._says(node, "/primary")), None)

    def await_followers(self, seconds: float) -> None:
        """Wait until one leads and two follow it, one of them in step with each write."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            following = sum(bool(self._says(node, "/replica")) for node in NODES)
            if self.leader() and following == 2 and any(self._says(node, "/synchronous") for node in NODES):
                return
            time.sleep(0.5)
        raise TimeoutError("the nodes do not find each other")

    def kill_leader(self) -> int:
        """End Patroni and PostgreSQL of the leader at once, as a machine that loses its power; the node."""
        node = self.leader()
        assert node, "nobody leads"
        postmaster = int((self.place / f"data{node}" / "postmaster.pid").read_text().split()[0])
        patroni = self.running.pop(f"node{node}")
        os.kill(patroni.pid, signal.SIGKILL)
        os.kill(postmaster, signal.SIGKILL)
        patroni.wait()
        return node

    def end(self) -> None:
        """End what was started, and PostgreSQL with it."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()

    def _says(self, node: int, what: str) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.rest[node]}{what}", timeout=1) as said:
            return bool(json.load(said))
        return False

    def _start(self, name: str, *command: str) -> None:
        """PostgreSQL does not run as root: then as the user the package made."""
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        with (self.place / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen([*as_user, *command], stdout=log, stderr=log, cwd=self.place)


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports
