"""A workbook with a sheet for each month, quarter or year: the rows of one name on all sheets are one indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    """Sections where those of sheets of one time each have become one, with the latest sheet's texts."""
    spans = {sheet.grid.name: _months(sheet) for sheet in surveyed}
    families = _families({name: months for name, months in spans.items() if months})
    found: dict[object, Draft] = {}
    for index, draft in enumerate(drafts):
        family = families.get(draft.sheet)
        if family is None:
            found[index] = draft
            continue
        title = lasting_title(draft.title)
        before = found.get((family, title))
        found[family, title] = _joined(before, replace(draft, title=title), spans)
    return list(found.values())


def _months(sheet: Surveyed) -> frozenset[Month]:
    """The months of a sheet's tables; none where it has a table with a row a figure."""
    if any(isinstance(piece, Tidy) for piece in sheet.pieces):
        return frozenset()
    return frozenset(
        column.slot.month for piece in sheet.pieces if not isinstance(piece, Tidy) for column in piece[0].months
    )


def _families(spans: Mapping[str, frozenset[Month]]) -> dict[str, str]:
    """The sheets that are one table in parts: of a month each, or named alike but for their time (`2021-22`, `Q1`),
    and no month on two of them. Each with what its family is called."""
    members: dict[str, list[str]] = {}
    for sheet, months in spans.items():
        if len(months) == 1:
            members.setdefault("", []).append(sheet)
        elif lasting_title(sheet) != sheet:
            members.setdefault(lasting_title(sheet), []).append(sheet)
    return {
        sheet: family
        for family, sheets in members.items()
        if len({spans[sheet] for sheet in sheets}) >= LEAST_SHEETS
        and (
            not family or sum(len(spans[sheet]) for sheet in sheets) == len({m for each in sheets for m in spans[each]})
        )
        for sheet in sheets
    }


def lasting_title(title: str) -> str:
    """A section's title without its month: `Housing - December 2022` is `Housing`."""
    named = read_month_text(title)
    if named and named.sure:
        return named.rest or UNTITLED
    kept = re.sub(r"\s{2,}", " ", without_spans(title)).strip(" -–—:,()")
    return UNTITLED if not kept or is_period(title) else kept


def _joined(before: Draft | None, draft: Draft, spans: Mapping[str, frozenset[Month]]) -> Draft:
    """Two sheets' sections as one: the rows of both, and the later sheet's texts."""
    rows = [_with_month(each) for each in draft.indicators]
    if before is None:
        return replace(draft, indicators=rows)
    later = max(before, draft, key=lambda each: max(spans[each.sheet]))
    return replace(later, indicators=list(_rows(before.indicators, rows)))


def _rows(first: Sequence[Indicator], second: Sequence[Indicator]) -> Iterator[Indicator]:
    """The rows of two sheets, those of one name as one, in the order of their first appearance."""
    waiting = list(second)
    for row in first:
        twin = next((each for each in waiting if _key(each) == _key(row) and _apart(each, row)), None)
        if twin is not None:
            waiting.remove(twin)
        yield row if twin is None else _one_row(row, twin)
    yield from waiting


def _key(row: Indicator) -> tuple[str, str, str]:
    return normal(row.name), normal(row.group or ""), normal(row.team or "")


def _apart(one: Indicator, other: Indicator) -> bool:
    """Whether two rows give no month twice."""
    return {each.month for each in one.observations}.isdisjoint(each.month for each in other.observations)


def _with_month(row: Indicator) -> Indicator:
    """A row whose target is that of its month."""
    if row.target is None or row.monthly_targets or len(row.observations) != 1:
        return row
    month = row.observations[0].month
    return replace(row, monthly_targets=(replace(row.target, month=month),))


def _one_row(one: Indicator, other: Indicator) -> Indicator:
    """Two sheets' rows as one; what stands beside the figures is the later sheet's."""
    earlier, later = sorted(
        (one, other), key=lambda row: max((each.month for each in row.observations), default=Month(0, 1))
    )
    return replace(
        later,
        observations=(*earlier.observations, *later.observations),
        monthly_targets=_by_month((*earlier.monthly_targets, *later.monthly_targets)),
        target=later.target or earlier.target,
    )


def _by_month(targets: Sequence[Target]) -> tuple[Target, ...]:
    return tuple({each.month: each for each in targets}.values())
