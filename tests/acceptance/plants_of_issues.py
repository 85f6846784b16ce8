"""What changed since the last issue: figures, targets, comparators, indicators, and texts that did not."""

from __future__ import annotations

import random
from dataclasses import replace

from acceptance_books import NAMES, Row, half_up, make_book, pooled, whole_percent, without_last_month
from acceptance_drafts import Draft, Key, Planted, Unsuited, plant
from acceptance_rendering import choose_layout, render


def _two_issues(rng: random.Random, **fixed: object) -> tuple[Draft, Draft]:
    book = make_book(rng, rng.choice((7, 8, 9, 11)))
    layout = choose_layout(rng, len(book.months), **{"spare_months": 0, **fixed})
    earlier = without_last_month(book)
    return Draft(rng, book, render(book, layout), []), Draft(rng, earlier, render(earlier, layout), [])


def _revise(before: Draft, key: Key, row: Row, index: int) -> None:
    """Another figure in the last issue, under the same counts' denominator."""
    place = before.place("value", *key, index)
    if row.is_percentage:
        above, below = row.numerators[index], row.denominators[index]
        above = above - 3 if above > 10 else above + 2
        if before.grid.layout.figures == "text":
            before.type(place, f"{int(half_up(above / below * 100))}% ({above}/{below})")
        elif before.grid.layout.figures == "value":
            before.type(place, above / below)
        else:
            before.type(place, above / below)
            before.type(before.place("numerator", *key, index), above)
    else:
        before.type(place, row.values[index] + 4)


def _told_of(now: Draft, before: Draft, key: Key, index: int, what: str) -> Planted:
    keys = (("value", *key, index), ("numerator", *key, index))
    found = now.done(*[now.grid.places[each] for each in keys if each in now.grid.places], what=what)
    found.previous = before.grid
    return found


@plant
def figure_revised(rng: random.Random) -> Planted:
    now, before = _two_issues(rng, year_to_date=False, quarters=False)
    key, row = now.pick("percentage", "count", least=0)
    index = rng.randrange(1, len(before.book.months) - 1)
    _revise(before, key, row, index)
    return _told_of(now, before, key, index, "revised since the last issue")


@plant
def revision_declared(rng: random.Random) -> Planted:
    now, before = _two_issues(rng, year_to_date=False, quarters=False)
    key, row = now.pick("percentage", "count", least=0)
    index = rng.randrange(1, len(before.book.months) - 1)
    _revise(before, key, row, index)
    form = rng.choice(
        (
            "Figures for {} have been revised following a data quality exercise.",
            "Earlier months for {} were corrected after late returns.",
            "{} has been restated since the last report.",
        )
    )
    now.book.sections[key[0]].analysis = [form.format(row.spec.name)]
    now.grid = render(now.book, now.grid.layout)
    found = _told_of(now, before, key, index, "a declared revision")
    return replace(found, only_noted=True)


@plant
def status_flipped(rng: random.Random) -> Planted:
    """The last issue's own month met its target; revised, it does not."""
    now, before = _two_issues(rng, year_to_date=False, quarters=False, figures=rng.choice(("text", "value")))
    key, row = now.one([(k, r) for k, r in now.rows("percentage") if r.target is not None and r.spec.base > 60])
    index = len(before.book.months) - 1
    below = row.denominators[index] or 1
    share = (row.target or 0) + (-0.12 if row.spec.better == "high" else 0.12)
    if not 0.02 < share < 0.98:
        raise Unsuited
    above = round(below * share)
    text = f"{int(half_up(above / below * 100))}% ({above}/{below})"
    before.type(before.place("value", *key, index), text if before.grid.layout.figures == "text" else above / below)
    return replace(_told_of(now, before, key, index, "a status turned by a revision"), says="turns from")


@plant
def old_figure_still_cited(rng: random.Random) -> Planted:
    now, before = _two_issues(rng, year_to_date=False, quarters=False)
    key, row = now.pick("count", least=100)
    index = rng.randrange(1, len(before.book.months) - 1)
    old = int(row.values[index] or 0) + 31
    before.type(before.place("value", *key, index), old)
    year, month = now.book.months[index]
    now.book.sections[key[0]].analysis = [f"There were {old:,} {row.spec.phrase} in {NAMES[month - 1]} {year}."]
    now.grid = render(now.book, now.grid.layout)
    found = now.done(now.grid.places["analysis", key[0]], what="the text cites the figure as it was")
    found.knock_on = {now.place("value", *key, index)}
    found.previous = before.grid
    return found


@plant
def text_left_over(rng: random.Random) -> Planted:
    """Last month's sentence, which names no month, under this month's figures."""
    now, before = _two_issues(rng)
    key, row = now.one([(k, r) for k, r in now.rows("percentage", "snapshot") if k[0] < 2])
    old, new = ((f"{whole_percent(row, at)}%" if row.is_percentage else f"{row.values[at]:,}") for at in (-2, -1))
    so_far = pooled(row, now.book.year_start, len(now.book.months)) if row.is_percentage else None
    if old == new or (so_far is not None and old == f"{int(half_up(so_far * 100))}%"):
        raise Unsuited
    text = f"{row.spec.phrase[0].upper() + row.spec.phrase[1:]} stood at {old} at the end of the month."
    for each in (now, before):
        each.book.sections[key[0]].analysis = [text]
        each.grid = render(each.book, each.grid.layout)
    found = now.done(now.grid.places["analysis", key[0]], what=f"{text} (now {new})")
    found.previous = before.grid
    return found


@plant
def indicator_renamed(rng: random.Random) -> Planted:
    now, before = _two_issues(rng)
    key, row = now.one([(k, r) for k, r in now.rows("count") if r.spec.name.startswith("Number of ")])
    renamed = row.spec.name.removeprefix("Number of ").removesuffix(" in the month").capitalize() + " (monthly total)"
    rows = before.book.sections[key[0]].rows
    rows[key[1]] = replace(rows[key[1]], spec=replace(row.spec, name=renamed))
    before.grid = render(before.book, before.grid.layout)
    found = now.done(now.place("name", *key), what=f"was called {renamed}", hint=True)
    found.previous = before.grid
    return found


@plant
def target_revised(rng: random.Random) -> Planted:
    now, before = _two_issues(rng)
    key, row = now.one([(k, r) for k, r in now.rows("percentage") if r.target])
    place = before.place("target", *key)
    text = before.grid.cells[place]
    changed = row.target + (-0.05 if row.spec.better == "high" else 0.05)
    before.type(
        place, text.replace(f"{row.target * 100:.0f}%", f"{changed * 100:.0f}%") if isinstance(text, str) else changed
    )
    found = now.done(now.place("target", *key), what=f"target was {before.grid.cells[place]}, is {text}")
    found.previous = before.grid
    return found


@plant
def comparator_revised(rng: random.Random) -> Planted:
    now, before = _two_issues(rng, comparators=True)
    key, row = now.pick("percentage")
    place = before.place("comparator", *key, "England")
    changed = row.comparators["England"] + 0.03 * (-1 if row.comparators["England"] > 0.5 else 1)
    before.type(place, f"{changed * 100:.0f}%" if isinstance(before.grid.cells[place], str) else changed)
    found = now.done(now.place("comparator", *key, "England"), what="England's figure changed", hint=True)
    found.previous = before.grid
    return found


@plant
def indicator_came(rng: random.Random) -> Planted:
    now, before = _two_issues(rng)
    number = rng.randrange(2)
    del before.book.sections[number].rows[-1]
    before.grid = render(before.book, before.grid.layout)
    key = (number, len(now.book.sections[number].rows) - 1)
    found = now.done(
        *now.same_row(now.place("value", *key, 0)), now.place("name", *key), what="a new indicator", hint=True
    )
    found.previous = before.grid
    return found


@plant
def indicator_went(rng: random.Random) -> Planted:
    now, before = _two_issues(rng)
    number = rng.randrange(2)
    del now.book.sections[number].rows[-1]
    now.grid = render(now.book, now.grid.layout)
    sheet = now.grid.places["section", number][0]
    found = now.done(*[p for p in now.grid.cells if p[0] == sheet], what="an indicator gone", hint=True)
    found.previous = before.grid
    return found
