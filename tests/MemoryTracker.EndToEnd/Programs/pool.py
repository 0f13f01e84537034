"""Holds memory in the processes of a multiprocessing pool, and tells how much that is in all of them, in JSON lines: python3 pool.py PROCESSES MIB HOLD_S"""
import json
import multiprocessing
import os
import sys
import time


def resident_bytes():
    with open("/proc/self/smaps_rollup", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Rss:"))


def tell(truth, **facts):
    print(json.dumps({"truth": truth, **facts}), flush=True)


def work(mebibytes, meeting, over, sums):
    memory = bytearray(mebibytes << 20)
    for page in range(0, len(memory), 4096):
        memory[page] = 1
    resident_bytes()
    meeting.wait()
    rss = resident_bytes()
    with sums.get_lock():
        sums.value += rss
    meeting.wait()
    over.wait()


def main():
    processes, mebibytes, hold = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    meeting, over = multiprocessing.Barrier(processes + 1), multiprocessing.Barrier(processes + 1)
    sums = multiprocessing.Value("q", 0)
    workers = [multiprocessing.Process(target=work, args=(mebibytes, meeting, over, sums)) for _ in range(processes)]
    tell("ready", Pid=os.getpid())
    sys.stdin.readline()
    for worker in workers:
        worker.start()
    resident_bytes()
    meeting.wait()
    meeting.wait()
    total = sums.value + resident_bytes()
    begin = time.time_ns()
    time.sleep(hold)
    end = time.time_ns()
    over.wait()
    for worker in workers:
        worker.join()
    tell("plateau", From=begin, To=end, RssBytes=total, Processes=processes + 1)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main()
