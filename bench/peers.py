"""Other tools that record memory and CPU, where they are installed: how they are started, and what can be told of them from outside."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Callable, Optional

from recording import FLAT_OUT, Run, percentile_99

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = next((python for python in ("/usr/bin/python3", sys.executable) if os.path.exists(python)), sys.executable)
NAMES = ("pidstat", "top -b", "atop", "mprof", "psutil loop", "psrecord", "duct")
OUTPUT = "peer.out"
PATIENCE_S, LONGEST_START_S = 20, 4
# Python and 1,000 processes take a while to begin with.
WARM_S, WARM_TREE_S = 1.0, 2.5
LOOK_S = 0.005

# Both run from their sources as well: what their installation would have written beside them is made up for.
FROM_PSRECORD = "import runpy, sys; runpy.run_path(sys.argv.pop(1))['main']()"
FROM_DUCT = """
import sys, importlib.metadata as metadata
told = metadata.version
metadata.version = lambda name: "from its sources" if name == "con-duct" else told(name)
sys.path.insert(0, sys.argv.pop(1))
from con_duct.cli import main
sys.exit(main())
"""


class NothingTold(Exception):
    """What is asked of a tool cannot be told: it ended too soon, or wrote too little."""


@dataclass
class Peer:
    """A tool: its command for a process, or for it and all its children, and what its output tells."""
    name: str
    command: Callable                      # of the PID, the interval in seconds, whether of a tree, the folder to write in
    finest_ms: Optional[float]             # the shortest interval it takes; 0 is as often as possible
    count: Callable                        # how many samples its output has so far
    moments: Optional[Callable] = None     # when they were taken, in seconds, where it tells
    attaches: bool = True                  # to a process that runs already

    def can(self, interval_ms):
        return interval_ms >= self.finest_ms

    def start(self, pid, interval_ms, folder, is_tree=False):
        return RunningPeer(self, pid, interval_ms, folder, is_tree)

    def steady(self, pid, interval_ms, seconds, folder, is_tree=False):
        """The same figures as of one of our recordings, as far as they can be told; None, and on standard error why, if none can."""
        with self.start(pid, interval_ms, folder, is_tree) as running:
            try:
                return running.steady(interval_ms, seconds, WARM_TREE_S if is_tree else WARM_S)
            except NothingTold as why:
                print(f"{self.name} every {interval_ms} ms for {seconds:g} s: {why}; its cell stays empty", file=sys.stderr)
                return None


class RunningPeer:
    """One that was started, in a session of its own so that whatever it starts ends with it."""

    def __init__(self, peer, pid, interval_ms, folder, is_tree):
        self.peer, self.folder = peer, folder
        for file in (OUTPUT, "mprof.dat", "psrecord.csv", "duct_usage.jsonl", "duct_usage.json"):
            (folder / file).unlink(missing_ok=True)
        self.output = open(folder / OUTPUT, "wb")
        command = [folder / "stamp", folder / "started", *map(str, peer.command(pid, interval_ms / 1000, is_tree, folder))]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.DEVNULL, start_new_session=True,
                                        env={**os.environ, "LC_ALL": "C", "TERM": "dumb", "COLUMNS": "120"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
        self.output.close()

    def end(self):
        """By INT, at which those that buffer write what they have; whoever does not go is killed."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()

    def count(self):
        return self.peer.count(self.folder)

    def until(self, samples):
        """When its output had so many samples."""
        begun = time.monotonic()
        while self.count() < samples:
            if self.process.poll() is not None or time.monotonic() > begun + PATIENCE_S:
                raise NothingTold(f"it has written {self.count()} samples in {time.monotonic() - begun:.0f} s")
            time.sleep(LOOK_S)
        return time.monotonic()

    def first_row_ms(self):
        """Milliseconds from exec until something is in its output; None of one that keeps its rows back (mprof until there are 50)."""
        begun = time.monotonic()
        while self.count() == 0:
            if self.process.poll() is not None or time.monotonic() > begun + LONGEST_START_S:
                return None
            time.sleep(0.001)
        return (time.time() - float((self.folder / "started").read_text(encoding="ascii"))) * 1000

    def cpu_seconds(self):
        """Its own, and what its children used that it has waited for (duct starts a ps for each sample)."""
        of_children = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[13:15]
        return time.clock_gettime((~self.process.pid << 3) | 2) + sum(map(int, of_children)) / os.sysconf("SC_CLK_TCK")

    def rss_kib(self, name="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        if f"{name}:" not in status:
            raise NothingTold("it has ended")
        return int(status.split(f"{name}:")[1].split()[0])

    def steady(self, interval_ms, seconds, warm_s):
        tells = self.peer.moments is not None
        time.sleep(warm_s)
        first, counted = (None, 0) if tells else (self.until(self.count() + 1), self.count())
        begin, cpu_begin, rss_begin = time.monotonic(), self.cpu_seconds(), self.rss_kib()
        time.sleep(seconds)
        used = (self.cpu_seconds() - cpu_begin) / (time.monotonic() - begin)
        rss_end, rss_peak = self.rss_kib(), self.rss_kib("VmHWM")
        if not tells:
            period, late, rows = (self.until(self.count() + 1) - first) / max(self.count() - counted, 1), None, self.count()
        self.end()
        if tells:
            moments = self.peer.moments(self.folder)
            if len(moments) < 2:
                raise NothingTold(f"it has written {len(moments)} samples")
            rows, period = len(moments), (moments[-1] - moments[0]) / (len(moments) - 1)
            late = None if interval_ms == FLAT_OUT else percentile_99(lateness_after(moments, interval_ms / 1000)) * 1e6
        return Run(cpu_us=used * period * 1e6, rate=1 / period, late_us=late, rss_start_kib=rss_begin, rss_end_kib=rss_end, rss_peak_kib=rss_peak, rows=rows)


def lateness_after(moments, interval):
    """By how much each sample was later than an interval after the one before: a schedule that the others could be late for there is not."""
    return [later - earlier - interval for earlier, later in zip(moments, moments[1:])]


def lines_that(begin):
    """Counts the lines of the output that begin so."""
    begin = begin.encode()
    return lambda folder: sum(line.startswith(begin) for line in (folder / OUTPUT).read_bytes().split(b"\n"))


def whole_lines(path):
    return list(filter(None, path.read_text(encoding="utf-8", errors="replace").rpartition("\n")[0].split("\n"))) if path.exists() else []


def column(file, number, separator=None, begin=""):
    """A column of numbers of the lines that begin so."""
    def is_sample(line):
        return line.startswith(begin) if begin else line[:1].isdigit()
    return lambda folder: [float(line.split(separator)[number]) for line in whole_lines(folder / file) if is_sample(line)]


def counted(moments):
    return lambda folder: len(moments(folder))


def duct_samples(folder):
    return sum(json.loads(line)["num_samples"] for path in folder.glob("duct_usage.json*") for line in whole_lines(path))


def has(*modules):
    return subprocess.run([PYTHON, "-c", f"import {', '.join(modules)}"], capture_output=True, check=False).returncode == 0


def psrecord_command(options):
    """From the path, from PYTHONPATH, or from the sources in a folder."""
    if options.psrecord:
        return [PYTHON, "-u", "-c", FROM_PSRECORD, pathlib.Path(options.psrecord).resolve() / "psrecord" / "main.py"] if has("psutil") else None
    installed = shutil.which("psrecord")
    return [installed] if installed else [PYTHON, "-u", "-m", "psrecord"] if has("psrecord") else None


def duct_command(options):
    """con-duct, of which `run` records and `plot` draws."""
    if options.duct:
        return [PYTHON, "-c", FROM_DUCT, pathlib.Path(options.duct).resolve() / "src"]
    installed = shutil.which("con-duct")
    return [installed] if installed else [PYTHON, "-m", "con_duct.cli"] if has("con_duct") else None


def peers_of_turn(peers, turn):
    """Every other turn has them all: they are many, and what they cost is far from ours."""
    return peers if turn % 2 == 0 else {}


def found(options):
    """Those that are here, by name."""
    by_line = [shutil.which("stdbuf"), "-oL"]    # as it comes, else what is in the tool's buffer could not be counted
    pidstat, top, atop = (shutil.which(name) for name in ("pidstat", "top", "atop"))
    mprof = shutil.which("mprof") or shutil.which("python3-mprof")
    psrecord, duct = psrecord_command(options), duct_command(options)
    peers = []
    if pidstat:
        peers.append(Peer("pidstat", lambda pid, seconds, is_tree, _: [*by_line, pidstat, "-h", "-H", "-r", "-u", "-p", "ALL" if is_tree else pid, f"{seconds:.0f}"],
                          1000, lines_that("#")))    # each report has a header
    if top:
        peers.append(Peer("top -b", lambda pid, seconds, is_tree, _: [*by_line, top, "-b", "-d", f"{seconds:g}", *([] if is_tree else ["-p", pid])],
                          10, lines_that("top - ")))
    if atop:
        peers.append(Peer("atop", lambda pid, seconds, *_: [*by_line, atop, "-P", "PRC,PRM", f"{seconds:.0f}"], 1000, lines_that("SEP")))
    if mprof:
        moments = column("mprof.dat", 2, begin="MEM ")
        peers.append(Peer("mprof", lambda pid, seconds, is_tree, folder: [mprof, "run", *(["-C"] if is_tree else []), "-T", f"{seconds:g}", "-o", folder / "mprof.dat", "-a", pid],
                          1, counted(moments), moments))
    if has("psutil"):
        moments = column(OUTPUT, 0)
        peers.append(Peer("psutil loop", lambda pid, seconds, is_tree, _: [PYTHON, HERE / "psutilloop.py", pid, f"{seconds:g}", *(["tree"] if is_tree else [])],
                          FLAT_OUT, counted(moments), moments))
    if psrecord:
        moments = column("psrecord.csv", 0, ",")
        peers.append(Peer("psrecord", lambda pid, seconds, is_tree, folder: [*psrecord, pid, "--log", folder / "psrecord.csv", "--log-format", "csv",
                          *(["--interval", f"{seconds:g}"] if seconds else []), *(["--include-children"] if is_tree else [])], FLAT_OUT, counted(moments), moments))
    if duct:
        peers.append(Peer("duct", lambda pid, seconds, is_tree, folder: [*duct, "run", "--sample-interval", f"{seconds:g}", "--report-interval", f"{max(seconds, 0.5):g}",
                          "--mode", "current-session", "--clobber", "-p", folder / "duct_", "-c", "none", "-o", "none", "-q", "--", "sleep", "600"], 10, duct_samples, attaches=False))
    return {peer.name: peer for peer in peers}

