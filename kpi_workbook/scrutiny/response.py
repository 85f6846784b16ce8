"""What a team is asked and what it answers: the form on the sheet Your response, as it is written and as it comes back.

The form ends with a slip that says whose it is, of which month and of which input, and holds a check figure a sheet: a
short hash of everything outside the boxes, so that a change of figures shows. A check figure tells a slip of the hand,
not a forger, who could reckon it anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ..model import Kind, Place
from ..reading.grid import Cell, Grid, Grids, address

SHEET = "Your response"
ANALYSIS, ACTIONS = "Analysis", "Actions and next steps"
BOXES = (ANALYSIS, ACTIONS)
LABEL_COLUMN, BOX_COLUMN = 0, 1
"""Where a box and its label stand, counted from 0."""
FORM = "kpi-workbook response form 1"
FORM_LINE, TEAM_LINE, BY_LINE, SECTION_LINE, MONTH_LINE, FILE_LINE, INPUT_LINE, CHECK_LINE = (
    "Form", "Team", "Teams told by", "Section", "Reporting month", "Input file", "SHA-256 of the input",
    "Check figures",
)  # fmt: skip
CHECK_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Response:
    """Asks a team for its texts. `by`: the word that the teams were told by; `check`: the check figures, known once
    everything else is written."""

    team: str
    by: str
    check: str = "none yet"


class Box(NamedTuple):
    """A box as it came back: the section's number in the form and its title, what was asked, and what was typed.

    `is_formula`: what was typed is no text but a formula, or an error that came of one.
    """

    number: int
    section: str
    label: str
    text: str
    place: Place
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A form that came back. `altered`: the sheets where more than the boxes has changed (empty names: some are gone or
    new)."""

    team: str
    by: str
    month: str
    input_file: str
    input_sha256: str
    boxes: tuple[Box, ...]
    altered: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into any box."""
        return not any(box.text or box.is_formula for box in self.boxes)


def heading_of(number: int, title: str) -> str:
    """A section's heading in the form."""
    return f"{number}. {title}"


def check_figures(grids: Grids) -> str:
    """A short hash of every sheet, in order, without the boxes' and the check figures' own cells."""
    form = _form(grids)
    return " ".join(_check_figure(grid, form) for grid in grids.sheets)


def read_answer(grids: Grids) -> Answer | None:
    """The form in a workbook that came back; None where it has none that is whole."""
    form = _form(grids)
    if form is None:
        return None
    said = dict(form.slip)
    try:
        return Answer(
            team=said[TEAM_LINE],
            by=said[BY_LINE],
            month=said[MONTH_LINE],
            input_file=said[FILE_LINE],
            input_sha256=said[INPUT_LINE],
            boxes=form.boxes,
            altered=tuple(_altered(grids, form, said[CHECK_LINE].split())),
        )
    except KeyError:
        return None


class _Form(NamedTuple):
    """Where the form is and what stands in it."""

    grid: Grid
    slip: tuple[tuple[str, str], ...]
    boxes: tuple[Box, ...]


def _form(grids: Grids) -> _Form | None:
    for grid in grids.sheets:
        rows = _pairs(grid)
        slip = next((row for row, (label, text) in rows.items() if (label, text) == (FORM_LINE, FORM)), None)
        if slip is not None:
            pairs = tuple(pair for row, pair in rows.items() if row >= slip)
            return _Form(grid, pairs, tuple(_boxes(grid, rows, slip, pairs)))
    return None


def _pairs(grid: Grid) -> dict[int, tuple[str, str]]:
    """The texts of the columns of labels and boxes, by row, in order."""
    rows = sorted({row for row, column in grid.cells if column - 1 in (LABEL_COLUMN, BOX_COLUMN)})
    return {row: (_text(grid.at(row, LABEL_COLUMN + 1)), _text(grid.at(row, BOX_COLUMN + 1))) for row in rows}


def _text(cell: Cell | None) -> str:
    return str(cell.value).strip() if cell is not None and cell.value is not None else ""


def _boxes(
    grid: Grid, rows: Mapping[int, tuple[str, str]], slip: int, pairs: tuple[tuple[str, str], ...]
) -> Iterator[Box]:
    """Each box above the slip, with the section under whose heading it stands."""
    titles = [text for label, text in pairs if label == SECTION_LINE]
    headings = {heading_of(number, title): (number, title) for number, title in enumerate(titles, start=1)}
    section: tuple[int, str] | None = None
    for row, (label, text) in rows.items():
        section = headings.get(label, section)
        if section and label in BOXES and row < slip:
            cell = grid.at(row, BOX_COLUMN + 1)
            lost = cell is not None and (cell.kind is Kind.ERROR or (cell.formula and cell.value is None))
            place = Place(grid.name, address(row, BOX_COLUMN + 1))
            yield Box(*section, label, "" if lost else text, place, is_formula=lost)


def _altered(grids: Grids, form: _Form, given: list[str]) -> Iterator[str]:
    """The names of the sheets whose check figures are not those given; an empty one where their number differs."""
    if len(given) != len(grids.sheets):
        yield ""
        return
    for grid, check in zip(grids.sheets, given, strict=True):
        if _check_figure(grid, form) != check:
            yield grid.name


def _check_figure(grid: Grid, form: _Form | None) -> str:
    """The hash of a sheet's cells: formulas by their places alone, since programs reckon their last digits apart."""
    boxes = {box.place.cell for box in form.boxes} if form and grid is form.grid else set()
    own = {cell.address for cell in grid if form and grid is form.grid and _is_check(grid, cell)}
    lines = sorted(f"{cell.address} {_content(cell)}" for cell in grid if cell.address not in boxes | own)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:CHECK_LENGTH]


def _is_check(grid: Grid, cell: Cell) -> bool:
    return cell.column == BOX_COLUMN + 1 and _text(grid.at(cell.row, LABEL_COLUMN + 1)) == CHECK_LINE


def _content(cell: Cell) -> str:
    """What stands in a cell, as every program that saves it leaves it."""
    if cell.formula:
        return "="
    if isinstance(cell.value, datetime):
        return cell.value.isoformat()
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return f"{cell.value:.9g}"
    return " ".join(str(cell.value).split())
