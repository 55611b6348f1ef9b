"""Whether addresses cost the server the same, so that how long an answer took says nothing of what is there."""

import time
from collections.abc import Mapping

from django.test import Client

ROUNDS = 40
ALIKE = 1.5  # how many times the quickest the slowest may cost


def cost_alike(client: Client, addresses: Mapping[str, str]) -> bool:
    """The least processor time of each over many turns, taken in turn: what the machine does beside adds to
    single turns and never takes away, so the least is the work of the answer alone."""
    least = dict.fromkeys(addresses, float("inf"))
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            began = time.thread_time()
            client.get(address)
            least[name] = min(least[name], time.thread_time() - began)
    return max(least.values()) < ALIKE * min(least.values())
