"""Plants one error at a time in clean workbooks and prints recall and precision by class.

`python tests/checks/mutation_bench.py [WORKBOOKS]`: the long form; `test_mutations` holds a fixed share to its floor.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

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
                print("clean", seed, told(finding))
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


def score(one: Score, seed: int, places: set[tuple[str, str]], findings: list[Finding], name: str) -> None:
    one.planted += 1
    hit = [finding for finding in findings if tuple(finding.place) in places]
    if name.endswith("(info)"):
        loud = [finding for finding in findings if finding.severity is not Severity.INFO]
    else:
        hit = [finding for finding in hit if finding.severity is not Severity.INFO]
        loud = [finding for finding in findings if finding.severity is not Severity.INFO]
    stray = [finding for finding in loud if tuple(finding.place) not in places]
    one.found += bool(hit)
    one.findings += len(loud)
    one.false += len(stray)
    if not hit:
        one.misses.append(f"seed {seed} at {sorted(places)}")
    one.strays += [f"seed {seed} planted at {sorted(places)}: {told(finding)}" for finding in stray]


def main(workbooks: int, only: str | None) -> None:
    from bench_errors import ERRORS

    chosen = {name: mutate for name, mutate in ERRORS.items() if not only or only in name}
    with tempfile.TemporaryDirectory() as folder:
        if not only:
            print("clean:", dict(bench_clean(range(workbooks), Path(folder))))
        scores = bench(chosen, range(workbooks), Path(folder))
    for name, one in scores.items():
        recall, precision = one.found / max(1, one.planted), 1 - one.false / max(1, one.findings)
        print(f"{name:45} planted {one.planted:4}  recall {recall:6.1%}  precision {precision:6.1%}")
        for words in (one.misses + one.strays)[: (20 if only else 2)]:
            print("      ", words)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60, sys.argv[2] if len(sys.argv) > 2 else None)
