"""Holds memory for a while, several times, and writes into a marker file when it did, in the way of FORM.

Prints the truth as JSON lines, beginning when a line comes on standard input: python3 marks.py FORM FILE COUNT HOLD_MS
"""
import csv
import json
import logging
import os
import sys
import time

form, path, count, hold = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) / 1000


def tell(truth, **facts):
    print(json.dumps({"truth": truth, **facts}), flush=True)


def hold_memory():
    memory = bytearray(32 << 20)
    for page in range(0, len(memory), 4096):
        memory[page] = 1
    time.sleep(hold)
    return memory


def append(line):
    with open(path, "a", encoding="utf-8") as file:
        file.write(line + "\n")


def as_text(label, begin, end):
    append(f"{begin:.6f} {end:.6f} {label}")


def as_json(label, begin, end):
    append(json.dumps({"time": begin, "end": end, "label": label, "tags": ["python"]}))


def as_csv(label, begin, end):
    is_new = not os.path.exists(path)
    with open(path, "a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["label", "time", "end"])
        if is_new:
            writer.writeheader()
        writer.writerow({"time": begin, "end": end, "label": label})


def as_log(label, begin, end):
    logging.info(label)


forms = {"text": as_text, "json": as_json, "csv": as_csv, "logging": as_log}
logging.basicConfig(filename=path if form == "logging" else os.devnull, format="%(asctime)s %(message)s", level=logging.INFO)
hold_memory()
tell("ready", Pid=os.getpid())
sys.stdin.readline()

if form == "mprof":
    import memory_profiler

    profile = memory_profiler.TimeStamper("psutil")

    @profile
    def load():
        begin = time.time_ns()
        hold_memory()
        return begin, time.time_ns()

for i in range(count):
    time.sleep(hold)
    label = f'python, "{form}" {i + 1}'
    if form == "mprof":
        label = "__main__.load"
        begin, end = load()
    else:
        begin = time.time_ns()
        hold_memory()
        end = time.time_ns()
        forms[form](label, begin / 1e9, end / 1e9)
        begin = end if form == "logging" else begin
    tell("happening", Label=label, From=begin, To=end, RssBytes=0)

if form == "mprof":
    with open(path, "a", encoding="utf-8") as file:
        profile.show_results(file)
time.sleep(hold)
