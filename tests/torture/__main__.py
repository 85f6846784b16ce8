"""`python -m tests.torture [--seed N] [--minutes M] [--only NAME ...]`: what the program was put through, in one table.

Every row runs in a process of its own, so that its memory is its own. Exit code 1 where anything was not as promised.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from torture_rows import ROWS

HEADINGS = ("what", "how many", "result", "peak memory", "slowest")
MOST_RESULTS, MOST_WRONG = 4, 10
AT_ONCE = "one row, as JSON"


def main(arguments: Sequence[str]) -> int:
    """Prints each row as soon as it is known, then what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=20221231)
    parser.add_argument("--minutes", type=float, default=1.0, help="for each row")
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="NAME", help=", ".join(ROWS))
    parser.add_argument("--row", choices=ROWS, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.row:
        print(json.dumps(one_row(chosen.row, chosen.seed, chosen.minutes)))
        return 0
    print(line(HEADINGS), line(["---"] * len(HEADINGS)), sep="\n", flush=True)
    wrong = []
    for name in chosen.only:
        found, megabytes = in_its_own_process(name, chosen.seed, chosen.minutes)
        wrong += [f"{name}: {each}" for each in found["wrong"]]
        print(line(cells(name, found, megabytes)), flush=True)
    print("\n".join(wrong[:MOST_WRONG]))
    return int(bool(wrong))


def one_row(name: str, seed: int, minutes: float) -> dict[str, Any]:
    tally = ROWS[name](seed, minutes * 60)
    return {
        "many": tally.results.total(),
        "results": tally.results.most_common(),
        "slowest": tally.slowest,
        "wrong": tally.wrong,
    }


def in_its_own_process(name: str, seed: int, minutes: float) -> tuple[dict[str, Any], float]:
    """What a row found, and the most memory that one of its processes held."""
    command = [sys.executable, "-m", "tests.torture", "--row", name, "--seed", str(seed), "--minutes", str(minutes)]
    work = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert work.stdout is not None
    said = work.stdout.read()
    _, status, used = os.wait4(work.pid, 0)
    if status:
        return {"many": 0, "results": [], "slowest": 0.0, "wrong": ["the row itself failed"]}, 0.0
    return json.loads(said.splitlines()[-1]), used.ru_maxrss / 1024


def cells(name: str, found: dict[str, Any], megabytes: float) -> Sequence[str]:
    results = [f"{count} {what}" if count > 1 else what for what, count in found["results"]]
    more = f", {len(results) - MOST_RESULTS} more kinds" if len(results) > MOST_RESULTS else ""
    verdict = f"**{len(found['wrong'])} wrong**" if found["wrong"] else "all as promised"
    told = f"{verdict} ({', '.join(results[:MOST_RESULTS])}{more})"
    return name, f"{found['many']:,}", told, f"{megabytes:.0f} MB", f"{found['slowest']:.2f} s"


def line(texts: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(texts)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
