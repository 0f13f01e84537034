"""From a recording to a chart of 1600 × 900 as PNG: memory_tracker plot, and other tools on the same figures where they are installed."""

import os
import random
import resource
import select
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

ROWS, PEER_ROWS = (10_000, 1_000_000, 10_000_000), 1_000_000
INTERVAL_US, LATEST_US, SEED = 10_000, 100, 1
TIME_LIMIT_S, SLOW_S = 120, 10
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
    peak_mb: float    # highest RSS, or that of this program where it was higher: before its exec a process is a copy of its parent, and the kernel counts that


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
        begin = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=messages)
        ended = os.pidfd_open(process.pid)
        in_time = select.select([ended], [], [], TIME_LIMIT_S)[0]
        elapsed = time.monotonic() - begin
        os.close(ended)
        if not in_time:
            process.kill()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if not in_time:
            return None
        if process.returncode:
            messages.seek(0)
            sys.exit(f"{command[0]} failed: {messages.read().decode(errors='replace')}")
    return Cost(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)


def measured(command, folder, repeats):
    """Medians of a few runs, of one alone where that is slow; None when it takes too long."""
    costs = [run(command, folder)]
    if costs[0] is None:
        return None
    if costs[0].elapsed_s < SLOW_S:
        costs += [run(command, folder) for _ in range(repeats - 1)]
    return Cost(*(statistics.median(getattr(cost, field) for cost in costs) for field in ("elapsed_s", "cpu_s", "peak_mb")))


def peers(folder, csv):
    """Those that are installed, by the command that draws RSS and, but for mprof, CPU. psrecord draws only what it has recorded itself, so its calls are made."""
    dat, log, usage, picture = folder / "mprofile.dat", folder / "psrecord.log", folder / "usage.jsonl", folder / "picture.png"
    write_logs(dat, log, usage, PEER_ROWS)
    duct = shutil.which("con-duct")
    mprof, gnuplot = shutil.which("mprof") or shutil.which("python3-mprof"), shutil.which("gnuplot")
    if gnuplot:
        script = folder / "chart.gnuplot"
        script.write_text(GNUPLOT.format(picture=picture, csv=csv), encoding="utf-8")
        yield "gnuplot, pngcairo", [gnuplot, script]
    if duct:
        yield "duct (con-duct plot)", [duct, "plot", "-o", picture, usage]
    if has("pandas", "matplotlib"):
        yield "pandas and matplotlib", [PYTHON, "-c", PANDAS, csv, picture]
    if has("matplotlib"):
        yield "as psrecord draws, with matplotlib", [PYTHON, "-c", PSRECORD, log, picture]
    if mprof:
        yield "mprof plot (memory only)", [mprof, "plot", "--backend", "agg", "-o", picture, dat]


def has(*modules):
    command = [PYTHON, "-c", f"import {', '.join(modules)}"]
    return os.path.exists(PYTHON) and subprocess.run(command, capture_output=True, check=False).returncode == 0


def line(name, cost, size=""):
    if cost is None:
        return f"| {name} | more than {TIME_LIMIT_S} | | | |"
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    peak = f"{cost.peak_mb:.1f}" if cost.peak_mb > own else f"at most {own:.1f}"
    return f"| {name} | {cost.elapsed_s:.2f} | {cost.cpu_s:.2f} | {peak} | {size} |"


def report(options, folder):
    binary, repeats = os.path.abspath(options.binary), options.repeats
    # A quick run is to see that it works.
    sizes = [rows for rows in ROWS if options.share == 1 or rows <= PEER_ROWS]
    csvs = {rows: folder / f"{rows}.csv" for rows in sizes}
    for rows, csv in csvs.items():
        write_csv(csv, rows)
    second = folder / "second.csv"
    shutil.copyfile(csvs[PEER_ROWS], second)

    def ours(name, output, *arguments):
        cost = measured([binary, *arguments, "-q", "-o", folder / output], folder, repeats)
        return cost, line(name, cost, f"{(folder / output).stat().st_size / 1e6:.2f}")

    yield "| A recording's rows, to a file | elapsed, s | CPU, s | highest RSS, MB | the file, MB |"
    yield "|---|---:|---:|---:|---:|"
    for rows, csv in csvs.items():
        yield ours(f"memory_tracker plot, {rows:,} rows, PNG", "chart.png", "plot", csv)[1]
    for name, command in peers(folder, csvs[PEER_ROWS]):
        yield line(f"{name}, {PEER_ROWS:,} rows", measured(command, folder, repeats))
    cost, text = ours(f"memory_tracker plot, {sizes[-1]:,} rows, statistics alone (Markdown)", "summary.md", "plot", csvs[sizes[-1]])
    yield text
    yield ours(f"memory_tracker plot, {PEER_ROWS:,} rows, report (HTML)", "report.html", "plot", csvs[PEER_ROWS])[1]
    yield ours(f"memory_tracker compare, two of {PEER_ROWS:,} rows, Markdown", "comparison.md", "compare", csvs[PEER_ROWS], second)[1]
    megabytes = csvs[sizes[-1]].stat().st_size / 1e6
    yield ""
    yield f"Reading, statistics and what charts need together: {megabytes / cost.cpu_s:,.0f} MB of CSV a CPU second."
