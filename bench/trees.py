"""Trees of sleeping processes: what a tick of them costs against a floor in C that holds the same files, and against other tools."""

import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from recording import Recorder, in_turn, row

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent / "tests" / "MemoryTracker.Load" / "Trees"
SIZES, LARGE = (10, 100, 1000, 5000), 1000
DESCRIPTORS_A_PROCESS, DESCRIPTORS_BESIDE = 3, 200
INTERVAL_MS, SECONDS = 1000, 5
FORKING = "while :; do /bin/true; done"
WITHOUT_EVENTS = [shutil.which("unshare") or "unshare", "-r"]    # the kernel tells of forks in the initial user namespace only
OTHERS = {"memory_tracker": ["--quiet"],
          "memory_tracker --per-process": ["--quiet", "--per-process"],
          "memory_tracker --metrics all": ["--quiet", "--metrics", "all"]}


@dataclass
class Tree:
    """A process with sleeping children, and what records it."""
    binary: str
    folder: pathlib.Path
    size: int

    def __enter__(self):
        self.process = subprocess.Popen([self.folder / "trees", "sleepers", str(self.size)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        while len(children.read_text(encoding="ascii").split()) < self.size:
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def record(self, tool, before=()):
        csv, pid = self.folder / "recording.csv", str(self.process.pid)
        if tool == "floor":
            return Recorder([self.folder / "treefloor", pid, str(INTERVAL_MS), csv], csv)
        return Recorder([*before, self.binary, *self.arguments(csv), "--quiet"], csv)

    def arguments(self, csv):
        return ["--pid", str(self.process.pid), "--include-children", "--interval", str(INTERVAL_MS), "--csv-output", csv]

    def steady(self, tool, seconds, before=()):
        return self.record(tool, before).steady(INTERVAL_MS, seconds)

    def pairs(self, repeats, seconds, before=()):
        return [in_turn(lambda tool: self.steady(tool, seconds, before), turn) for turn in range(repeats)]

    def tools(self):
        """Those that are installed, by the command that records the tree once a second until it is killed."""
        pid, seconds = str(self.process.pid), str(INTERVAL_MS // 1000)
        yield "floor (C)", [self.folder / "treefloor", pid, str(INTERVAL_MS), self.folder / "recording.csv"]
        for name, options in OTHERS.items():
            yield name, [self.binary, *self.arguments(self.folder / "recording.csv"), *options]
        pidstat, mprof = shutil.which("pidstat"), shutil.which("mprof") or shutil.which("python3-mprof")
        if pidstat:
            yield "pidstat -r -u -p ALL (all processes of the machine)", [pidstat, "-r", "-u", "-p", "ALL", seconds]
        python = next((python for python in ("/usr/bin/python3", sys.executable) if has_psutil(python)), None)
        if python:
            yield "a loop over psutil", [python, HERE / "psutilloop.py", pid, seconds]
        if mprof:
            yield "mprof run -C (memory only)", [mprof, "run", "-C", "-T", seconds, "-o", self.folder / "mprof.dat", "-a", pid]


class Forker:
    """Something else on the machine that forks all the time."""

    def __enter__(self):
        self.process = subprocess.Popen(["sh", "-c", FORKING])
        self.begun, self.forks = time.monotonic(), forks()
        return self

    def __exit__(self, *_):
        self.rate = (forks() - self.forks) / (time.monotonic() - self.begun)
        self.process.kill()
        self.process.wait()


def forks():
    lines = pathlib.Path("/proc/stat").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("processes "))


def has_psutil(python):
    return os.path.exists(python) and subprocess.run([python, "-c", "import psutil"], capture_output=True, check=False).returncode == 0


def can(words):
    return shutil.which(words[0]) and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0


def fits(size):
    """Whether the descriptors that one may have are enough to hold so many processes."""
    return size * DESCRIPTORS_A_PROCESS + DESCRIPTORS_BESIDE <= resource.getrlimit(resource.RLIMIT_NOFILE)[1]


def cost(command, folder, seconds):
    """CPU a second in milliseconds, and the highest RSS in KiB, of a tool that writes whatever it likes."""
    (folder / "recording.csv").unlink(missing_ok=True)
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        # Python and 1,000 processes take a while to begin with.
        time.sleep(2.5 * INTERVAL_MS / 1000)
        clock = (~process.pid << 3) | 2
        begin, before = time.monotonic(), time.clock_gettime(clock)
        time.sleep(seconds)
        if process.poll() is not None:
            sys.exit(f"{' '.join(map(str, command))} has ended")
        used = (time.clock_gettime(clock) - before) / (time.monotonic() - begin)
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        return used * 1000, int(status.split("VmHWM:")[1].split()[0])
    finally:
        process.kill()
        process.wait()


def cpu(pairs):
    return [(floor.cpu_us, ours.cpu_us) for floor, ours in pairs]


def report(options, folder):
    subprocess.run(["gcc", "-O1", "-static", "-pthread", "-o", folder / "trees", *SOURCES.glob("*.c")], check=True)
    seconds = max(SECONDS * options.share, 2.5 * INTERVAL_MS / 1000)
    binary = os.path.abspath(options.binary)
    yield "| Sleeping processes, at 1 s | floor (C) | memory_tracker | ratio |"
    yield "|---|---:|---:|---:|"
    peaks = []
    for size in filter(fits, SIZES):
        with Tree(binary, folder, size) as tree:
            pairs = tree.pairs(options.repeats, seconds)
            yield row(f"CPU a tick of {size:,}, µs", cpu(pairs), 0)
            peaks.append(row(f"Highest own RSS with {size:,}, KiB", [(floor.rss_peak_kib, ours.rss_peak_kib) for floor, ours in pairs], 0))
            if size == LARGE:
                yield from rows_of_large(tree, options.repeats, seconds)
    yield from peaks
    yield ""
    with Tree(binary, folder, LARGE) as tree:
        yield from tools_table(tree, options.repeats, seconds)


def rows_of_large(tree, repeats, seconds):
    """The same tree where the kernel sends no events, and while others fork: then the lists of children must be read, or the events of others passed over."""
    without = can(WITHOUT_EVENTS)
    if without:
        yield row(f"CPU a tick of {LARGE:,} without the kernel's events, µs", cpu(tree.pairs(repeats, seconds, WITHOUT_EVENTS)), 0)
    with Forker() as forker:
        pairs = cpu(tree.pairs(repeats, seconds))
        pairs_without = cpu(tree.pairs(repeats, seconds, WITHOUT_EVENTS)) if without else []
    yield row(f"CPU a tick of {LARGE:,} while others fork {forker.rate:,.0f} times a second, µs", pairs, 0)
    if without:
        yield row("The same without the kernel's events, µs", pairs_without, 0)


def tools_table(tree, repeats, seconds):
    tools = dict(tree.tools())
    costs = {name: [] for name in tools}
    for _ in range(repeats):
        for name, command in tools.items():
            costs[name].append(cost(command, tree.folder, seconds))
    yield f"| {LARGE:,} sleeping processes, once a second | share of one core | highest own RSS, MB |"
    yield "|---|---:|---:|"
    for name, measured in costs.items():
        used, peaks = zip(*measured)
        share = f"{statistics.median(used) / 10:.2f} % ({min(used) / 10:.2f} to {max(used) / 10:.2f})"
        yield f"| {name} | {share} | {statistics.median(peaks) * 1024 / 1e6:.1f} |"
