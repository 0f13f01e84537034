"""What recording does to its target: how often a second one of 1 GiB that maps memory, touches it and unmaps it comes round, without and with a recorder."""

import os
import subprocess
import sys
import time

from peers import peers_of_turn
from recording import Recorder
from table import FLOOR, OURS, Heading, Turns

MIB, SECONDS, INTERVAL_MS = 1024, 4, 10
METRICS = {"rss and cpu": ["--metrics", "rss,cpu"],
           "PSS within its budget": ["--metrics", "pss"],
           "PSS without a budget": ["--metrics", "pss", "--smaps-budget", "100"]}
FIRST = next(iter(METRICS))


class Churn:
    """The target, and what may record it."""

    def __init__(self, options, folder):
        self.folder, self.binary, self.peers = folder, os.path.abspath(options.binary), options.peers
        self.seconds = max(SECONDS * options.share, 1)

    def __enter__(self):
        self.process = subprocess.Popen([self.folder / "churn", str(MIB), self.folder / "rounds"])
        while not (self.folder / "rounds").exists() or self.rounds() == 0:
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def rounds(self):
        return int.from_bytes((self.folder / "rounds").read_bytes(), sys.byteorder)

    def rate(self):
        begin, rounds_begin = time.monotonic(), self.rounds()
        time.sleep(self.seconds)
        return (self.rounds() - rounds_begin) / (time.monotonic() - begin)

    def rate_beside(self, tool, metrics):
        if tool in self.peers:
            with self.peers[tool].start(self.process.pid, INTERVAL_MS, self.folder):
                time.sleep(1)    # Python takes a while to begin with
                return self.rate()
        csv, pid = self.folder / "recording.csv", str(self.process.pid)
        command = [self.folder / "floor", pid, str(INTERVAL_MS), csv] if tool == FLOOR else \
            [self.binary, "--pid", pid, "--interval", str(INTERVAL_MS), "--csv-output", csv, "--quiet", *METRICS[metrics]]
        recorder = Recorder(command, csv)
        recorder.wait_for_first_row()
        rate = self.rate()
        recorder.end()
        return rate

    def pair(self, tool, metrics, turn):
        """Rounds a second beside a recorder, as a share of those without one just before or after."""
        if turn % 2 == 0:
            alone = self.rate()
            return self.rate_beside(tool, metrics) / alone
        beside = self.rate_beside(tool, metrics)
        return beside / self.rate()


def report(options, folder):
    shares = {name: Turns() for name in METRICS}
    with Churn(options, folder) as churn:
        for turn in range(options.repeats):
            for name, turns in shares.items():
                # The floor and the peers read what is cheap.
                peers = [tool for tool, peer in peers_of_turn(options.peers, turn).items() if peer.can(INTERVAL_MS) and peer.attaches]
                turns.take((FLOOR, OURS, *peers) if name == FIRST else (OURS,), lambda tool: churn.pair(tool, name, turn), turn)
    yield Heading(f"A process of {MIB} MiB that maps memory, touches it and unmaps it, recorded every {INTERVAL_MS} ms: its speed as a share of that without a recorder")
    for name, turns in shares.items():
        yield turns.row(name, lambda share: share, 3)
