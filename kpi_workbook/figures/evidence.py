"""What all rows of one name say together: the entry they match, their unit, and the proof that they run up a total.

One name has one definition, in whichever section it stands, so the rows of a name are looked at as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..catalogue import Catalogue, Match
from ..catalogue.names import Words, normal
from ..model import Indicator, MeasureType, Place, Unit
from ..settings import IndicatorSettings
from .measure_type import from_words
from .proofs import Proof
from .traits import unit_from_cells, unit_from_words

NO_ENTRY = IndicatorSettings(name="")
"""Stands for the entry of an indicator that nobody described."""


class Evidence(NamedTuple):
    """All that the rows of one name say together."""

    rows: tuple[Indicator, ...]
    match: Match | None
    unit: Unit
    unit_source: str
    proof: Proof | None

    @property
    def entry(self) -> IndicatorSettings:
        return self.match.entry if self.match else NO_ENTRY

    @property
    def own(self) -> bool:
        """Whether the organisation's settings describe this indicator."""
        return bool(self.match and self.match.own and self.match.certain)

    @property
    def source(self) -> str:
        if self.own:
            return "settings"
        doubt = "" if self.match and self.match.certain else ", an uncertain match: please confirm"
        return f"catalogue ({self.entry.name}{doubt})"


def match_of(catalogue: Catalogue, row: Indicator) -> Match | None:
    """The entry for a row's name, or for its group and name together; none whose unit the figures contradict."""
    match = catalogue.match(row.name)
    if (match is None or not match.certain) and row.group:
        together = catalogue.match(f"{row.group} {row.name}")
        match = together if together is not None and (match is None or together.certain) else match
    if match is None or (match.own and match.certain):
        return match
    return None if _contradicts(match.entry.unit, row) else match


def _contradicts(unit: Unit | None, row: Indicator) -> bool:
    """Whether a row's cells or words are percentages where the entry is none, or the other way round."""
    said = (row.unit, unit_from_cells(row), unit_from_words(row.name))
    if unit is None or all(each in (None, Unit.UNKNOWN) for each in said):
        return False
    return (Unit.PERCENTAGE in said) != (unit is Unit.PERCENTAGE)


def identity(row: Indicator, match: Match | None) -> tuple[object, ...]:
    """What makes two rows one indicator: the same certain entry, or the same words under the same group.

    A running total and the months it runs up are two, though their names differ in nothing else.
    """
    if match is not None and match.certain:
        return (match.entry.name, explicit(row.name))
    name: Words = normal(row.name)
    return (name, row.group, row.name if not name.words else "", explicit(row.name))


def explicit(text: str) -> tuple[MeasureType, str] | None:
    """A running total or rolling figure that says so: the catalogue only knows how an indicator usually stands."""
    said = from_words(text)
    return said if said and said[0] in (MeasureType.CUMULATIVE, MeasureType.ROLLING) else None


def gather(rows: list[Indicator], match: Match | None, proofs: Mapping[Place, Proof]) -> Evidence:
    proof = next((proofs[row.place] for row in rows if row.place in proofs), None)
    unit, source = _unit(rows, match)
    return Evidence(tuple(rows), match, unit, source, proof)


def _unit(rows: list[Indicator], match: Match | None) -> tuple[Unit, str]:
    """Settings; else what the figures look like where they are percentages; else words, catalogue and cells."""
    entry = match.entry if match else NO_ENTRY
    if match and match.own and match.certain and entry.unit:
        return entry.unit, "settings"
    stated = next((row.unit for row in rows if row.unit is not Unit.UNKNOWN), Unit.UNKNOWN)
    if stated not in (Unit.UNKNOWN, Unit.COUNT, Unit.NUMBER):
        return stated, "the workbook"
    if match and match.certain and entry.unit:
        return entry.unit, f"catalogue ({entry.name})"
    said = next((unit for row in rows if (unit := unit_from_words(row.name))), None)
    if said:
        return said, "words of the name"
    if stated is not Unit.UNKNOWN:
        return stated, "the workbook"
    looks = next((unit for row in rows if (unit := unit_from_cells(row)) is not Unit.UNKNOWN), Unit.UNKNOWN)
    return looks, "its figures" if looks is not Unit.UNKNOWN else "not known"
