"""What a script with psutil does: RSS and CPU of a process, with `tree` of it and all its children, at an interval that 0 makes as short as can be.

    python3 bench/psutilloop.py PID INTERVAL_S [tree]
"""

import sys
import time

import psutil

root, interval, is_tree = psutil.Process(int(sys.argv[1])), float(sys.argv[2]), len(sys.argv) > 3
while True:
    rss = cpu = 0
    for process in [root, *root.children(recursive=True)] if is_tree else [root]:
        with process.oneshot():
            rss += process.memory_info().rss
            times = process.cpu_times()
            cpu += times.user + times.system
    print(f"{time.time():.6f}", rss, cpu, flush=True)
    if interval:
        time.sleep(interval)
