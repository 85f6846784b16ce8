"""What a written scrutiny workbook says, for the message that carries it.

Read from the workbook's own sheets, so that the message can say nothing but what is attached.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import CannotMail
from ..reading.display import shown
from ..reading.files import open_grids
from ..reading.grid import Grid, Grids
from ..scrutiny.naming import one_line
from ..scrutiny.sheets import cover, findings, summary

PERIOD_FROM_EDITION = "·"
PUBLIC = "Public edition"
DOUBTS = ("Error", "Warning")
JUDGED_IN_WORDS = {
    ("In month", "Missed"): "missed in the month",
    ("In month", "Near"): "near in the month",
    ("Year to date", "Missed"): "missed for the year to date",
    ("Year to date", "Near"): "near for the year to date",
    ("Forecast", "Missed"): "forecast to miss",
    ("Forecast", "Near"): "forecast to come near",
}
NO_VALUE = ("", "[z]", "[x]")
ATTENTION = "What needs attention"
ALL_INDICATORS = "All indicators"
ATTENTION_NEEDS = ("Indicator", "Target", "In month", "Year to date", "Forecast", "Direction", "Section")
FINDINGS_NEED = ("Severity", "Rule", "Cell", "Indicator", "Month", "In words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A scrutiny workbook in words. `content` is the file itself, the very bytes the words were read from.

    `headline` in paragraphs; `exceptions` a line an indicator; `findings` a line an error or warning, in the order of
    the sheet; `about_findings` how many there are of each kind. `public` only where every page says so.
    """

    file: str
    content: bytes
    title: str
    period: str
    public: bool
    headline: tuple[str, ...]
    exceptions: tuple[str, ...]
    about_findings: str
    findings: tuple[str, ...]

    @property
    def edition(self) -> str:
        return "public edition" if self.public else "internal edition"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_digest(path: Path) -> Digest:
    """The words of a scrutiny workbook. Raises UnreadableWorkbook, CannotMail for any file that we did not write."""
    grids = open_grids(path)
    if not _written_by_us(grids) or path.suffix.lower() != ".xlsx":
        raise CannotMail(
            f"{grids.file}: is not a scrutiny workbook of kpi-workbook, and nothing else is mailed; build one with "
            "`kpi-workbook build` and give that"
        )
    front, pages, found = (_sheet(grids, name) for name in (cover.title, summary.title, findings.title))
    try:
        exceptions, doubts = tuple(_attention(pages)), _doubts(found)
    except LookupError as cause:
        raise CannotMail(
            f"{grids.file}: {cause.args[0]}, so the message cannot be written from it; build it again"
        ) from cause
    return Digest(
        file=path.name,
        content=_same_bytes(path, grids),
        title=_text(pages, 1, 1),
        period=_text(pages, 2, 1).partition(PERIOD_FROM_EDITION)[0].strip(),
        public=all(_text(each, 2, 1).endswith(PUBLIC) for each in (front, pages)),
        headline=tuple(_paragraphs(pages)),
        exceptions=exceptions,
        about_findings=_text(found, 2, 1),
        findings=tuple(_finding(row) for row in doubts),
    )


def is_ours(path: Path) -> bool:
    """Whether a file is a scrutiny workbook. Raises UnreadableWorkbook."""
    return _written_by_us(open_grids(path))


def _written_by_us(grids: Grids) -> bool:
    return grids.ours and grids.format == "xlsx"


def _same_bytes(path: Path, grids: Grids) -> bytes:
    """The file, so long as it is still the one that was read."""
    try:
        content = path.read_bytes()
    except OSError as cause:
        raise CannotMail(f"{grids.file}: cannot be read any more ({cause.strerror}); try once more") from cause
    if hashlib.sha256(content).hexdigest() != grids.sha256:
        raise CannotMail(f"{grids.file}: was saved again while it was read; try once more")
    return content


def _sheet(grids: Grids, name: str) -> Grid:
    found = next((each for each in grids.sheets if each.name == name), None)
    if found is None:
        raise CannotMail(
            f"{grids.file}: has lost its sheet {name!r}, from which the message is written; build it again"
        )
    return found


def _text(sheet: Grid, row: int, column: int) -> str:
    """A cell as Excel shows it, on one line."""
    cell = sheet.at(row, column)
    return one_line(shown(cell)) if cell else ""


def _paragraphs(sheet: Grid) -> Iterator[str]:
    """The sentences under the title: the sheet spreads each over several rows, and ends it with a full stop."""
    row, lines = 3, list[str]()
    while line := _text(sheet, row, 1):
        lines.append(line)
        if line.endswith("."):
            yield " ".join(lines)
            lines.clear()
        row += 1
    if lines:
        yield " ".join(lines)


def _row_of(sheet: Grid, words: str) -> int | None:
    """The first row whose first cell says this."""
    rows = sorted(row for row, column in sheet.cells if column == 1)
    return next((row for row in rows if _text(sheet, row, 1) == words), None)


def _attention(sheet: Grid) -> Iterator[str]:
    """A line for each indicator that needs attention, and how many more there are where the sheet says so."""
    begins, headings, ends = (_row_of(sheet, words) for words in (ATTENTION, ATTENTION_NEEDS[0], ALL_INDICATORS))
    if begins is None or ends is None:
        raise LookupError(f"its part {ATTENTION!r} has gone from the sheet {sheet.name!r}")
    if headings is None or headings > ends:  # a sentence says that there are none
        return
    lines = [_exception(line) for line in _table(sheet, headings, ATTENTION_NEEDS)]
    yield from lines
    if more := _text(sheet, headings + len(lines) + 1, 1):
        yield more


def _doubts(sheet: Grid) -> list[dict[str, str]]:
    """The errors, then the warnings."""
    top = next((row for row in sorted({row for row, _ in sheet.cells}) if _heads(sheet, row, FINDINGS_NEED)), None)
    rows = list(_table(sheet, top, FINDINGS_NEED)) if top else []
    return [row for severity in DOUBTS for row in rows if row["Severity"] == severity]


def _heads(sheet: Grid, row: int, headings: Sequence[str]) -> bool:
    """Whether a row's cells are these headings and perhaps others."""
    return set(headings) <= {_text(sheet, *place) for place in sheet.cells if place[0] == row}


def _table(sheet: Grid, top: int, needs: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows under the headings in row `top`, by heading; a row that holds one cell at most ends them.

    Raises LookupError for a heading or a cell that is not there: Excel stores every formula's result, but another
    program may have saved the file without.
    """
    headings: list[str] = []
    while heading := _text(sheet, top, len(headings) + 1):
        headings.append(heading)
    row = top + 1
    while headings and _text(sheet, row, 2):
        line = {heading: _text(sheet, row, column) for column, heading in enumerate(headings, start=1)}
        lost = next((need for need in needs if not line.get(need)), None)
        if lost:
            raise LookupError(f"row {row} of its sheet {sheet.name!r} has no {lost!r}")
        yield line
        row += 1
    if headings and row == top + 1:
        raise LookupError(f"the table in row {top} of its sheet {sheet.name!r} is empty")


def _exception(row: dict[str, str]) -> str:
    """`Re-referrals: 30% in Dec-22, target ≤ 23%; missed in the month, forecast to miss; worsening (Section 2)`"""
    indicator, month = list(row)[:2]
    judged = (words for (column, word), words in JUDGED_IN_WORDS.items() if row[column] == word)
    parts = (
        f"{row[month]} in {month}, target {row['Target']}",
        ", ".join(judged),
        row["Direction"].lower() if row["Direction"] not in NO_VALUE else "",
    )
    return f"{row[indicator].rstrip('.')}: {'; '.join(part for part in parts if part)} ({row['Section']})"


def _finding(row: dict[str, str]) -> str:
    """`Error: Re-referrals, Dec-22: says 25%, but 52 of 218 is 24% (1 Assessment B8, A301)`"""
    about = ", ".join(row[column] for column in ("Indicator", "Month") if row[column] not in NO_VALUE)
    place = " ".join(row[column] for column in ("Sheet", "Cell") if column in row)
    return f"{row['Severity']}: {about + ': ' if about else ''}{row['In words']} ({place}, {row['Rule']})"
