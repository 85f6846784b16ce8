"""Totals with their parts: `174 audits`, then lines `Outstanding - 15`, or `174 audits: 15 Outstanding …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...model import Passage, Place
from ..evidence.slips import slip_between
from .numbers import Hedge, Measure, Quantity
from .parsing import Sentence

_LINE = re.compile(
    r"^[\s•·*>-]*(?P<label>[^\d\n:=–—-]{2,60}?)\s*(?:[:=–—-]|\s-\s)\s*(?P<number>\d[\d,]*)"
    r"\s*(?:\(\d[\d.]*%\))?\s*[.;,]?\s*$"
)
_LEAST_PARTS = 2
_LONGEST_LINE = 90


class Part(NamedTuple):
    """A labelled number and its cell."""

    place: Place
    label: str
    number: int


class Total(NamedTuple):
    """A stated total with its parts, in order."""

    place: Place
    number: int
    parts: tuple[Part, ...]

    @property
    def sum(self) -> int:
        """What the parts add up to."""
        return sum(part.number for part in self.parts)

    @property
    def culprit(self) -> Place:
        """The cell of the one number that a slip of the hand would explain, the total's where several or none would."""
        slipped = [part.place for part in self.parts if _slipped(part.number, part.number + self.number - self.sum)]
        if len(slipped) == 1 and not _slipped(self.number, self.sum):
            return slipped[0]
        return self.place


def _slipped(found: int, expected: int) -> bool:
    return expected > 0 and slip_between(found, expected) is not None


def totals(passages: Sequence[tuple[Passage, Sequence[Sentence]]]) -> Iterator[Total]:
    """The totals of a section's passages whose parts follow as lines, in cells of their own or inside the cell."""
    heading: tuple[Place, int] | None = None
    parts: list[Part] = []
    for passage, sentences in passages:
        lines = [line for line in passage.text.splitlines() if line.strip()]
        listed = [part for line in lines if (part := _part(passage.place, line))]
        prose = [sentence for sentence in sentences if not _is_line(sentence.text)]
        if prose or not listed:
            yield from _made(heading, parts)
            heading, parts = _heading(passage.place, prose), []
        parts += listed
        if len(lines) == 1 and not listed:
            yield from _inline(passage.place, sentences)
    yield from _made(heading, parts)


def _made(heading: tuple[Place, int] | None, parts: Sequence[Part]) -> Iterator[Total]:
    if heading is not None and len(parts) >= _LEAST_PARTS:
        yield Total(heading[0], heading[1], tuple(parts))


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and _LINE.match(text) is not None


def _part(place: Place, line: str) -> Part | None:
    if len(line) > _LONGEST_LINE:
        return None
    match = _LINE.match(line)
    if match is None:
        return None
    return Part(place, match["label"].strip(), int(match["number"].replace(",", "")[:12]))


def _heading(place: Place, prose: Sequence[Sentence]) -> tuple[Place, int] | None:
    """The one count that the prose before the lines states; several leave it open which one is meant."""
    counts = [quantity for sentence in prose[-3:] for quantity in sentence.quantities if _is_count(quantity)]
    return (place, int(counts[0].value)) if len(counts) == 1 else None


def _is_count(quantity: Quantity) -> bool:
    plain = quantity.measure is Measure.PLAIN and quantity.hedge is Hedge.NONE and not quantity.detail
    return plain and quantity.pair is None and quantity.step == 1


def _inline(place: Place, sentences: Sequence[Sentence]) -> Iterator[Total]:
    """`174 audits were graded: 15 Outstanding, 96 Good and 8 Inadequate`, `of the 174 audits, 15 were …`."""
    for sentence in sentences:
        counts = [each for each in sentence.quantities if _is_count(each)]
        if len(counts) < 1 + _LEAST_PARTS or len(counts) != len(
            [each for each in sentence.quantities if not each.detail]
        ):
            continue
        first, *rest = counts
        between = sentence.lows(first.last + 1, rest[0].first - 1)
        opened = ":" in between or (sentence.lows(0, 1)[:1] == ["of"] and first.first <= 2)
        if not opened or len(sentence.periods) > 1 or not _is_list(sentence, rest):
            continue
        labels = [_label(sentence, each) for each in rest]
        yield Total(place, int(first.value), tuple(
            Part(place, label, int(each.value)) for label, each in zip(labels, rest, strict=True)
        ))  # fmt: skip


def _is_list(sentence: Sentence, rest: Sequence[Quantity]) -> bool:
    """True where commas, semicolons or a final `and` part the numbers, nothing compares them, and none is `other`."""
    for one, two in pairwise(rest):
        between = sentence.lows(one.last + 1, two.first - 1)
        if not {",", ";", "and"} & set(between) or {"than", "compared", "from", "of"} & set(between):
            return False
    return "including" not in sentence.lows(0, rest[0].first)


def _label(sentence: Sentence, quantity: Quantity) -> str:
    words = []
    for word in sentence.lows(quantity.last + 1, quantity.last + 4):
        if word in (",", ";", ".", "and", "(", ")"):
            break
        words.append(word)
    return " ".join(words)
