"""From a KPI workbook to your own figures, in a few lines: `python examples/figures_of_one_month.py [WORKBOOK [OUT]]`.

Reads the bundled example unless given another workbook, prints what missed its target and what the checks doubt, and
writes the figures as a tidy table (CSV, JSON or Parquet, by the ending of OUT).
"""

from __future__ import annotations

import sys
from pathlib import Path

import kpi_workbook as kw
from kpi_workbook.export import export

EXAMPLE = Path(__file__).parent / "southampton-2022-12.xlsx"


def main(workbook: Path = EXAMPLE, table: Path = Path("figures.csv")) -> None:
    """Read, recompute, check, look at the figures as a frame, export."""
    book = kw.read(workbook)
    results = kw.recompute(book)
    findings = kw.check(book, results)

    print(f"{book.organisation}, {book.reporting_month.title}: {len(findings)} findings; what missed its target:")
    for row, result in zip(book.indicators, results.indicators, strict=True):
        if result.in_month.word == "Missed":
            print(f"  {row.place}  {row.name}: {result.in_month.why}")
    print("What is wrong in it:")
    for finding in findings:
        if finding.severity == "error":
            print(f"  {finding.place}  {finding.message}")

    frame = book.to_frame()  # a row an observation; percentages are fractions
    latest = frame[frame["month"] == frame["month"].max()]
    print(latest[["indicator", "value", "numerator", "denominator"]].head().to_string(index=False))
    print(export(book, table))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
