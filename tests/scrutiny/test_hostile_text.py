"""Text that comes from a workbook is written as text, whatever it begins with or holds."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from dumping import opened
from report_builder import indicator, report, section

from kpi_workbook.scrutiny.audit import audit
from kpi_workbook.scrutiny.render import render

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "http://evil.example",
    "mailto:a@evil.example",
    "external:evil.xlsx",
    "internal:Cover!A1",
    "=1+1\n=2+2",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    part = section(text, indicator(text, [(1, 2)] * 3, 0.9), analysis=[text], actions=[text])
    content = render(report(part, organisation=text))
    assert audit(content) == []
    book = opened(content)
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [formula for formula in formulas if formula.startswith(("=1+1", "=cmd", "=HYPERLINK"))]
    links = [link for sheet in book for link in sheet._hyperlinks]
    assert all(link.location and not link.target for link in links)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "externalLink" in name]


def test_control_characters_are_dropped_and_long_text_is_cut_with_a_mark() -> None:
    content = render(report(section("Part", analysis=["a\x00b\x07c\x1bd", "x" * 40_000])))
    sheet = opened(content)["1 Part"]
    texts = [cell.value for row in sheet.iter_rows(max_col=1) for cell in row if isinstance(cell.value, str)]
    assert "abcd" in texts
    long = next(text for text in texts if text.startswith("xxx"))
    assert len(long) == 32_767
    assert long.endswith(" […]")
