"""A workbook's only section has a section's name, not the document's title."""

from __future__ import annotations

import pytest
from dumping import opened
from report_builder import indicator, report, section

from kpi_workbook.scrutiny.only_section import name_of_the_only
from kpi_workbook.scrutiny.render import render


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Effective assessment", "Effective assessment"),
        ("May half-term offers", "May half-term offers"),
        ("Housing, Q2 2022-23 (provisional)", "Housing, Q2 2022-23 (provisional)"),
        ("Monthly performance report July 2022", "All indicators"),
        ("April to December 2022", "All indicators"),
        ("Sheet1", "All indicators"),
        ("KPIs", "All indicators"),
        ("Northtown Children's Services: key performance indicators 2022/23", "Northtown Children's Services"),
        ("Adult social care – monthly KPI report – December 2022", "Adult social care"),
        ("Table 1: Referrals", "Referrals"),
        ("Northtown Council: monthly performance report", "All indicators"),
        ("Council tax collected", "Council tax collected"),
    ],
)
def test_what_the_only_section_is_called(title: str, name: str) -> None:
    assert name_of_the_only(title) == name


def test_several_sections_keep_their_titles() -> None:
    rows = [indicator("Visits", [0.7], row=5), indicator("Calls", [0.8], row=6)]
    title = "Performance report 2022"
    only = opened(render(report(section(title, *rows))))
    several = opened(render(report(section(title, rows[0]), section("Calls", rows[1]))))
    assert only["1 All indicators"]["A1"].value == "1. All indicators"
    assert several["1 Performance report 2022"]["A1"].value == "1. Performance report 2022"
