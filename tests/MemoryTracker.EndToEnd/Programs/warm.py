"""Lets a child use CPU and waits for it, before the word comes and again after it. Tells what was used after it, in JSON lines: python3 warm.py BEFORE_S AFTER_S"""
import json
import os
import sys
import time


def burn(seconds):
    begin = time.process_time_ns()
    while time.process_time_ns() - begin < seconds * 1e9:
        pass


def let_a_child_burn(seconds):
    child = os.fork()
    if child == 0:
        burn(seconds)
        os._exit(0)
    os.waitpid(child, 0)


def tell(truth, **facts):
    print(json.dumps({"truth": truth, **facts}), flush=True)


let_a_child_burn(float(sys.argv[1]))
tell("ready", Pid=os.getpid())
sys.stdin.readline()
let_a_child_burn(float(sys.argv[2]))
tell("cpu", At=time.time_ns(), CpuNanoseconds=int(float(sys.argv[2]) * 1e9))
