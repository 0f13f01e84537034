"""One recorder, started and measured from outside."""

import datetime
import pathlib
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

FLAT_OUT = 0


@dataclass
class Run:
    """What one recording showed between two moments."""
    cpu_us: float        # CPU a sample
    rate: float          # rows a second
    late_us: float       # 99th percentile of how late a row is
    rss_start_kib: int
    rss_end_kib: int
    rss_peak_kib: int    # since its exec
    rows: int


class Recorder:
    """A recorder that is running, and the CSV it writes."""

    def __init__(self, command, csv):
        self.csv = csv
        csv.unlink(missing_ok=True)
        self.begun = time.time()
        self.process = subprocess.Popen([csv.parent / "stamp", csv.parent / "started", *command],
                                        cwd=csv.parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def wait_for_first_row(self):
        """Returns when the first row was in the file."""
        while not (self.csv.exists() and self.csv.read_bytes().count(b"\n") >= 2):
            if self.process.poll() is not None or time.time() > self.begun + 10:
                sys.exit(f"{self.process.args[2]} has written no row")
        return time.time()

    def started(self):
        """When it was started by exec."""
        return float((self.csv.parent / "started").read_text(encoding="ascii"))

    def cpu_seconds(self):
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def rss_kib(self, field="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(status.split(f"{field}:")[1].split()[0])

    def steady(self, interval_ms, seconds):
        """The recording between two moments at which it had long begun; ends it."""
        self.wait_for_first_row()
        time.sleep(max(0.5, 1.5 * interval_ms / 1000))

        begin, cpu_begin, rss_begin = time.time(), self.cpu_seconds(), self.rss_kib()
        time.sleep(seconds)
        end, cpu_end, rss_end = time.time(), self.cpu_seconds(), self.rss_kib()
        rss_peak = self.rss_kib("VmHWM")
        self.end()

        # With a row for each process, those of one sample have one time.
        elapsed = list(dict.fromkeys(elapsed_between(self.csv, begin, end)))
        return Run(
            cpu_us=(cpu_end - cpu_begin) / len(elapsed) * 1e6,
            rate=len(elapsed) / (end - begin),
            late_us=percentile_99([lateness(moment, interval_ms) for moment in elapsed]) * 1e6 if interval_ms else 0,
            rss_start_kib=rss_begin,
            rss_end_kib=rss_end,
            rss_peak_kib=rss_peak,
            rows=len(elapsed))

    def rows(self):
        """How many samples are in the file."""
        with open(self.csv, "rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def elapsed_between(csv, begin, end):
    """The elapsed_s of all rows between two moments. ISO-8601 sorts as text."""
    begin, end = iso(begin), iso(end)
    with open(csv, encoding="utf-8") as lines:
        next(lines)
        return [float(line.split(",", 2)[1]) for line in lines if begin < line[:27] <= end]


def iso(moment):
    return datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def lateness(elapsed, interval_ms):
    """Seconds after the tick's due moment. The first row, which elapsed_s counts from, may itself have been a little late."""
    interval = interval_ms / 1000
    return elapsed - int((elapsed + interval / 5) / interval) * interval


def percentile_99(values):
    return sorted(values)[int(len(values) * 0.99)]
