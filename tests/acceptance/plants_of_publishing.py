"""Errors that only published figures, a list of neighbours or the public edition show."""

from __future__ import annotations

import random
from dataclasses import replace

from acceptance_books import Book, Row
from acceptance_drafts import Planted, draft, plant

AREAS = {"neighbours": "Statistical Neighbours", "region": "South East", "England": "England"}


@plant
def comparator_of_another_year(rng: random.Random) -> Planted:
    """One row's England figure is the year before's; every other comparator is as published."""
    made = draft(rng, comparators=True)
    key, row = made.pick("percentage")
    lines = ["indicator,area,year,value"]
    for _, each in made.rows("percentage"):
        lines += _published(made.book, each, each is row)
    found = made.done(made.place("comparator", *key, "England"), what="England's figure is of the year before")
    return replace(found, published="\n".join(dict.fromkeys(lines)))


def _published(book: Book, row: Row, stale: bool) -> list[str]:
    """A row's published figures in points, for the year of the headings and the one before."""
    year = book.months[0][0]
    lines = []
    for key, area in AREAS.items():
        value = row.comparators[key] * 100
        moved = value - 4 if value > 50 else value + 4
        of_year, before = (moved, value) if stale and key == "England" else (value, moved)
        lines += [f'"{row.spec.name}",{area},{year},{of_year:.0f}', f'"{row.spec.name}",{area},{year - 1},{before:.0f}']
    return lines


@plant
def mean_outside_its_members(rng: random.Random) -> Planted:
    made = draft(rng, comparators=True, peers=True)
    key, row = made.pick("percentage")
    place = made.place("comparator", *key, "neighbours")
    middle = row.comparators["neighbours"]
    wrong = round(middle + (0.09 if middle < 0.5 else -0.09), 2)
    made.type(place, f"{wrong * 100:.0f}%" if isinstance(made.grid.cells[place], str) else wrong)
    return made.done(place, what=f"{wrong:.0%} beside members around {middle:.0%}")


@plant
def small_number_in_public(rng: random.Random) -> Planted:
    made = draft(rng, words=False, year_to_date=False, quarters=False)
    key, _ = made.one([(k, r) for k, r in made.rows("count", "snapshot", least=8) if not r.spec.linked])
    place = made.place("value", *key, made.middle())
    made.type(place, rng.randrange(1, 5))
    return replace(made.done(place, what=f"{made.grid.cells[place]} in the public edition"), public=True)
