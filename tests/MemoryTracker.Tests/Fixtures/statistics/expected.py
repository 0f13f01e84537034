#!/usr/bin/env python3
"""Works out what Distribution and Summary must say, independently of them: quantiles with pandas, weighted means with numpy, and
mean and standard deviation with Python's own statistics module, which counts in fractions and so is exact where pandas is not.

    apt-get install python3-pandas
    /usr/bin/python3 expected.py > expected.json

The figures in expected.json were got with the versions that it names. The tests read that file; they need no Python.
"""
import json
import statistics

import numpy
import pandas

SHARES = [0, 0.01, 0.05, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.95, 0.99, 1]


def random_numbers(count, seed):
    """The minimal standard generator (Park and Miller, 1988), which the tests have too: numbers from 1 to 2^31 - 2."""
    for _ in range(count):
        seed = seed * 48271 % 2147483647
        yield seed


def wild(count, seed):
    """Whole pages over nine orders of magnitude, as a process that forks, leaks and frees might have."""
    return [4096.0 * (1 + n % (1 << (n // 7919 % 24))) for n in random_numbers(count, seed)]


def expected(values):
    series = pandas.Series(values, dtype="float64")
    return {
        "count": int(series.count()),
        "first": series.iloc[0],
        "last": series.iloc[-1],
        "change": series.iloc[-1] - series.iloc[0],
        "min": series.min(),
        "max": series.max(),
        "mean": statistics.mean(values),
        "std": statistics.stdev(values) if len(series) > 1 else None,
        "quantiles": [series.quantile(share, interpolation="linear") for share in SHARES],
    }


def distributions():
    small = {
        "one": [5.5],
        "two": [3.0, 1.0],
        "constant": [123456.0] * 50,
        "constant with a large offset": [1e15 + 1] * 1000,
        "large offset, small spread": [1e12 + n % 7 for n in random_numbers(1000, 3)],
        "rising": [float(n) for n in range(1, 102)],
        "signed": [-5.0, 2.5, -0.25, 0.0, 7.0, -5.0],
        "mostly idle": [0.0] * 97 + [250.0, 99.9, 100.1],
        "wild": wild(1000, 1),
    }
    for name, values in small.items():
        yield {"name": name, "values": values, **expected(values)}
    for count in (65535, 65536, 65537, 100000):
        yield {"name": f"wild {count}", "wild": [count, 2], **expected(wild(count, 2))}


document = {
    "versions": {"pandas": pandas.__version__, "numpy": numpy.__version__},
    "shares": SHARES,
    "distributions": list(distributions()),
}
# A line for each part: short enough to read, long enough to commit.
print("{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in document.items()).replace('{"name"', '\n  {"name"') + "\n}")
