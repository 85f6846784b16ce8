"""What the checks found: how much in which section, then each finding with its cell in the input and its place here."""

from __future__ import annotations

from collections import Counter
from math import inf

from ...model import Finding, Severity
from ..cells import NOT_APPLICABLE, Block, Cell, Column, Line, blanks_filled, columns
from ..context import Context
from ..page import Page, link_to
from ..places import FIRST_MONTH_COLUMN, Part, Row
from ..words import findings_sentence, sentence

title = "Findings"
FIRST_ROW = 4
WIDTHS = (13, 11, 11, 11, 26, 24, 9, 40, 20, 20, 64)
SEVERITY_COLUMN = 1


def write(context: Context) -> None:
    """The findings' sheet."""
    page = context.pages[title]
    page.widths(*WIDTHS)
    page.say(0, "Findings", "title")
    page.say(1, findings_sentence(context.report.findings).replace(": see the sheet Findings", ""), "subtitle")
    page.say(2, _where_links_lead(context), "note")
    parts = [_part_of(context, each) for each in context.report.findings]
    if not parts:
        return
    top = _write_by_section(context, page, parts)
    page.say(top, "Each finding, the gravest first", "part")
    _write_each(context, page, parts, top + 1)


def _where_links_lead(context: Context) -> str:
    """What the links of the two columns open."""
    here = f"Cells are those of {context.report.book.file}. Links under Section lead to the figure in this workbook"
    return f"{here}." if context.is_public else f"{here}, those under Cell to that file, if it lies in the same folder."


def _part_of(context: Context, finding: Finding) -> Part | None:
    """The section that a finding is about, None for the whole workbook."""
    return next((part for part in context.plan.parts if part.owns(finding)), None)


def _write_by_section(context: Context, page: Page, parts: list[Part | None]) -> int:
    """How many findings of each severity a section has; returns the next free row."""
    severities = (each.severity for each in context.report.findings)
    found = Counter(zip(map(_number, parts), severities, strict=True))
    lines: list[Line] = []
    for part in (*context.plan.parts, None):
        numbers = [found[_number(part), severity] for severity in Severity]
        if any(numbers):
            name = Cell(part.title if part else "What is about no one section", "label")
            lines.append((_section_cell(part), *(Cell(number, "figure") for number in numbers), name))
    severities_named = columns("heading centred", *(_word(each) for each in Severity))
    headings = (Column("Section"), *severities_named, Column("Title"))
    page.say(FIRST_ROW - 1, "By section", "part")
    page.table(FIRST_ROW, Block("Findings by section", "How many findings of each severity.", headings, tuple(lines)))
    return FIRST_ROW + len(lines) + 2


def _write_each(context: Context, page: Page, parts: list[Part | None], top: int) -> None:
    """A line a finding: by severity, then section, then as in the input."""
    placed = list(zip(context.report.findings, parts, strict=True))
    placed.sort(key=lambda pair: (tuple(Severity).index(pair[0].severity), _number(pair[1])))
    headings = (
        Column("Section"), *columns("heading centred", "Severity", "Rule", "Month"),
        *columns("heading", "What", "Sheet", "Cell", "Indicator", "Found", "Expected", "In words"),
    )  # fmt: skip
    lines = tuple(_line(context, finding, part) for finding, part in placed)
    page.table(top, Block("Findings", "What the checks found, the gravest first.", headings, lines, filters=True))
    page.colour_words(top + 1, SEVERITY_COLUMN, top + len(lines), SEVERITY_COLUMN, "Error", "Warning", "Info")
    page.sheet.repeat_rows(top)


def _line(context: Context, finding: Finding, part: Part | None) -> Line:
    """A finding."""
    row = _row_of(context, finding, part)
    return (
        _section_cell(part, row, _column_of(context, finding)),
        Cell(_word(finding.severity), "status"),
        Cell(finding.rule, "figure"),
        Cell(finding.month.label if finding.month else NOT_APPLICABLE, "figure"),
        Cell(sentence(finding.name.replace("-", " ")), "label"),
        Cell(finding.place.sheet, "label"),
        context.input_cell(finding.place, finding.place.cell),
        Cell(row.label if row else blanks_filled(finding.indicator), "label"),
        Cell(blanks_filled(finding.found), "label"),
        Cell(blanks_filled(finding.expected), "label"),
        Cell(sentence(finding.message), "label"),
    )


def _row_of(context: Context, finding: Finding, part: Part | None) -> Row | None:
    """The indicator that a finding is about: by its own line in the input, else by name, its section's first."""
    named = context.plan.rows_by_name.get(finding.indicator or "", [])
    own_line = (finding.place.sheet, finding.place.coordinates[0])

    def fit(row: Row) -> tuple[bool, bool]:
        here = (row.indicator.place.sheet, row.indicator.place.coordinates[0])
        return here == own_line, part is not None and row.section_number == part.number

    return max(named, key=fit, default=None)


def _column_of(context: Context, finding: Finding) -> int:
    """The finding's month on the section's sheet, else the indicator's name."""
    months = context.plan.months
    return FIRST_MONTH_COLUMN + months.index(finding.month) if finding.month in months else 0


def _section_cell(part: Part | None, row: Row | None = None, column: int = 0) -> Cell:
    """The section, with a way to the figure where there is one, else to the section's sheet or the cover."""
    name = f"Section {part.number}" if part else "Workbook"
    if row is not None:
        return Cell(name, "cell link", link=link_to(row.sheet, row.row, column), tip=f"Go to {row.label}")
    tip = f"Go to {part.title}" if part else "Go to the contents"
    return Cell(name, "cell link", link=link_to(part.front if part else "Cover"), tip=tip)


def _number(part: Part | None) -> float:
    """Orders sections, what is about the whole workbook last."""
    return part.number if part else inf


def _word(severity: Severity) -> str:
    """`Error`."""
    return str(severity).capitalize()
