"""Folders of small workbooks, sound and broken, and a way to carry out an order without worker processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import openpyxl

from kpi_workbook.batch import Order, build_one, open_batch
from kpi_workbook.batch.crew import Done
from kpi_workbook.batch.work import Item
from kpi_workbook.scrutiny.batch_summary import BatchRow
from kpi_workbook.settings import beside

NOW = datetime(2023, 1, 9, 8, 30)
SOUND = tuple(f"kpi-{number:02d}.xlsx" for number in range(26))
BROKEN = {
    "cut-short.xlsx": "DAMAGED",
    "empty.xlsx": "EMPTY_FILE",
    "no-months.xlsx": "NO_MONTHS",
    "text.xls": "WRONG_FORMAT",
}


def small_book(path: Path, referrals: int = 100) -> Path:
    """Two indicators, three months."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (
        ("Children's services: key performance indicators 2022/23",),
        ("Indicator", "Apr-22", "May-22", "Jun-22", "Target"),
        ("Number of referrals", referrals, 120, 130, 150),
        ("Percentage of assessments within 45 days", "84% (84/100)", "85% (85/100)", "90% (90/100)", "85%"),
    ):
        sheet.append(line)
    book.save(path)
    return path


def many_books(folder: Path) -> Path:
    """26 sound workbooks, 4 broken ones, the lock file of one and a file that is none."""
    for number, name in enumerate(SOUND):
        small_book(folder / name, 100 + number)
    whole = (folder / SOUND[0]).read_bytes()
    (folder / "cut-short.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / "empty.xlsx").touch()
    (folder / "text.xls").write_text("Indicator,Apr-22\nReferrals,4\n")
    monthless = openpyxl.Workbook()
    monthless.worksheets[0].append(("Name", "Telephone"))
    monthless.save(folder / "no-months.xlsx")
    (folder / "~$kpi-01.xlsx").write_bytes(b"\x05clerk")
    (folder / "notes.txt").write_text("not a workbook")
    return folder


def in_this_process(items: Iterable[Item]) -> Iterator[Done]:
    """A crew of one: no processes to wait for."""
    return ((item, build_one(item)) for item in items)


def carry_out(folder: Path, output: Path, **more: object) -> dict[str, BatchRow]:
    """A whole batch in this process; what became of each source, by name."""
    order = Order(folder=folder, output=output, **({"settings_for": beside} | more))  # type: ignore[arg-type]
    with open_batch(order, NOW) as batch:
        return {row.source: row for row in batch.run(batch.look(), in_this_process)}
