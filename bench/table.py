"""The one table: a line a figure, a column a tool, and how they stand to each other."""

import statistics
from dataclasses import dataclass

FLOOR, OURS = "floor (C)", "memory_tracker"


@dataclass
class Heading:
    """What the lines below it are about."""
    text: str


@dataclass
class Row:
    """A figure of several tools: of each a value for every turn in which it was measured. Values of one turn were measured one after the other, so ratios are taken of these."""
    label: str
    cells: dict
    decimals: int = 0
    has_ratios: bool = True    # not where the figures may be near zero or below it


def ratios(cells, tool, other):
    """Of each turn, smallest first; nothing where one of the two has no figure."""
    pairs = zip(cells.get(tool, []), cells.get(other, []))
    return sorted(value / base for value, base in pairs if value is not None and base)


def cell(row, tool):
    values = [value for value in row.cells.get(tool, []) if value is not None]
    if not values:
        return ""
    text = f"{statistics.median(values):,.{row.decimals}f}"
    times = ratios(row.cells, tool, OURS) if row.has_ratios and tool not in (FLOOR, OURS) else []
    return f"{text} (× {short(statistics.median(times))})" if times else text


def short(ratio):
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2f}"


def ratio_cell(row):
    times = ratios(row.cells, OURS, FLOOR) if row.has_ratios else []
    return f"**{statistics.median(times):.2f}** ({times[0]:.2f} to {times[-1]:.2f})" if times else ""


def markdown(lines, others):
    """The lines of the table. An empty cell is a figure that the tool cannot give, or that was not measured; never 0."""
    lines = list(lines)
    others = [tool for tool in others if any(isinstance(line, Row) and line.cells.get(tool) for line in lines)]
    yield f"| | {FLOOR} | {OURS} | ratio |" + "".join(f" {tool} |" for tool in others)
    yield "|---|---:|---:|---:|" + "---:|" * len(others)
    for line in lines:
        if isinstance(line, Heading):
            yield f"| **{line.text}** | | | |" + " |" * len(others)
        else:
            cells = [cell(line, FLOOR), cell(line, OURS), ratio_cell(line), *(cell(line, tool) for tool in others)]
            yield f"| {line.label} | " + " | ".join(cells) + " |"


class Turns:
    """Measures several tools one after the other, in every other turn in the opposite order, and keeps their figures turn by turn."""

    def __init__(self):
        self.results = {}

    def take(self, tools, measure, turn):
        """Measures each once; one that could not be measured is None."""
        for tool in list(tools) if turn % 2 == 0 else list(tools)[::-1]:
            results = self.results.setdefault(tool, [])
            # One that was left out of turns before this one keeps its place, so that figures of one turn stand beside each other.
            results += [None] * (turn - len(results)) + [measure(tool)]

    def cells(self, figure):
        """One figure of all: a function of what was measured, which may not know it (None)."""
        return {tool: [None if result is None else figure(result) for result in results] for tool, results in self.results.items()}

    def row(self, label, figure, decimals=0):
        return Row(label, self.cells(figure), decimals)
