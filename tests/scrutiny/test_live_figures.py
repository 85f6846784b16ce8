"""An edit of one count reaches the percentage, the year to date, the status words, the summary and the charts."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden import recorded
from libreoffice import Calculator
from report_builder import small

from kpi_workbook.scrutiny import write_workbook

SECTION = "1 Direct work"


@pytest.mark.libreoffice
def test_a_changed_count_changes_all_that_is_made_of_it(calculator: Calculator, tmp_path: Path) -> None:
    path = write_workbook(small(), tmp_path / "live.xlsx")
    before, _ = calculator.stored_and_recalculated(path)
    after = calculator.after_edit(path, {(SECTION, "D16"): 50})
    changed = [f"{sheet}!{cell}\t{before[sheet, cell]} → {value}" for (sheet, cell), value in after.items()
               if before[sheet, cell] != value]  # fmt: skip
    shown = "\n".join(changed) + "\n"
    assert shown == recorded("after-an-edit", shown)
    assert "Summary!D13\tMissed → Met" in changed


@pytest.mark.libreoffice
def test_a_count_typed_for_the_next_month_appears(calculator: Calculator, tmp_path: Path) -> None:
    path = write_workbook(small(), tmp_path / "next.xlsx")
    after = calculator.after_edit(path, {(SECTION, "E16"): 45, (SECTION, "E17"): 50})
    assert after[SECTION, "E7"] == 0.9
    assert after[SECTION, "N7"] == 0.8
    assert after["Chart data", "H5"] == 0.9
