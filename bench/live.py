"""What the live view costs beside plain lines, both in a terminal of 100 × 30, in turn: CPU and memory at 100 ms; and at 100 and 10 ms
whether samples come later. For that each pair's difference is taken, and of all of them the median with bounds (bootstrap, 95 %) and a
sign test: of what moves nothing, the bounds include 0 and about half of the differences are below it."""

import fcntl
import math
import os
import pty
import random
import statistics
import struct
import subprocess
import sys
import termios
import threading
import time

from recording import elapsed_between, percentile_99
from recording import lateness as late_by

INTERVAL_MS, WARM_S, SECONDS = 100, 2, 20
LATENESS_INTERVALS_MS, LATENESS_SECONDS, LATENESS_PAIRS = (100, 10), 8, 4
COLUMNS, ROWS = 100, 30
MODES = ("no-live", "live")
RESAMPLES = 4000


def cpu_seconds(pid):
    """utime and stime of /proc/PID/schedstat's first figure: time on a CPU, of all threads, in nanoseconds."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as file:
            total += int(file.read().split()[0])
    return total / 1e9


def rss_mb(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def drain(descriptor):
    try:
        while os.read(descriptor, 1 << 16):
            pass
    except OSError:
        pass


class Run:
    """A recorder in a terminal of its own, until its time is over."""

    def __init__(self, binary, target, folder, mode, interval_ms, seconds):
        self.csv, self.interval_ms = folder / f"{mode}.csv", interval_ms
        self.main, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "CI": ""}
        command = [binary, "-p", str(target), "-i", str(interval_ms), "-d", str(seconds), "-c", str(self.csv), f"--{mode}"]
        self.process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True)
        os.close(terminal)
        threading.Thread(target=drain, args=(self.main,), daemon=True).start()

    def cost(self, seconds):
        """CPU in percent of one core and own RSS in MB, after the start."""
        pid = self.process.pid
        time.sleep(WARM_S)
        before, begin = cpu_seconds(pid), time.monotonic()
        time.sleep(seconds)
        used, elapsed = cpu_seconds(pid) - before, time.monotonic() - begin
        return 100 * used / elapsed, rss_mb(pid)

    def end(self):
        if self.process.wait() != 0:
            sys.exit(f"{' '.join(map(str, self.process.args))} ended with {self.process.returncode}")
        os.close(self.main)

    def lateness(self):
        """Median and 99th percentile of how much later than the earliest one of them the samples after the start were, in µs."""
        # The last row is that of the end, which keeps to no schedule.
        late = [late_by(moment, self.interval_ms) for moment in elapsed_between(self.csv, 0, time.time())[:-1] if moment > WARM_S]
        earliest = min(late)
        late = [1e6 * (moment - earliest) for moment in late]
        return statistics.median(late), percentile_99(late)


def costs(binary, target, folder, seconds):
    """Of plain lines and of the view: CPU and RSS."""
    def cost(mode):
        run = Run(binary, target, folder, mode, INTERVAL_MS, WARM_S + seconds + 1)
        measured = run.cost(seconds)
        run.end()
        return measured

    return [cost(mode) for mode in MODES]


def lateness(binary, target, folder, interval_ms, seconds, turn):
    """Of plain lines and of the view, which take turns in being first."""
    def late(mode):
        run = Run(binary, target, folder, mode, interval_ms, WARM_S + seconds)
        run.end()
        return run.lateness()

    measured = {mode: late(mode) for mode in (MODES if turn % 2 == 0 else MODES[::-1])}
    return [measured[mode] for mode in MODES]


def bounds(differences):
    """Between which the median difference lies, as far as these can tell."""
    source = random.Random(1)
    medians = sorted(statistics.median(source.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    return medians[int(0.025 * RESAMPLES)], medians[int(0.975 * RESAMPLES)]


def sign_test(differences):
    """How often chance alone would have the signs at least as uneven."""
    above, below = sum(difference > 0 for difference in differences), sum(difference < 0 for difference in differences)
    tail = sum(math.comb(above + below, count) for count in range(max(above, below), above + below + 1))
    return min(1.0, 2 * tail / 2 ** (above + below))


def line(name, pairs, place, digits):
    differences = [view[place] - lines[place] for lines, view in pairs]
    lines, view = (statistics.median(pair[mode][place] for pair in pairs) for mode in (0, 1))
    low, high = bounds(differences)
    return (f"| {name} | {len(pairs)} | {lines:.{digits}f} | {view:.{digits}f} | **{statistics.median(differences):+.{digits}f}** "
            f"({low:+.{digits}f} to {high:+.{digits}f}) | {sign_test(differences):.2f} |")


def report(binary, target, folder, repeats, share):
    yield "| The live view in a terminal | pairs | plain lines | live view | median difference (95 %) | sign test, p |"
    yield "|---|---:|---:|---:|---:|---:|"
    pairs = [costs(binary, target, folder, SECONDS * share) for _ in range(repeats)]
    yield line(f"CPU every {INTERVAL_MS} ms, % of one core", pairs, 0, 3)
    yield line(f"Own RSS every {INTERVAL_MS} ms, MB", pairs, 1, 1)
    for interval in LATENESS_INTERVALS_MS:
        seconds = max(LATENESS_SECONDS * share, 2)
        pairs = [lateness(binary, target, folder, interval, seconds, turn) for turn in range(LATENESS_PAIRS * repeats)]
        yield line(f"Lateness every {interval} ms, median, µs", pairs, 0, 1)
        yield line(f"Lateness every {interval} ms, 99th percentile, µs", pairs, 1, 0)
