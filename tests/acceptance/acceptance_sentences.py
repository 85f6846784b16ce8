"""True sentences in the many wordings officers use, each with a false sister that only its figure tells apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from acceptance_books import NAMES, Book, Row, half_up, pooled, total, whole_percent


@dataclass(frozen=True)
class Claim:
    """What was said of a row: the true sentence and the false one, and what is false about it."""

    row: Row
    kind: str
    true: str
    false: str


def name(book: Book, index: int, year: bool = True) -> str:
    number, month = book.months[index]
    return f"{NAMES[month - 1]} {number}" if year else NAMES[month - 1]


def _shown(row: Row, index: int) -> str:
    value = row.values[index]
    if row.is_percentage:
        return f"{whole_percent(row, index)}%"
    if row.spec.kind in ("days", "rate"):
        return f"{value:.1f}"
    if row.spec.kind == "money":
        return f"£{value:,.0f}"
    return f"{value:,.0f}"


def _off(row: Row, index: int, rng: random.Random) -> str:
    """A figure the row has in no month, near enough to be believed."""
    taken = {_shown(row, each) for each in range(len(row.values)) if row.values[each] is not None}
    value = float(row.values[index] or 0)
    for step in (*rng.sample((6, 7, 8, 9, 11, 12, 13, 14), 8), *range(15, 60)):
        if row.is_percentage:
            text = f"{(whole_percent(row, index) or 0) + (-step if value > 0.5 else step)}%"
        elif row.spec.kind == "days":
            text = f"{value + step / 2 + 3:.1f}"
        elif row.spec.kind == "rate":
            text = f"{value * (1 + step / 50):.1f}"
        elif row.spec.kind == "money":
            text = f"£{value * (1 + step / 60):,.0f}"
        else:
            text = f"{round(value * (1 + step / 50)) + step // 2:,}"
        if text not in taken:
            return text
    raise AssertionError("no figure is free")


def month_value(row: Row, book: Book, rng: random.Random) -> Claim:
    last = len(book.months) - 1
    index = rng.choice((last, last, last - 1, max(0, last - 3)))
    true, false, when = _shown(row, index), _off(row, index, rng), name(book, index)
    phrase, upper = row.spec.phrase, row.spec.phrase[0].upper() + row.spec.phrase[1:]
    if row.is_percentage:
        forms = (
            "Performance on {p} was {v} in {m}.",
            "{P} stood at {v} in {m}.",
            "In {m}, {p} were at {v}.",
            "{m} performance for {p} was {v}.",
            "{P}: {v} in {m}.",
            "The figure for {p} in {m} is {v}.",
        )
    elif row.spec.kind in ("count", "snapshot"):
        forms = (
            "There were {v} {p} in {m}.",
            "{v} {p} were recorded in {m}.",
            "The number of {p} was {v} in {m}.",
            "In {m} the number of {p} was {v}.",
            "{P} stood at {v} in {m}.",
        )
    else:
        forms = ("{P} stood at {v} in {m}.", "The {m} figure for {p} was {v}.", "{P} was {v} in {m}.")
    form = rng.choice(forms)
    fill = {"p": phrase, "P": upper, "m": when}
    return Claim(row, "value", form.format(v=true, **fill), form.format(v=false, **fill))


def year_to_date(row: Row, book: Book, rng: random.Random) -> Claim | None:
    stop = len(book.months)
    phrase, upper = row.spec.phrase, row.spec.phrase[0].upper() + row.spec.phrase[1:]
    if row.is_percentage:
        value = pooled(row, book.year_start, stop)
        if value is None:
            return None
        right = int(half_up(value * 100))
        true, false = f"{right}%", f"{right + (-8 if right > 50 else 8)}%"
        forms = (
            "The year to date figure for {p} is {v}.",
            "{P} is {v} year to date.",
            "Year to date, {p} stand at {v}.",
        )
    elif row.spec.kind == "count":
        right = round(total(row, book.year_start, stop))
        true, false = f"{right:,}", f"{round(right * 1.12) + 5:,}"
        forms = (
            "A total of {v} {p} have been recorded in the year to date.",
            "Year to date there have been {v} {p}.",
            "There have been {v} {p} since April.",
        )
    else:
        return None
    form = rng.choice(forms)
    return Claim(row, "year to date", form.format(v=true, p=phrase, P=upper), form.format(v=false, p=phrase, P=upper))


def change(row: Row, book: Book, rng: random.Random) -> Claim | None:
    """A month's change on the month before: in points for percentages, in number or per cent for counts."""
    last = len(book.months) - 1
    new, old = row.values[last], row.values[last - 1]
    if new is None or old is None:
        return None
    phrase, upper = row.spec.phrase, row.spec.phrase[0].upper() + row.spec.phrase[1:]
    months = {"m": name(book, last), "o": name(book, last - 1), "p": phrase, "P": upper}
    if row.is_percentage:
        shown = [whole_percent(row, last) or 0, whole_percent(row, last - 1) or 0]
        if abs(shown[0] - shown[1]) < 2:
            return None
        word, other = ("increased", "decreased") if new > old else ("decreased", "increased")
        form = rng.choice(
            ("{P} {w} from {a}% in {o} to {b}% in {m}.", "Performance on {p} has {w} from {a}% in {o} to {b}% in {m}.")
        )
        fill = dict(months, a=shown[1], b=shown[0])
        return Claim(row, "direction", form.format(w=word, **fill), form.format(w=other, **fill))
    if row.spec.kind != "count" or min(old, new) < 40 or abs(new - old) / old < 0.05:
        return None
    word, other = ("increased", "decreased") if new > old else ("decreased", "increased")
    percent, wrong = half_up(abs(new - old) / old * 100), half_up(abs(new - old) / old * 100 + 9)
    choice = rng.randrange(4)
    if choice == 0:
        form = "{P} {w} by {x:.0f}% in {m} compared to {o}."
        return Claim(row, "per cent", form.format(w=word, x=percent, **months), form.format(w=word, x=wrong, **months))
    if choice == 1:
        form = "{P} {w} by {x:,.0f} in {m} compared with {o}."
        gap = abs(new - old)
        return Claim(
            row, "difference", form.format(w=word, x=gap, **months), form.format(w=word, x=gap * 2 + 11, **months)
        )
    if choice == 2:
        form = "The number of {p} {w} from {a:,.0f} in {o} to {b:,.0f} in {m}."
        return Claim(
            row, "direction", form.format(w=word, a=old, b=new, **months), form.format(w=other, a=old, b=new, **months)
        )
    form = "{P} {w} by {x:.0f}% ({g:,.0f}) in {m} from {o}."
    gap = abs(new - old)
    return Claim(
        row, "per cent", form.format(w=word, x=percent, g=gap, **months), form.format(w=word, x=wrong, g=gap, **months)
    )


def extreme(row: Row, book: Book, rng: random.Random) -> Claim | None:
    start, last = book.year_start, len(book.months) - 1
    values = [value for value in row.values[start:] if value is not None]
    if len(values) < 4 or len(set(values)) < len(values) or row.spec.kind == "cumulative":
        return None
    shown = [_shown(row, index) for index in range(start, last + 1)]
    if len(set(shown)) < len(shown) - 1:
        return None
    upper = row.spec.phrase[0].upper() + row.spec.phrase[1:]
    best = start + values.index(max(values))
    middle = start + values.index(sorted(values)[len(values) // 2])
    if shown.count(shown[best - start]) > 1 or best == middle:
        return None
    form = rng.choice(
        (
            "{P} were at their highest level this year in {m} ({v}).",
            "At {v}, {p} in {m} were the highest since April.",
            "The highest figure this year for {p} was {v} in {m}.",
        )
    )
    if "since April" in form and (best == start or values[0] > max(values[1:])):
        return None
    if "since April" in form:  # written in that month: only an earlier one can belie it
        after = [start + at for at in range(2, len(values)) if values[at] < max(values[1:at])]
        if not after:
            return None
        middle = rng.choice(after)
    fill = {"p": row.spec.phrase, "P": upper}
    return Claim(
        row,
        "highest",
        form.format(v=_shown(row, best), m=name(book, best), **fill),
        form.format(v=_shown(row, middle), m=name(book, middle), **fill),
    )


def against_target(row: Row, book: Book, rng: random.Random) -> Claim | None:
    if row.target is None or not row.is_percentage:
        return None
    last = len(book.months) - 1
    value, phrase = row.values[last] or 0, row.spec.phrase
    if abs(value - row.target) < 0.02:
        return None
    word, other = ("above", "below") if value > row.target else ("below", "above")
    form = rng.choice(
        ("In {m} {p} were {v}, {w} the target of {t:.0f}%.", "{P} in {m} was {v}, which is {w} the {t:.0f}% target.")
    )
    fill = {
        "p": phrase,
        "P": phrase[0].upper() + phrase[1:],
        "m": name(book, last),
        "v": _shown(row, last),
        "t": row.target * 100,
    }
    return Claim(row, "against target", form.format(w=word, **fill), form.format(w=other, **fill))


def counted(row: Row, book: Book, rng: random.Random) -> Claim | None:
    if not row.is_percentage:
        return None
    last = len(book.months) - 1
    above, below = row.numerators[last] or 0, row.denominators[last] or 0
    if above < 20:
        return None
    form = rng.choice(("{P}: {n:,} of {d:,} ({v}) in {m}.", "In {m} {n:,} out of {d:,} ({v}) {p} were recorded."))
    fill = {
        "p": row.spec.phrase,
        "P": row.spec.phrase[0].upper() + row.spec.phrase[1:],
        "m": name(book, last),
        "d": below,
        "v": _shown(row, last),
    }
    return Claim(row, "n of m", form.format(n=above, **fill), form.format(n=round(above * 0.8) - 3, **fill))


def average(row: Row, book: Book, rng: random.Random) -> Claim | None:
    start, stop = book.year_start, len(book.months)
    if row.spec.kind != "count" or stop - start < 3 or total(row, start, stop) / (stop - start) < 30:
        return None
    mean = half_up(total(row, start, stop) / (stop - start))
    form = rng.choice(
        (
            "{P} averaged {v:,.0f} a month between {a} and {b}.",
            "The monthly average of {p} from {a} to {b} is {v:,.0f}.",
        )
    )
    fill = {
        "p": row.spec.phrase,
        "P": row.spec.phrase[0].upper() + row.spec.phrase[1:],
        "a": name(book, start),
        "b": name(book, stop - 1),
    }
    return Claim(row, "average", form.format(v=mean, **fill), form.format(v=mean * 1.15 + 2, **fill))


def against_comparator(row: Row, book: Book, _: random.Random) -> Claim | None:
    england = row.comparators.get("England")
    last = len(book.months) - 1
    value = row.values[last] or 0
    if england is None or not row.is_percentage or abs(value - england) < 0.02:
        return None
    word, other = ("above", "below") if value > england else ("below", "above")
    form = "At {v}, {p} in {m} are {w} the England average of {e:.0f}%."
    fill = {"p": row.spec.phrase, "m": name(book, last), "v": _shown(row, last), "e": england * 100}
    return Claim(row, "comparator", form.format(w=word, **fill), form.format(w=other, **fill))


FORMS: tuple[Callable[[Row, Book, random.Random], Claim | None], ...] = (
    month_value,
    month_value,
    year_to_date,
    change,
    extreme,
    against_target,
    counted,
    average,
    against_comparator,
)
NEUTRAL = (
    "The service continues to monitor this closely.",
    "Managers review the list every week with team leaders.",
    "Recruitment to two vacant posts is under way.",
    "Seasonal demand is expected in the coming months.",
    "A new process was introduced at the start of the year.",
)


def claims_of(row: Row, book: Book, rng: random.Random) -> list[Claim]:
    return [claim for form in FORMS if (claim := form(row, book, rng))]


def write_analysis(book: Book, rng: random.Random) -> list[list[Claim]]:
    """Gives each section a paragraph of true sentences; returns the claims by section."""
    written = []
    for section in book.sections:
        rows = rng.sample(section.rows, min(len(section.rows), rng.choice((2, 3))))
        chosen = [rng.choice(claims) for row in rows if (claims := claims_of(row, book, rng))]
        section.analysis = [claim.true for claim in chosen]
        if rng.random() < 0.6:
            section.analysis.insert(rng.randrange(len(chosen) + 1), rng.choice(NEUTRAL))
        written.append(chosen)
    return written
