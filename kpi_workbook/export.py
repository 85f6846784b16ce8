"""The figures as a tidy table in a file: CSV, Parquet or JSON, by the ending of its name.

CSV is for Excel: UTF-8 with a byte order mark, and a text that Excel would take for a formula gets an apostrophe in
front (https://owasp.org/www-community/attacks/CSV_Injection). Parquet and JSON hold every text as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from .atomic import put
from .errors import CannotWrite, MissingExtra
from .model import KpiWorkbook

if TYPE_CHECKING:
    import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What OWASP names, and the wide forms that Excel takes for the same."""


def export(book: KpiWorkbook, target: Path | str) -> Path:
    """Writes `book.to_frame()`, months as `2022-04`, whole or not at all; returns the path.

    Raises CannotWrite (also for another ending), MissingExtra where Parquet's package is not installed.
    """
    target = Path(target)
    make = FORMATS.get(target.suffix.lower())
    if make is None:
        raise CannotWrite(f"{target}: give a name that ends in {', '.join(FORMATS)}; the ending says what is written")
    frame = book.to_frame()
    return put(make(frame.assign(month=frame["month"].astype(str))), target, {book.sha256})


def _csv(frame: pd.DataFrame) -> bytes:
    guarded = frame.map(_guarded)
    return b"\xef\xbb\xbf" + guarded.to_csv(index=False, lineterminator="\r\n").encode("utf-8", "backslashreplace")


def _guarded(value: object) -> object:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _json(frame: pd.DataFrame) -> bytes:
    """A list of records; what is not there is null."""
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return json.dumps(records, indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _parquet(frame: pd.DataFrame) -> bytes:
    try:
        import pyarrow  # noqa: F401 - asked for here, so that its absence is told in words
    except ImportError as cause:
        raise MissingExtra(
            "the package pyarrow is not installed, and only it writes Parquet; install it with: "
            "pip install 'kpi-workbook[parquet]'"
        ) from cause
    made = BytesIO()
    frame.to_parquet(made, engine="pyarrow", index=False)
    return made.getvalue()


FORMATS: dict[str, Callable[[pd.DataFrame], bytes]] = {".csv": _csv, ".parquet": _parquet, ".json": _json}
