"""What each stage takes of a workbook, in a process of its own: `python bench_stages.py FILE`."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TypedDict

from kpi_workbook import pipeline
from kpi_workbook.scrutiny.report import Edition, Report
from kpi_workbook.settings import Settings

STAGES = ("read", "recompute", "check", "write")


class Stages(TypedDict):
    """CPU seconds by stage, the peak in kilobytes before and after, and how many observations there are."""

    seconds: dict[str, float]
    kilobytes_before: int
    kilobytes: int
    observations: int


def measure(path: Path) -> Stages:
    """Reads, recomputes, checks and writes one workbook."""
    settings, before = Settings(), _peak()
    marks = [time.process_time()]
    book = pipeline.read(path, settings)
    marks.append(time.process_time())
    results = pipeline.recompute(book, settings)
    marks.append(time.process_time())
    findings, not_run = pipeline.examine(book, results, settings, None, Edition.INTERNAL)
    marks.append(time.process_time())
    pipeline.write(Report(book, results, findings, not_run, settings), path.with_suffix(".scrutiny.xlsx"))
    marks.append(time.process_time())
    seconds = {stage: end - start for stage, start, end in zip(STAGES, marks, marks[1:], strict=False)}
    observations = sum(len(row.observations) for row in book.indicators)
    return {"seconds": seconds, "kilobytes_before": before, "kilobytes": _peak(), "observations": observations}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
