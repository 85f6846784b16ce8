"""A batch in two files: the summary workbook for people, `batch-summary.json` for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..atomic import put
from ..scrutiny.audit import must_pass
from ..scrutiny.batch_summary import BatchRow, Outcome, render_batch_summary
from ..settings import Theme

SCHEMA = 1
WORKBOOK = "batch-summary.xlsx"
DOCUMENT = "batch-summary.json"


def write_summary(rows: Sequence[BatchRow], folder: Path, theme: Theme) -> tuple[Path, Path]:
    """Writes both and returns their paths. Raises CannotWrite."""
    document = json.dumps(document_of(rows), indent=1).encode()
    return (
        put(must_pass(render_batch_summary(rows, theme)), folder / WORKBOOK),
        put(document, folder / DOCUMENT),
    )


def document_of(rows: Sequence[BatchRow]) -> dict[str, Any]:
    """The batch as plain JSON: how many of each outcome, then a line a workbook."""
    counted = Counter(row.outcome for row in rows)
    return {
        "schema": SCHEMA,
        "counts": {str(outcome): counted[outcome] for outcome in Outcome if outcome is not Outcome.UNCHANGED},
        "workbooks": [asdict(row) for row in rows],
    }


def went_well(rows: Sequence[BatchRow]) -> bool:
    """Whether every workbook was built that is one to build."""
    return not any(row.outcome in (Outcome.REFUSED, Outcome.FAILED) for row in rows)
