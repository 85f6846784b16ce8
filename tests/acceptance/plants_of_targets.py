"""Errors in targets, lights, arrows and comparators."""

from __future__ import annotations

import random

from acceptance_drafts import Planted, draft, plant
from acceptance_rendering import rag, render


@plant
def target_unreadable(rng: random.Random) -> Planted:
    made = draft(rng)
    key, _ = made.one([(k, r) for k, r in made.rows() if r.target is not None])
    place = made.place("target", *key)
    made.type(place, rng.choice(("9o%", "as agreed", "??", "see plan", "80-ish")))
    return made.done(place, what=str(made.grid.cells[place]), knock_on=made.same_row(place))


@plant
def target_missing(rng: random.Random) -> Planted:
    made = draft(rng, rag=False)
    key, _ = made.one([(k, r) for k, r in made.rows() if r.target is not None])
    place = made.place("target", *key)
    made.type(place, None)
    return made.done(place, what="no target where the others have one", hint=True)


@plant
def target_of_wrong_scale(rng: random.Random) -> Planted:
    made = draft(rng, rag=False)
    key, row = made.one([(k, r) for k, r in made.rows("percentage") if r.spec.better == "high"])
    place = made.place("target", *key)
    wrong = rng.choice((row.target, row.target * 10000))
    made.type(place, f"{wrong:g}%") if isinstance(made.grid.cells[place], str) else made.type(
        place, wrong / 100, "percent1"
    )
    return made.done(place, what=f"{row.target:.0%} typed {wrong:g}%", knock_on=made.same_row(place))


@plant
def target_of_the_year_on_months(rng: random.Random) -> Planted:
    made = draft(rng, rng.choice((6, 9, 12)), rag=False)
    key, row = made.pick("count", least=20)
    place = made.place("target", *key)
    year = round(sum(value or 0 for value in row.values) / len(row.values) * 12, -1)
    made.type(place, f"<{year:,.0f}")
    return made.done(place, what=f"{made.grid.cells[place]} beside months of {row.values[-1]}")


@plant
def targets_differ(rng: random.Random) -> Planted:
    made = draft(rng, rag=False)
    key, row = made.one([(k, r) for k, r in made.rows("percentage") if r.target])
    other = 1 - key[0]
    made.book.sections[other].rows.append(row)
    made.grid = render(made.book, made.grid.layout)
    first, second = made.place("target", *key), made.place("target", other, len(made.book.sections[other].rows) - 1)
    text = made.grid.cells[first]
    changed = row.target + (-0.02 if row.spec.better == "high" else 0.02)
    made.type(
        first, f"{text[0] if text[0] in '<>≤≥' else ''}{changed * 100:.0f}%" if isinstance(text, str) else changed
    )
    if isinstance(text, str) and text[0] not in "<>≤≥":
        made.type(first, text.replace(f"{row.target * 100:.0f}%", f"{changed * 100:.0f}%"))
    made.type(second, text, made.grid.looks.get(first, ""))
    return made.done(first, second, what=f"{made.grid.cells[first]} in one section, {text} in the other")


@plant
def rag_wrong(rng: random.Random) -> Planted:
    made = draft(rng, rag=True)
    options = []
    for key, row in made.rows():
        if row.target is not None and abs(row.values[-1] - row.target) > 0.1 * row.target:
            options.append((key, row))
    key, row = made.one(options)
    place = made.place("rag", *key)
    made.type(place, "Red" if rag(row) == "Green" else "Green")
    return made.done(place, what=f"{made.grid.cells[place]} against {row.target}, latest {row.values[-1]}")


@plant
def direction_wrong(rng: random.Random) -> Planted:
    made = draft(rng, direction=True)
    options = [
        (k, r)
        for k, r in made.rows("percentage", "count", "snapshot")
        if ("direction", *k) in made.grid.places and abs(r.values[-1] - r.values[-2]) > 0.03 * r.values[-2]
    ]
    key, row = made.one(options)
    place = made.place("direction", *key)
    made.type(place, "↓" if made.grid.cells[place] == "↑" else "↑")
    return made.done(place, what=f"{made.grid.cells[place]} from {row.values[-2]} to {row.values[-1]}")


@plant
def comparator_notation(rng: random.Random) -> Planted:
    made = draft(rng, figures="text", comparators=True)
    key, row = made.pick("percentage")
    name = rng.choice(("neighbours", "region", "England"))
    place = made.place("comparator", *key, name)
    made.type(place, row.comparators[name], "")
    return made.done(place, what=f"{row.comparators[name]} beside percentages", knock_on=made.same_row(place))


@plant
def comparator_of_wrong_scale(rng: random.Random) -> Planted:
    made = draft(rng, comparators=True)
    key, row = made.one([(k, r) for k, r in made.rows("percentage") if r.spec.size > 0.5])
    name = rng.choice(("neighbours", "region", "England"))
    place = made.place("comparator", *key, name)
    value = row.comparators[name]
    made.type(place, f"{value:.2f}%" if isinstance(made.grid.cells[place], str) else value / 100)
    return made.done(place, what=f"{value} typed {made.grid.cells[place]}", knock_on=made.same_row(place))


@plant
def count_against_country(rng: random.Random) -> Planted:
    made = draft(rng, comparators=True)
    key, row = made.pick("snapshot", "count", least=20)
    cells = []
    for name, factor in (("region", 19), ("England", 148)):
        place = (
            made.place("value", *key, 0)[0],
            made.place("value", *key, 0)[1],
            made.grid.places["column", key[0], f"comparator {name}"][2],
        )
        made.type(place, round(row.values[-1] * factor, -1), "count")
        cells.append(place)
    return made.done(*cells, what="a council's count beside a country's", hint=True)


@plant
def comparators_differ(rng: random.Random) -> Planted:
    made = draft(rng, comparators=True)
    key, row = made.pick("percentage")
    other = 1 - key[0]
    made.book.sections[other].rows.append(row)
    made.grid = render(made.book, made.grid.layout)
    at = len(made.book.sections[other].rows) - 1
    made.type(
        made.place("target", other, at),
        made.grid.cells[made.place("target", *key)],
        made.grid.looks.get(made.place("target", *key), ""),
    )
    name = rng.choice(("neighbours", "region", "England"))
    first, second = made.place("comparator", *key, name), made.place("comparator", other, at, name)
    changed = row.comparators[name] - 0.03 if row.comparators[name] > 0.5 else row.comparators[name] + 0.03
    made.type(second, f"{changed * 100:.0f}%" if isinstance(made.grid.cells[first], str) else changed)
    return made.done(first, second, what=f"{made.grid.cells[first]} and {made.grid.cells[second]}")
