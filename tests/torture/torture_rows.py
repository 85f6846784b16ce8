"""What the torture holds the program to: a function a row, each given a seed and the seconds that it may take."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

TESTS = Path(__file__).parent.parent
for room in ("torture", "reading", "batch", "mail", "teams"):
    sys.path.insert(0, str(TESTS / room))

Case = TypeVar("Case")
LONGEST_SECONDS = 10.0
"""For one file. Hostile ones are refused long before."""
A_MINUTE = 60.0
LEAST_WORKBOOKS, MOST_WORKBOOKS = 12, 40
FEW_COMMANDS = ("build, large", "batch, half done", "send")
WORKBOOKS_A_SECOND = 2 / 3
"""Of a round's time: each is built twice, and every kill costs a start and what was being built."""


@dataclass
class Tally:
    """What came of a row's cases: how often each result, the slowest case, and what is not as promised."""

    results: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_case: str = ""
    wrong: list[str] = field(default_factory=list)

    def add(self, case: str, result: str, seconds: float = 0.0, wrong: str = "") -> None:
        self.results[result] += 1
        if seconds > self.slowest:
            self.slowest, self.slowest_case = seconds, case
        if wrong:
            self.wrong.append(f"{case}: {wrong}")


def hostile(seed: int, seconds: float) -> Tally:  # noqa: ARG001 - every row is called alike; these are all of them
    """Every generated hostile file through `read`, as a person would: a code, or the cells that it must be read as."""
    import hostile
    from test_hostile import plain

    from kpi_workbook.reading.files import open_grids

    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hostile.xlsx"
        for case in hostile.cases(seed):
            path.write_bytes(case.content)

            def look(case: hostile.Case = case) -> str:
                grid = open_grids(path).sheets[0]
                values = {cell.address: plain(cell) for cell in grid}
                return "read" if values == case.values else f"read as {values}"

            wanted = case.code or "read"
            _judge(tally, case.name, path, look, {wanted})
    return tally


def mutated(kind: str) -> Callable[[int, float], Tally]:
    """Workbooks of a format broken at random: bytes, re-packed parts, XML tokens, cells' values."""

    def row(seed: int, seconds: float) -> Tally:
        from mutations import mutated, seeds
        from test_mutations import outcome

        from kpi_workbook.reading.refusals import REFUSALS

        tally, dice, sound = Tally(), random.Random(f"{kind} {seed}"), seeds()[kind]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "broken.xlsx"
            for number in _within(seconds, _counting()):
                path.write_bytes(mutated(sound, dice))
                _judge(tally, f"{kind} {number} of seed {seed}", path, lambda: outcome(path), {"read", *REFUSALS})
        return tally

    return row


def built(seed: int, seconds: float) -> Tally:
    """Broken KPI workbooks the whole way, internal and public: a scrutiny workbook that passes its audit, or a code."""
    from batch_books import small_book
    from mutations import mutated

    from kpi_workbook import pipeline
    from kpi_workbook.cli.codes import CODES
    from kpi_workbook.scrutiny.report import Edition

    tally, dice = Tally(), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        sound = small_book(Path(folder) / "sound.xlsx").read_bytes()
        path, target = Path(folder) / "broken.xlsx", Path(folder) / "out.xlsx"
        for number in _within(seconds, _counting()):
            path.write_bytes(mutated(sound, dice))

            def build(edition: Edition = list(Edition)[number % 2]) -> str:
                pipeline.build(path, target, edition=edition)
                return "built"

            _judge(tally, f"{number} of seed {seed}", path, build, {"built", *CODES})
            if {each.name for each in Path(folder).iterdir()} - {"sound.xlsx", "broken.xlsx", "out.xlsx"}:
                tally.wrong.append(f"{number} of seed {seed}: a file is left behind")
    return tally


def failing_calls(group: str) -> Callable[[int, float], Tally]:
    """Each call of the system that a command makes on its files fails in turn; in a short run, one command's of each
    group."""

    def row(seed: int, seconds: float) -> Tally:
        import failing
        import failing_commands

        tally = Tally()
        if failing.compiler() is None:
            tally.add("no C compiler", "not run: install one, such as gcc")
            return tally
        commands = tuple(failing_commands.GROUPS[group]) if seconds >= A_MINUTE else FEW_COMMANDS
        for each in failing.run(seed, seconds, commands):
            tally.add(f"{each.command}, {each.failure} at call {each.call}", each.failure, each.seconds, each.wrong)
        return tally

    return row


def killed_builds(seed: int, seconds: float) -> Tally:
    """`build` killed at random moments: the output is the old one or the whole new one."""
    import kills

    tally = Tally()
    for each in kills.run(seed, seconds):
        tally.add(f"kill {each.number} of seed {seed}", each.result, each.seconds, each.wrong)
    return tally


def killed_batches(seed: int, seconds: float) -> Tally:
    """A batch killed at random moments and resumed: a round that fits the time, and more where another will fit."""
    import batch_torture

    tally, until, number = Tally(), time.monotonic() + seconds, 0
    workbooks = min(MOST_WORKBOOKS, max(LEAST_WORKBOOKS, int(seconds * WORKBOOKS_A_SECOND)))
    while not number or time.monotonic() + tally.slowest < until:
        number += 1
        with tempfile.TemporaryDirectory() as home:
            began = time.monotonic()
            held = batch_torture.run(seed + number, Path(home), workbooks, broken=6, kills=6, until=until)
            for each in held:
                wrong = "" if each.held else f"{each.found}, wanted {each.wanted}"
                tally.add(each.what, "held" if each.held else "broken", 0, wrong)
            tally.slowest, tally.slowest_case = max((time.monotonic() - began, "a round"), (tally.slowest, "a round"))
    return tally


def steady_batch(seed: int, seconds: float) -> Tally:  # noqa: ARG001 - every row is called alike
    """A batch without end: its memory stays flat."""
    import batch_torture

    tally = Tally()
    with tempfile.TemporaryDirectory() as home:
        for held in batch_torture.steady(seconds, Path(home)):
            wrong = "" if held.held else f"{held.found}, wanted {held.wanted}"
            tally.add(held.what, f"{held.what}: {held.found}", 0, wrong)
    return tally


def killed_mail(seed: int, seconds: float) -> Tally:
    """`email --send` killed at random moments and tried again: nobody gets a second copy unasked."""
    import mail_kills

    tally = Tally()
    for number in _within(seconds, _counting()):
        began = time.monotonic()
        for each in mail_kills.run(seed + number, rounds=5):
            tally.add(", ".join(each.moments), each.told, (time.monotonic() - began) / 5, each.wrong)
    return tally


def faulty_servers(seed: int, seconds: float) -> Tally:
    """A mail server that fails at every stage of the conversation in every way."""
    import smtp_faults

    tally = Tally()
    rounds = min(smtp_faults.WHOLE, max(4, int(seconds / A_MINUTE * smtp_faults.WHOLE)))
    for each in smtp_faults.run(seed, rounds):
        tally.add(f"{each.stage}, {each.kind}, to {each.recipients}", str(each.told), each.seconds, each.wrong)
    return tally


ROWS: dict[str, Callable[[int, float], Tally]] = {
    "hostile files": hostile,
    **{f"mutated {kind}": mutated(kind) for kind in ("xlsx", "xls", "xlsb", "ods")},
    "mutated, the whole way": built,
    "failing calls": failing_calls("commands"),
    "failing calls, batch": failing_calls("batches"),
    "failing calls, mail": failing_calls("mail"),
    "killed builds": killed_builds,
    "killed batches": killed_batches,
    "steady batch": steady_batch,
    "killed mail": killed_mail,
    "faulty mail servers": faulty_servers,
}


def _judge(tally: Tally, case: str, path: Path, work: Callable[[], str], wanted: set[str]) -> None:
    """Does a piece of work on a file; the file stays as it was, whatever comes of it."""
    from kpi_workbook.errors import KpiWorkbookError

    before, wrong = (path.read_bytes(), path.stat().st_mtime_ns), ""
    began = time.perf_counter()
    try:
        result = work()
    except KpiWorkbookError as refusal:
        result = refusal.code
        if not str(refusal).isprintable():
            wrong = "a sentence that cannot be printed"
    except Exception as slip:
        result, wrong = "slip", f"{type(slip).__name__}: {slip}"
    took = time.perf_counter() - began
    if result not in wanted:
        wrong = wrong or f"{result}, wanted {' or '.join(sorted(wanted)[:3])}"
    if took > LONGEST_SECONDS:
        wrong = wrong or f"took {took:.1f} s"
    if (path.read_bytes(), path.stat().st_mtime_ns) != before:
        wrong = wrong or "the input was changed"
    tally.add(case, result, took, wrong)


def _counting() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


def _within(seconds: float, cases: Iterable[Case]) -> Iterator[Case]:
    """The cases, as many as are begun in the time; one at least."""
    until = time.monotonic() + seconds
    for case in cases:
        yield case
        if time.monotonic() > until:
            return
