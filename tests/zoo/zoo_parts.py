"""Percentages with their counts, in every place and under every name that officers give the three parts."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet
from zoo_council import HEADINGS, MONTHS, Row, rows_of_report, typed
from zoo_keeper import Builder, Cage, Label

WORDS = {
    "numerator": ("Numerator", "Denominator", "Percentage"),
    "num": ("Num", "Denom", "%"),
    "n": ("n", "d", "%"),
    "outturn": ("Numerator", "Denominator", "Outturn"),
    "result": ("Num.", "Den.", "Result"),
    "value": ("Numerator", "Denominator", "Value"),
    "performance": ("Numerator", "Denominator", "Performance"),
    "count": ("Count", "Cohort", "%"),
    "rate": ("N", "D", "Rate"),
    "number": ("Number", "Total", "%"),
}
ORDERS = {"last": (0, 1, 2), "first": (2, 0, 1)}  # the percentage after its counts, or before them


def parts_of(row: Row, index: int, order: Sequence[int]) -> list[float | None]:
    value, numerator, denominator = row.counts[index]
    return [(numerator, denominator, value)[each] for each in order]


def percentages() -> list[Row]:
    return [row for row in rows_of_report() if row.is_percentage]


def write_parts(cage: Cage, sheet: Worksheet, places: list[list[tuple[int, int]]], row: Row, order: Sequence[int],
                label: Label) -> None:  # fmt: skip
    """Writes a row's parts, month by month, each at its (row, column), and expects one figure a month."""
    cage.labels.append(label)
    for index, cells in enumerate(places):
        for (line, column), part, which in zip(cells, parts_of(row, index, order), order, strict=True):
            sheet.cell(line, column).value = part
            if which == 2:
                sheet.cell(line, column).number_format = "0%"
                address = f"{letter(column)}{line}"
        value, numerator, denominator = row.counts[index]
        cage.counts(sheet, address, MONTHS[index], value, numerator or 0, denominator or 0)


def fair_names(name: str, words: Sequence[str]) -> Label:
    return (name, *(f"{name} | {word}" for word in words))


def rows_with_part_column(words: str, order: str, names: str) -> Builder:
    """Three rows an indicator, the part in the second column; the name merged, repeated or only in the first row."""

    def build(cage: Cage) -> None:
        sheet = cage.sheet("KPIs", [["KPI report"], [], ["Indicator", "", *HEADINGS]])
        labels = [WORDS[words][each] for each in ORDERS[order]]
        for index, row in enumerate(percentages()):
            line = 4 + 3 * index
            for offset, label in enumerate(labels):
                sheet.cell(line + offset, 1).value = row.name if offset == 0 or names == "repeated" else None
                sheet.cell(line + offset, 2).value = label
            if names == "merged":
                sheet.merge_cells(start_row=line, end_row=line + 2, start_column=1, end_column=1)
            places = [[(line + offset, 3 + i) for offset in range(3)] for i in range(9)]
            write_parts(cage, sheet, places, row, ORDERS[order], fair_names(row.name, WORDS[words]))

    build.__name__ = f"part_rows_{words}_{order}_{names}"
    build.__doc__ = f"Rows {WORDS[words]} under a {names} name, percentage {order}"
    return build


def columns_within_months(words: str, order: str) -> Builder:
    """Each month's heading merged over three columns, the parts named in a second heading row."""

    def build(cage: Cage) -> None:
        sheet = cage.sheet("KPIs", [["Indicator"]])
        sheet.merge_cells("A1:A2")
        for i, heading in enumerate(HEADINGS):
            sheet.cell(1, 2 + 3 * i).value = heading
            sheet.merge_cells(start_row=1, end_row=1, start_column=2 + 3 * i, end_column=4 + 3 * i)
            for offset, each in enumerate(ORDERS[order]):
                sheet.cell(2, 2 + 3 * i + offset).value = WORDS[words][each]
        for line, row in enumerate(percentages(), start=3):
            sheet.cell(line, 1).value = row.name
            places = [[(line, 2 + 3 * i + offset) for offset in range(3)] for i in range(9)]
            write_parts(cage, sheet, places, row, ORDERS[order], row.name)

    build.__name__ = f"part_columns_{words}_{order}"
    build.__doc__ = f"Columns {WORDS[words]} within each month, percentage {order}"
    return build


def months_down_parts_across(words: str, order: str) -> Builder:
    """Months down; each indicator's name merged over its three columns."""

    def build(cage: Cage) -> None:
        sheet = cage.sheet("KPIs", [["Month"]])
        for i, heading in enumerate(HEADINGS):
            sheet.cell(3 + i, 1).value = heading
        for index, row in enumerate(percentages()[:6]):
            left = 2 + 3 * index
            sheet.cell(1, left).value = row.name
            sheet.merge_cells(start_row=1, end_row=1, start_column=left, end_column=left + 2)
            for offset, each in enumerate(ORDERS[order]):
                sheet.cell(2, left + offset).value = WORDS[words][each]
            places = [[(3 + i, left + offset) for offset in range(3)] for i in range(9)]
            write_parts(cage, sheet, places, row, ORDERS[order], fair_names(row.name, WORDS[words]))

    build.__name__ = f"part_down_{words}_{order}"
    build.__doc__ = f"Months down, columns {WORDS[words]} under each name, percentage {order}"
    return build


def rows_below_named(numerator: str, denominator: str) -> Builder:
    """The percentage's row, then a row for each count in the same label column, counts rows standing alone between."""

    def build(cage: Cage) -> None:
        sheet = cage.sheet("KPIs", [["Indicator", *HEADINGS]])
        line = 2
        for row in rows_of_report()[:14]:
            sheet.cell(line, 1).value = row.name
            if not row.is_percentage:
                for i, figure in enumerate(row.figures):
                    sheet.cell(line, 2 + i).value = typed(figure)
                cage.expect(sheet, row.name, [(f"{letter(2 + i)}{line}", m) for i, m in enumerate(MONTHS)])
                line += 1
                continue
            sheet.cell(line + 1, 1).value = numerator
            sheet.cell(line + 2, 1).value = denominator
            places = [[(line + offset, 2 + i) for offset in range(3)] for i in range(9)]
            write_parts(cage, sheet, places, row, ORDERS["first"], row.name)
            line += 3

    build.__name__ = f"part_below_{numerator.strip().split()[0].lower()}_{denominator.strip().split()[0].lower()}"
    build.__doc__ = f"Rows {numerator!r} and {denominator!r} below the percentage"
    return build


def counts_in_columns_after(cage: Cage) -> None:
    """A block of percentage columns, then a block of numerators and one of denominators, each with its months."""
    sheet = cage.sheet("KPIs", [["", "Percentage"], ["Indicator", *HEADINGS, *HEADINGS, *HEADINGS]])
    cage.write(sheet, [["Numerator"]], "K1")
    cage.write(sheet, [["Denominator"]], "T1")
    for area in ("B1:J1", "K1:S1", "T1:AB1"):
        sheet.merge_cells(area)
    for line, row in enumerate(percentages(), start=3):
        sheet.cell(line, 1).value = row.name
        cage.labels.append(row.name)
        for i, (value, numerator, denominator) in enumerate(row.counts):
            for column, figure in ((2, value), (11, numerator), (20, denominator)):
                sheet.cell(line, column + i).value = figure
            sheet.cell(line, 2 + i).number_format = "0%"
            cage.counts(sheet, f"{letter(2 + i)}{line}", MONTHS[i], value, numerator or 0, denominator or 0)


def tidy_of_parts(cage: Cage) -> None:
    """A row for each part: indicator, month, measure (Numerator, Denominator, Percentage), value."""
    sheet = cage.sheet("Long", [["Indicator", "Month", "Measure", "Value"]])
    line = 2
    for row in percentages()[:5]:
        cage.labels.append(fair_names(row.name, WORDS["numerator"]))
        for i, (value, numerator, denominator) in enumerate(row.counts):
            rows = [
                [row.name, HEADINGS[i], word, part]
                for word, part in zip(WORDS["numerator"], (numerator, denominator, value), strict=True)
            ]
            cage.write(sheet, rows, f"A{line}")
            sheet.cell(line + 2, 4).number_format = "0%"
            cage.counts(sheet, f"D{line + 2}", MONTHS[i], value, numerator or 0, denominator or 0)
            line += 3


def block_an_indicator(cage: Cage) -> None:
    """Every percentage is a small table of its own: its name above, months down, numerator, denominator, percentage."""
    sheet = cage.sheet("KPIs")
    line = 1
    for row in (each for each in rows_of_report()[:14] if each.is_percentage):
        cage.write(sheet, [[row.name], ["Month", "Numerator", "Denominator", "Percentage"]], f"A{line}")
        cage.labels.append((row.name, f"{row.name} | Percentage", "Percentage"))
        for i, (value, numerator, denominator) in enumerate(row.counts):
            cage.write(sheet, [[HEADINGS[i], numerator, denominator, value]], f"A{line + 2 + i}")
            sheet.cell(line + 2 + i, 4).number_format = "0%"
            cage.counts(sheet, f"D{line + 2 + i}", MONTHS[i], value, numerator or 0, denominator or 0)
        line += 13


PARTS: tuple[Builder, ...] = (
    *(rows_with_part_column(words, order, names) for words in WORDS for order in ORDERS
      for names in ("merged", "repeated", "first")),
    *(columns_within_months(words, order) for words in WORDS for order in ORDERS),
    *(months_down_parts_across(words, order) for words in WORDS for order in ORDERS),
    *(rows_below_named(*pair) for pair in (
        ("Numerator", "Denominator"), ("  Numerator", "  Denominator"), ("numerator", "denominator"), ("Num", "Denom"),
        ("n", "d"), ("Numerator (number of children)", "Denominator (all children)"),
    )),
    counts_in_columns_after, tidy_of_parts, block_an_indicator,
)  # fmt: skip
