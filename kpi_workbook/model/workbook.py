"""The nouns of a KPI workbook, every figure with its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic.dataclasses import dataclass
from pydantic_core import CoreSchema, core_schema

from .calendar import Month
from .traits import Area, Basis, Comparison, Kind, MeasureType, Polarity, RemarkKind, Role, Status, Unit

if TYPE_CHECKING:
    import pandas as pd

Number = int | float


class Place(NamedTuple):
    """One cell of the input: the sheet's name and the address in A1 form without `$`."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        """Taken as it is: rebuilt to be validated, each cell's place would be there many times."""
        return core_schema.is_instance_schema(cls)

    @property
    def coordinates(self) -> tuple[int, int]:
        """Row and column, counted from 1: B5 is (5, 2)."""
        letters = self.cell.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        return int(self.cell[len(letters) :]), column


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """An indicator's figure for one month, as typed.

    `value`: the number in the cell, percentages as fractions; None where `status` says why there is none.
    `decimals`: digits after the point that the typed number shows (of the percentage where it is one), None
    where it is stored in full precision. `numerator_place`, `denominator_place`: only where the counts have
    cells of their own. `hidden`: the cell's row, column or sheet is hidden. `formula`: the value is a formula's.
    """

    month: Month
    place: Place
    typed: str
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    status: Status | None = None
    kind: Kind = Kind.TEXT
    decimals: int | None = None
    note: str | None = None
    formula: bool = False
    hidden: bool = False
    numerator_place: Place | None = None
    denominator_place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an indicator should reach. `upper` closes a range; `signed`: the cell itself says which side meets it.

    `month`: set where the target is given month by month. `comparison` and `basis` are None until known.
    """

    place: Place
    typed: str
    value: Number | None = None
    upper: Number | None = None
    comparison: Comparison | None = None
    signed: bool = False
    basis: Basis | None = None
    status: Status | None = None
    kind: Kind = Kind.TEXT
    decimals: int | None = None
    month: Month | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparator:
    """Somebody else's figure, or last year's. `name` is the column's heading; `year` as the heading says it."""

    name: str
    area: Area
    place: Place
    typed: str
    heading: Place | None = None
    year: str | None = None
    value: Number | None = None
    status: Status | None = None
    kind: Kind = Kind.TEXT
    decimals: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A figure or word typed beside the months: a quarter, year to date, total, RAG, direction, owner, comment.

    `months`: the months a quarter, total, average or year to date covers, where the heading says so.
    """

    role: Role
    name: str
    place: Place
    typed: str
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    status: Status | None = None
    kind: Kind = Kind.TEXT
    decimals: int | None = None
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of figures. `place` is the cell of its name and identifies it in the workbook.

    `name` joins several label cells with ` | `; `group` is the group row above, where one heads it;
    `team` is whom a broken-down row is about. `polarity` and `measure_type` stay unknown in what `reading`
    returns unless the workbook itself states them.
    """

    name: str
    place: Place
    group: str | None = None
    team: str | None = None
    unit: Unit = Unit.UNKNOWN
    measure_type: MeasureType = MeasureType.UNKNOWN
    polarity: Polarity = Polarity.UNKNOWN
    is_total: bool = False
    target: Target | None = None
    monthly_targets: tuple[Target, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    observations: tuple[Observation, ...] = ()
    extras: tuple[Extra, ...] = ()

    def at(self, month: Month) -> Observation | None:
        """The observation of a month, if the row has a cell for it."""
        return next((each for each in self.observations if each.month == month), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One cell of text (a paragraph or a bullet). `about`: the cell that names the one indicator whose row it stands
    under by itself."""

    place: Place
    text: str
    about: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A priority area: a titled table of indicators, or text alone, with its analysis and actions."""

    title: str
    sheet: str
    place: Place | None = None
    indicators: tuple[Indicator, ...] = ()
    analysis: tuple[Passage, ...] = ()
    actions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading and what it was taken for."""

    place: Place
    typed: str
    role: Role
    month: Month | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where figures were found on a sheet: its heading cells, its extent, and how the months run.

    `layout`: `across` (months in columns), `down` (months in rows) or `tidy` (a row a figure).
    """

    sheet: str
    first: str
    last: str
    layout: str
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of the input: its name, whether it is hidden, and which of its rows and columns are."""

    name: str
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something the reader noticed about a cell while it found its way; `words` is a whole sentence."""

    kind: RemarkKind
    place: Place
    words: str
    month: Month | None = None
    found: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiWorkbook:
    """A KPI workbook as read. `months` are in calendar order and leave out still-empty future months.

    `file` is the name without folders; `sha256` identifies the bytes that were read.
    """

    file: str
    sha256: str
    organisation: str | None
    reporting_month: Month
    months: tuple[Month, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    remarks: tuple[Remark, ...] = ()
    year_starts_in: int = 4

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in document order."""
        return tuple(indicator for section in self.sections for indicator in section.indicators)

    def to_frame(self) -> pd.DataFrame:
        """A tidy pandas frame, a row an observation, in document order then calendar order.

        Columns: section, group, team, indicator, unit, measure_type, polarity, month (Period, monthly), sheet,
        cell, typed, value (percentages as fractions), numerator, denominator, status. pandas is imported here.
        """
        import pandas as pd

        rows = [
            (section.title, row.group, row.team, row.name, str(row.unit), str(row.measure_type), str(row.polarity),
             str(each.month), each.place.sheet, each.place.cell, each.typed, each.value, each.numerator,
             each.denominator, None if each.status is None else str(each.status))
            for section in self.sections for row in section.indicators for each in row.observations
        ]  # fmt: skip
        columns = ["section", "group", "team", "indicator", "unit", "measure_type", "polarity", "month", "sheet",
                   "cell", "typed", "value", "numerator", "denominator", "status"]  # fmt: skip
        frame = pd.DataFrame(rows, columns=columns)
        frame["month"] = pd.PeriodIndex(frame["month"], freq="M")
        return frame
