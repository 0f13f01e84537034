"""Leaks so many bytes a second for so many seconds, by the clock."""
import sys
import time

BLOCK = 64 << 10
rate, seconds = float(sys.argv[1]), float(sys.argv[2])
kept = []
start = time.monotonic()
while (elapsed := time.monotonic() - start) < seconds:
    while len(kept) * BLOCK < rate * elapsed:
        kept.append(b"x" * BLOCK)
    time.sleep(0.005)
