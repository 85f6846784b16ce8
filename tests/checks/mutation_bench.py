"""Plants one error at a time in clean workbooks and prints recall and precision by class.

`python tests/checks/mutation_bench.py [FIRST-LAST] [WORDS OF A CLASS]`: the long form; `test_planted_errors` holds a
fixed share to its floor.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench_errors import ERRORS
from bench_workbook import Place, Workbook, make

from kpi_workbook import checks, figures, reading
from kpi_workbook.checks.rule import Case
from kpi_workbook.model import Finding, Severity
from kpi_workbook.settings import Settings

Mutator = Callable[[random.Random, Workbook], set[Place] | None]


@dataclass
class Score:
    planted: int = 0
    found: int = 0
    findings: int = 0
    false: int = 0
    misses: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


def examine(path: Path) -> list[Finding]:
    """The findings on a file."""
    settings = Settings()
    book = figures.define(reading.read_workbook(path, settings), settings)
    results = figures.recompute(book, settings)
    return list(checks.run(checks.RULES, Case(book, results, settings))[0])


def address(place: Place) -> tuple[str, str]:
    sheet, row, column = place
    letters = ""
    while column:
        column, index = divmod(column - 1, 26)
        letters = chr(65 + index) + letters
    return sheet, f"{letters}{row}"


def told(finding: Finding) -> str:
    return f"{finding.rule} {finding.place} {finding.indicator}: {finding.message}"


def bench_clean(seeds: range, folder: Path) -> Counter[str]:
    """Findings of severity warning or error on clean workbooks, by rule."""
    wrong: Counter[str] = Counter()
    for seed in seeds:
        findings = examine(make(seed).write(folder / f"clean-{seed}.xlsx"))
        for finding in findings:
            if finding.severity is not Severity.INFO:
                wrong[finding.rule] += 1
                print("clean", seed, told(finding))  # noqa: T201 - the bench prints
    return wrong


def bench(mutators: dict[str, Mutator], seeds: range, folder: Path) -> dict[str, Score]:
    """Recall and precision by class, each seed's workbook with each class planted once."""
    scores: dict[str, Score] = defaultdict(Score)
    for seed in seeds:
        for name, mutate in mutators.items():
            book = make(seed)
            places = mutate(random.Random(f"{seed} {name}"), book)
            if places is None:
                continue
            score(
                scores[name],
                seed,
                {address(place) for place in places},
                examine(book.write(folder / "planted.xlsx")),
                name,
            )
    return scores


def score(one: Score, planting: str, places: set[tuple[str, str]], findings: list[Finding], name: str) -> None:
    one.planted += 1
    hit = [finding for finding in findings if tuple(finding.place) in places]
    loud = [finding for finding in findings if finding.severity is not Severity.INFO]
    if not name.endswith("(info)"):
        hit = [finding for finding in hit if finding in loud]
    stray = [finding for finding in loud if tuple(finding.place) not in places]
    one.found += bool(hit)
    one.findings += len(loud)
    one.false += len(stray)
    if not hit:
        one.misses.append(f"{planting} at {sorted(places)}")
    one.strays += [f"{planting} planted at {sorted(places)}: {told(finding)}" for finding in stray]


def main(start: int, end: int, only: str | None) -> None:
    """Prints the bench on the workbooks of seeds from `start` to before `end`, for classes whose name holds `only`."""
    say = sys.stdout.write
    chosen = {name: mutate for name, mutate in ERRORS.items() if not only or only in name}
    with tempfile.TemporaryDirectory() as folder:
        if not only:
            say(f"clean: {dict(bench_clean(range(start, end), Path(folder)))}\n")
        scores = bench(chosen, range(start, end), Path(folder))
    for name, one in scores.items():
        recall, precision = one.found / max(1, one.planted), 1 - one.false / max(1, one.findings)
        say(f"{name:45} planted {one.planted:4}  recall {recall:6.1%}  precision {precision:6.1%}\n")
        for words in (one.misses + one.strays)[: (20 if only else 2)]:
            say(f"       {words}\n")


if __name__ == "__main__":
    first, _, last = (sys.argv[1] if len(sys.argv) > 1 else "0-60").partition("-")
    main(int(first), int(last), sys.argv[2] if len(sys.argv) > 2 else None)
