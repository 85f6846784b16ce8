"""The column of teams that somebody names by its heading (`Manager`, `Ward`), whatever the reader would take it for."""

from __future__ import annotations

from ...model import Role
from ..words import normal, role_of
from .lens import Lens, text_of

LEAST_HEADINGS = 3  # texts in a row before it is taken for a table's headings


def team_columns(across: Lens, heading: str) -> dict[int, Role]:
    """The columns under that heading, by number, as teams; a column that would be the teams' otherwise is a group's.

    A heading that has the words beside others (`Team manager`) counts where none is just that.
    """
    rows = [
        [(position, normal(text)) for position, cell in cells if (text := text_of(cell))]
        for cells in across.lines.values()
    ]
    headings = [each for row in rows if len(row) >= LEAST_HEADINGS for each in row]
    wanted = normal(heading)
    exact = {position for position, text in headings if text == wanted}
    found = exact or {position for position, text in headings if f" {wanted} " in f" {text} "}
    others = {position for position, text in headings if role_of(text) is Role.TEAM} if found else set()
    return dict.fromkeys(others, Role.GROUP) | dict.fromkeys(found, Role.TEAM)
