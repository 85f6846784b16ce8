"""Tables of years by months: the lines of one series, a year each, joined to one indicator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...model import Indicator, Unit


def joined_years(indicators: Iterable[Indicator]) -> list[Indicator]:
    """Indicators of one name and group as one, their observations together; what stands beside is the last year's."""
    found: dict[tuple[str, str | None, str | None], Indicator] = {}
    for indicator in indicators:
        key = indicator.name, indicator.group, indicator.team
        found[key] = _joined(found[key], indicator) if key in found else indicator
    return list(found.values())


def _joined(earlier: Indicator, later: Indicator) -> Indicator:
    return replace(
        later,
        place=earlier.place,
        unit=earlier.unit if earlier.unit is not Unit.UNKNOWN else later.unit,
        observations=(*earlier.observations, *later.observations),
        monthly_targets=(*earlier.monthly_targets, *later.monthly_targets),
        extras=(*earlier.extras, *later.extras),
    )
