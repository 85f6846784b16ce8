"""A line a workbook while a batch runs, and on a terminal a bar with the rate and what is left."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text

from ..scrutiny.batch_summary import BatchRow, Outcome
from .lines import one_line


class _Rate(ProgressColumn):
    """Workbooks a minute."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed * 60:.0f}/min" if task.speed else "")


class Lines:
    """Prints each row as it comes, on standard error where `aside`; the bar stands there too, on a terminal only."""

    def __init__(self, total: int, quiet: bool, aside: bool) -> None:
        self._quiet = quiet
        self._aside = aside
        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=quiet or not sys.stderr.isatty(),
            redirect_stdout=sys.stdout.isatty(),
            transient=True,
        )
        self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        self._progress.stop()

    def add(self, row: BatchRow) -> None:
        """One workbook more. Those that went well are not told of where quiet was asked for."""
        self._progress.advance(self._task)
        if not self._quiet or row.outcome in (Outcome.REFUSED, Outcome.FAILED):
            print(line_of(row), file=sys.stderr if self._aside else sys.stdout, flush=True)


def line_of(row: BatchRow) -> str:
    """`built      kpi-2022-12.xlsx -> kpi-2022-12-scrutiny.xlsx (37 indicators, 4 error, 9 warning, 2 info)`."""
    if row.output is None:
        told = f"{row.source}: {row.why}" if row.why and not row.why.startswith(row.source) else row.why or row.source
    else:
        counts = ", ".join(f"{count} {severity}" for severity, count in row.findings.items())
        told = f"{row.source} -> {row.output} ({row.indicators} indicators, {counts})"
    return one_line(f"{row.outcome:<10}{told}")
