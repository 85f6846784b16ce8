"""Clean KPI workbooks by seed, of several kinds, laid out as cells: what the mutation bench plants its errors in."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from math import exp, sin
from pathlib import Path
from typing import Any

import xlsxwriter

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Place = tuple[str, int, int]
"""Sheet, row and column, counted from 1."""


def half_up(value: Fraction, digits: int = 0) -> Fraction:
    scale = 10**digits
    return Fraction(int(value * scale + Fraction(1, 2)), scale)


@dataclass
class Error:
    """An Excel error value."""

    text: str


@dataclass
class Row:
    """An indicator: its truth, and where its parts were laid out. `kind`: percent, flow, stock, cumulative, rate."""

    name: str
    kind: str
    numerators: list[int] = field(default_factory=list)
    denominators: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    target: Any = None
    target_format: str | None = None
    comparators: list[Any] = field(default_factory=list)
    high: bool | None = None
    whole: str | None = None
    sheet: str = ""
    value_cells: list[Place] = field(default_factory=list)
    numerator_cells: list[Place] = field(default_factory=list)
    denominator_cells: list[Place] = field(default_factory=list)
    name_cell: Place = ("", 0, 0)
    target_cell: Place = ("", 0, 0)
    comparator_cells: list[Place] = field(default_factory=list)
    ytd_cell: Place | None = None
    rag_cell: Place | None = None
    direction_cell: Place | None = None


@dataclass
class Workbook:
    """Cells by place, their number formats, and what lies where."""

    seed: int
    layout: str
    months: list[tuple[int, int]]
    cells: dict[Place, Any] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    headings: dict[str, list[Place]] = field(default_factory=dict)
    comparator_headings: dict[str, list[Place]] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    hidden_rows: list[tuple[str, int]] = field(default_factory=list)

    def put(self, place: Place, value: Any, number_format: str | None = None) -> Place:
        self.cells[place] = value
        if number_format:
            self.formats[place] = number_format
        return place

    def write(self, path: Path) -> Path:
        """As an xlsx file."""
        book = xlsxwriter.Workbook(str(path), {"constant_memory": False})
        looks: dict[str, Any] = {}
        sheets = {name: book.add_worksheet(name) for name in self.sheets}
        for (sheet, row, column), value in self.cells.items():
            code = self.formats.get((sheet, row, column))
            look = looks.setdefault(code, book.add_format({"num_format": code})) if code else None
            write_cell(sheets[sheet], row - 1, column - 1, value, look)
        for sheet, row in self.hidden_rows:
            sheets[sheet].set_row(row - 1, None, None, {"hidden": True})
        book.close()
        return path


def write_cell(sheet: Any, row: int, column: int, value: Any, look: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, Error):
        sheet.write_formula(row, column, "=1/0" if "DIV" in value.text else "=NA()", look, value.text)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif hasattr(value, "year"):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, float(value), look)


FLOWS = (
    ("Number of contacts", 1700, None), ("Number of referrals in the month", 310, None),
    ("Number of Early Help assessments completed", 110, None), ("Number of complaints received", 24, None),
    ("Number of missing episodes started in the month", 45, None), ("Planning applications received", 160, None),
    ("Fly tipping incidents reported", 420, None), ("Number of section 47 enquiries started in the month", 62, None),
)  # fmt: skip
STOCKS = (
    ("Number of CLA at the end of the month", 550), ("Number of care leavers", 230),
    ("Number of children who are subject of a Child Protection Plan as at the end of month", 380),
    ("Open cases at month end", 1900), ("Households in temporary accommodation at month end", 290),
    ("Number of CLA at the end of the month who are UASC", 30),
)  # fmt: skip
OF_STOCK = (
    ("Percentage of CLA for whom a visit has taken place within statutory timescales", 0, 0.85, True),
    ("Percentage of CLA children with an up to date review", 0, 0.97, True),
    ("Percentage of CLA at end of month with 3 or more placements during the year", 0, 0.14, False),
    ("Percentage of Care Leavers who had their supervision within the timescale", 1, 0.6, True),
    ("Percentage of children subject to Child Protection Plan visited within 4 weeks", 2, 0.96, True),
    ("Percentage of open cases with a current plan", 3, 0.77, True),
)  # fmt: skip
ALONE = (
    ("Percentage of C&F assessments completed within 45 working days", 300, 0.78, True),
    ("Percentage of children who had their supervision within the timescales", 2300, 0.73, True),
    ("Percentage of stage 1 complaints answered in time", 26, 0.8, True),
    ("Percentage of calls answered within 60 seconds", 5200, 0.88, True),
    ("Rent collected as a percentage of rent due", 900, 0.967, True),
    ("Percentage of initial health assessments in 20 working days", 14, 0.7, True),
    ("Percentage of repairs completed at first visit", 640, 0.91, True),
)  # fmt: skip


def series(rng: random.Random, length: int, level: float, sigma: float, reverting: float, season: float) -> list[float]:
    """A drifting level with seasons, never negative."""
    offset, phase, out = rng.gauss(0, sigma), rng.random() * 6, []
    for month in range(length):
        offset = offset * reverting + rng.gauss(0, sigma)
        out.append(level * exp(offset + season * sin(month / 12 * 6.283 + phase)))
    return out


def poisson(rng: random.Random, mean: float) -> int:
    if mean > 30:
        return max(0, round(rng.gauss(mean, mean**0.5)))
    limit, count, product = exp(-mean), 0, rng.random()
    while product > limit:
        count, product = count + 1, product * rng.random()
    return count


def binomial(rng: random.Random, size: int, share: float) -> int:
    if size < 60:
        return sum(rng.random() < share for _ in range(size))
    return min(size, max(0, round(rng.gauss(size * share, (size * share * (1 - share)) ** 0.5))))


def percent_row(rng: random.Random, name: str, wholes: list[int], share: float, high: bool) -> Row:
    drift = series(rng, len(wholes), 1, 0.06, 0.8, 0.02)
    odds = [share / (1 - share) * (each**3) for each in drift]
    parts = [binomial(rng, whole, odd / (1 + odd)) for whole, odd in zip(wholes, odds, strict=True)]
    return Row(name, "percent", numerators=parts, denominators=wholes, high=high)


def make(seed: int) -> Workbook:
    """A clean workbook."""
    rng = random.Random(seed)
    length = rng.choice((6, 9, 9, 12, 12, 15, 24, 36))
    start = rng.choice((2021 * 12 + 3, 2022 * 12 + 3, 2022 * 12 + 3, 2022 * 12, 2020 * 12 + 6))
    months = [((start + step) // 12, (start + step) % 12 + 1) for step in range(length)]
    layout = rng.choice(("text", "text", "plain", "rows", "columns"))
    book = Workbook(seed, layout, months)
    pool = make_rows(rng, months)
    sections = rng.randint(2, 5)
    options = {
        "ytd": rng.random() < 0.5, "rag": rng.random() < 0.4, "direction": rng.random() < 0.3,
        "comparators": rng.random() < 0.7, "digits": rng.choice((0, 0, 1)),
        "heading": rng.choice(("%b-%y", "real", "%B %Y")),
        "title_rows": rng.choice((1, 2, 3)), "stray": False, "org": rng.choice(("Southampton",
        "Camford", "Northshire")),
    }  # fmt: skip
    shares = [pool[number::sections] for number in range(sections)]
    for number in range(1, sections):
        shares[number].append(rng.choice(shares[0]))  # an indicator that stands twice
    for number, rows in enumerate(shares):
        lay_out(book, f"{number + 1} Section", rows, options)
    return book


def make_rows(rng: random.Random, months: list[tuple[int, int]]) -> list[Row]:
    length = len(months)
    rows: list[Row] = []
    stocks = []
    population = rng.randint(30_000, 90_000)
    for name, level in STOCKS:
        base = level * rng.uniform(0.6, 1.5)
        values = [max(3, round(each)) for each in series(rng, length, base, 0.012, 0.97, 0.0)]
        stocks.append(values)
        rows.append(Row(name, "stock", values=values))
    for name, which, share, high in OF_STOCK:
        rows.append(percent_row(rng, name, stocks[which], share, high))
    referrals: list[int] = []
    for name, level, _ in FLOWS:
        base = level * rng.uniform(0.6, 1.5)
        values = [poisson(rng, each) for each in series(rng, length, base, 0.05, 0.5, 0.12)]
        referrals = values if "referrals" in name else referrals
        rows.append(Row(name, "flow", values=values))
    rows.append(percent_row(rng, "Percentage of re-referrals within 12 months", referrals, 0.24, False))
    for name, size, share, high in ALONE:
        wholes = [max(3, poisson(rng, each)) for each in series(rng, length, size, 0.04, 0.6, 0.1)]
        rows.append(percent_row(rng, name, wholes, share, high))
    rows.append(rate_row("Rate of CLA per 10,000 under 18 population", stocks[0], population))
    total, running = 0, []
    for (_, month), value in zip(months, referrals, strict=True):
        total = value if month == 4 else total + value
        running.append(total)
    if months[0][1] == 4:
        rows.append(Row("Number of referrals (cumulative)", "cumulative", values=running))
        cumulative = rate_row("Rate of referrals per 10,000 (cumulative)", running, population)
        cumulative.kind = "cumulative rate"
        rows.append(cumulative)
    rng.shuffle(rows)
    chosen = rows[: rng.randint(10, len(rows))]
    for row in chosen:
        set_target(rng, row)
        set_comparators(rng, row)
    return chosen


def rate_row(name: str, counts: list[int], population: int) -> Row:
    values = [int(half_up(Fraction(count * 10_000, population))) for count in counts]
    return Row(name, "rate", values=values)


def level_of(row: Row) -> float:
    if row.kind == "percent":
        return sum(row.numerators) / max(1, sum(row.denominators))
    return sorted(row.values)[len(row.values) // 2]


def set_target(rng: random.Random, row: Row) -> None:
    level = level_of(row)
    if row.kind == "percent":
        aim = min(0.99, level + 0.05) if row.high else max(0.03, level * 0.8)
        number = round(aim * 20) * 5 if aim > 0.12 else max(2, round(aim * 100))
        choice = rng.random()
        if choice < 0.5:
            row.target, row.target_format = number / 100, "0%"
        else:
            row.target = f"{number}%" if choice < 0.6 else (f"{number}% or more" if row.high else f"<{number}%")
    elif row.kind == "stock" and rng.random() < 0.6:
        row.target = f"<{round(level * 1.1 / 5) * 5 + 5}"
    elif row.kind == "flow" and rng.random() < 0.3:
        row.target = f"{round(level * 12 / 100) * 100} per year"
    elif "cumulative" in row.kind and rng.random() < 0.5:
        row.target = f"<{round(max(row.values) * 1.5 / 10) * 10} (cumulative)"
    else:
        row.target = rng.choice(("N/A", "Not set", "TBC"))


def set_comparators(rng: random.Random, row: Row) -> None:
    if row.kind in ("percent", "rate", "cumulative rate"):
        level = level_of(row) if row.kind != "cumulative rate" else max(row.values[-12:])
        for _ in range(4):
            near = level * rng.uniform(0.9, 1.12)
            row.comparators.append(min(0.99, round(near, 2)) if row.kind == "percent" else round(near))
    else:
        row.comparators = ["N/A"] * 4 if rng.random() < 0.6 else [round(level_of(row) * 0.95), "N/A", "N/A", "N/A"]


def lay_out(book: Workbook, sheet: str, rows: list[Row], options: dict[str, Any]) -> None:
    """One section on a sheet of its own."""
    book.sheets.append(sheet)
    book.put((sheet, 1, 1), f"{sheet[2:]} {sheet[0]}: performance")
    top = options["title_rows"] + 2
    book.put((sheet, top, 1), "Indicator")
    length = len(book.months)
    width = 3 if book.layout == "columns" else 1
    book.headings[sheet] = []
    for index, (year, month) in enumerate(book.months):
        column = 2 + index * width
        book.headings[sheet].append(heading(book, (sheet, top, column), year, month, options["heading"]))
        if width == 3:
            for offset, words in enumerate(("Num", "Den", "%")):
                book.put((sheet, top + 1, column + offset), words)
    column = 2 + length * width
    columns = {}
    names = [name for name in ("ytd", "rag", "direction") if options[name]]
    columns["target"] = column
    book.put((sheet, top, column), "Target")
    for name in names:
        column += 1
        columns[name] = column
        book.put((sheet, top, column), {"ytd": "YTD", "rag": "RAG", "direction": "Direction of travel"}[name])
    book.comparator_headings[sheet] = []
    if options["comparators"]:
        year = book.months[0][0] - (2 if book.months[0][1] < 4 else 1)
        for words in (
            f"{options['org']} {year % 100}/{(year + 1) % 100}",
            "Statistical Neighbours",
            "South East",
            "England",
        ):
            column += 1
            columns.setdefault("comparators", column)
            book.comparator_headings[sheet].append(book.put((sheet, top, column), words))
    line = top + (2 if width == 3 else 1)
    for row in rows:
        twin = Row(
            **{
                **row.__dict__,
                "value_cells": [],
                "numerator_cells": [],
                "denominator_cells": [],
                "comparator_cells": [],
                "sheet": sheet,
            }
        )
        book.rows.append(twin)
        line = lay_row(book, twin, line, columns, options)
    book.put((sheet, line + 1, 1), "Analysis")
    book.put((sheet, line + 2, 1), "Work continues with partners, and managers look at the figures every week.")


def heading(book: Workbook, place: Place, year: int, month: int, style: str) -> Place:
    if style == "real":
        return book.put(place, datetime(year, month, 1), "mmm-yy")
    names = {"%b-%y": f"{MONTHS[month - 1]}-{year % 100:02d}"}
    full = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    return book.put(place, names.get(style) or f"{full[month - 1]} {year}")


def lay_row(book: Workbook, row: Row, line: int, columns: dict[str, int], options: dict[str, Any]) -> int:
    """One indicator; returns the next free line."""
    sheet, digits = row.sheet, options["digits"]
    row.name_cell = book.put((sheet, line, 1), row.name)
    used = 1
    for index in range(len(book.months)):
        column = 2 + index * (3 if book.layout == "columns" else 1)
        if row.kind != "percent":
            value_column = column + 2 if book.layout == "columns" else column
            row.value_cells.append(book.put((sheet, line, value_column), row.values[index], "0"))
            continue
        n, d = row.numerators[index], row.denominators[index]
        shown = half_up(Fraction(n, d), 2 + digits)
        code = "0%" if digits == 0 else "0.0%"
        if book.layout == "text":
            words = f"{float(shown * 100):.{digits}f}% ({n}/{d})"
            row.value_cells.append(book.put((sheet, line, column), words))
        elif book.layout == "plain":
            row.value_cells.append(book.put((sheet, line, column), float(shown), code))
        elif book.layout == "rows":
            row.value_cells.append(book.put((sheet, line, column), float(shown), code))
            row.numerator_cells.append(book.put((sheet, line + 1, column), n, "0"))
            row.denominator_cells.append(book.put((sheet, line + 2, column), d, "0"))
            book.put((sheet, line + 1, 1), "Numerator")
            book.put((sheet, line + 2, 1), "Denominator")
            used = 3
        else:
            row.numerator_cells.append(book.put((sheet, line, column), n, "0"))
            row.denominator_cells.append(book.put((sheet, line, column + 1), d, "0"))
            row.value_cells.append(book.put((sheet, line, column + 2), float(shown), code))
    row.target_cell = book.put((sheet, line, columns["target"]), row.target, row.target_format)
    lay_extras(book, row, line, columns, digits)
    if "comparators" in columns:
        for offset, value in enumerate(row.comparators):
            code = "0%" if row.kind == "percent" else "0"
            row.comparator_cells.append(book.put((sheet, line, columns["comparators"] + offset), value, code))
    return line + used


def lay_extras(book: Workbook, row: Row, line: int, columns: dict[str, int], digits: int) -> None:
    sheet = row.sheet
    year = [index for index, (y, m) in enumerate(book.months) if in_last_year(book.months, y, m)]
    if "ytd" in columns:
        row.ytd_cell = (sheet, line, columns["ytd"])
        if row.kind == "percent":
            if book.layout == "plain":
                row.ytd_cell = None
                book.put((sheet, line, columns["ytd"]), "N/A")
            else:
                share = Fraction(sum(row.numerators[i] for i in year), sum(row.denominators[i] for i in year))
                book.put(row.ytd_cell, float(half_up(share, 2 + digits)), "0%" if digits == 0 else "0.0%")
        elif row.kind == "flow":
            book.put(row.ytd_cell, sum(row.values[i] for i in year), "0")
        else:
            book.put(row.ytd_cell, row.values[-1], "0")
    if "rag" in columns:
        row.rag_cell = (sheet, line, columns["rag"])
        book.put(row.rag_cell, rag(row))
    if "direction" in columns:
        row.direction_cell = (sheet, line, columns["direction"])
        last, before = latest(row, -1, digits), latest(row, -2, digits)
        book.put(row.direction_cell, "↑" if last > before else "↓" if last < before else "→")


def in_last_year(months: list[tuple[int, int]], year: int, month: int) -> bool:
    last = months[-1]
    first = last[0] if last[1] >= 4 else last[0] - 1
    return (year, month) >= (first, 4)


def latest(row: Row, index: int, digits: int) -> Fraction:
    if row.kind == "percent":
        return half_up(Fraction(row.numerators[index], row.denominators[index]), 2 + digits)
    return Fraction(row.values[index])


def rag(row: Row) -> str:
    """Green, Amber or Red for percentages with a target, else N/A."""
    text = str(row.target)
    if row.kind != "percent":
        return "N/A"
    digits = "".join(each for each in text if each.isdigit())
    aim = row.target if isinstance(row.target, float) else int(digits) / 100
    share = row.numerators[-1] / row.denominators[-1]
    short = aim - share if row.high else share - aim
    if "<" in text and share >= aim:
        short = max(short, 1e-9)
    return "Green" if short <= 0 else "Amber" if short <= 0.05 else "Red"
