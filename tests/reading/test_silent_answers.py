"""What libraries read wrongly without a word is read rightly here, or said to be wrong at its cell.

Each case is one cell of a KPI workbook's table, as far as to the figure and the findings.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from binary_writers import SheetToWrite, xls, xlsb, zipped
from raw_parts import STRICT, ods, sheet_xml, xlsx_parts

import kpi_workbook as kw
from kpi_workbook.model import Observation, Status

HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Indicator</t></is></c><c r="B1" s="2"><v>44652</v></c>'
    '<c r="C1" s="2"><v>44682</v></c></row>'
)
NAME = '<c r="A2" t="inlineStr"><is><t>Number of contacts</t></is></c>'
NEXT = '<c r="C2"><v>90</v></c>'


def sheet(cell: str, name: str = NAME) -> str:
    return sheet_xml(f'{HEAD}<row r="2">{name}{cell}{NEXT}</row>')


def parts(cell: str) -> dict[str, bytes]:
    return xlsx_parts(sheet(cell), texts=("<t>12</t>", "<t>a</t>"))


def figure(content: bytes, folder: Path) -> tuple[Observation, list[str]]:
    """April's figure, and the rules of the findings at its cell."""
    path = folder / "kpi.xlsx"
    path.write_bytes(content)
    book = kw.read(path)
    found = kw.check(book, kw.recompute(book))
    (april,) = [each for each in book.indicators[0].observations if str(each.month) == "2022-04"]
    return april, [each.rule for each in found if each.place.cell == "B2"]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><v>8<!-- -->4</v></c>', '<c r="B2"><v><![CDATA[84]]></v></c>', '<c r="B2"><v>8.4E1</v></c>',
        '<c r="B2"><f>80+4</f><v>84</v></c>', '<c r="B2" t="str"><f>"84"</f><v>84</v></c>',
        '<c r="B2" t="inlineStr"><is><t>84</t></is></c>',
        '<c r="B2" t="inlineStr"><is><r><t>8</t></r><r><t>4</t></r></is></c>',
    ],
)  # fmt: skip
def test_the_figure_is_read_however_it_is_written(cell: str, tmp_path: Path) -> None:
    assert figure(zipped(parts(cell)), tmp_path)[0].value == 84


def test_strict_utf_16_and_unordered_sheets_are_read_whole(tmp_path: Path) -> None:
    sound = parts('<c r="B2"><v>84</v></c>')
    strict = {name: data.decode() for name, data in sound.items()}
    for old, new in STRICT.items():
        strict = {name: data.replace(old, new) for name, data in strict.items()}
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{sound["xl/worksheets/sheet1.xml"].decode()}'.encode("utf-16")
    unordered = sheet_xml(f'<row r="2">{NEXT}<c r="B2"><v>84</v></c>{NAME}</row>{HEAD}').encode()
    for content in (
        {name: data.encode() for name, data in strict.items()},
        {**sound, "xl/worksheets/sheet1.xml": wide},
        {**sound, "xl/worksheets/sheet1.xml": unordered},
    ):
        assert figure(zipped(content), tmp_path)[0].value == 84


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A", "#NAME?", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"])
def test_an_error_stays_an_error_and_is_found(error: str, tmp_path: Path) -> None:
    april, rules = figure(zipped(parts(f'<c r="B2" t="e"><v>{error}</v></c>')), tmp_path)
    assert (april.value, april.status) == (None, Status.ERROR)
    assert rules


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_an_error_stays_an_error_in_the_other_formats(kind: str, tmp_path: Path) -> None:
    month = "mmm-yy"
    cells = {
        (1, 1): "Indicator", (1, 2): (44652, month), (1, 3): (44682, month), (2, 1): "Number of contacts",
        (2, 2): "#DIV/0!", (2, 3): 90,
    }  # fmt: skip
    table = (
        "<table:table-row><table:table-cell office:value-type='string'><text:p>Indicator</text:p></table:table-cell>"
        "<table:table-cell office:value-type='string'><text:p>Apr-22</text:p></table:table-cell>"
        "<table:table-cell office:value-type='string'><text:p>May-22</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell office:value-type='string'><text:p>Number of contacts</text:p>"
        "</table:table-cell><table:table-cell calcext:value-type='error' office:value-type='string' "
        "office:string-value='' table:formula='of:=1/0'><text:p>#DIV/0!</text:p></table:table-cell>"
        "<table:table-cell office:value-type='float' office:value='90'><text:p>90</text:p></table:table-cell>"
        "</table:table-row>"
    )
    written = SheetToWrite("KPIs", cells)
    content = {"xls": lambda: xls([written]), "xlsb": lambda: xlsb([written]), "ods": lambda: ods(table)}[kind]()
    april, rules = figure(content, tmp_path)
    assert (april.value, april.status) == (None, Status.ERROR)
    assert rules


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><v>1,5</v></c>', '<c r="B2"><v>NaN</v></c>', '<c r="B2"><v>1e999</v></c>',
        '<c r="B2" t="b"><v>7</v></c>',
        '<c r="B2" t="d"><v>2022-13-01</v></c>', '<c r="B2" t="s"><v>-1</v></c>', '<c r="B2" t="s"><v>99</v></c>',
        '<c r="B2"><v>\u0661\u0662</v></c>', '<c r="B2"><v>\uff11\uff12</v></c>', '<c r="B2"><v>1_000</v></c>',
        '<c r="B2" t="zz"><v>84</v></c>',
    ],
)  # fmt: skip
def test_one_bad_cell_costs_itself_and_is_found(cell: str, tmp_path: Path) -> None:
    april, rules = figure(zipped(parts(cell)), tmp_path)
    assert april.value is None
    assert april.status in (Status.ERROR, Status.UNREADABLE)
    assert rules


@pytest.mark.parametrize("text", ["\u0661\u0662", "\uff11\uff12", "1_000", "12O", "1e5 or so"])
def test_a_text_that_only_looks_like_a_number_is_none(text: str, tmp_path: Path) -> None:
    april, rules = figure(zipped(parts(f'<c r="B2" t="inlineStr"><is><t>{text}</t></is></c>')), tmp_path)
    assert april.value is None
    assert rules


@pytest.mark.parametrize(
    ("text", "status"),
    [("N/A", Status.NOT_APPLICABLE), ("n/a", Status.NOT_APPLICABLE), ("c", Status.SUPPRESSED),
     ("*", Status.SUPPRESSED), ("TBC", Status.TO_BE_CONFIRMED)],
)  # fmt: skip
def test_a_mark_stays_a_mark(text: str, status: Status, tmp_path: Path) -> None:
    april, _ = figure(zipped(parts(f'<c r="B2" t="inlineStr"><is><t>{text}</t></is></c>')), tmp_path)
    assert (april.value, april.status, april.typed) == (None, status, text)


def test_a_formula_without_a_result_is_found_at_its_cell(tmp_path: Path) -> None:
    april, rules = figure(zipped(parts('<c r="B2"><f>80+4</f></c>')), tmp_path)
    assert april.value is None
    assert rules


def test_a_stale_percentage_is_found_beside_its_counts(tmp_path: Path) -> None:
    typed = '<c r="B2" t="str"><f>"99% (84/100)"</f><v>99% (84/100)</v></c>'
    april, rules = figure(zipped(parts(typed)), tmp_path)
    assert (april.numerator, april.denominator) == (84, 100)
    assert "A301" in rules


def test_a_value_under_a_merged_cell_is_no_figure_and_is_told(tmp_path: Path) -> None:
    other = NAME.replace("A2", "A3").replace("contacts", "referrals")
    merged = sheet_xml(
        f'{HEAD}<row r="2">{NAME}<c r="B2"><v>84</v></c>{NEXT}</row>'
        f'<row r="3">{other}<c r="B3"><v>7</v></c><c r="C3"><v>8</v></c></row>',
        after='<mergeCells><mergeCell ref="B2:C2"/></mergeCells>',
    )
    path = tmp_path / "kpi.xlsx"
    path.write_bytes(zipped(xlsx_parts(merged)))
    book = kw.read(path)
    contacts = book.indicators[0]
    assert [each.value for each in contacts.observations] == [None, None]
    assert [(each.typed, each.place.cell) for each in contacts.extras] == [("84", "B2")]  # as a figure of both months
    assert [(str(each.place), each.words) for each in book.remarks] == [
        ("S1!C2", "This cell holds something under a merged cell, where nobody sees it; it was not read.")
    ]
    found = kw.check(book, kw.recompute(book))
    assert [(each.rule, each.place.cell) for each in found if each.place.cell == "C2"] == [("S116", "C2")]


def test_a_changed_digit_is_no_figure(tmp_path: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts('<c r="B2"><v>84</v></c>').items():
            archive.writestr(name, data)
    with pytest.raises(kw.UnreadableWorkbook, match="differs from its checksum"):
        figure(made.getvalue().replace(b"<v>84</v>", b"<v>94</v>"), tmp_path)
