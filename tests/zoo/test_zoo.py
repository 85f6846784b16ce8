"""Workbooks in the shapes that other people publish and keep: read as a careful person reads them, cell for cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from zoo_columns import COLUMNS
from zoo_commerce import COMMERCE
from zoo_council import COUNCIL
from zoo_council_figures import COUNCIL_FIGURES
from zoo_directorates import DIRECTORATES
from zoo_down import DOWN
from zoo_exports import EXPORTS
from zoo_figures import FIGURES, GAPS
from zoo_government import GOVERNMENT
from zoo_headings import HEADINGS
from zoo_health import HEALTH
from zoo_keeper import Builder, Cage, differences
from zoo_marks import MARKS
from zoo_mixed import MIXED
from zoo_mixed_down import MIXED_DOWN
from zoo_monthly_sheets import MONTHLY_SHEETS
from zoo_notation import NOTATION
from zoo_office import OFFICE
from zoo_other_councils import OTHER_COUNCILS
from zoo_parts import PARTS
from zoo_performance_teams import PERFORMANCE_TEAMS
from zoo_periods import PERIODS
from zoo_reports import REPORTS
from zoo_scorecards import SCORECARDS
from zoo_services import SERVICES
from zoo_tidy import TIDY

from kpi_workbook.reading import read_workbook
from kpi_workbook.settings import Settings

ZOO = (
    *HEALTH,
    *GOVERNMENT,
    *COMMERCE,
    *EXPORTS,
    *MARKS,
    *REPORTS,
    *COLUMNS,
    *SCORECARDS,
    *HEADINGS,
    *FIGURES,
    *GAPS,
    *PARTS,
    *COUNCIL,
    *COUNCIL_FIGURES,
    *MIXED,
    *MIXED_DOWN,
    *TIDY,
    *DIRECTORATES,
    *PERIODS,
    *NOTATION,
    *MONTHLY_SHEETS,
    *DOWN,
    *OFFICE,
    *SERVICES,
    *PERFORMANCE_TEAMS,
    *OTHER_COUNCILS,
)


@pytest.mark.parametrize("build", ZOO, ids=lambda build: build.__name__)
def test_is_read_as_a_person_reads_it(build: Builder, tmp_path: Path) -> None:
    cage = Cage()
    build(cage)
    path = tmp_path / "workbook.xlsx"
    cage.save(path)
    assert differences(cage, read_workbook(path, Settings())) == []


def test_a_wrong_figure_would_be_seen(tmp_path: Path) -> None:
    cage = Cage()
    sheet = cage.sheet("KPIs", [["Indicator", "Apr-22", "May-22"], ["Visits", 5, 6]])
    cage.across(sheet, {"B": "2022-04", "C": "2022-05"}, {2: "Visits"})
    sheet["C2"] = 7
    path = tmp_path / "workbook.xlsx"
    cage.save(path)
    assert differences(cage, read_workbook(path, Settings())) == [
        "KPIs!C2 '7': read ('2022-05', 7, None, None), expected ('2022-05', 6.0, None, None)"
    ]
