"""The words that make a statement of figures: rose, lowest, target, on track, compared with … One row a wording.

A new wording is a new phrase here and one test. Phrases are compared in lower case, word by word, longest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from ...model import Area
from .phrasebook import Phrasebook
from .tokens import Token


class Cue(StrEnum):
    """What a phrase does in a sentence."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    WORSE = "worse"
    DOUBLED = "doubled"
    HALVED = "halved"
    TREBLED = "trebled"
    QUADRUPLED = "quadrupled"
    MORE = "more"
    FEWER = "fewer"
    HIGHEST = "highest"
    LOWEST = "lowest"
    BEST = "best"
    WORST = "worst"
    AVERAGE = "average"
    TOTAL = "total"
    TARGET = "target"
    ABOVE = "above"
    BELOW = "below"
    OUTPERFORMS = "outperforms"
    SHORT = "short"
    MET = "met"
    MISSED = "missed"
    NEAR = "near"
    ON_TRACK = "on track"
    OFF_TRACK = "off track"
    COMPARED = "compared"
    FROM = "from"
    SINCE = "since"
    SIMILAR = "similar"
    STEADY = "steady"
    MODAL = "modal"
    NOT = "not"
    AREA = "area"
    EACH = "each"
    NAME = "name"


class Mark(NamedTuple):
    """A cue where it stands: tokens `first` to `last`. `area`: whom an AREA cue names, None for all comparators."""

    cue: Cue
    first: int
    last: int
    area: Area | None = None


_WORDS: dict[Cue, str] = {
    Cue.UP: """rose, risen, rise, rises, rising, increased, increase, increases, increasing, grew, grown, growth,
        growing, grow, climbed, climb, climbing, jumped, jump, went up, gone up, going up, goes up, go up, up,
        surged, surge, lengthened, lengthening, moved up, upward, upwards, uplift, spiked, crept up, edged up""",
    Cue.DOWN: """fell, fallen, fall, falls, falling, dropped, drop, drops, dropping, decreased, decrease, decreases,
        decreasing, reduced, reduction, reductions, reduce, reduces, reducing, declined, decline, declines,
        declining, went down, gone down, going down, goes down, go down, down, came down, come down, coming
        down, dipped, dip, moved down, downward, downwards, slipped, slid, shrank, shrunk, crept down, edged
        down, shortened, shortening""",
    Cue.BETTER: """improved, improvement, improvements, improving, improves, getting better, got better""",
    Cue.WORSE: """worsened, worsening, worsens, deteriorated, deterioration, deteriorating, getting worse, got worse,
        declined in performance""",
    Cue.DOUBLED: "doubled, doubling, twice as many, twice as high, twice the, double the",
    Cue.HALVED: "halved, halving, half as many, half the number",
    Cue.TREBLED: "trebled, tripled, three times as many, three times the, treble the, triple the",
    Cue.QUADRUPLED: "quadrupled, four times as many, four times the",
    Cue.MORE: "more, higher, greater, additional, extra, slower, longer",
    Cue.FEWER: "fewer, less, lower, quicker, faster, shorter",
    Cue.HIGHEST: "highest, largest, greatest, most, peak, record high, peaked, busiest, biggest",
    Cue.LOWEST: "lowest, smallest, fewest, record low, quietest",
    Cue.BEST: "best, strongest, quickest, fastest",
    Cue.WORST: "worst, weakest, poorest, slowest",
    Cue.AVERAGE: "average, averages, averaged, averaging, mean, on average, avg",
    Cue.TOTAL: "total, totals, totalled, totalling, in total, in all, altogether, cumulative, cumulatively",
    Cue.TARGET: "target, targets, target of, targeted level, ceiling, threshold target",
    Cue.ABOVE: """above, exceeds, exceed, exceeded, exceeding, over, higher than, more than, greater than, longer than,
        slower than, surpassed,
        surpasses, surpassing, in excess of, ahead of""",
    Cue.BELOW: """below, under, lower than, less than, fewer than, quicker than, faster than, shorter than,
        beneath""",
    Cue.OUTPERFORMS: """outperforms, outperform, outperforming, outperformed, better than, beats, beat,
        beating, compares
        favourably with, compares well with, compare favourably with, compare well with, stronger than,
        favourable to""",
    Cue.SHORT: """short of, falls short of, fell short of, falling short of, behind, worse than, adrift of, off, poorer
        than, weaker than, shy of, underperforming against, compares unfavourably with, compares poorly with,
        compare unfavourably with, underperforming, outside""",
    Cue.MET: """met, meets, meet, meeting, achieved, achieves, achieve, achieving, hit, hits, hitting, reached,
        reaches, reach, within, at or above, at or below, delivered, on""",
    Cue.MISSED: """missed, misses, missing, failed to meet, fails to meet, failing to meet, failed to achieve, fails to
        achieve, failed to reach, failed to hit, yet to meet, yet to reach, yet to achieve, unable to meet,
        narrowly missed, did not meet, not met, not meeting, not achieved, does not meet, has not met, have
        not met, not meet, not reached, not yet met, not yet reached, missing its, did not achieve, did not
        reach, did not hit, not hit, not achieving, not within""",
    Cue.NEAR: """close to, near, nearly at, just below, just under, just above, just over, slightly below, slightly
        above, nearing, approaching, in line with, on a par with, comparable with, comparable to, consistent
        with, broadly in line with, just outside""",
    Cue.ON_TRACK: """on track, on course, on target to, well placed to meet, well placed to achieve, likely to
        meet, likely
        to achieve, likely to hit, set to meet, set to achieve, will meet, will achieve, expected to meet,
        expected to achieve, forecast to meet, forecast to achieve, projected to meet, projected to achieve,
        due to meet""",
    Cue.OFF_TRACK: """off track, off course, not on track, not on course, no longer on track, unlikely to meet,
        unlikely to
        achieve, will not meet, will not achieve, will miss, likely to miss, not expected to meet, forecast to
        miss, projected to miss, at risk of missing, set to miss, expected to miss, behind schedule, not
        currently on track, not likely to meet""",
    Cue.COMPARED: """compared with, compared to, compared against, compared, in comparison with, in comparison to,
        comparison with, comparison to, relative to, versus, vs, against, when compared with, when compared
        to, than, as against, on, twice the, double the, three times the, treble the, triple the, four times
        the, twice as many, twice as high, three times as many, four times as many, half the number""",
    Cue.FROM: "from",
    Cue.SINCE: "since",
    Cue.SIMILAR: """similar, level with, much the same as, the same as, the same level as, the same number as,
        comparable with, comparable to, in line with, back to the level of""",
    Cue.STEADY: """stable, steady, held steady, unchanged, static, flat, no change, remained the same, remains the
        same, stayed the same""",
    Cue.MODAL: """will, would, should, could, may, might, expect, expects, expected, anticipate, anticipated, forecast,
        forecasts, aim, aims, aiming, aspire, hope, hopes, intend, intends, plan to, plans to, planned, goal,
        ambition, if, project, projected, propose, proposed, proposes, estimated, predict, predicted, due to,
        going to, target date, need to, needs to, must, likely, upcoming, next year, next month, next quarter,
        bring, so that, in order to, commit, committed, budgeted, until""",
    Cue.NOT: """not, no, never, neither, nor, without, isn't, wasn't, hasn't, haven't, didn't, doesn't, don't, aren't,
        weren't""",
    Cue.EACH: "a month, per month, each month, every month, monthly",
}  # fmt: skip
_AREAS: dict[Area | None, str] = {
    Area.ENGLAND: """england, national, nationally, national average, english average, england average, all england,
        country""",
    Area.NEIGHBOURS: """statistical neighbours, statistical neighbour, stat neighbours, stat neighbour,
        neighbours, similar
        authorities, similar councils, comparable authorities, nearest neighbours, cipfa neighbours, family
        group, statistical neighbour average, neighbour authorities""",
    Area.REGION: "region, regional, regionally, regional average, the region",
    None: """comparator groups, comparator group, comparators, comparator, comparative group, comparative groups,
        other councils, other authorities, peers, peer group, benchmark, benchmarks, comparison groups,
        benchmarking group""",
}  # fmt: skip

Meanings = tuple[tuple[Cue, Area | None], ...]
"""What a phrase does, one cue or several, with whom it names."""
Phrases = Phrasebook[Meanings]


def _table() -> Phrases:
    table: dict[tuple[str, ...], list[tuple[Cue, Area | None]]] = {}
    for cue, phrases in _WORDS.items():
        for phrase in phrases.split(","):
            table.setdefault(tuple(phrase.split()), []).append((cue, None))
    for area, phrases in _AREAS.items():
        for phrase in phrases.split(","):
            table.setdefault(tuple(phrase.split()), []).append((Cue.AREA, area))
    return Phrasebook({words: tuple(meanings) for words, meanings in table.items()})


PHRASES = _table()
MOVES = (Cue.UP, Cue.DOWN, Cue.BETTER, Cue.WORSE)
"""The cues of a figure that moves."""
FACTORS = (Cue.DOUBLED, Cue.HALVED, Cue.TREBLED, Cue.QUADRUPLED)
"""The cues of a figure that became so many times what it was."""
_OTHER_TARGETS = [
    [word] for word in ("time", "times", "timescale", "timescales", "group", "groups", "date", "area", "areas")
]
"""What makes `target` part of a name: `completed within target time`."""


def with_names(names: Iterable[tuple[str, Area]], own: Iterable[tuple[str, ...]] = ()) -> Phrases:
    """The phrases, with the comparators' own names as the workbook heads them: `South East`, `Hampshire`.

    `own`: phrases of the indicators' names; a cue inside one of them claims nothing.
    """
    table = dict(PHRASES.meanings)
    for name, area in names:
        words = tuple(name.lower().replace("-", " ").split())
        if words and area is not Area.PREVIOUS_YEAR:
            table.setdefault(words, ((Cue.AREA, area),))
    for words in own:
        table[words] = (*table.get(words, ()), (Cue.NAME, None))
    return Phrasebook(table)


def marks(tokens: Sequence[Token], phrases: Phrases) -> list[Mark]:
    """The cues of a sentence, in order; a phrase inside a longer one of the same kind counts once."""
    found: list[Mark] = []
    words = [token.low for token in tokens]
    for first, last, meanings in phrases.within(words):
        for cue, area in meanings:
            inside = any(each.cue is cue and each.first <= first and last <= each.last for each in found)
            names = cue is Cue.TARGET and words[last + 1 : last + 2] in _OTHER_TARGETS
            if not inside and not names:
                found.append(Mark(cue, first, last, area))
    return _outside_names(found, words)


_AMOUNT_FOLLOWS = (["by"], ["from"])
"""`risk reduced by 5%` tells of a movement even where the name ends in `risk reduced`."""


def _outside_names(found: Sequence[Mark], words: Sequence[str]) -> list[Mark]:
    """The names, and the cues that belong to none."""
    names = [
        each for each in found if each.cue is Cue.NAME and words[each.last + 1 : each.last + 2] not in _AMOUNT_FOLLOWS
    ]
    return [
        mark
        for mark in found
        if mark.cue is Cue.NAME or not any(each.first <= mark.first and mark.last <= each.last for each in names)
    ]
