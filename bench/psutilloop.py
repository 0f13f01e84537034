"""What a script with psutil does: RSS and CPU of a process with all its children, once a second.

    python3 bench/psutilloop.py PID INTERVAL_S
"""

import sys
import time

import psutil

root, interval = psutil.Process(int(sys.argv[1])), float(sys.argv[2])
while True:
    rss = cpu = 0
    for process in [root, *root.children(recursive=True)]:
        with process.oneshot():
            rss += process.memory_info().rss
            times = process.cpu_times()
            cpu += times.user + times.system
    print(time.time(), rss, cpu, flush=True)
    time.sleep(interval)
