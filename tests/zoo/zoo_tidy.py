"""A row a figure: the headings, orders and extra columns that extracts have."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter as letter
from zoo_council import HEADINGS, MONTHS, rows_of_report
from zoo_keeper import Builder, Cage, Cell, first_days, written

# What a heading holds, by the first word of its key; the text is the heading.
Heads = Sequence[tuple[str, str]]
SHAPES: dict[str, Heads] = {
    "plain": [("section", "Section"), ("name", "Indicator"), ("date", "Month"), ("value", "Value")],
    "kpi": [("section", "Theme"), ("name", "KPI"), ("text", "Period"), ("value", "Result")],
    "measure": [
        ("date", "Date"),
        ("section", "Directorate"),
        ("name", "Measure"),
        ("value", "Actual"),
        ("target", "Target"),
    ],
    "counts": [
        ("name", "Indicator name"),
        ("text", "Reporting month"),
        ("n", "Numerator"),
        ("d", "Denominator"),
        ("value", "Performance"),
    ],
    "year_month": [
        ("section", "Priority"),
        ("name", "Indicator"),
        ("year", "Year"),
        ("month", "Month"),
        ("value", "Outturn"),
    ],
    "month_number": [
        ("name", "Metric"),
        ("year", "Year"),
        ("number", "Month"),
        ("value", "Value"),
        ("n", "Num"),
        ("d", "Denom"),
    ],
    "integer": [("integer", "YearMonth"), ("name", "Measure name"), ("value", "Measure value")],
    "with_ids": [
        ("id", "ID"),
        ("section", "Service area"),
        ("name", "Performance indicator"),
        ("date", "Reporting period"),
        ("value", "Figure"),
        ("unit", "Unit"),
        ("status", "RAG"),
        ("note", "Comment"),
    ],
    "ends": [("name", "Indicator"), ("end", "Period end"), ("value", "Value")],
    "text_value": [("section", "Section"), ("name", "Indicator"), ("text", "Month"), ("printed", "Value")],
    "target_and_counts": [
        ("section", "Area of focus"),
        ("name", "KPI name"),
        ("date", "Month"),
        ("n", "N"),
        ("d", "D"),
        ("value", "%"),
        ("target", "Target"),
    ],
}
ENDS = (
    "30/04/2022",
    "31/05/2022",
    "30/06/2022",
    "31/07/2022",
    "31/08/2022",
    "30/09/2022",
    "31/10/2022",
    "30/11/2022",
    "31/12/2022",
)


def tidy(shape: str, by_month: bool) -> Builder:
    """All figures in one list, by indicator or by month."""
    heads = SHAPES[shape]

    def build(cage: Cage) -> None:
        rows = rows_of_report()
        if not any(kind == "section" for kind, _ in heads):
            rows = list({row.name: row for row in reversed(rows)}.values())[::-1]
        sheet = cage.sheet("Data", [[words for _, words in heads]])
        pairs = [(row, i) for row in rows for i in range(9)]
        if by_month:
            pairs.sort(key=lambda pair: pair[1])
        has_counts = {kind for kind, _ in heads} >= {"n", "d"}
        value_column = next(i for i, (kind, _) in enumerate(heads, start=1) if kind in ("value", "printed"))
        cage.labels = [row.name for row in rows]
        if any(kind == "section" for kind, _ in heads):
            cage.sections = [row.section for row in rows]
        for line, (row, i) in enumerate(pairs, start=2):
            value, numerator, denominator = row.counts[i]
            cells: dict[str, Cell] = {
                "section": row.section,
                "name": row.name,
                "date": first_days("2022-04", 9)[i],
                "text": HEADINGS[i],
                "year": 2022,
                "month": written("{name}", "2022-04", 9)[i],
                "number": 4 + i,
                "integer": 202204 + i,
                "end": ENDS[i],
                "value": "TBC" if value is None else value,
                "printed": row.figures[i],
                "n": numerator,
                "d": denominator,
                "target": row.target or None,
                "id": line,
                "unit": "%" if row.is_percentage else "Number",
                "status": "Green",
                "note": "As expected",
            }
            for column, (kind, _) in enumerate(heads, start=1):
                cell = sheet.cell(line, column)
                cell.value = cells[kind]
                if kind == "date":
                    cell.number_format = "mmm-yy"
                if kind == "value" and row.is_percentage:
                    cell.number_format = "0%"
            address = f"{letter(value_column)}{line}"
            if value is not None and numerator is not None and has_counts:
                cage.counts(sheet, address, MONTHS[i], value, numerator, denominator or 0)
            elif value is not None and "printed" not in dict(heads):
                cage.figure(sheet, address, MONTHS[i], value)
            else:
                cage.figure(sheet, address, MONTHS[i], row.figures[i])

    build.__name__ = f"extract_{shape}{'_by_month' if by_month else ''}"
    build.__doc__ = f"A row a figure under {[words for _, words in heads]}"
    return build


TIDY: tuple[Builder, ...] = tuple(tidy(shape, by_month) for shape in SHAPES for by_month in (False, True))
