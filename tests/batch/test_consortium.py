"""The benchmarking workbook of a folder with several organisations: cell by cell, in both editions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from batch_books import NOW, carry_out

from kpi_workbook.batch import Order, open_batch
from kpi_workbook.batch.consortium import write_benchmark
from kpi_workbook.errors import CannotWrite, UnreadableWorkbook
from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.report import Edition
from kpi_workbook.settings import Settings, beside

RE_REFERRALS = "Percentage of re-referrals within 12 months"
TIMELY = "Percentage of C&F assessments completed within 45 working days"
CARE_LEAVERS = "Percentage of care leavers in education, employment or training"
HEADINGS = ["Indicator", "Clock", "Better", "Headline"]
Rows = dict[str, Sequence[object]]


def council(folder: Path, name: str, rows: Rows, months: Sequence[str] = ("Apr-22", "May-22")) -> Path:
    """A council's workbook: each row's name and its months."""
    folder.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append((f"{name} Council: key performance indicators 2022/23",))
    sheet.append(("Indicator", *months))
    for indicator, cells in rows.items():
        sheet.append((indicator, *cells))
    path = folder / f"{name.lower()}.xlsx"
    book.save(path)
    (folder / "kpi-workbook.toml").write_text(f'organisation = "{name}"\n')
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five councils, a folder each. Their rows stand in different order under different names; Eastham gives no
    counts, Westley ends in April, and Southam's care leavers are so few that the public may not see them."""
    home = tmp_path / "in"
    council(home / "n", "Northam", {
        RE_REFERRALS: ("20% (20/100)", "30% (30/100)"), TIMELY: ("80% (80/100)", "90% (90/100)"),
        "Number of contacts": (500, 600), CARE_LEAVERS: ("50% (50/100)", "60% (60/100)"),
    })  # fmt: skip
    council(home / "s", "Southam", {
        CARE_LEAVERS: ("40% (40/100)", "20% (2/10)"),
        "Re-referrals within 12 months %": ("10% (10/100)", "20% (10/50)"),
        "Number of contacts": (50, 60), TIMELY: ("70% (70/100)", "70% (70/100)"),
    })  # fmt: skip
    council(home / "e", "Eastham", {
        RE_REFERRALS: ("20%", "30%"), TIMELY: ("60% (60/100)", "75% (75/100)"), "Complaints answered": (1, 2),
    })  # fmt: skip
    council(home / "u", "Upham", {RE_REFERRALS: ("N/A", "25% (25/100)"), TIMELY: ("95% (95/100)", "95% (95/100)")})
    council(home / "w", "Westley", {RE_REFERRALS: ("20% (20/100)",)}, months=("Apr-22",))
    return home


def made(folder: Path, target: Path, edition: Edition = Edition.INTERNAL) -> openpyxl.Workbook:
    files = sorted(folder.rglob("*.xlsx"))
    content = write_benchmark(files, target, beside, Settings(), edition).read_bytes()
    assert audit(content) == []
    return openpyxl.load_workbook(target, data_only=True)


def table(sheet: Any) -> list[list[object]]:
    """The sheet's first table, as the values that are stored."""
    return [[cell.value for cell in line] for line in sheet[next(iter(sheet.tables.values())).ref]]


def test_figures_stand_side_by_side_by_name_not_by_row(folder, tmp_path) -> None:
    figures = table(made(folder, tmp_path / "side-by-side.xlsx")["Figures"])
    month, year = "In month, May-22", "Year to date, Apr-22 to May-22"
    assert figures[0] == [
        *HEADINGS, "Eastham", "Northam", "Southam", "Upham", "Lower quartile", "Median", "Upper quartile", "Note",
    ]  # fmt: skip
    no_counts = "Eastham: no year to date (percentages cannot be put together without their counts)"
    unlike = "Upham: not like the others: it covers May-22"
    missing = "Eastham and Upham: the workbook has no such indicator"
    sizes = f"Not ranked: organisations differ in size; a rate could be ranked; {missing}"
    assert figures[1:] == [
        [RE_REFERRALS, month, "Lower", "Yes", 0.3, 0.3, 0.2, 0.25, 0.2375, 0.275, 0.3, "[z]"],
        [RE_REFERRALS, year, "Lower", "No", "[x]", 0.25, pytest.approx(2 / 15), "[z]", "[z]", pytest.approx(23 / 120),
         "[z]", f"{no_counts}; {unlike}"],
        [TIMELY, month, "Higher", "No", 0.75, 0.9, 0.7, 0.95, 0.7375, 0.825, 0.9125, "[z]"],
        [TIMELY, year, "Higher", "Yes", 0.675, 0.85, 0.7, 0.95, 0.69375, 0.775, 0.875, "[z]"],
        ["Number of contacts", month, "Neither", "No", "[x]", 600, 60, "[x]", "[z]", "[z]", "[z]", sizes],
        ["Number of contacts", year, "Neither", "Yes", "[x]", 1100, 110, "[x]", "[z]", "[z]", "[z]", sizes],
        [CARE_LEAVERS, month, "Higher", "Yes", "[x]", 0.6, 0.2, "[x]", "[z]", 0.4, "[z]", missing],
    ]  # fmt: skip


def test_ranks_and_quarters_follow_and_the_cover_counts_each_indicator_once(folder, tmp_path) -> None:
    book = made(folder, tmp_path / "side-by-side.xlsx")
    ranks, quarters = ([line[4:] for line in table(book[sheet])[1:]] for sheet in ("Ranks", "Quarters"))
    assert ranks == [
        [3, 3, 1, 2, 4], ["[x]", 2, 1, "[z]", 2], [3, 2, 4, 1, 4], [4, 2, 3, 1, 4],
        ["[x]", 1, 2, "[x]", 2],
    ]  # fmt: skip
    assert quarters[0] == ["Lower", "Lower", "Top", "Upper"]
    assert quarters[3] == ["Bottom", "Upper", "Lower", "Top"]
    assert quarters[4] == ["[x]", "[z]", "[z]", "[x]"]
    assert table(book["Cover"])[1:] == [
        ["Eastham", "eastham.xlsx, to May-22", 2, 0, 0, 0, 1, 1],
        ["Northam", "northam.xlsx, to May-22", 3, 1, 0, 1, 1, 0],
        ["Southam", "southam.xlsx, to May-22", 3, 1, 1, 0, 1, 0],
        ["Upham", "upham.xlsx, to May-22", 2, 1, 1, 1, 0, 0],
    ]
    said = [row[0].value for row in book["Cover"].iter_rows(max_col=1)]
    assert "Figures as at May 2022  ·  Internal edition" in said
    assert "Not compared: Westley (westley.xlsx): no figures for May 2022." in said


def test_a_figure_keeps_its_counts_and_its_cell_and_every_other_sheet_follows_it(folder, tmp_path) -> None:
    made(folder, tmp_path / "side-by-side.xlsx")
    book = openpyxl.load_workbook(tmp_path / "side-by-side.xlsx")
    details = table(book["Details"])
    assert details[3][:7] == [RE_REFERRALS, "In month", "Southam", "May-22", '=IFERROR(F8/G8,"[x]")', 10, 50]
    assert details[3][9:] == ["Re-referrals within 12 months %", "southam.xlsx", "Sheet!C4", "[z]"]
    assert book["Figures"]["G6"].value == "=Details!$E$8"
    assert book["Figures"]["J6"].value == '=IF(COUNT(E6:H6)>=2,MEDIAN(E6:H6),"[z]")'
    assert (
        book["Ranks"]["G6"].value == "=IF(ISNUMBER(Figures!$G$6),RANK(Figures!$G$6,Figures!$E$6:$H$6,1),Figures!$G$6)"
    )
    assert len(book["Charts"]._charts) == 3  # openpyxl has no public way to them
    titles = [line[3] for line in table(made(folder, tmp_path / "again.xlsx")["Chart data"])[1:] if line[3] != "[z]"]
    assert titles == [
        "Re-referrals within 12 months, May-22: Southam best with 20.0%, median 27.5%",
        "C&F assessments completed within 45 working days, Apr-22 to May-22: Upham best with 95.0%, median 77.5%",
        "Care leavers in education, employment or training, May-22: Northam best with 60.0%, median 40.0%",
    ]


def test_the_public_edition_withholds_before_it_compares(folder, tmp_path) -> None:
    figures = table(made(folder, tmp_path / "public.xlsx", Edition.PUBLIC)["Figures"])
    (month,) = (line for line in figures if line[0] == CARE_LEAVERS and str(line[1]).startswith("In month"))
    assert month[4:8] == ["[x]", 0.6, "[c]", "[x]"]
    assert "fewer than two organisations" in str(month[-1])
    book = openpyxl.load_workbook(tmp_path / "public.xlsx")
    shown = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}
    assert not any("2/10" in text for text in shown)
    assert not {"42", "110"} <= shown


def test_the_same_workbooks_give_the_same_bytes(folder, tmp_path) -> None:
    files = sorted(folder.rglob("*.xlsx"))
    one = write_benchmark(files, tmp_path / "one.xlsx", beside, Settings()).read_bytes()
    two = write_benchmark(files[::-1], tmp_path / "two.xlsx", beside, Settings()).read_bytes()
    assert one == two


def test_one_organisation_is_no_comparison_whatever_the_spelling_of_its_name(tmp_path) -> None:
    files = [council(tmp_path / each, name, {TIMELY: ("80%", "90%")}) for each, name in (("a", "Ham"), ("b", "HAM"))]
    with pytest.raises(UnreadableWorkbook, match=r"out\.xlsx: .* needs two organisations, and only Ham was read"):
        write_benchmark(files, tmp_path / "out.xlsx", beside, Settings())


def test_organisations_without_a_month_in_common_are_not_compared(tmp_path) -> None:
    files = [
        council(tmp_path / name, name, {TIMELY: ("80%",)}, [month])
        for name, month in (("A", "May-22"), ("B", "Apr-22"))
    ]
    with pytest.raises(UnreadableWorkbook, match=r"and only B has figures for April 2022; give workbooks that share"):
        write_benchmark(files, tmp_path / "out.xlsx", beside, Settings())


def test_an_input_is_never_overwritten(folder) -> None:
    files = sorted(folder.rglob("*.xlsx"))
    before = files[0].read_bytes()
    with pytest.raises(CannotWrite):
        write_benchmark(files, files[0], beside, Settings())
    assert files[0].read_bytes() == before


def test_three_organisations_have_no_quarters(folder, tmp_path) -> None:
    for each in "uw":
        next((folder / each).glob("*.xlsx")).unlink()
    book = made(folder, tmp_path / "three.xlsx")
    assert "Quarters" not in book.sheetnames
    assert table(book["Cover"])[0] == ["Organisation", "Workbook", "Ranked", "Rank 1"]
    assert table(book["Figures"])[0] == [*HEADINGS, "Eastham", "Northam", "Southam", "Median", "Note"]
    formulas = openpyxl.load_workbook(tmp_path / "three.xlsx")
    medians = [line[2] for line in table(formulas["Chart data"]) if line[1] == "Median"]
    assert medians[0] == "=Figures!$H$6"
    assert formulas["Figures"]["H6"].value == '=IF(COUNT(E6:G6)>=2,MEDIAN(E6:G6),"[z]")'


def test_the_command_compares_what_it_built_also_when_resumed(run, folder, tmp_path) -> None:
    (folder / "n" / "broken.xlsx").touch()
    target, out = tmp_path / "side-by-side.xlsx", tmp_path / "out"
    done = run("batch", folder, "-o", out, "--recursive", "--jobs", "1", "--benchmark", target)
    first = target.read_bytes()
    assert (done.code, done.err.splitlines()) == (
        1,
        [f"6 workbooks: 5 built, 1 refused; summary: {out / 'batch-summary.xlsx'}", f"side by side: {target}"],
    )
    target.unlink()
    order = Order(folder=folder, output=out, settings_for=beside, recursive=True, resume=True)
    with open_batch(order, NOW) as batch:
        batch.benchmark(batch.look(), target, Settings())
    assert target.read_bytes() == first
    target.rename(folder / "n" / "theirs.xlsx")
    rows = carry_out(folder, out, recursive=True, patterns=("theirs.xlsx",))
    assert [str(row.why) for row in rows.values()] == ["written by kpi-workbook itself"]
