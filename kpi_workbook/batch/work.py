"""One workbook of a batch, built in whatever process or machine it is given to; nothing here knows of the others."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from .. import pipeline
from ..documents import severity_counts, status_counts
from ..errors import CannotWrite, KpiWorkbookError, slip_in_words
from ..scrutiny.batch_summary import BatchRow, Outcome
from ..scrutiny.report import Edition, Report
from ..settings import Settings

OWN_OUTPUT = "OWN_OUTPUT"  # the reader's code for a scrutiny workbook given as input
SKIPPED = "SKIPPED"
NO_ROOM = "OUT_OF_MEMORY"
PROGRAM_ERROR = "PROGRAM_ERROR"
STOPPED = "PROCESS_STOPPED"
TOO_LONG = "TOOK_TOO_LONG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a worker is told: the workbook at `source`, known as `name` below the batch's folder and by `identity` in
    its journal, becomes the file `staged`, which will be put in its place as `output`."""

    source: Path
    name: str
    identity: str
    output: str
    staged: Path
    settings: Settings
    edition: Edition


def build_one(item: Item) -> BatchRow:
    """Builds one workbook at its staging place and tells what became of it; raises nothing."""
    began = time.perf_counter()
    try:
        report = pipeline.build(item.source, item.staged, item.settings, edition=item.edition)
        return _built(item, report, began)
    except KpiWorkbookError as problem:
        outcome = Outcome.SKIPPED if problem.code == OWN_OUTPUT else Outcome.REFUSED
        return not_built(item.name, outcome, problem.code, str(problem))
    except MemoryError:
        why = "needs more memory than this computer has free; close other programs, or build it alone with --jobs 1"
        return not_built(item.name, Outcome.FAILED, NO_ROOM, why)
    except Exception as slip:
        return not_built(item.name, Outcome.FAILED, PROGRAM_ERROR, f"{slip_in_words(slip)}; please report this line")


def not_built(name: str, outcome: Outcome, code: str, why: str) -> BatchRow:
    """The row of a workbook that gave no scrutiny workbook."""
    return BatchRow(source=name, outcome=outcome, code=code, why=why)


def _built(item: Item, report: Report, began: float) -> BatchRow:
    return BatchRow(
        source=item.name,
        outcome=Outcome.BUILT,
        output=item.output,
        organisation=report.book.organisation,
        reporting_month=str(report.book.reporting_month),
        indicators=len(report.book.indicators),
        status=status_counts(report),
        findings=severity_counts(report.findings),
        seconds=round(time.perf_counter() - began, 3),
        input_sha256=report.book.sha256,
        output_sha256=_hash_of_staged(item),
    )


def _hash_of_staged(item: Item) -> str:
    """Raises CannotWrite: what cannot be read back is not written."""
    try:
        return hashlib.sha256(item.staged.read_bytes()).hexdigest()
    except OSError as cause:
        raise CannotWrite(f"{item.output}: cannot be read back ({cause.strerror}); check the disk it is on") from cause
