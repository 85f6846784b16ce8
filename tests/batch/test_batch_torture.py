"""What the long runs are made of is what it should be: sound workbooks that differ, broken ones that are refused."""

from __future__ import annotations

import random

import pytest
from batch_torture import broken_books, example_books

from kpi_workbook import pipeline
from kpi_workbook.errors import UnreadableWorkbook


def test_every_way_to_break_a_workbook_is_refused_with_its_reason(tmp_path) -> None:
    codes = []
    for name in broken_books(tmp_path, 6, random.Random(1)):
        with pytest.raises(UnreadableWorkbook) as refusal:
            pipeline.read(tmp_path / name)
        codes.append(refusal.value.code)
    assert codes == ["DAMAGED", "EMPTY_FILE", "WRONG_FORMAT", "NO_MONTHS", "DAMAGED", "MISSING_PART"]


def test_no_two_examples_have_the_same_figures(tmp_path) -> None:
    books = [pipeline.read(tmp_path / name) for name in example_books(tmp_path, 3)]
    contacts = [next(row for row in book.indicators if row.name == "Number of contacts") for book in books]
    assert [row.observations[-1].value for row in contacts] == [1200, 1201, 1202]
    assert len({book.sha256 for book in books}) == 3
