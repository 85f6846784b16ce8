"""The summary workbook of a batch: a row a workbook, what became of it and what was found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from pydantic.dataclasses import dataclass

from ..figures.results import Word
from ..model import Severity
from ..settings import Theme
from .cells import NOT_APPLICABLE, Block, Cell, Line, blanks_filled, columns
from .naming import TableNames
from .package import Book
from .page import Page, Styles
from .render import OWN_MARK, own_version
from .worksheet import PlainSheet

TITLE = "Batch summary"
FIRST_ROW = 4
WIDTHS = (36, 14, 24, 12, 11, *(9,) * len(Word), *(9,) * len(Severity), 9, 40, 64)
FIXED_DATE = datetime(2000, 1, 1)  # no clock in it: the same rows give the same bytes


class Outcome(StrEnum):
    """What became of a workbook of a batch. `unchanged`: an earlier run built it, and nothing has changed since."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"
    FAILED = "failed"


LOOKS = {Outcome.BUILT: "word Met", Outcome.REFUSED: "word Missed", Outcome.FAILED: "word Missed"}
"""The looks of the outcomes by kind: well, badly; the others have no colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One workbook of a batch.

    `source`: its path below the folder, as it can be printed; `output`: the scrutiny workbook's name. `status`:
    indicators by status word; `findings`: by severity. `code` and `why`: for what was not built. `seconds`: the time
    it took to build.
    """

    source: str
    outcome: Outcome
    output: str | None = None
    organisation: str | None = None
    reporting_month: str | None = None
    indicators: int | None = None
    status: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    code: str | None = None
    why: str | None = None
    input_sha256: str | None = None
    output_sha256: str | None = None


def render_batch_summary(rows: Sequence[BatchRow], theme: Theme) -> bytes:
    """The summary of a batch as the bytes of a workbook; `rows` has at least one."""
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Book(made, options) as book:
        page = Page(book.add_worksheet(TITLE, PlainSheet), Styles(book, theme), TableNames(), theme)
        page.widths(*WIDTHS)
        page.say(0, TITLE, "title")
        page.say(1, in_words(rows), "subtitle")
        page.say(2, "A workbook that was not built says why in the last column.", "note")
        page.table(FIRST_ROW - 1, _block(rows))
        page.sheet.freeze_panes(FIRST_ROW, 1)
        page.sheet.repeat_rows(FIRST_ROW - 1)
        page.finish()
        _set_properties(book, rows)
    return made.getvalue()


def in_words(rows: Sequence[BatchRow]) -> str:
    """`30 workbooks: 26 built, 4 refused`."""
    counted = Counter(row.outcome for row in rows)
    parts = ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome if counted[outcome])
    return f"{len(rows)} {'workbook' if len(rows) == 1 else 'workbooks'}: {parts}"


def _block(rows: Sequence[BatchRow]) -> Block:
    names = ["Workbook", "Outcome", "Organisation", "Reporting month", "Indicators", *Word]
    findings = [f"{severity.capitalize()} findings" for severity in Severity]
    headings = columns("heading", *names, *findings, "Seconds", "Scrutiny workbook", "Why not")
    about = "The workbooks of the batch, by name, with what became of each."
    return Block("Batch", about, headings, tuple(map(_line, rows)), filters=True)


def _line(row: BatchRow) -> Line:
    return (
        Cell(row.source, "strong"),
        Cell(row.outcome.capitalize(), LOOKS.get(row.outcome, "word No target")),
        Cell(_or_mark(row, row.organisation), "label"),
        Cell(_or_mark(row, row.reporting_month), "figure"),
        Cell(NOT_APPLICABLE if row.indicators is None else row.indicators, "figure"),
        *(_count(row, row.status, word) for word in Word),
        *(_count(row, row.findings, severity) for severity in Severity),
        Cell(row.seconds, "figure", form="0.0"),
        Cell(row.output or NOT_APPLICABLE, "label"),
        Cell(row.why or NOT_APPLICABLE, "label"),
    )


def _or_mark(row: BatchRow, text: str | None) -> str:
    """A text of a built workbook; not applicable for the others."""
    return NOT_APPLICABLE if row.output is None else blanks_filled(text)


def _count(row: BatchRow, counts: dict[str, int], key: str) -> Cell:
    return Cell(NOT_APPLICABLE if row.output is None else counts.get(key, 0), "figure")


def _set_properties(book: Book, rows: Sequence[BatchRow]) -> None:
    """Title, subject and our mark, so that a later batch knows the file for one of ours."""
    book.set_properties(
        {
            "title": TITLE,
            "subject": in_words(rows),
            "author": "kpi-workbook",
            "comments": "Written by kpi-workbook.",
            "created": FIXED_DATE,
        }
    )
    book.set_custom_property(OWN_MARK, own_version(), "text")
