"""What a table is made of: its block of cells, the labels that name lines, and lines of figures or of text alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...model import Role
from ..grid import Cell
from ..years import Span
from .column import Column
from .header import Header
from .lens import Lens
from .parts import MonthColumn
from .year_cells import year_of_line


@dataclass(frozen=True, slots=True)
class Block:
    """One table: its lens, headings, months and other columns, and the lines from its headings to its end."""

    lens: Lens
    header: Header
    months: tuple[MonthColumn, ...]
    columns: tuple[Column, ...]
    left: int
    right: int
    last_line: int
    title: str = ""
    direction: int = 1
    continued: bool = False
    year_position: int | None = None
    year_from: str | None = None

    def positions(self, role: Role) -> list[int]:
        return [column.position for column in self.columns if column.role is role]

    def year_of(self, line: int) -> Span | None:
        """The year that a line's own label says, in a table of years by months."""
        return year_of_line(self.lens, line, self.header.line, self.year_position)


@dataclass(frozen=True, slots=True)
class Label:
    """A name cell of a line, as it is seen there."""

    position: int
    text: str
    cell: Cell


@dataclass(slots=True)
class Row:
    """A line of figures, with its names from outer to inner. `part`: what it gives of an indicator named elsewhere."""

    line: int
    labels: list[Label]
    part: Role | None = None
    indent: int = 0
    group: Label | None = None
    banner: Label | None = None
    fields: dict[Role, Label] = field(default_factory=dict)

    @property
    def base(self) -> tuple[str, ...]:
        labels = self.labels[:-1] if self.part and len(self.labels) > 1 else self.labels
        return tuple(label.text for label in labels)


@dataclass(frozen=True, slots=True)
class Banner:
    """A line of text alone among the figures."""

    line: int
    label: Label
    wide: bool
    marked: bool
    indent: int
    after_gap: bool


Line = Row | Banner
