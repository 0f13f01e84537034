"""One process that is recorded: CPU a sample, lateness, own memory, start and drift, of all tools."""

import os
import pathlib
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from peers import peers_of_turn
from recording import FLAT_OUT, Recorder, elapsed_between
from table import FLOOR, OURS, Heading, Row, Turns

INTERVALS_MS = {1000: "at 1 s", 100: "at 100 ms", 10: "at 10 ms", 1: "at 1 ms", FLAT_OUT: "flat out"}
SECONDS = {1000: 8, 100: 5, 10: 5, 1: 4, FLAT_OUT: 3}
PEER_SECONDS = {1000: 4, 100: 2, 10: 2, 1: 2, FLAT_OUT: 2}
MORE_METRICS, MORE_LETTERS = "rss,peak_rss,cpu,read_bytes,minor_faults", "tsi"
MORE_INTERVALS_MS = {interval: INTERVALS_MS[interval] for interval in (10, 1, FLAT_OUT)}
BY_THREAD, BY_THREAD_LETTERS, BY_THREAD_INTERVALS_MS = "floor by a thread", "tw", (1000, 100, 10)
STARTS = 3
MILLION, ROW_BYTES = 1_000_000, 60
DRIFT_INTERVAL_MS, DRIFT_SECONDS, LAST = 100, 60, 12
FOLLOWING_INTERVAL_MS, FOLLOWED_FILES = 100, 100
HOLD_100_MIB = "import mmap, sys; memory = mmap.mmap(-1, 100 << 20); memory.write(b'x' * (100 << 20)); print(flush=True); sys.stdin.read()"


class HeldMemory:
    """A process that holds 100 MiB and sleeps."""

    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, "-c", HOLD_100_MIB], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.process.stdout.readline()
        return self.process

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


@dataclass
class Bench:
    """What is measured on one target, writing into one folder."""
    binary: str
    folder: pathlib.Path
    target: int
    peers: dict

    def record(self, tool, interval_ms, name="recording.csv"):
        """One of ours, or a floor."""
        csv = self.folder / name
        letters = {BY_THREAD: [BY_THREAD_LETTERS], "more floor": [MORE_LETTERS]}
        if tool in (FLOOR, *letters):
            return Recorder([self.folder / "floor", str(self.target), str(interval_ms), csv, *letters.get(tool, [])], csv)
        options = ["--metrics", MORE_METRICS] if tool == "more ours" else []
        for file in sorted(self.folder.glob("*.markers")) if tool == "following" else []:
            options += ["--markers", file]
        return Recorder([self.binary, "--pid", str(self.target), "--interval", str(interval_ms), "--csv-output", csv, "--quiet", *options], csv)

    def steady(self, tool, interval_ms, seconds, peer_seconds):
        if tool not in self.peers:
            return self.record(tool, interval_ms).steady(interval_ms, seconds)
        peer = self.peers[tool]
        return peer.steady(self.target, interval_ms, peer_seconds, self.folder) if peer.can(interval_ms) else None

    def start(self, tool):
        """Milliseconds from exec until the first row is in the file, the median of some starts."""
        times = []
        for _ in range(STARTS):
            times.append(self.start_once(tool))
            if times[-1] is None:
                return None
        return statistics.median(times)

    def start_once(self, tool):
        if tool in self.peers:
            with self.peers[tool].start(self.target, 1000, self.folder) as running:
                return running.first_row_ms()
        recorder = self.record(tool, 1000)
        on_disk = recorder.wait_for_first_row()
        recorder.end()
        return (on_disk - recorder.started()) * 1000

    def million(self, tool, samples):
        """Own RSS in KiB, flat out, at the start and when so many samples are written."""
        recorder = self.record(tool, FLAT_OUT)
        recorder.wait_for_first_row()
        first = recorder.rss_kib()
        while recorder.csv.stat().st_size < samples * ROW_BYTES:
            time.sleep(0.02)
        while recorder.rows() < samples:
            time.sleep(0.2)
        last = recorder.rss_kib()
        recorder.end()
        return first, last

    def following(self, seconds):
        """Microseconds a tick that following one marker file costs when nothing is new in it: of a hundred, so that it stands out of the noise."""
        for number in range(FOLLOWED_FILES):
            (self.folder / f"{number}.markers").write_text("1.5 a marker\n" * 100, encoding="utf-8")
        with_files, without = (self.record(tool, FOLLOWING_INTERVAL_MS).steady(FOLLOWING_INTERVAL_MS, seconds).cpu_us for tool in ("following", OURS))
        return (with_files - without) / FOLLOWED_FILES

    def drifts(self, seconds):
        """Milliseconds by which the last samples were later than so many intervals after the first. All tools at once: who drifts does so by the milliseconds a second."""
        ours = {tool: self.record(tool, DRIFT_INTERVAL_MS, f"drift-{number}.csv") for number, tool in enumerate((FLOOR, OURS))}
        running = {}
        for name, peer in self.peers.items():
            if peer.moments and peer.can(DRIFT_INTERVAL_MS):
                (self.folder / name).mkdir(exist_ok=True)
                (self.folder / name / "stamp").symlink_to(self.folder / "stamp")
                running[name] = peer.start(self.target, DRIFT_INTERVAL_MS, self.folder / name)
        time.sleep(seconds + 1)
        cells = {}
        for tool, recorder in ours.items():
            recorder.end()
            elapsed = elapsed_between(recorder.csv, 0, time.time())
            cells[tool] = [grid_drift(elapsed, DRIFT_INTERVAL_MS / 1000) * 1000]
        for name, peer in running.items():
            peer.end()
            moments = peer.peer.moments(peer.folder)
            # None of them skips a sample that it is late for: as many as there are ought to have taken so many intervals.
            cells[name] = [None if len(moments) < 2 else (moments[-1] - moments[0] - (len(moments) - 1) * DRIFT_INTERVAL_MS / 1000) * 1000]
        return cells


def grid_drift(elapsed, interval):
    """Of a recorder that skips the ticks it misses: how far its last samples are from the nearest tick, in the median; without the very last, which is of the moment when it was told to end."""
    return statistics.median((moment - elapsed[0]) - round((moment - elapsed[0]) / interval) * interval for moment in elapsed[-LAST:-1])


def report(options, folder):
    with HeldMemory() as target:
        bench = Bench(os.path.abspath(options.binary), folder, target.pid, options.peers)
        yield from lines(bench, options)


def lines(bench, options):
    steady = {interval: Turns() for interval in INTERVALS_MS}
    more = {interval: Turns() for interval in MORE_INTERVALS_MS}
    starts, million, following = Turns(), Turns(), []
    for turn in range(options.repeats):
        others = peers_of_turn(bench.peers, turn)
        for interval in INTERVALS_MS:
            seconds, peer_seconds = (max(table[interval] * options.share, 2 * interval / 1000, 1) for table in (SECONDS, PEER_SECONDS))
            tools = [FLOOR, OURS, *([BY_THREAD] if interval in BY_THREAD_INTERVALS_MS else []), *others]
            steady[interval].take(tools, lambda tool: bench.steady(tool, interval, seconds, peer_seconds), turn)
        for interval in MORE_INTERVALS_MS:
            seconds = max(SECONDS[interval] * options.share, 1)
            more[interval].take((FLOOR, OURS), lambda tool: bench.record("more floor" if tool == FLOOR else "more ours", interval).steady(interval, seconds), turn)
        following.append(bench.following(max(SECONDS[FOLLOWING_INTERVAL_MS] * options.share, 1)))
        starts.take((FLOOR, OURS, *others), bench.start, turn)
        million.take((FLOOR, OURS), lambda tool: bench.million(tool, int(MILLION * options.share)), turn)
        print(f"turn {turn + 1} of {options.repeats} done", file=sys.stderr)

    yield Heading("One process of 100 MiB that sleeps")
    for interval, name in INTERVALS_MS.items():
        yield steady[interval].row(f"CPU a sample {name}, µs", lambda run: run.cpu_us, 1)
    for interval in BY_THREAD_INTERVALS_MS:
        cells = steady[interval].cells(lambda run: run.cpu_us)
        yield Row(f"The same {INTERVALS_MS[interval]}, the floor's rows written by a second thread, too", {FLOOR: cells[BY_THREAD], OURS: cells[OURS]}, 1)
    for interval, name in MORE_INTERVALS_MS.items():
        yield more[interval].row(f"CPU a sample that reads stat and io as well, {name}, µs", lambda run: run.cpu_us, 1)
    yield Row("CPU a tick for a marker file in which nothing is new, µs", {OURS: following}, 1)
    for interval in (1, FLAT_OUT):
        yield steady[interval].row(f"Samples a second {INTERVALS_MS[interval]}", lambda run: run.rate)
    for interval, name in INTERVALS_MS.items():
        if interval != FLAT_OUT:
            yield steady[interval].row(f"Lateness, 99th percentile, {name}, µs", lambda run: run.late_us)
    seconds = max(DRIFT_SECONDS * options.share, 5)
    yield Row(f"Drift after {seconds:.0f} s at {DRIFT_INTERVAL_MS} ms, ms", bench.drifts(seconds), 2, has_ratios=False)
    yield starts.row("Exec to first row in the file, ms", lambda milliseconds: milliseconds, 1)
    yield steady[10].row("Own RSS at 10 ms, at the start, KiB", lambda run: run.rss_start_kib)
    yield steady[10].row("Own RSS at 10 ms, some seconds later, KiB", lambda run: run.rss_end_kib)
    yield million.row("Own RSS flat out, at the start, KiB", lambda rss: rss[0])
    yield million.row(f"Own RSS flat out, {int(MILLION * options.share):,} samples later, KiB", lambda rss: rss[1])
