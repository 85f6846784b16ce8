"""Teams' workbooks as they are sent out, built once, and a folder of copies to type into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from team_books import figures, in_column
from team_forms import type_into

from kpi_workbook.model import Month
from kpi_workbook.settings import Settings
from kpi_workbook.teams import TeamsBuilt, build_teams


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> TeamsBuilt:
    """Three teams' workbooks and the comparison, in the folder `sent` beside the KPI workbook."""
    home = tmp_path_factory.mktemp("teams")
    in_column().save(home / "kpi.xlsx")
    return build_teams(home / "kpi.xlsx", "team", home / "sent", Settings())


@pytest.fixture(scope="session")
def another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks of two teams from another KPI workbook: as at September, and in the folder `august` as at August."""
    home = tmp_path_factory.mktemp("another")
    in_column(figures(("South", "West"), "Total")).save(home / "other.xlsx")
    build_teams(home / "other.xlsx", "team", home, Settings())
    build_teams(home / "other.xlsx", "team", home / "august", Settings(), month=Month(2022, 8))
    for path in (home / "South-scrutiny.xlsx", home / "august" / "South-scrutiny.xlsx"):
        type_into(path, "Never to be seen.")
    return home


@pytest.fixture
def sent(built: TeamsBuilt, tmp_path: Path) -> Path:
    """A copy of the folder, the KPI workbook beside it."""
    home = built.comparison.parent.parent
    shutil.copy(home / "kpi.xlsx", tmp_path)
    return Path(shutil.copytree(home / "sent", tmp_path / "sent"))
