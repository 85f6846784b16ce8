"""Installing puts exactly what is needed where Excel looks, and uninstalling leaves what was there before."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kpi_workbook.addin.install import SHIPPED, STEPS, find_program, install, program_candidates, uninstall
from kpi_workbook.addin.places import ADDIN, Places, find_places
from kpi_workbook.addin.protocol import read_keys
from kpi_workbook.errors import CannotInstall

PROGRAM = Path("/opt/Siân's tools/kpi-workbook")
OFFICE = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
CONTAINER = "Library/Containers/com.microsoft.Excel/Data/kpi_workbook"
WHERE = {
    "win32": {
        "AppData/Roaming/Microsoft/Excel/XLSTART/KpiWorkbook.xlam",
        "AppData/Local/kpi_workbook/help.html",
        "AppData/Local/kpi_workbook/kpi_workbook.ini",
    },
    "darwin": {
        f"{OFFICE}/KpiWorkbook.xlam",
        f"{CONTAINER}/help.html",
        f"{CONTAINER}/kpi_workbook.ini",
        "Library/Application Scripts/com.microsoft.Excel/KpiWorkbook.applescript",
    },
}


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below, files with their content."""
    paths = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in paths}


@pytest.mark.parametrize("platform", WHERE)
def test_install_puts_each_file_in_its_place(tmp_path: Path, platform: str) -> None:
    places = find_places(platform, tmp_path, {})
    installed = install(places, PROGRAM)
    files = {name for name, content in tree(tmp_path).items() if content is not None}
    assert files == WHERE[platform]
    assert set(installed.files) == {tmp_path / name for name in files}
    assert (places.startup / ADDIN).read_bytes() == (SHIPPED / ADDIN).read_bytes()
    assert read_keys(places.home / "kpi_workbook.ini")["program"] == str(PROGRAM)
    assert installed.steps == STEPS


@pytest.mark.parametrize("platform", WHERE)
@pytest.mark.parametrize("times", [1, 2])
def test_uninstall_undoes_exactly_that(tmp_path: Path, platform: str, times: int) -> None:
    (tmp_path / "AppData" / "Roaming" / "Microsoft").mkdir(parents=True)
    (tmp_path / "Library" / "Application Scripts").mkdir(parents=True)
    (tmp_path / "Library" / "other.txt").write_text("kept")
    before = tree(tmp_path)
    places = find_places(platform, tmp_path, {})
    for _ in range(times):
        install(places, PROGRAM)
    removed = uninstall(places)
    assert {str(path.relative_to(tmp_path)) for path in removed} == WHERE[platform]
    assert tree(tmp_path) == before


def test_uninstall_keeps_the_log_and_other_add_ins(tmp_path: Path) -> None:
    places = find_places("win32", tmp_path, {})
    install(places, PROGRAM)
    (places.startup / "Other.xlam").write_bytes(b"x")
    (places.home / "log.txt").write_text("yesterday")
    uninstall(places)
    assert {name for name, content in tree(tmp_path).items() if content is not None} == {
        "AppData/Roaming/Microsoft/Excel/XLSTART/Other.xlam",
        "AppData/Local/kpi_workbook/log.txt",
    }


def test_uninstall_where_nothing_is_installed_removes_nothing(tmp_path: Path) -> None:
    assert uninstall(find_places("win32", tmp_path, {})) == ()


def test_install_again_brings_an_older_add_in_up_to_date(tmp_path: Path) -> None:
    places = find_places("win32", tmp_path, {})
    install(places, PROGRAM)
    (places.startup / ADDIN).write_bytes(b"older")
    install(places, Path("/elsewhere/kpi-workbook"))
    assert (places.startup / ADDIN).read_bytes() == (SHIPPED / ADDIN).read_bytes()
    assert read_keys(places.home / "kpi_workbook.ini")["program"] == "/elsewhere/kpi-workbook"


def test_redirected_windows_folders_are_followed(tmp_path: Path) -> None:
    environment = {"APPDATA": "/server/profiles/siân", "LOCALAPPDATA": "/local"}
    assert find_places("win32", tmp_path, environment) == Places(
        Path("/server/profiles/siân/Microsoft/Excel/XLSTART"), Path("/local/kpi_workbook")
    )


def test_linux_is_told_why_not(tmp_path: Path) -> None:
    with pytest.raises(CannotInstall, match="Excel does not run on linux"):
        find_places("linux", tmp_path, {})


def test_what_cannot_be_written_is_named_and_nothing_is_half_written(tmp_path: Path) -> None:
    places = find_places("win32", tmp_path, {})
    (places.startup / ADDIN).mkdir(parents=True)  # stands in for a file that Excel holds open
    with pytest.raises(CannotInstall, match="install-addin again"):
        install(places, PROGRAM)
    assert [path.name for path in places.startup.iterdir()] == [ADDIN]


def test_the_program_is_found_wherever_it_was_started_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "kpi-workbook"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert find_program([str(program)]) == program
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program([sys.executable, "kpi-workbook"]) == program
    monkeypatch.setattr(sys, "argv", [str(program), "install-addin"])
    assert find_program(program_candidates()) == program
    program.unlink()
    with pytest.raises(CannotInstall, match="was not found"):
        find_program([str(program), "kpi-workbook"])
