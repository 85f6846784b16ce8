"""`python -m tests.benchmarks [--only NAME ...]`: the table of speeds, measured here and now.

Every ratio compares two things measured in turn in this run. On a busy machine look at ratios, not at times.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bench_rows import ROWS, Line

HEADINGS = ("what", "against", "measured", "ratio", "reach", "reached")


def main(arguments: Sequence[str]) -> None:
    """Prints each line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="NAME", help=", ".join(ROWS))
    print(row(HEADINGS), row(["---"] * len(HEADINGS)), sep="\n", flush=True)
    for name in parser.parse_args(arguments).only:
        for line in ROWS[name]():
            print(row(cells(line)), flush=True)


def cells(line: Line) -> Sequence[str]:
    """A line's texts."""
    bound = "" if line.reach is None else f"{'at least' if line.at_least else 'at most'} {line.reach:g}"
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    return line.what, line.against, line.measured, ratio, bound, line.verdict


def row(texts: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(texts)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
