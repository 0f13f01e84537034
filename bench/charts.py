"""From a recording to a chart of 1600 × 900 as PNG: memory_tracker plot, and other tools on the same figures where they are installed."""

import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
from dataclasses import dataclass

from table import OURS, Heading, Row

ROWS, PEER_ROWS = (10_000, 1_000_000, 10_000_000), (10_000, 1_000_000)
INTERVAL_US, LATEST_US, SEED = 10_000, 100, 1
TIME_LIMIT_S, SLOW_S = 60, 10
GNUPLOT_NAME, PANDAS_NAME = "gnuplot", "pandas, matplotlib"
PYTHON = "/usr/bin/python3"
DAY_US, MIDNIGHT = 24 * 3600 * 1_000_000, 1_793_491_200    # 2026-11-01

PANDAS = """
import sys, pandas, matplotlib
matplotlib.use("agg")
table = pandas.read_csv(sys.argv[1], usecols=["elapsed_s", "rss_bytes", "cpu_percent"])
axes = table.plot(x="elapsed_s", y="rss_bytes", figsize=(16, 9), lw=1)
table.plot(x="elapsed_s", y="cpu_percent", secondary_y=True, ax=axes, lw=1)
axes.figure.savefig(sys.argv[2], dpi=100)
"""

# What psrecord calls when it ends; it has the lists, which are here read from the log that it writes.
PSRECORD = """
import sys, matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
times, cpu, real = [], [], []
with open(sys.argv[1]) as log:
    next(log)
    for line in log:
        cells = line.split()
        times.append(float(cells[0])); cpu.append(float(cells[1])); real.append(float(cells[2]))
figure = plt.figure(figsize=(16, 9))
axes = figure.add_subplot(1, 1, 1)
axes.plot(times, cpu, "-", lw=1, color="r")
axes.set_ylabel("CPU (%)", color="r")
axes.set_xlabel("time (s)")
axes.set_ylim(0.0, max(cpu) * 1.2)
second = axes.twinx()
second.plot(times, real, "-", lw=1, color="b")
second.set_ylim(0.0, max(real) * 1.2)
second.set_ylabel("Real Memory (MB)", color="b")
axes.grid()
figure.savefig(sys.argv[2], dpi=100)
"""

GNUPLOT = """
set terminal pngcairo size 1600,900
set output "{picture}"
set datafile separator ","
set y2tics
plot "{csv}" using 2:5 with lines title "RSS", "" using 2:7 axes x1y2 with lines title "CPU"
"""


# A line of the report that duct writes about one process.
DUCT = """{{"timestamp": "{clock}+00:00", "num_samples": 1, "processes": {{"12345": {{"pcpu": {cpu:.1f}, "pmem": 1.0, "rss": {rss}, "vsz": {rss}, \
"timestamp": "{clock}+00:00", "etime": "00:{seconds:02d}", "stat": {{"R": 1}}, "cmd": "python3"}}}}, "totals": {{"pmem": 1.0, "pcpu": {cpu:.1f}, "rss": {rss}, "vsz": {rss}}}, \
"averages": {{"rss": {rss}.0, "vsz": {rss}.0, "pmem": 1.0, "pcpu": {cpu:.1f}, "num_samples": 1}}}}
"""


@dataclass
class Cost:
    """What one run of a program took, until it had ended."""
    elapsed_s: float
    cpu_s: float
    peak_mb: float    # highest RSS


def figures(rows):
    """Moments in microseconds, RSS in bytes, the peak before it or nothing, CPU in percent or nothing: the same at every call."""
    chance, rss = random.Random(SEED).random, 1 << 30
    for number in range(rows):
        share = chance()
        moment = number * INTERVAL_US + (int(share * LATEST_US) if number else 0)
        rss = max(1 << 20, rss + (int(share * 9001) % 9 - 4) * 4096)
        peak = str(rss + (int(share * 65536) << 12) % (1 << 26)) if share < 0.3 else ""
        yield moment, rss, peak, f"{share * 1000 % 1 * 100:.3f}" if number else ""


def write_csv(path, rows):
    with open(path, "w", encoding="ascii") as file:
        file.write("time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent\n")
        for moment, rss, peak, cpu in figures(rows):
            file.write("%sZ,%d.%06d,12345,python3,%d,%s,%s\n" % (clock_of(moment), moment // 1_000_000, moment % 1_000_000, rss, peak, cpu))


def clock_of(moment):
    day, second = 1 + moment // DAY_US, moment % DAY_US // 1_000_000
    return "2026-11-%02dT%02d:%02d:%02d.%06d" % (day, second // 3600, second // 60 % 60, second % 60, moment % 1_000_000)


def write_logs(dat, log, usage, rows):
    """The same figures as mprof, psrecord and duct write them."""
    with open(dat, "w", encoding="ascii") as mprof, open(log, "w", encoding="ascii") as psrecord, open(usage, "w", encoding="ascii") as duct:
        mprof.write("CMDLINE python3\n")
        psrecord.write("# Elapsed time   CPU (%)     Real (MB)   Virtual (MB)\n")
        for moment, rss, _, cpu in figures(rows):
            mprof.write(f"MEM {rss / 1048576:.6f} {MIDNIGHT + moment / 1e6:.4f}\n")
            psrecord.write(f"{moment / 1e6:12.3f} {float(cpu or 0):12.3f} {rss / 1048576:12.3f} {rss / 1048576:12.3f}\n")
            duct.write(DUCT.format(clock=clock_of(moment), cpu=float(cpu or 0), rss=rss, seconds=moment // 1_000_000 % 60))


def run(command, folder):
    """Runs it to its end; None when that does not come within the time limit."""
    with open(folder / "messages", "w+b") as messages:
        process = subprocess.Popen([folder / "cost", folder / "cost.txt", *command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=messages,
                                   start_new_session=True)
        try:
            process.wait(TIME_LIMIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return None
        if process.returncode:
            messages.seek(0)
            sys.exit(f"{command[0]} failed: {messages.read().decode(errors='replace')}")
    elapsed, cpu, peak_kib = (folder / "cost.txt").read_text(encoding="ascii").split()
    return Cost(float(elapsed), float(cpu), int(peak_kib) * 1024 / 1e6)


def measured(command, folder, repeats):
    """Medians of a few runs, of one alone where that is slow; None when it takes too long."""
    costs = [run(command, folder)]
    if costs[0] is None:
        return None
    if costs[0].elapsed_s < SLOW_S:
        costs += [run(command, folder) for _ in range(repeats - 1)]
    return Cost(*(statistics.median(getattr(cost, field) for cost in costs) for field in ("elapsed_s", "cpu_s", "peak_mb")))


def peers(folder, csv, rows, duct):
    """Those that are installed, by the command that draws RSS and, but for mprof, CPU. psrecord draws only what it has recorded itself, so its calls are made."""
    dat, log, usage, picture = folder / "mprofile.dat", folder / "psrecord.log", folder / "usage.jsonl", folder / "picture.png"
    write_logs(dat, log, usage, rows)
    mprof, gnuplot = shutil.which("mprof") or shutil.which("python3-mprof"), shutil.which("gnuplot")
    if mprof:
        yield "mprof", [mprof, "plot", "--backend", "agg", "-o", picture, dat]
    if has("matplotlib"):
        yield "psrecord", [PYTHON, "-c", PSRECORD, log, picture]
    if duct:
        yield "duct", [*duct, "plot", "-o", picture, usage]
    if gnuplot:
        script = folder / "chart.gnuplot"
        script.write_text(GNUPLOT.format(picture=picture, csv=csv), encoding="utf-8")
        yield GNUPLOT_NAME, [gnuplot, script]
    if has("pandas", "matplotlib"):
        yield PANDAS_NAME, [PYTHON, "-c", PANDAS, csv, picture]


def report(options, folder):
    binary = os.path.abspath(options.binary)
    # A quick run is to see that it works.
    sizes = [rows for rows in ROWS if options.share == 1 or rows <= PEER_ROWS[-1]]
    csvs = {rows: folder / f"{rows}.csv" for rows in sizes}
    for rows, csv in csvs.items():
        write_csv(csv, rows)
    large = csvs[PEER_ROWS[-1]]
    shutil.copyfile(large, folder / "second.csv")

    def ours(output, *arguments):
        return measured([binary, *arguments, "-q", "-o", folder / output], folder, options.repeats)

    def lines(label, costs):
        yield Row(f"{label}, s", {tool: [cost and cost.elapsed_s] for tool, cost in costs.items()}, 2)
        yield Row(f"{label}, highest RSS, MB", {tool: [cost and cost.peak_mb] for tool, cost in costs.items()}, 1)

    yield Heading(f"From a recording to a chart of 1600 × 900 as PNG, elapsed (empty: more than {TIME_LIMIT_S} s; mprof: memory alone; psrecord: by its own calls on its log)")
    for rows, csv in csvs.items():
        costs = {OURS: ours("chart.png", "plot", csv)}
        if rows in PEER_ROWS:
            costs |= {name: measured(command, folder, options.repeats) for name, command in peers(folder, csv, rows, options.duct_command)}
        yield from lines(f"Chart of {rows:,} samples", costs)
    yield from lines(f"Statistics alone (Markdown) of {sizes[-1]:,}", {OURS: ours("summary.md", "plot", csvs[sizes[-1]])})
    yield from lines(f"Page (HTML) of {PEER_ROWS[-1]:,}", {OURS: ours("report.html", "plot", large)})
    yield from lines(f"Comparison (Markdown) of two of {PEER_ROWS[-1]:,}", {OURS: ours("comparison.md", "compare", large, folder / "second.csv")})


def has(*modules):
    command = [PYTHON, "-c", f"import {', '.join(modules)}"]
    return os.path.exists(PYTHON) and subprocess.run(command, capture_output=True, check=False).returncode == 0
