"""Types a book into cells, in one of several layouts, and keeps where each figure went."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from acceptance_books import NAMES, Book, Row, Section, half_up, month_after, pooled, total, whole_percent
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

Place = tuple[str, int, int]
FORMATS = {
    "percent": "0%",
    "percent1": "0.0%",
    "date": "mmm-yy",
    "long date": "mmmm yyyy",
    "one": "0.0",
    "count": "#,##0",
    "money": "£#,##0",
    "day": "dd/mm/yyyy",
}
COMPARATORS = ("previous", "neighbours", "region", "England")
PEERS = ("Portsmouth", "Derby", "Plymouth", "Bristol")


@dataclass(frozen=True)
class Layout:
    figures: str  # text, value, rows (numerator, denominator, percentage one below another), triples (side by side)
    one_sheet: bool
    headings: str  # short, date, long, long date
    year_to_date: bool
    quarters: bool
    rag: bool
    direction: bool
    comparators: bool
    spare_months: int
    polarity: bool
    reference: bool
    analysis: str  # below, beside
    down: bool = False  # months in rows, indicators in columns
    peers: bool = False  # columns of single councils behind the comparators


@dataclass
class Grid:
    """Cells by place with their number format; `places` tells what stands where."""

    layout: Layout
    cells: dict[Place, object] = field(default_factory=dict)
    looks: dict[Place, str] = field(default_factory=dict)
    places: dict[tuple[object, ...], Place] = field(default_factory=dict)
    hidden: set[tuple[str, int]] = field(default_factory=set)
    hidden_columns: set[tuple[str, int]] = field(default_factory=set)

    def put(self, place: Place, value: object, look: str = "", *keys: tuple[object, ...]) -> None:
        if value is None:
            return
        self.cells[place] = value
        if look:
            self.looks[place] = look
        for key in keys:
            self.places[key] = place


def choose_layout(rng: random.Random, months: int, **fixed: object) -> Layout:
    figures = rng.choice(("text", "text", "value", "rows", "triples"))
    chosen = {
        "figures": figures,
        "one_sheet": rng.random() < 0.4,
        "headings": rng.choice(("short", "date", "long", "long date", "apostrophe")),
        "year_to_date": figures != "triples" and rng.random() < 0.4,
        "quarters": False,
        "rag": rng.random() < 0.3,
        "direction": rng.random() < 0.2,
        "comparators": rng.random() < 0.7,
        "spare_months": 12 - months if months < 12 and figures != "triples" and rng.random() < 0.3 else 0,
        "polarity": rng.random() < 0.3,
        "reference": rng.random() < 0.3,
        "analysis": rng.choice(("below", "beside")),
    }
    chosen["quarters"] = bool(months <= 12 and figures != "triples" and rng.random() < 0.25)
    chosen.update(fixed)
    if chosen.get("down"):
        chosen.update(figures="text" if chosen["figures"] == "text" else "value", one_sheet=False, spare_months=0)
    if chosen["figures"] == "triples":
        chosen.update(spare_months=0, quarters=False, year_to_date=False)
    return Layout(**chosen)  # type: ignore[arg-type]


def address(place: Place) -> tuple[str, str]:
    return place[0], xl_rowcol_to_cell(place[1], place[2])


def heading(layout: Layout, month: tuple[int, int]) -> tuple[object, str]:
    year, number = month
    name = NAMES[number - 1]
    if layout.headings == "date":
        return dt.datetime(year, number, 1), "date"
    if layout.headings == "long date":
        return dt.datetime(year, number, 1), "long date"
    return {"short": f"{name[:3]}-{year % 100}", "long": f"{name} {year}", "apostrophe": f"{name[:3]}'{year % 100}"}[
        layout.headings
    ], ""


def target_text(row: Row, layout: Layout, key: int) -> tuple[object, str]:
    if row.target is None:
        return ("Not set" if layout.figures == "text" else "N/A"), ""
    sign = {"high": (">=", "≥", ">"), "low": ("<=", "≤", "<")}[row.spec.better][key % 3]
    if row.is_percentage:
        if layout.figures != "text" and layout.polarity:
            return row.target, "percent"
        whole = f"{row.target * 100:.0f}%"
        return {0: f"{sign}{whole}", 1: f"{whole} or {'more' if row.spec.better == 'high' else 'less'}"}[key % 2], ""
    return f"{sign}{row.target:g}", ""


def figure(row: Row, index: int, layout: Layout) -> tuple[object, str]:
    value = row.values[index]
    if value is None:
        return None, ""
    if row.is_percentage:
        if layout.figures == "text":
            return f"{whole_percent(row, index)}% ({row.numerators[index]}/{row.denominators[index]})", ""
        return value, "percent"
    return value, {"days": "one", "rate": "one", "money": "money"}.get(row.spec.kind, "count")


def pooled_figure(row: Row, start: int, stop: int, layout: Layout) -> tuple[object, str]:
    """What a quarter's or the year's own column says."""
    if row.is_percentage:
        share = pooled(row, start, stop)
        if share is None:
            return None, ""
        return (f"{int(half_up(share * 100))}%", "") if layout.figures == "text" else (share, "percent")
    if row.spec.kind == "count":
        return int(total(row, start, stop)), "count"
    if row.spec.kind in ("snapshot", "cumulative", "rate"):
        return row.values[stop - 1], "one" if row.spec.kind == "rate" else "count"
    return None, ""


def rag(row: Row) -> str | None:
    if row.target is None or row.values[-1] is None:
        return None
    return (
        "Green"
        if (row.values[-1] >= row.target) == (row.spec.better == "high") or row.values[-1] == row.target
        else "Red"
    )


def direction(row: Row) -> str | None:
    if len(row.values) < 2 or row.values[-1] is None or row.values[-2] is None:
        return None
    new, old = row.values[-1], row.values[-2]
    if (row.is_percentage and whole_percent(row, -1) == whole_percent(row, len(row.values) - 2)) or new == old:
        return None
    return "↑" if new > old else "↓"


@dataclass
class _Sheet:
    """Where the next table goes on a sheet."""

    name: str
    row: int = 0


def render(book: Book, layout: Layout) -> Grid:
    """The book as typed: one sheet a section, or all on one."""
    grid = Grid(layout)
    shared = _Sheet("KPIs")
    for number, section in enumerate(book.sections):
        sheet = shared if layout.one_sheet else _Sheet(f"{number + 1} {section.title}"[:31])
        if sheet.row == 0:
            first, last = book.months[0], book.months[-1]
            grid.put((sheet.name, 0, 0), f"{book.council} Council: {book.service} performance", "", ("title", number))
            grid.put((sheet.name, 1, 0), f"{NAMES[first[1] - 1]} {first[0]} to {NAMES[last[1] - 1]} {last[0]}")
            sheet.row = 3
        _render_section(grid, sheet, section, number, book)
    return grid


def _columns(book: Book, layout: Layout) -> list[tuple[str, object]]:
    columns: list[tuple[str, object]] = []
    if layout.reference:
        columns.append(("reference", "Ref"))
    columns.append(("name", "Indicator"))
    if layout.figures == "rows":
        columns.append(("part", "Measure"))
    if layout.polarity:
        columns.append(("polarity", "Good performance is"))
    for index, (_, number) in enumerate(book.months):
        if layout.figures == "triples":
            columns += [("numerator", index), ("denominator", index)]
        columns.append(("month", index))
        if layout.quarters and number % 3 == 0 and index >= 2:
            columns.append(("quarter", index))
    for spare in range(layout.spare_months):
        columns.append(("spare", len(book.months) + spare))
    if layout.year_to_date:
        columns.append(("ytd", "Year to date"))
    columns.append(("target", "Target"))
    if layout.rag:
        columns.append(("rag", "RAG"))
    if layout.direction:
        columns.append(("direction", "Direction of travel"))
    if layout.comparators:
        year = book.months[0][0]
        labels = {
            "previous": f"{book.council} {(year - 1) % 100}/{year % 100}",
            "neighbours": "Statistical Neighbours",
            "region": "South East",
            "England": "England",
        }
        columns += [(f"comparator {key}", labels[key]) for key in COMPARATORS]
        columns += [(f"comparator {name}", name) for name in PEERS if layout.peers]
    return columns


def _render_section(grid: Grid, sheet: _Sheet, section: Section, number: int, book: Book) -> None:
    columns = _columns(book, grid.layout)
    grid.put((sheet.name, sheet.row, 0), section.title, "", ("section", number))
    top = sheet.row + 1
    if grid.layout.figures == "triples":
        top += 1
    for column, (kind, content) in enumerate(columns):
        _render_heading(grid, sheet.name, top, column, kind, content, number, book)
    at = top + 1
    for position, row in enumerate(section.rows):
        at = _render_row(grid, sheet.name, at, columns, row, (number, position), book)
    if grid.layout.down:
        _turn(grid, sheet.name, top, at)
        at = top + len(columns)
    sheet.row = _render_words(grid, sheet.name, at + 1, section, number) + 2


def _turn(grid: Grid, sheet: str, top: int, end: int) -> None:
    """Rows and columns of one table exchanged."""

    def turned(place: Place) -> Place:
        inside = place[0] == sheet and top <= place[1] < end
        return (sheet, top + place[2], place[1] - top) if inside else place

    grid.cells = {turned(place): value for place, value in grid.cells.items()}
    grid.looks = {turned(place): look for place, look in grid.looks.items()}
    grid.places = {key: turned(place) for key, place in grid.places.items()}


def _render_heading(
    grid: Grid, sheet: str, top: int, column: int, kind: str, content: object, number: int, book: Book
) -> None:
    if kind in ("numerator", "denominator"):
        grid.put((sheet, top, column), kind.capitalize())
        if kind == "numerator":
            value, look = heading(grid.layout, book.months[int(str(content))])
            grid.put((sheet, top - 1, column), value, look, ("heading", number, content))
    elif kind == "month" and grid.layout.figures == "triples":
        grid.put((sheet, top, column), "Result")
    elif kind in ("month", "spare"):
        index = int(str(content))
        due = book.months[index] if kind == "month" else month_after(book.months[-1], index - len(book.months) + 1)
        value, look = heading(grid.layout, due)
        grid.put((sheet, top, column), value, look, ("heading", number, index))
    elif kind == "quarter":
        _, month = book.months[int(str(content))]
        grid.put((sheet, top, column), f"Q{(month - 4) % 12 // 3 + 1}", "", ("quarter heading", number, content))
    else:
        grid.put((sheet, top, column), content, "", ("column", number, kind))


def _render_row(
    grid: Grid, sheet: str, at: int, columns: list[tuple[str, object]], row: Row, key: tuple[int, int], book: Book
) -> int:
    spread = grid.layout.figures == "rows" and row.is_percentage
    line = at + 2 if spread else at
    for column, (kind, content) in enumerate(columns):
        place = (sheet, line, column)
        if kind in ("reference", "name", "part"):
            _render_name(grid, (sheet, at, column), kind, row, key)
        elif kind == "spare":
            grid.places["spare", *key, content] = place
        else:
            tail = (content,) if kind in ("month", "quarter", "numerator", "denominator") else ()
            value, look = _typed(kind, content, row, book, grid.layout)
            word = "value" if kind == "month" else kind
            keys = ("comparator", *key, kind.split()[1]) if kind.startswith("comparator") else (word, *key, *tail)
            grid.put(place, value, look, *((keys,) if value != "N/A" or kind == "target" else ()))
        if kind == "month" and spread:
            index = int(str(content))
            grid.put((sheet, at, column), row.numerators[index], "count", ("numerator", *key, index))
            grid.put((sheet, at + 1, column), row.denominators[index], "count", ("denominator", *key, index))
    return line + 1


def _render_name(grid: Grid, place: Place, kind: str, row: Row, key: tuple[int, int]) -> None:
    """What stands left of the figures: once, or beside each of a percentage's three rows."""
    sheet, at, column = place
    spread = grid.layout.figures == "rows" and row.is_percentage
    if kind == "reference":
        grid.put(place, f"{'ABCDEF'[key[0]]}{key[1] + 1}")
        return
    grid.places["name", *key] = grid.places.get(("name", *key), place) if kind == "part" else place
    parts = ("Numerator", "Denominator", "Percentage") if spread else ("Number",)
    for offset, part in enumerate(parts):
        grid.put((sheet, at + offset, column), row.spec.name if kind == "name" else part)


def _typed(kind: str, content: object, row: Row, book: Book, layout: Layout) -> tuple[object, str]:
    """What one cell of a row says, and its number format."""
    index = int(str(content)) if kind in ("month", "quarter", "numerator", "denominator") else 0
    makers: dict[str, Callable[[], tuple[object, str]]] = {
        "month": lambda: figure(row, index, layout),
        "numerator": lambda: (row.numerators[index], "count"),
        "denominator": lambda: (row.denominators[index], "count"),
        "quarter": lambda: pooled_figure(row, max(0, index - 2), index + 1, layout),
        "ytd": lambda: pooled_figure(row, book.year_start, len(book.months), layout),
        "polarity": lambda: ({"high": "High", "low": "Low", "none": "N/A"}[row.spec.better], ""),
        "target": lambda: target_text(row, layout, len(row.spec.name)),
        "rag": lambda: (rag(row), ""),
        "direction": lambda: (direction(row), ""),
    }
    return makers[kind]() if kind in makers else _comparator(row.comparators.get(kind.split()[1]), row, layout)


def _comparator(value: float | None, row: Row, layout: Layout) -> tuple[object, str]:
    if value is None:
        return "N/A", ""
    if row.is_percentage and layout.figures == "text":
        return f"{value * 100:.0f}%", ""
    return value, "percent" if row.is_percentage else "count"


def _render_words(grid: Grid, sheet: str, at: int, section: Section, number: int) -> int:
    if not section.analysis:
        return at
    column = 1 if grid.layout.analysis == "beside" else 0
    down = 0 if column else 1
    grid.put((sheet, at, 0), "Analysis")
    grid.put((sheet, at + down, column), " ".join(section.analysis), "", ("analysis", number))
    grid.put((sheet, at + down + 1, 0), "Action / next steps")
    grid.put(
        (sheet, at + 2 * down + 1, column), "Continue weekly oversight by service managers.", "", ("action", number)
    )
    return at + 2 * down + 2


def save(grid: Grid, path: Path) -> None:
    """Writes the cells; datetimes under their date format, `=#REF!` as a formula with that error for its result."""
    with xlsxwriter.Workbook(path) as workbook:
        formats = {look: workbook.add_format({"num_format": code}) for look, code in FORMATS.items()}
        for name in sorted({sheet for sheet, _, _ in grid.cells}):
            sheet = workbook.add_worksheet(name)
            for place, value in grid.cells.items():
                if place[0] == name:
                    _write(sheet, place, value, formats.get(grid.looks.get(place, "")))
            for where, row in grid.hidden:
                if where == name:
                    sheet.set_row(row, None, None, {"hidden": True})
            for where, column in grid.hidden_columns:
                if where == name:
                    sheet.set_column(column, column, None, None, {"hidden": True})


def _write(sheet: Worksheet, place: Place, value: object, look: Format | None) -> None:
    _, row, column = place
    if isinstance(value, dt.datetime):
        sheet.write_datetime(row, column, value, look)
    elif value == "=#REF!":
        sheet.write_formula(row, column, "=#REF!", look, "#REF!")
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)
