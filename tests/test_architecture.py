"""The rooms and floors of the package hold: imports go down only, and third parties stay inside their borders."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kpi_workbook"

# Top floor first; rooms on one floor are strangers to each other.
FLOORS = (
    ("cli",),
    ("doctor",),
    ("addin",),
    ("teams",),
    ("batch", "export"),
    ("mail",),
    ("nextmonth",),
    ("documents",),
    ("pipeline",),
    ("scrutiny",),
    ("checks",),
    ("disclosure",),
    ("figures",),
    ("reading",),
    ("catalogue",),
    ("settings", "shipped"),
    ("model", "atomic", "database", "garbage", "private"),
    ("events",),
    ("errors",),
    ("filenames", "locking"),
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
DOORS = ("__init__", "__main__")  # the public names and the program: they may open any room

BORDERS = {
    "olefile": {"reading"},
    "openpyxl": set(),
    "distributed": {"batch"},
    "keyring": {"mail"},
    "msal": {"mail"},
    "msoffcrypto": {"mail"},
    "pandas": {"export", "figures", "model"},
    "pyarrow": {"export"},
    "python_calamine": {"reading"},
    "pydantic": None,
    "pydantic_core": {"model"},
    "requests": {"mail"},
    "rich": {"cli"},
    "smtplib": {"mail"},
    "typer": {"cli"},
    "xlrd": {"reading"},
    "xlsxwriter": {"nextmonth", "scrutiny"},
    "xlwings": {"addin"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a module belongs to: its folder or, at the top, its own name."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[tuple[str, ...]]:
    """Every import of a module, inside functions too, as absolute dotted parts."""
    here = path.relative_to(PACKAGE.parent).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else ()
            target = (*base, *(node.module or "").split(".")) if node.module else base
            yield from ((*target, alias.name) for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stands_on_a_floor_and_imports_only_what_lies_below(path: Path) -> None:
    room = room_of(path)
    if room in DOORS:
        return
    assert room in FLOOR_OF, f"{room} stands on no floor: give it one in FLOORS"
    used = {parts[1] for parts in imports_of(path) if parts[0] == "kpi_workbook" and len(parts) > 1}
    uphill = sorted(other for other in used - {room} if other in FLOOR_OF and FLOOR_OF[other] <= FLOOR_OF[room])
    assert uphill == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_third_parties_stay_inside_their_borders(path: Path) -> None:
    room = room_of(path)
    outside = []
    for package in {parts[0] for parts in imports_of(path)} - {"kpi_workbook"}:
        known = package in sys.stdlib_module_names and package not in BORDERS
        rooms = BORDERS.get(package, set())
        if not known and rooms is not None and room not in rooms:
            outside.append(package)
    assert outside == []


def test_no_module_has_grown_two_ideas() -> None:
    too_long = {str(path): lines for path in MODULES if (lines := len(path.read_text().splitlines())) > 400}
    assert too_long == {}


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['kpi-workbook', '--help']\n"
        "from kpi_workbook.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pandas', 'openpyxl', 'xlsxwriter', 'pydantic', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage: kpi-workbook" in done.stdout
    assert done.stderr.strip() == "[]"
