"""A workbook with a sheet for each month: the rows of one name on all sheets are one indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Indicator, Month, Target
from ..months import read_month_text
from ..words import normal
from ..years import without_spans
from .drafts import Draft
from .sections import is_period
from .survey import Surveyed
from .tidy import Tidy

LEAST_SHEETS = 2
UNTITLED = "Indicators"  # what sheets are called together whose only title is their month


def joined_sheets(drafts: Sequence[Draft], surveyed: Sequence[Surveyed]) -> list[Draft]:
    """Sections where those of sheets of one month each have become one, with the latest month's texts."""
    months = {sheet.grid.name: month for sheet in surveyed if (month := month_of(sheet)) is not None}
    if len(set(months.values())) < LEAST_SHEETS:
        return list(drafts)
    found: dict[str, Draft] = {}
    for index, draft in enumerate(drafts):
        month = months.get(draft.sheet)
        if month is None:
            found[f"{index} {draft.title}"] = draft
            continue
        title = lasting_title(draft.title)
        found[title] = _joined(found.get(title), replace(draft, title=title), months)
    return list(found.values())


def month_of(sheet: Surveyed) -> Month | None:
    """The one month that a sheet's tables report; None where they report none, or more."""
    blocks = [piece[0] for piece in sheet.pieces if not isinstance(piece, Tidy)]
    months = {column.slot.month for block in blocks for column in block.months}
    return next(iter(months)) if len(months) == 1 and len(blocks) == len(sheet.pieces) else None


def lasting_title(title: str) -> str:
    """A section's title without its month: `Housing - December 2022` is `Housing`."""
    named = read_month_text(title)
    if named and named.sure:
        return named.rest or UNTITLED
    kept = re.sub(r"\s{2,}", " ", without_spans(title)).strip(" -–—:,()")
    return UNTITLED if not kept or is_period(title) else kept


def _joined(before: Draft | None, draft: Draft, months: dict[str, Month]) -> Draft:
    """Two sheets' sections as one: the rows of both, and the later sheet's texts."""
    rows = [_with_month(each) for each in draft.indicators]
    if before is None:
        return replace(draft, indicators=rows)
    later = max(before, draft, key=lambda each: months[each.sheet])
    return replace(later, indicators=list(_rows(before.indicators, rows)))


def _rows(first: Sequence[Indicator], second: Sequence[Indicator]) -> Iterator[Indicator]:
    """The rows of two sheets, those of one name as one, in the order of their first appearance."""
    waiting = list(second)
    for row in first:
        twin = next((each for each in waiting if _key(each) == _key(row)), None)
        if twin is not None:
            waiting.remove(twin)
        yield row if twin is None else _one_row(row, twin)
    yield from waiting


def _key(row: Indicator) -> tuple[str, str, str]:
    return normal(row.name), normal(row.group or ""), normal(row.team or "")


def _with_month(row: Indicator) -> Indicator:
    """A row whose target is that of its month."""
    if row.target is None or row.monthly_targets or not row.observations:
        return row
    month = max(each.month for each in row.observations)
    return replace(row, monthly_targets=(replace(row.target, month=month),))


def _one_row(one: Indicator, other: Indicator) -> Indicator:
    """Two sheets' rows as one; what stands beside the figures is the later sheet's."""
    earlier, later = sorted((one, other), key=lambda row: max(each.month for each in row.observations))
    own = {each.month for each in later.observations}
    before = [each for each in earlier.observations if each.month not in own]
    return replace(
        later,
        observations=(*before, *later.observations),
        monthly_targets=_by_month((*earlier.monthly_targets, *later.monthly_targets)),
        target=later.target or earlier.target,
    )


def _by_month(targets: Sequence[Target]) -> tuple[Target, ...]:
    return tuple({each.month: each for each in targets}.values())
