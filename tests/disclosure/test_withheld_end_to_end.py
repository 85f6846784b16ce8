"""Public editions as they are written: nothing in the file gives a withheld count back, nor depends on it in any way.

Workbooks of several tables with texts are built by the command. What the written file withholds is read from it and
attacked. Then withheld counts are exchanged for others that fit all that is shown: the file must stay the same in every
part, cells, formulas' values, charts' caches, texts and properties, but for the fingerprint of the input.
"""

from __future__ import annotations

import hashlib
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import openpyxl
import pytest
from withheld_tables import (
    Attacker,
    Table,
    crossed,
    dividing,
    flat,
    hierarchy,
    recoverable,
    shares,
    stock,
    year_to_date,
)

from kpi_workbook import pipeline
from kpi_workbook.model import Status
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.settings import Settings

MONTHS = ("Apr-22", "May-22", "Jun-22", "Jul-22")
WORDS = ("no", "a single", "both", "three", "a quartet", "five")
MADE_OF = ((flat, shares, year_to_date), (hierarchy, dividing, stock), (crossed, shares, flat))
Cells = set[tuple[str, int]]


def written(tables: list[Table], path: Path) -> Path:
    """A sheet a table: its rows, those that count with their sum beside the months, and a sentence on small ones."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for at, table in enumerate(tables):
        sheet = book.create_sheet(f"Part {at + 1}")
        sheet.append([f"Part {at + 1}: figures for 2022/23"])
        counted = not any((name, 0, "d") in table.counts for name in table.rows)
        sheet.append(["Indicator", *MONTHS[: table.months], *(["Q1 total"] if counted and table.months == 3 else [])])
        for name, typed in table.rows.items():
            figures = [int(each) if each.isdigit() else each for each in typed]
            total = [sum(figures)] if counted and table.months == 3 and "cumulative" not in name else []
            sheet.append([name, *figures, *total])
        sheet.append([])
        sheet.append(["Analysis"])
        for name in table.rows:
            count = table.counts[name, table.months - 1, "n"]
            if 0 < count < len(WORDS):
                sheet.append([f"{name}: the latest month had {WORDS[count]}, so the team looked into it."])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def public(run, source: Path) -> Path:
    target = source.with_name("public.xlsx")
    done = run("build", source, "-o", target, "--edition", "public")
    assert done.code == 0, done.err
    return target


def withheld(path: Path, tables: list[Table]) -> list[Cells]:
    """For each table, the cells that the tidy sheet of a written file shows no figure for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl knows no sparklines
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    lines = list(book["Data"].iter_rows(values_only=True))
    heading = next(at for at, line in enumerate(lines) if line[0] == "Section")
    column = {name: at for at, name in enumerate(lines[heading])}
    found: list[Cells] = [set() for _ in tables]
    for line in lines[heading + 1 :]:
        if line[column["Status"]] == "suppressed":
            month = int(line[column["Month"]][5:]) - 4
            found[int(line[column["Sheet"]].split()[1]) - 1].add((line[column["Indicator"]], month))
            assert {line[column[name]] for name in ("As typed", "Value")} == {"[c]"}
    return found


def with_a_twin(make: Callable[[Random], Table], random: Random, path: Path) -> tuple[Table, Table]:
    """A table, and one with other withheld counts that fit all that is shown, of which the same is withheld."""
    while True:
        table = make(random)
        hidden = to_be_withheld(table, path)
        attacker = Attacker(table, hidden)
        for key in attacker.unknown if hidden else ():
            for value in range(1, 6) if 0 < table.counts[key] <= 5 else ():
                counts = attacker.answer(key, value) if value != table.counts[key] else None
                twin = table.with_counts(counts) if counts else None
                if twin and to_be_withheld(twin, path) == hidden:
                    return table, twin


def to_be_withheld(table: Table, path: Path) -> Cells:
    report = pipeline.prepare(pipeline.read(written([table], path)), Settings(), edition=Edition.PUBLIC)
    return {
        (row.name, seen.month.month - 4)
        for row in report.book.indicators
        for seen in row.observations
        if seen.status is Status.SUPPRESSED
    }


def parts(path: Path, source: Path) -> dict[str, bytes]:
    mark = hashlib.sha256(source.read_bytes()).hexdigest().encode()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).replace(mark, b"the input") for name in archive.namelist()}


@pytest.mark.parametrize("seed", range(len(MADE_OF)))
def test_a_written_public_edition_gives_nothing_back(run, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    pairs = [with_a_twin(make, random, tmp_path / "kpi.xlsx") for make in MADE_OF[seed]]
    tables, twins = [table for table, _ in pairs], [twin for _, twin in pairs]
    source, other = written(tables, tmp_path / "one" / "kpi.xlsx"), written(twins, tmp_path / "other" / "kpi.xlsx")
    target, other_target = public(run, source), public(run, other)
    hidden = withheld(target, tables)
    assert all(hidden)
    assert [recoverable(table, cells) for table, cells in zip(tables, hidden, strict=True)] == [[]] * len(tables)
    assert withheld(other_target, twins) == hidden
    assert parts(target, source) == parts(other_target, other)
