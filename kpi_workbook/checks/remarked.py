"""Findings from what the reader noticed while it found its way: its remarks, one hit a cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..model import Place, Remark, RemarkKind
from ..reading.grid import address
from .rule import Case, Hit

UNSETTLING = (
    RemarkKind.WRONG_YEAR, RemarkKind.REPEATED_MONTH, RemarkKind.MISORDERED_MONTH, RemarkKind.MISSING_MONTH,
)  # fmt: skip
"""What makes it doubtful which month a sheet's figures belong to."""


def remarked(case: Case, *kinds: RemarkKind) -> Iterator[Hit]:
    """A hit for each cause of these kinds that the reader remarked on."""
    yield from told_once([remark for remark in case.book.remarks if remark.kind in kinds])


def told_once(remarks_on_all: Iterable[Remark]) -> Iterator[Hit]:
    """A hit for each cause among remarks: its first cell, and on how many more sheets it shows."""
    causes: dict[object, list[Remark]] = defaultdict(list)
    for remark in remarks_on_all:
        causes[remark.kind, remark.month, remark.found, remark.expected].append(remark)
    for remarks in causes.values():
        first = remarks[0]
        sheets = len({remark.place.sheet for remark in remarks}) - 1
        more = f"; so on {sheets} more sheet{'s' if sheets > 1 else ''}" if sheets else ""
        yield Hit(
            place=first.place,
            message=first.words + more,
            month=first.month,
            found=first.found,
            expected=first.expected,
            whole_sheet=first.kind in UNSETTLING,
            others=_before(first.place),
        )


def _before(place: Place) -> tuple[Place, ...]:
    """The two cells left of and above a heading, where a slip may be the cause of what it shows."""
    row, column = place.coordinates
    left = (address(row, column - step) for step in (1, 2) if column > step)
    above = (address(row - step, column) for step in (1, 2) if row > step)
    return tuple(Place(place.sheet, cell) for cell in (*left, *above))
