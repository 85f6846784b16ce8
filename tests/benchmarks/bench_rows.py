"""The rows of the table of speeds: what is measured, against what, and how far it should reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from statistics import median

import openpyxl
from bench_books import make_book
from bench_opponents import OPPONENTS, Opponent, Table, is_installed, tables_of, write_ours
from bench_recording import Call, recorded, replayed
from bench_stages import STAGES, Stages
from bench_timing import ROOT, as_installed, in_process, side_by_side, usage_of, whole_process

from kpi_workbook import pipeline
from kpi_workbook.scrutiny.render import render
from kpi_workbook.settings import Settings

EXAMPLE = ROOT / "examples" / "southampton-2022-12.xlsx"
PROGRAM = ("-m", "kpi_workbook")
THEIR_IMPORTS = "import openpyxl, xlsxwriter, pydantic"
ROUNDS = 9
FEW_ROWS, MANY_ROWS, MONTHS = 200, 20_000, 36
BATCH_BOOKS, BATCH_ROWS, BATCH_MONTHS = 400, 12, 12
DUEL_BOOKS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table. `measured` in words; `ratio` None where there is nothing to compare with.

    `reach`: the ratio (or figure) to reach, at most, or at least where `at_least`.
    """

    what: str
    against: str
    measured: str
    ratio: float | None = None
    reach: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Whether it reaches what it should."""
        if self.ratio is None or self.reach is None:
            return ""
        met = self.ratio >= self.reach if self.at_least else self.ratio <= self.reach
        return "yes" if met else "no"


def build_in_process() -> Iterator[Line]:
    """Our build beside the least that any program would need for the same workbook."""
    duel = side_by_side(in_process(partial(_build, EXAMPLE)), _floor, ROUNDS)
    yield Line(
        "build of the example, in process",
        "floor: openpyxl's load and the same XlsxWriter calls",
        f"{_ms(duel.ours)} against {_ms(duel.theirs)}",
        duel.ratio,
        1.3,
    )


def build_whole_process() -> Iterator[Line]:
    """The same from the program's start to its end."""
    imports = whole_process("-c", THEIR_IMPORTS)
    with tempfile.TemporaryDirectory() as folder:
        build = whole_process(*PROGRAM, "build", str(EXAMPLE), "-o", f"{folder}/out.xlsx")
        duel = side_by_side(build, lambda: imports() + _floor(), ROUNDS)
    yield Line(
        "build of the example, whole process",
        f"`{THEIR_IMPORTS}` and that floor",
        f"{_ms(duel.ours)} against {_ms(duel.theirs)}",
        duel.ratio,
        1.5,
    )


def show_help() -> Iterator[Line]:
    """How soon the program answers when asked what it can do."""
    duel = side_by_side(whole_process(*PROGRAM, "--help"), whole_process("-c", "pass"), 3 * ROUNDS)
    yield Line(
        "`kpi-workbook --help`", "`python -c pass`", f"{_ms(duel.ours)} against {_ms(duel.theirs)}", duel.ratio, 6
    )


def tables() -> Iterator[Line]:
    """The same tables without charts, by other tools."""
    ours = tables_of(pipeline.prepare(pipeline.read(EXAMPLE), Settings()))
    for opponent in OPPONENTS:
        yield _tables_against(opponent, ours)


def per_row() -> Iterator[Line]:
    """What a row costs in a large workbook and in a small one, stage by stage, and the memory of an observation."""
    with tempfile.TemporaryDirectory() as folder:
        few = make_book(Path(folder) / "few.xlsx", FEW_ROWS, MONTHS)
        small = [_stages(few) for _ in range(ROUNDS // 2)]
        many = _stages(make_book(Path(folder) / "many.xlsx", MANY_ROWS, MONTHS))
        small += [_stages(few) for _ in range(ROUNDS // 2)]
    for stage in STAGES:
        one = median(each["seconds"][stage] for each in small) / FEW_ROWS
        other = many["seconds"][stage] / MANY_ROWS
        yield Line(
            f"{stage}, a row of {MONTHS} months among {MANY_ROWS:,}",
            f"among {FEW_ROWS}",
            f"{_ms(other)} against {_ms(one)}",
            other / one,
            1.2,
        )
    kilobytes = (many["kilobytes"] - many["kilobytes_before"]) / many["observations"]
    about = f"peak over {many['observations']:,}"
    yield Line("memory of an observation, the whole way", about, f"{kilobytes:.2f} KB", kilobytes, 1.5)


def batch_workers() -> Iterator[Line]:
    """Two workers beside one, in seconds by the clock: the machine must be free for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = _many_books(Path(name), DUEL_BOOKS)
        duel = side_by_side(
            *(partial(_wall_seconds, partial(_batch_peak, folder, workers)) for workers in (1, 2)), ROUNDS // 3
        )
    yield Line(
        "batch with 2 workers",
        f"1 worker, {os.cpu_count()} cores",
        f"{duel.theirs:.1f} s against {duel.ours:.1f} s",
        duel.ratio,
        1.8,
        at_least=True,
    )


def batch_of_many() -> Iterator[Line]:
    """A workbook of a large batch beside one built alone, by the clock, and whether memory stays flat."""
    with tempfile.TemporaryDirectory() as name:
        folder = _many_books(Path(name), BATCH_BOOKS)
        alone = median(_wall_seconds(partial(_build, path)) for path in sorted(folder.iterdir())[: 3 * ROUNDS])
        quarter = _many_books(Path(name) / "quarter", BATCH_BOOKS // 4)
        early = _batch_peak(quarter, 1)
        began = time.perf_counter()
        late = _batch_peak(folder, 1)
        each = (time.perf_counter() - began) / BATCH_BOOKS
    yield Line(
        f"batch, a workbook of {BATCH_BOOKS}",
        "one build in process",
        f"{_ms(each)} against {_ms(alone)}",
        each / alone,
        1.1,
    )
    yield Line(
        f"peak memory of {BATCH_BOOKS} workbooks",
        f"of {BATCH_BOOKS // 4}",
        f"{late / 1024:.0f} MB against {early / 1024:.0f} MB",
        late / early,
        1.05,
    )


ROWS: dict[str, Callable[[], Iterator[Line]]] = {
    "build": build_in_process,
    "process": build_whole_process,
    "help": show_help,
    "tables": tables,
    "rows": per_row,
    "workers": batch_workers,
    "batch": batch_of_many,
}
"""What can be measured, by the name to ask for it."""


def _tables_against(opponent: Opponent, ours: list[Table]) -> Line:
    what, against = "the same tables without charts", opponent.name
    if not is_installed(opponent):
        return Line(what, against, "not installed")
    duel = side_by_side(in_process(partial(write_ours, ours)), in_process(partial(opponent.write, ours)), ROUNDS)
    return Line(what, against, f"{_ms(duel.ours)} against {_ms(duel.theirs)}", duel.ratio, 1)


def _build(source: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pipeline.build(source, Path(folder) / "out.xlsx")


def _floor() -> float:
    """CPU seconds of the least: the input loaded, and the library's calls made again."""
    return in_process(lambda: openpyxl.load_workbook(EXAMPLE))() + replayed(_calls())[1]


@cache
def _calls() -> list[Call]:
    """What the build of the example asks of XlsxWriter."""
    report = pipeline.prepare(pipeline.read(EXAMPLE), Settings())
    with recorded() as calls:
        render(report)
    return calls


def _stages(path: Path) -> Stages:
    script = str(Path(__file__).with_name("bench_stages.py"))
    done = subprocess.run([sys.executable, script, str(path)], check=True, capture_output=True, env=as_installed())
    stages: Stages = json.loads(done.stdout)
    return stages


def _many_books(folder: Path, count: int) -> Path:
    """A folder of workbooks, all different."""
    into = folder / "in"
    into.mkdir(parents=True)
    for number in range(count):
        make_book(into / f"kpi-{number:03d}.xlsx", BATCH_ROWS, BATCH_MONTHS, seed=number)
    return into


def _batch_peak(folder: Path, workers: int) -> int:
    """Runs a whole batch; the peak kilobytes of its largest process. Its workers' CPU time is not told to us."""
    with tempfile.TemporaryDirectory() as out:
        return usage_of([*PROGRAM, "batch", str(folder), "-o", f"{out}/out", "--jobs", str(workers), "--quiet"])[1]


def _wall_seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ms(seconds: float) -> str:
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.2f} ms"
