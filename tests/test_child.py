"""Processes of the site share what they have loaded, and keep little beside it."""

import subprocess
import sys

import pytest

HEAPS = """
import ctypes, sys, threading
from caitien.child import share_one_heap
if sys.argv[1:] == ["shared"]:
    share_one_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
together = threading.Barrier(4)
def take():
    together.wait()
    for size in range(64, 4096, 64):
        libc.malloc(size)
    together.wait()
threads = [threading.Thread(target=take) for _ in range(4)]
for each in threads: each.start()
for each in threads: each.join()
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fdopen(1, b"w")))
libc.fflush(None)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="NOT TRIED: heaps of threads are glibc's")
def test_all_threads_take_memory_from_one_heap():
    def heaps(*said: str) -> int:
        told = subprocess.run([sys.executable, "-c", HEAPS, *said], capture_output=True, text=True, check=True)
        return told.stdout.count("<heap nr=")

    if not heaps() > 1:
        pytest.skip("NOT TRIED: this C library gives threads no heaps of their own")
    assert heaps("shared") == 1
