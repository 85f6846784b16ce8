"""A table that holds one indicator, as a card does: the facts over it are the indicator's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model import Indicator, Polarity, Role
from ..targets import read_target
from .asides import target_of
from .facts import facts_on, stated_polarity
from .flow import Region
from .lens import Lens, text_of
from .observations import Site
from .scale import Scale

LINES_ABOVE = 8  # of a table that are looked at for facts


def with_facts(
    indicators: Sequence[Indicator], across: Lens, own: Region, regions: Sequence[Region]
) -> list[Indicator]:
    """A table's indicators; where there is one alone, with the target and polarity that stand over the table."""
    if len(indicators) != 1:
        return list(indicators)
    above = [region.bottom for region in regions if region.bottom < own.top]
    first = max(own.top - LINES_ABOVE, max(above, default=0) + 1)
    row = indicators[0]
    for fact in (fact for line in range(first, own.top) for fact in facts_on(across.lines.get(line, []))):
        if fact.role is Role.POLARITY and row.polarity is Polarity.UNKNOWN:
            row = replace(row, polarity=stated_polarity(text_of(fact.cell)) or Polarity.UNKNOWN)
        if fact.role is Role.TARGET and row.target is None:
            site = Site(across.place_of(fact.cell), fact.cell)
            row = replace(row, target=target_of(read_target(fact.cell), site, Scale(row.unit)))
    return [row]
