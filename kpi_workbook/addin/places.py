"""Where Excel loads add-ins from, and where the add-in keeps its own things, without administrator's rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import CannotInstall

ADDIN = "KpiWorkbook.xlam"
INI = "kpi_workbook.ini"
HELP = "help.html"
SCRIPT = "KpiWorkbook.applescript"
HOME = "kpi_workbook"  # the folder that KpiFiles.HomeFolder looks for


@dataclass(frozen=True, slots=True)
class Places:
    """`startup`: Excel opens every add-in in it. `home`: the program's path, the log, the settings. `scripts`: where
    Excel for Mac finds scripts it may run, None on Windows."""

    startup: Path
    home: Path
    scripts: Path | None = None


def find_places(platform: str, home: Path, environment: Mapping[str, str]) -> Places:
    """The folders of this user. `platform` is `sys.platform`. Raises CannotInstall where Excel does not run.

    Windows: APPDATA and LOCALAPPDATA where they are set (councils often redirect them), else below `home`.
    Mac: Excel is sandboxed, so its folders lie in its containers; xlwings installs to the same ones.
    """
    if platform == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        local = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return Places(roaming / "Microsoft" / "Excel" / "XLSTART", local / HOME)
    if platform == "darwin":
        library = home / "Library"
        office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        return Places(
            startup=office / "Startup.localized" / "Excel",
            home=library / "Containers" / "com.microsoft.Excel" / "Data" / HOME,
            scripts=library / "Application Scripts" / "com.microsoft.Excel",
        )
    raise CannotInstall(
        f"Excel does not run on {platform}, so there is nowhere to put its add-in; install it on the Windows PC or Mac "
        "with Excel, and use `kpi-workbook check` and `kpi-workbook build` here"
    )
