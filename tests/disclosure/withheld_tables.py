"""`python -m tests.disclosure.withheld_tables [--tables N] [--seed N]`: random tables, made public, and attacked.

The attacker sees only what is shown. He knows how the rows hang together (not from the product: each table is made with
its relations), that counts of 1 to the threshold are withheld, and of every withheld count whether it is small. His
search over whole numbers is complete. A small count is recoverable where he is left with fewer than half of the values
from 1 to the threshold, and would not be if nothing at all were shown (knowing which counts are small can be enough).
On tables small enough, the fewest cells that would stop him are found by trying all.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from book_builder import APRIL, book, indicator

from kpi_workbook.disclosure.redaction import apply
from kpi_workbook.disclosure.withholding import suppress
from kpi_workbook.figures import define
from kpi_workbook.model import Indicator, Status
from kpi_workbook.settings import Settings

THRESHOLD, ENOUGH = 5, 3
MOST_TO_TRY = 4_000
"""Sets of cells tried for the fewest; a table with more is not measured."""
Key = tuple[str, int, str]
"""A count: its row's name, the month from 0 on, and `n`, `d` or `r` (numerator or plain count, denominator, rest)."""
Cell = tuple[str, int]
Law = tuple[dict[Key, int], int, int]
"""Counts times whole numbers, and from where to where their sum lies."""
Domains = dict[Key, tuple[int, int]]
FAR, MOST_OF_ANY = 10**9, 400


@dataclass
class Table:
    """Rows of figures in order, typed or counts, and the laws that an attacker knows of them."""

    months: int
    rows: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[Key, int] = field(default_factory=dict)
    laws: list[Law] = field(default_factory=list)
    told: list[tuple[Cell, Law]] = field(default_factory=list)

    def row(self, name: str, figures: Sequence[int]) -> str:
        self.rows[name] = [str(each) for each in figures]
        self.counts |= {(name, month, "n"): each for month, each in enumerate(figures)}
        return name

    def share(self, name: str, figures: Sequence[tuple[int, int]]) -> str:
        """A percentage with its counts: a part and the rest of the whole."""
        self.rows[name] = [f"{100 * n / (n + r):.0f}% ({n}/{n + r})" if n + r else "0% (0/0)" for n, r in figures]
        for month, (n, r) in enumerate(figures):
            self.counts |= {(name, month, "n"): n, (name, month, "r"): r, (name, month, "d"): n + r}
            self.equal({(name, month, "n"): 1, (name, month, "r"): 1, (name, month, "d"): -1})
        return name

    def equal(self, terms: dict[Key, int]) -> None:
        assert not sum(self.counts[key] * times for key, times in terms.items())
        self.laws.append((terms, 0, 0))

    def adds_up(self, total: str, parts: Sequence[str], side: str = "n") -> None:
        for month in range(self.months):
            self.equal({(total, month, side): -1, **{(part, month, side): 1 for part in parts}})

    def hidden_count(self, name: str, month: int, size: int) -> Key:
        """A count that no cell shows."""
        self.counts[name, month, "r"] = size
        return name, month, "r"

    def with_counts(self, counts: dict[Key, int]) -> Table:
        """The table with other counts that keep its laws, typed anew; not for percentages without counts."""
        other = Table(self.months)
        for name in self.rows:
            sides = [
                [{**self.counts, **counts}.get((name, month, side)) for side in "nr"] for month in range(self.months)
            ]
            if (name, 0, "d") in self.counts:
                other.share(name, [(n, r) for n, r in sides])
            else:
                other.row(name, [n for n, _ in sides])
        other.laws = self.laws
        return other

    def indicators(self) -> list[Indicator]:
        return [indicator(name, typed, row=2 + at) for at, (name, typed) in enumerate(self.rows.items())]


def small(random: Random, most: int = 30) -> int:
    """A count, often small and now and then none."""
    return random.choice((0, random.randint(1, 6), random.randint(1, most), random.randint(6, most)))


def figures(random: Random, months: int, most: int = 30) -> list[int]:
    """A row's counts: many, so that not every table is all small."""
    return [small(random, most) if random.random() < 0.4 else random.randint(6, most) for _ in range(months)]


def added(rows: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def flat(random: Random) -> Table:
    """Parts and their total."""
    table, parts = Table(3), [figures(random, 3) for _ in range(random.randint(2, 4))]
    names = [table.row(f"Visits {'NSEW'[at]}", part) for at, part in enumerate(parts)]
    table.adds_up(table.row("Visits by all", added(parts)), names)
    return table


def hierarchy(random: Random) -> Table:
    """Two totals of parts, and the total of the two."""
    table, totals, all_rows = Table(3), [], []
    for group in ("Boys", "Girls"):
        parts = [figures(random, 3) for _ in range(random.randint(2, 3))]
        names = [table.row(f"{group} {'abc'[at]}", part) for at, part in enumerate(parts)]
        totals.append(table.row(f"{group} seen", added(parts)))
        table.adds_up(totals[-1], names)
        all_rows += parts
    table.adds_up(table.row("Children seen", added(all_rows)), totals)
    return table


def shares(random: Random) -> Table:
    """Percentages of teams and of the whole, whose counts add up."""
    table = Table(3)
    pairs = [[(random.randint(6, 40), small(random, 12)) for _ in range(3)] for _ in range(random.randint(2, 3))]
    names = [table.share(f"Seen on time {'NSE'[at]} %", each) for at, each in enumerate(pairs)]
    whole = [(sum(n for n, _ in column), sum(r for _, r in column)) for column in zip(*pairs, strict=True)]
    table.share("Seen on time by all %", whole)
    for side in "nrd":
        table.adds_up("Seen on time by all %", names, side)
    return table


def of_two_rows(random: Random) -> Table:
    """A part, its whole, and the percentage without counts that the two make."""
    table = Table(3)
    part = [max(1, each) for each in figures(random, 3, 60)]
    rest = figures(random, 3, 40)
    whole = added((part, rest))
    table.row("Plans reviewed", part)
    table.row("Plans open", whole)
    table.rows["% of plans reviewed"] = [f"{int(200 * n / d + 1) // 2}%" for n, d in zip(part, whole, strict=True)]
    for month in range(3):
        one, all_ = ("Plans reviewed", month, "n"), ("Plans open", month, "n")
        left = table.hidden_count("Plans left", month, rest[month])
        table.equal({one: 1, left: 1, all_: -1})
        shown = int(table.rows["% of plans reviewed"][month][:-1])
        low, high = ({one: 200, all_: -(2 * shown - 1)}, 0, FAR), ({one: 200, all_: -(2 * shown + 1)}, -FAR, 0)
        table.told += [(("% of plans reviewed", month), law) for law in (low, high)]
    return table


def dividing(random: Random) -> Table:
    """Shares of one whole that are all of it."""
    table, parts = Table(3), [[max(1, each) for each in figures(random, 3, 25)] for _ in range(random.randint(2, 3))]
    whole = added(parts)
    names = [
        table.share(f"% seen by {'ABC'[at]}", [(n, d - n) for n, d in zip(part, whole, strict=True)])
        for at, part in enumerate(parts)
    ]
    for month in range(3):
        table.equal({(names[0], month, "d"): -1, **{(name, month, "n"): 1 for name in names}})
        for name in names[1:]:
            table.equal({(names[0], month, "d"): 1, (name, month, "d"): -1})
    return table


def year_to_date(random: Random) -> Table:
    """Months, parts and total, and the running total of each."""
    table, parts = Table(3), [figures(random, 3, 20) for _ in range(random.randint(1, 2))]
    kinds = ["of boys", "of girls"][: len(parts)]
    if len(parts) == 2:
        kinds, parts = [*kinds, "of all"], [*parts, added(parts)]
    for kind, part in zip(kinds, parts, strict=True):
        table.row(f"Adoptions {kind}", part)
    for kind, part in zip(kinds, parts, strict=True):
        table.row(f"Adoptions {kind} (cumulative)", [sum(part[: month + 1]) for month in range(3)])
        for month in range(3):
            running, monthly = (f"Adoptions {kind} (cumulative)", month, "n"), (f"Adoptions {kind}", month, "n")
            before = {(running[0], month - 1, "n"): -1} if month else {}
            table.equal({running: 1, monthly: -1, **before})
    for name in ("Adoptions {}", "Adoptions {} (cumulative)") if len(parts) == 3 else ():
        table.adds_up(name.format("of all"), [name.format("of boys"), name.format("of girls")])
    return table


def stock(random: Random) -> Table:
    """Who is there at each month's end, who came and who went."""
    months = 4
    table, comes, goes = Table(months), figures(random, months, 20), figures(random, months, 12)
    there = [random.randint(60, 90)]
    for month in range(1, months):
        there.append(there[-1] + comes[month] - goes[month])
    table.row("Children looked after at month end", there)
    table.row("Children who came", comes)
    table.row("Children who left", goes)
    for month in range(1, months):
        end = ("Children looked after at month end", month, "n"), ("Children looked after at month end", month - 1, "n")
        table.equal(
            {end[0]: 1, end[1]: -1, ("Children who came", month, "n"): -1, ("Children who left", month, "n"): 1}
        )
    return table


def crossed(random: Random) -> Table:
    """Rows and columns with totals of their own: two kinds by two groups."""
    table, groups, kinds = Table(3), ("boys", "girls"), ("at home", "in care")
    inner = {(group, kind): figures(random, 3) for group in groups for kind in kinds}
    for kind in kinds:
        names = [table.row(f"{group} {kind}", inner[group, kind]) for group in groups]
        table.adds_up(table.row(f"all {kind}", added([inner[group, kind] for group in groups])), names)
    for group in groups:
        row = table.row(f"{group} together", added([inner[group, kind] for kind in kinds]))
        table.adds_up(row, [f"{group} {kind}" for kind in kinds])
    table.row("children together", added(list(inner.values())))
    table.adds_up("children together", [f"{group} together" for group in groups])
    table.adds_up("children together", [f"all {kind}" for kind in kinds])
    return table


FAMILIES: tuple[Callable[[Random], Table], ...] = (
    flat, hierarchy, shares, of_two_rows, dividing, year_to_date, stock, crossed,
)  # fmt: skip


def public(table: Table) -> set[Cell]:
    """The cells that the public edition of a table withholds, as its workbook shows it."""
    made = define(book(*table.indicators()), Settings())
    shown = apply(made, suppress(made, Settings()))
    return {
        (row.name, seen.month.since(APRIL))
        for row in shown.indicators
        for seen in row.observations
        if seen.status is Status.SUPPRESSED
    }


class Attacker:
    """Somebody who sees a table but for its hidden cells."""

    def __init__(self, table: Table, hidden: set[Cell]) -> None:
        self._table = table
        self.unknown = [key for key in table.counts if key[:2] in hidden or key[0] not in table.rows]
        self._domains: Domains = {key: self._domain(key) for key in self.unknown}
        told = [law for cell, law in table.told if cell not in hidden]
        self._laws = [self._reduced(law) for law in (*table.laws, *told)]
        self._laws = [law for law in self._laws if law[0]]

    def recoverable(self) -> Iterator[Key]:
        """The small counts that too few values are left for."""
        for key in self._table.counts:
            if self._is_small(key) and (key not in self._domains or not self._is_open(key)):
                yield key

    def _is_small(self, key: Key) -> bool:
        return 0 < self._table.counts[key] <= THRESHOLD

    def _domain(self, key: Key) -> tuple[int, int]:
        size = self._table.counts[key]
        if 0 < size <= THRESHOLD:
            return 1, THRESHOLD
        return (THRESHOLD + 1 if size and key[0] in self._table.rows else 0), MOST_OF_ANY

    def _reduced(self, law: Law) -> Law:
        terms, low, high = law
        shown = sum(times * self._table.counts[key] for key, times in terms.items() if key not in self._domains)
        return {key: times for key, times in terms.items() if key in self._domains}, low - shown, high - shown

    def _is_open(self, key: Key) -> bool:
        answers = (self.answer(key, value) for value in range(1, THRESHOLD + 1))
        return len(list(islice((each for each in answers if each), ENOUGH))) == ENOUGH

    def answer(self, key: Key, value: int) -> dict[Key, int] | None:
        """What the counts around one would be if it had this value, None where it cannot."""
        laws, keys = self._around(key)
        return solution({**{each: self._domains[each] for each in keys}, key: (value, value)}, laws)

    def _around(self, key: Key) -> tuple[list[Law], set[Key]]:
        keys, laws = {key}, []
        grown = True
        while grown:
            touched = [law for law in self._laws if law not in laws and not keys.isdisjoint(law[0])]
            grown = bool(touched)
            laws += touched
            for law in touched:
                keys |= law[0].keys()
        return laws, keys


def _narrowed(domains: Domains, laws: Sequence[Law]) -> bool:
    """Draws the domains in as far as the laws do; False where nothing is left of one."""
    waiting = list(laws)
    while waiting:
        law = waiting.pop()
        terms, low, high = law
        least = sum(times * domains[key][times < 0] for key, times in terms.items())
        most = sum(times * domains[key][times > 0] for key, times in terms.items())
        touched = set()
        for key, times in terms.items():
            down, up = domains[key]
            own_least, own_most = (times * down, times * up) if times > 0 else (times * up, times * down)
            first, last = low - most + own_most, high - least + own_least
            if times < 0:
                first, last = last, first
            new = max(down, -(-first // times)), min(up, last // times)
            if new[0] > new[1]:
                return False
            if new != (down, up):
                domains[key] = new
                touched.add(key)
        waiting += [
            each for each in laws if each is not law and not touched.isdisjoint(each[0]) and each not in waiting
        ]
        waiting += [law] if touched and law not in waiting else []
    return True


def solution(domains: Domains, laws: Sequence[Law]) -> dict[Key, int] | None:
    """Whole numbers within the domains that keep all laws; None where there are none."""
    domains = dict(domains)
    if not _narrowed(domains, laws):
        return None
    open_ = [key for key, (down, up) in domains.items() if down < up]
    if not open_:
        return {key: down for key, (down, _) in domains.items()}
    key = min(open_, key=lambda each: domains[each][1] - domains[each][0])
    down, up = domains[key]
    middle = (down + up) // 2
    return solution({**domains, key: (down, middle)}, laws) or solution({**domains, key: (middle + 1, up)}, laws)


def recoverable(table: Table, hidden: set[Cell]) -> list[Key]:
    """What can be recovered of a table by what it shows."""
    found = list(Attacker(table, hidden).recoverable())
    return [key for key in found if key not in known_unseen(table)] if found else []


def known_unseen(table: Table) -> set[Key]:
    """What knowing which counts are small gives away, though nothing is shown."""
    cells = {key[:2] for key in table.counts} | {cell for cell, _ in table.told}
    return set(Attacker(table, cells).recoverable())


def is_primary(table: Table, cell: Cell) -> bool:
    return any(0 < table.counts.get((*cell, side), 0) <= THRESHOLD for side in "nrd")


def fewest(table: Table, ours: set[Cell], most_to_try: int = MOST_TO_TRY) -> int | None:
    """The fewest cells that stop the attacker, small ones included; None where that takes too many trials."""
    cells = [(name, month) for name in table.rows for month in range(table.months)]
    forced = {cell for cell in cells if is_primary(table, cell)}
    others = [cell for cell in cells if cell not in forced and table.counts.get((*cell, "n"), 1)]
    known, tried = known_unseen(table), 0
    for size in range(len(ours) - len(forced)):
        for more in combinations(others, size):
            tried += 1
            if tried > most_to_try:
                return None
            if all(key in known for key in Attacker(table, forced.union(more)).recoverable()):
                return len(forced) + size
    return len(ours)


def attacked(seed: int, tables: int) -> Iterator[tuple[str, Table, set[Cell], list[Key]]]:
    """So many tables of all families in turn, what each withholds, and what can be recovered of it."""
    for at in range(tables):
        random = Random(f"{seed}/{at}")
        make = FAMILIES[at % len(FAMILIES)]
        table = make(random)
        hidden = public(table)
        yield make.__name__, table, hidden, recoverable(table, hidden)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.disclosure.withheld_tables", description=__doc__)
    parser.add_argument("--tables", type=int, default=10_000)
    parser.add_argument("--optimum", type=int, default=0, help="for how many of them the fewest cells are looked for")
    parser.add_argument("--seed", type=int, default=20221231)
    chosen = parser.parse_args(arguments)
    started, leaks, measured = time.monotonic(), [], {}
    cells = withheld = 0
    for at, (family, table, hidden, found) in enumerate(attacked(chosen.seed, chosen.tables)):
        cells, withheld = cells + len(table.rows) * table.months, withheld + len(hidden)
        leaks += [(at, family, key) for key in found]
        best = fewest(table, hidden) if at < chosen.optimum and not found else None
        if best:
            ours, least, count = measured.get(family, (0, 0, 0))
            measured[family] = ours + len(hidden), least + best, count + 1
    print(f"{chosen.tables:,} tables, {cells:,} cells, {withheld:,} withheld, {len(leaks)} recoverable", end="; ")
    print(f"{time.monotonic() - started:.0f} s")
    for family, (ours, least, count) in measured.items():
        print(f"  {family}: {ours / least:.3f} of the fewest ({ours} for {least}) on {count} tables")
    if measured:
        ours, least = (sum(each[side] for each in measured.values()) for side in (0, 1))
        print(f"  all: {ours / least:.3f} of the fewest")
    print(*leaks[:20], sep="\n")
    return int(bool(leaks))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
