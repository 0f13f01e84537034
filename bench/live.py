"""What the live view costs beside plain lines: both in a terminal of 100 × 30, at 100 ms, in turn."""

import fcntl
import json
import os
import pty
import statistics
import struct
import subprocess
import termios
import threading
import time

INTERVAL_MS, WARM_S, SECONDS = 100, 2, 20
COLUMNS, ROWS = 100, 30


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


def recorded(binary, target, folder, mode, seconds):
    """CPU in percent of one core, own RSS in MB and the 99th percentile of lateness in µs."""
    main, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "CI": ""}
    document = folder / f"{mode}.json"
    command = [binary, "-p", str(target), "-i", str(INTERVAL_MS), "-d", str(WARM_S + seconds + 1), "-o", str(document), f"--{mode}"]
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True)
    os.close(terminal)
    threading.Thread(target=drain, args=(main,), daemon=True).start()
    time.sleep(WARM_S)
    before, begin = cpu_seconds(process.pid), time.monotonic()
    time.sleep(seconds)
    used, elapsed = cpu_seconds(process.pid) - before, time.monotonic() - begin
    rss = rss_mb(process.pid)
    process.wait()
    os.close(main)
    with open(document, encoding="utf-8") as file:
        lateness = json.load(file)["accuracy"]["lateness_p99_s"]
    return 100 * used / elapsed, rss, lateness * 1e6


def report(binary, target, folder, repeats, share):
    pairs = [[recorded(binary, target, folder, mode, SECONDS * share) for mode in ("no-live", "live")] for _ in range(repeats)]
    yield "| In a terminal, every 100 ms | plain lines | live view | difference |"
    yield "|---|---:|---:|---:|"
    for name, place, digits in (("CPU, % of one core", 0, 3), ("Own RSS, MB", 1, 1), ("Lateness, 99th percentile, µs", 2, 0)):
        lines, view = (statistics.median(pair[mode][place] for pair in pairs) for mode in (0, 1))
        differences = sorted(pair[1][place] - pair[0][place] for pair in pairs)
        yield f"| {name} | {lines:.{digits}f} | {view:.{digits}f} | **{statistics.median(differences):+.{digits}f}** ({differences[0]:+.{digits}f} to {differences[-1]:+.{digits}f}) |"
