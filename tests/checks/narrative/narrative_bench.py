"""True sentences made from figures by template and seed, and the same with one falsehood planted, kind by kind.

Everything true is reckoned here from the counts, apart from the code under test. `python narrative_bench.py 2000`
prints recall and precision by kind for as many seeds.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from narrative_books import SERVICES, Row, book, faults

from kpi_workbook.model import Month

FIRST = Month(2023, 4)


@dataclass(frozen=True)
class Spoken:
    """A row as officers speak of it: `subject` with its verb's number, and what precedes a figure of it."""

    row: int
    service: str
    subject: str
    verb: str
    of: str


SPOKEN = (
    Spoken(0, "Housing", "Homelessness applications", "were", "homelessness applications"),
    Spoken(1, "Housing", "Households in temporary accommodation", "were", "households in temporary accommodation"),
    Spoken(2, "Housing", "Repairs completed within target time", "were", "repairs completed within target time"),
    Spoken(4, "Housing", "Anti-social behaviour cases", "were", "anti-social behaviour cases"),
    Spoken(0, "Waste and recycling", "The recycling rate", "was", "recycling"),
    Spoken(2, "Waste and recycling", "Fly-tipping incidents", "were", "fly-tipping incidents"),
    Spoken(3, "Waste and recycling", "Fly-tips cleared within 24 hours", "were", "fly-tips cleared within 24 hours"),
    Spoken(0, "Adult social care", "New requests for support", "were", "new requests for support"),
    Spoken(1, "Adult social care", "Safeguarding enquiries concluded within 30 days", "were", "safeguarding enquiries"),
    Spoken(2, "Adult social care", "Delayed transfers of care", "were", "delayed transfers of care"),
    Spoken(4, "Adult social care", "People waiting for a Care Act assessment", "were", "people waiting"),
    Spoken(0, "Customer and corporate", "Calls answered within 60 seconds", "were", "calls answered within 60 seconds"),
    Spoken(1, "Customer and corporate", "Stage 1 complaints", "were", "stage 1 complaints"),
    Spoken(2, "Customer and corporate", "FOI requests answered within 20 working days", "were", "FOI requests"),
    Spoken(3, "Customer and corporate", "Website visits", "were", "website visits"),
)  # fmt: skip


@dataclass
class Truth:
    """One row's figures, with the rounding of the page."""

    typed: list[str]
    target: str
    others: dict[str, str]

    @property
    def share(self) -> bool:
        return "/" in self.typed[0]

    def value(self, at: int) -> Fraction:
        if self.share:
            n, d = self.typed[at].split("/")
            return Fraction(int(n), int(d))
        return Fraction(self.typed[at])

    def say(self, value: Fraction) -> str:
        if self.share:
            return f"{half_up(value * 100)}%"
        return f"{half_up(value):,}"

    def figure(self, at: int) -> str:
        return self.say(self.value(at))

    @property
    def last(self) -> int:
        return len(self.typed) - 1

    def year(self) -> Fraction:
        if self.share:
            pairs = [tuple(map(int, each.split("/"))) for each in self.typed]
            return Fraction(sum(n for n, _ in pairs), sum(d for _, d in pairs))
        return sum((self.value(at) for at in range(len(self.typed))), Fraction())

    def mean(self) -> Fraction:
        return sum((self.value(at) for at in range(len(self.typed))), Fraction()) / len(self.typed)


def half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))


def month(at: int, full: bool = True) -> str:
    each = FIRST.plus(at)
    return each.title if full else each.title.split()[0]


Pair = tuple[str, str] | None
"""A true sentence and a false one, or None where the figures lend themselves to neither."""
Template = Callable[[random.Random, Spoken, Truth], Pair]


def wrong_number(chance: random.Random, text: str) -> str:
    """A number as it may be mistyped: two digits swapped, or a little off."""
    digits = text.rstrip("%").replace(",", "")
    swapped = digits[:-2] + digits[-1] + digits[-2] if len(digits) > 1 else digits
    off = str(int(digits) + chance.choice((-1, 1)) * max(3, int(digits) // 25))
    number = swapped if chance.random() < 0.5 and swapped != digits and swapped[0] != "0" else off
    if text.endswith("%"):
        return f"{number if int(number) <= 100 else off if int(off) <= 100 else int(digits) - 4}%"
    return f"{int(number):,}"


def value(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    at = chance.randrange(truth.last - 3, truth.last + 1)
    figure = truth.figure(at)
    shape = chance.choice((
        "{s} stood at {f} in {m}.", "In {m} {l} stood at {f}.", "{s} {v} {f} in {m}.", "{m}: {l} at {f}.",
        "{s} reached {f} in {m} and the service is reviewing why.", "{s} ({m}: {f}) are reviewed monthly.",
    ))  # fmt: skip
    return tuple(_fill(shape, of, f=each, m=month(at)) for each in (figure, wrong_number(chance, figure)))  # type: ignore[return-value]


def several(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    ats = [truth.last, truth.last - 1, truth.last - 2]
    shape = chance.choice((
        "{s} {v} {a} in {x}, {b} in {y} and {c} in {z}.",
        "{s} stood at {a} in {x}, compared with {b} in {y} and {c} in {z}.",
        "{s}: {a} in {x} ({y}: {b}; {z}: {c}).", "{s} {v} as follows: {c} in {z}, {b} in {y}, {a} in {x}.",
    ))  # fmt: skip
    figures = [truth.figure(at) for at in ats]
    spoilt = list(figures)
    which = chance.randrange(3)
    spoilt[which] = wrong_number(chance, figures[which])
    names = [month(at, full=False) for at in ats]
    return tuple(
        _fill(shape, of, a=f[0], b=f[1], c=f[2], x=names[0], y=names[1], z=names[2]) for f in (figures, spoilt)
    )  # type: ignore[return-value]


def change(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    at = chance.randrange(truth.last - 2, truth.last + 1)
    now, then = truth.value(at), truth.value(at - 1)
    if now == then or truth.share:
        return None
    size = half_up(abs(now - then) / then * 100)
    over_new = half_up(abs(now - then) / now * 100)
    if size < 3:
        return None
    false = over_new if over_new != size and chance.random() < 0.6 else size + chance.choice((-2, 3, 5))
    up = now > then
    shape = chance.choice((
        "{s} {w} by {p}% in {m} compared with {o}.", "{s} {w} {p}% in {m}.", "There was {n} of {p}% in {l} in {m}.",
        "In {m} {l} {w} by {p}% on the previous month.", "{s} in {m} were {p}% {h} than in {o}.",
        "{s} went from {x} in {o} to {y} in {m}, {n} of {p}%.",
    ))  # fmt: skip
    words = {"w": "rose" if up else "fell", "n": "an increase" if up else "a fall", "h": "higher" if up else "lower"}
    return tuple(
        _fill(
            shape,
            of,
            p=str(p),
            m=month(at),
            o=month(at - 1, False),
            x=truth.figure(at - 1),
            y=truth.figure(at),
            **words,
        )
        for p in (size, false)
    )  # type: ignore[return-value]


def points(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    if not truth.share:
        return None
    at = chance.randrange(truth.last - 2, truth.last + 1)
    now, then = truth.value(at), truth.value(at - 1)
    size = half_up(abs(now - then) * 100)
    if size < 1:
        return None
    up = now > then
    shape = chance.choice((
        "{s} {w} by {p} percentage points in {m}.", "{s} {w} {p} points between {o} and {m}.",
        "{s} {w} from {x} in {o} to {y} in {m}, {n} of {p} percentage points.",
    ))  # fmt: skip
    words = {"w": "rose" if up else "fell", "n": "an increase" if up else "a drop"}
    return tuple(
        _fill(
            shape,
            of,
            p=str(p),
            m=month(at),
            o=month(at - 1, False),
            x=truth.figure(at - 1),
            y=truth.figure(at),
            **words,
        )
        for p in (size, size + 3)
    )  # type: ignore[return-value]


def difference(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    at = chance.randrange(truth.last - 2, truth.last + 1)
    now, then = truth.value(at), truth.value(at - 1)
    if truth.share or abs(now - then) < 3:
        return None
    up = now > then
    shape = chance.choice((
        "{s} {w} by {d} in {m}.", "There were {d} {k} {l} in {m} than in {o}.",
        "{y} {l} were recorded in {m}, {d} {k} than in {o}.",
    ))  # fmt: skip
    words = {"w": "rose" if up else "fell", "k": "more" if up else "fewer"}
    right = truth.say(abs(now - then))
    return tuple(
        _fill(shape, of, d=d, m=month(at), o=month(at - 1), y=truth.figure(at), **words)
        for d in (right, wrong_number(chance, right))
    )  # type: ignore[return-value]


def direction(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    at = chance.randrange(truth.last - 2, truth.last + 1)
    now, then = truth.value(at), truth.value(at - 1)
    if truth.say(now) == truth.say(then):
        return None
    shape = chance.choice(("{s} {w} in {m} compared with {o}.", "{s} {w} in {m}.", "In {m}, {l} {w} from {x} to {y}."))
    ways = ("rose", "fell") if now > then else ("fell", "rose")
    return tuple(
        _fill(shape, of, w=w, m=month(at), o=month(at - 1), x=truth.figure(at - 1), y=truth.figure(at)) for w in ways
    )  # type: ignore[return-value]


def year_to_date(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    if not truth.share and of.row in (1, 4) and of.service in ("Housing", "Adult social care"):
        return None
    right = truth.say(truth.year())
    wrong = wrong_number(chance, right)
    if truth.share and truth.say(truth.mean()) != right and chance.random() < 0.7:
        wrong = truth.say(truth.mean())
    shape = (
        chance.choice(
            (
                "{s} {v} {f} for the year to date.",
                "Year to date, {l} {v} {f}.",
                "{s} averaged {f} from April to January.",
            )
        )
        if truth.share
        else chance.choice(
            ("There have been {f} {l} in the year to date.", "{s} totalled {f} between April 2023 and January 2024.")
        )
    )
    return _fill(shape, of, f=right), _fill(shape, of, f=wrong)


def average(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    if truth.share:
        return None
    right = truth.say(truth.mean())
    shape = chance.choice(
        ("{s} averaged {f} a month from April to January.", "On average there were {f} {l} a month this year.")
    )
    return _fill(shape, of, f=right), _fill(shape, of, f=wrong_number(chance, right))


def extreme(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    values = [truth.value(at) for at in range(truth.last + 1)]
    high, low = values.index(max(values)), values.index(min(values))
    if values.count(max(values)) > 1 or values.count(min(values)) > 1:
        return None
    word, at, other = chance.choice((("highest", high, low), ("lowest", low, high)))
    shape = chance.choice((
        "{s} {v} at their {w} level of the year in {m}.",
        "{m} had the {w} {l} figure since the start of the financial year.",
        "At {f} in {m}, {l} {v} the {w} since April.",
    ))  # fmt: skip
    return (
        _fill(shape, of, w=word, m=month(at), f=truth.figure(at)),
        _fill(shape, of, w=word, m=month(other), f=truth.figure(other)),
    ) if at and other else None  # fmt: skip


def target_cited(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    if not truth.target or "year" in truth.target:
        return None
    target = truth.target.lstrip("<")
    shape = chance.choice(("{s} {v} {f} in January against a target of {t}.", "{s}: {f} in January (target {t})."))
    return tuple(_fill(shape, of, f=truth.figure(truth.last), t=t) for t in (target, wrong_number(chance, target)))  # type: ignore[return-value]


def target_side(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    if not truth.target or "year" in truth.target:
        return None
    goal = Fraction(truth.target.lstrip("<").rstrip("%")) / (100 if "%" in truth.target else 1)
    now = truth.value(truth.last)
    if truth.say(now) == truth.say(goal) or abs(now - goal) / goal < Fraction(1, 50):
        return None
    sides = ("above", "below") if now > goal else ("below", "above")
    shape = chance.choice(("In January {l} {v} {w} target.", "{s} {v} {w} the target in January, at {f}."))
    return tuple(_fill(shape, of, w=w, f=truth.figure(truth.last)) for w in sides)  # type: ignore[return-value]


def others(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    areas = [name for name in truth.others if name != "2022/23"]
    if not areas:
        return None
    name = chance.choice(areas)
    figure = truth.others[name]
    shape = chance.choice(
        ("{s} {v} {f} in January; {n} is at {t}.", "{s} {v} {f} in January, and the {n} figure is {t}.")
    )
    return tuple(
        _fill(shape, of, f=truth.figure(truth.last), n=name, t=t) for t in (figure, wrong_number(chance, figure))
    )  # type: ignore[return-value]


def counts(chance: random.Random, of: Spoken, truth: Truth) -> Pair:
    if not truth.share:
        return None
    at = chance.randrange(truth.last - 2, truth.last + 1)
    n, d = (int(each) for each in truth.typed[at].split("/"))
    shape = chance.choice(("{s} {v} {f} ({n} of {d}) in {m}.", "In {m} {l} {v} {f} ({n}/{d})."))
    false = wrong_number(chance, truth.figure(at))
    return tuple(_fill(shape, of, f=f, n=str(n), d=str(d), m=month(at)) for f in (truth.figure(at), false))  # type: ignore[return-value]


def _fill(shape: str, of: Spoken, **words: str) -> str:
    small = of.subject if of.subject.startswith("FOI") else of.subject[0].lower() + of.subject[1:]
    text = shape.format(s=of.subject, l=small, v=of.verb, **words)
    return text[0].upper() + text[1:]


KINDS: dict[str, Template] = {
    "a month's figure": value, "several months": several, "change in per cent": change, "change in points": points,
    "change in number": difference, "direction": direction, "year to date": year_to_date, "average": average,
    "extreme": extreme, "target cited": target_cited, "side of target": target_side, "others' figure": others,
    "share and counts": counts,
}  # fmt: skip


@dataclass
class Score:
    """How often the planted falsehoods were found, and the true sentences left alone."""

    found: Counter[str]
    planted: Counter[str]
    false_alarms: Counter[str]
    misses: list[tuple[str, str]]
    alarms: list[tuple[str, str]]


def shaken(chance: random.Random, row: Row) -> Row:
    """The row with other figures of the same kind, so that no seed speaks of the same numbers."""
    name, figures, target, polarity, around = row
    typed = []
    for each in figures.split():
        if "/" in each:
            n, d = (int(part) for part in each.split("/"))
            bottom = max(20, round(d * chance.uniform(0.8, 1.2)))
            typed.append(f"{min(bottom, round(bottom * n / d * chance.uniform(0.9, 1.08)))}/{bottom}")
        else:
            typed.append(str(max(1, round(int(each) * chance.uniform(0.8, 1.25)))))
    return name, " ".join(typed), target, polarity, around


def measure(seeds: range) -> Score:
    """Plants one falsehood a seed and counts."""
    score = Score(Counter(), Counter(), Counter(), [], [])
    kinds = list(KINDS)
    for seed in seeds:
        chance = random.Random(seed)
        kind = kinds[seed % len(kinds)]
        made = None
        while made is None:
            of = chance.choice(SPOKEN)
            services = {title: tuple(shaken(chance, row) for row in rows) for title, rows in SERVICES.items()}
            row = services[of.service][of.row]
            if "cumulative" in row[0]:
                continue
            made = KINDS[kind](chance, of, Truth(row[1].split(), row[2], row[4]))
        true, false = made
        if true == false:
            continue
        score.planted[kind] += 1
        found = faults(book(*services.items(), texts={of.service: (true, false)}))
        at = {finding.place.cell for finding in found}
        score.found[kind] += "A101" in at
        score.false_alarms[kind] += "A100" in at
        if "A101" not in at:
            score.misses.append((kind, false))
        if "A100" in at:
            score.alarms.append((kind, true))
    return score


def table(score: Score) -> str:
    """Recall and precision by kind, and over all."""
    lines = [f"{'kind':22} planted found recall alarms precision"]
    for kind in [*KINDS, "all"]:
        planted, found, alarms = (
            sum(each.values()) if kind == "all" else each[kind]
            for each in (score.planted, score.found, score.false_alarms)
        )
        precision = found / (found + alarms) if found + alarms else 1.0
        lines.append(f"{kind:22} {planted:7} {found:5} {found / max(planted, 1):6.1%} {alarms:6} {precision:9.1%}")
    return "\n".join(lines)


if __name__ == "__main__":
    result = measure(range(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
    for each in result.misses[:60]:
        sys.stdout.write(f"missed {each}\n")
    for each in result.alarms[:60]:
        sys.stdout.write(f"alarm  {each}\n")
    sys.stdout.write(table(result) + "\n")
