"""What the checks found: what is wrong or doubtful, where in the input, and a way to the figure here."""

from __future__ import annotations

from ...model import Finding, Severity
from ..cells import NOT_APPLICABLE, Block, Cell, Line, blanks_filled, columns
from ..context import Context
from ..page import link_to
from ..places import FIRST_MONTH_COLUMN, Row
from ..words import findings_sentence

title = "Findings"
FIRST_ROW = 4
WIDTHS = (6, 11, 8, 26, 24, 9, 40, 11, 20, 20, 64)
SEVERITY_COLUMN = 1


def write(context: Context) -> None:
    """The findings' sheet."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Findings", "title")
    page.say(1, findings_sentence(context.report.findings).replace(": see the sheet Findings", ""), "subtitle")
    page.say(
        2,
        f"Sheet and cell are those of {context.report.book.file}; the links lead to the figure in this workbook.",
        "note",
    )
    headings = columns(
        "heading",
        "No.",
        "Severity",
        "Rule",
        "What",
        "Sheet",
        "Cell",
        "Indicator",
        "Month",
        "Found",
        "Expected",
        "In words",
    )
    gravest_first = sorted(context.report.findings, key=lambda each: list(Severity).index(each.severity))
    lines = tuple(_line(context, number, each) for number, each in enumerate(gravest_first, start=1))
    if not lines:
        return
    page.table(
        FIRST_ROW - 1,
        Block(
            "Findings", "What the checks found, the gravest first, then as in the input.", headings, lines, filters=True
        ),
    )
    page.colour_words(
        FIRST_ROW, SEVERITY_COLUMN, FIRST_ROW + len(lines) - 1, SEVERITY_COLUMN, "Error", "Warning", "Info"
    )
    page.sheet.freeze_panes(FIRST_ROW, 0)
    page.sheet.repeat_rows(FIRST_ROW - 1)


def _line(context: Context, number: int, finding: Finding) -> Line:
    """A finding."""
    row = next((each for each in context.plan.rows if _is_about(each, finding)), None)
    return (
        Cell(number, "figure"),
        Cell(str(finding.severity).capitalize(), "status"),
        Cell(finding.rule, "figure"),
        Cell(finding.name.replace("-", " ").capitalize(), "label"),
        Cell(finding.place.sheet, "label"),
        _place(context, row, finding),
        Cell(row.label if row else blanks_filled(finding.indicator), "label"),
        Cell(finding.month.label if finding.month else NOT_APPLICABLE, "figure"),
        Cell(blanks_filled(finding.found), "label"),
        Cell(blanks_filled(finding.expected), "label"),
        Cell(finding.message, "label"),
    )


def _is_about(row: Row, finding: Finding) -> bool:
    """Whether a finding is about this row: its own line in the input, under its own name."""
    same_line = finding.place.coordinates[0] == row.indicator.place.coordinates[0]
    return finding.indicator == row.indicator.name and finding.place.sheet == row.indicator.place.sheet and same_line


def _place(context: Context, row: Row | None, finding: Finding) -> Cell:
    """The cell of the input, linked to the figure here where the finding is about one."""
    if row is None:
        return Cell(finding.place.cell, "figure")
    months = context.plan.months
    column = FIRST_MONTH_COLUMN + months.index(finding.month) if finding.month in months else 0
    return Cell(finding.place.cell, "cell link", link=link_to(row.sheet, row.row, column), tip=f"Go to {row.label}")
