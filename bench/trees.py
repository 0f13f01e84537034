"""Trees of sleeping processes: what a tick of them costs against a floor in C that holds the same files, and against other tools; and whether that grows straight with their number."""

import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass

from peers import peers_of_turn
from recording import Recorder
from table import FLOOR, OURS, Heading, Row, Turns

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent / "tests" / "MemoryTracker.Load" / "Trees"
SIZES, LARGE = (10, 100, 1000, 5000), 1000
DESCRIPTORS_A_PROCESS, DESCRIPTORS_BESIDE = 3, 200
INTERVAL_MS, SECONDS = 1000, 4
FORKING = "while :; do /bin/true; done"
WITHOUT_EVENTS = [shutil.which("unshare") or "unshare", "-r"]    # the kernel tells of forks in the initial user namespace only
MORE = {" per process": "--per-process", " all metrics": "--metrics all"}


@dataclass
class Tree:
    """A process with sleeping children, and what records it."""
    binary: str
    folder: pathlib.Path
    size: int
    peers: dict

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
        if tool == FLOOR:
            return Recorder([self.folder / "treefloor", pid, str(INTERVAL_MS), csv], csv)
        return Recorder([*before, self.binary, "--pid", pid, "--include-children", "--interval", str(INTERVAL_MS), "--csv-output", csv, "--quiet",
                         *MORE.get(tool.removeprefix(OURS), "").split()], csv)

    def steady(self, tool, seconds, before=()):
        if tool in self.peers:
            return self.peers[tool].steady(self.process.pid, INTERVAL_MS, seconds, self.folder, is_tree=True)
        return self.record(tool, before).steady(INTERVAL_MS, seconds)

    def turns(self, repeats, seconds, before=(), tools=(FLOOR, OURS)):
        turns = Turns()
        for turn in range(repeats):
            turns.take([tool for tool in tools if tool not in self.peers or tool in peers_of_turn(self.peers, turn)], lambda tool: self.steady(tool, seconds, before), turn)
        return turns


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


def can(words):
    return shutil.which(words[0]) and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0


def fits(size):
    """Whether the descriptors that one may have are enough to hold so many processes."""
    return size * DESCRIPTORS_A_PROCESS + DESCRIPTORS_BESIDE <= resource.getrlimit(resource.RLIMIT_NOFILE)[1]


def straightness(costs):
    """R² of the straight line of least squares through points of size and cost, each weighted by 1/cost²: a line must fit ten processes as well as thousands."""
    weights = {size: 1 / cost ** 2 for size, cost in costs.items()}
    whole = sum(weights.values())
    mean_size = sum(weights[size] * size for size in costs) / whole
    mean_cost = sum(weights[size] * cost for size, cost in costs.items()) / whole
    slope = (sum(weights[size] * (size - mean_size) * (cost - mean_cost) for size, cost in costs.items())
             / sum(weights[size] * (size - mean_size) ** 2 for size in costs))
    rest = sum(weights[size] * (cost - mean_cost - slope * (size - mean_size)) ** 2 for size, cost in costs.items())
    return 1 - rest / sum(weights[size] * (cost - mean_cost) ** 2 for size, cost in costs.items())


def report(options, folder):
    subprocess.run(["gcc", "-O1", "-static", "-pthread", "-o", folder / "trees", *SOURCES.glob("*.c")], check=True)
    seconds = max(SECONDS * options.share, 2.5 * INTERVAL_MS / 1000)
    ticks, beside = {}, []
    for size in filter(fits, SIZES):
        with Tree(os.path.abspath(options.binary), folder, size, options.peers) as tree:
            tools = [FLOOR, OURS, *((name for name, peer in options.peers.items() if peer.attaches) if size == LARGE else ())]
            ticks[size] = tree.turns(options.repeats, seconds, tools=tools)
            if size == LARGE:
                beside = list(lines_of_large(tree, options.repeats, seconds))
    yield Heading("A tree of sleeping processes, recorded every second (pidstat, top and atop: all processes of the machine; mprof: memory alone)")
    for size, turns in ticks.items():
        yield turns.row(f"CPU a tick of {size:,} processes, µs", lambda run: run.cpu_us)
    for size, turns in ticks.items():
        yield Row(f"The same for each of {size:,}, µs", {tool: [cost and cost / size for cost in costs] for tool, costs in turns.cells(lambda run: run.cpu_us).items()}, 1)
    yield Row("How straight cost against size is: R² of a line through it", {tool: [straightness(medians(ticks, tool))] for tool in (FLOOR, OURS)}, 4, has_ratios=False)
    yield from beside
    for size, turns in ticks.items():
        yield turns.row(f"Highest own RSS with {size:,} processes, KiB", lambda run: run.rss_peak_kib)


def medians(ticks, tool):
    return {size: statistics.median(turns.cells(lambda run: run.cpu_us)[tool]) for size, turns in ticks.items()}


def lines_of_large(tree, repeats, seconds):
    """The same tree where the kernel sends no events, and while others fork: then the lists of children must be read, or the events of others passed over."""
    without = can(WITHOUT_EVENTS)
    for name, options in MORE.items():
        turns = tree.turns(repeats, seconds, tools=(OURS + name,))
        yield Row(f"CPU a tick of {LARGE:,} with {options}, µs", {OURS: turns.cells(lambda run: run.cpu_us)[OURS + name]})
    if without:
        yield tree.turns(repeats, seconds, WITHOUT_EVENTS).row(f"CPU a tick of {LARGE:,} without the kernel's events, µs", lambda run: run.cpu_us)
    with Forker() as forker:
        turns = tree.turns(repeats, seconds)
        turns_without = tree.turns(repeats, seconds, WITHOUT_EVENTS) if without else None
    yield turns.row(f"CPU a tick of {LARGE:,} while others fork {forker.rate:,.0f} times a second, µs", lambda run: run.cpu_us)
    if turns_without:
        yield turns_without.row("The same without the kernel's events, µs", lambda run: run.cpu_us)
