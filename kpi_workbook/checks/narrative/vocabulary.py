"""The telling words of indicators' names and of sentences, spelt one way, and how much each tells.

The trade words of children's services are the catalogue's; those of other services stand here, one row a spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ...catalogue.names import normal
from .cues import PHRASES
from .wordlists import word_set

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"anti[ -]?social behaviour|asb", "antisocial"),
    (r"fly[ -]?tip(s|ping|ped)?", "flytip"),
    (r"freedom of information( act)?|fois?", "foi"),
    (r"subject access requests?|sars?|dsars?", "sar"),
    (r"delayed transfers?( of care)?|dtocs?|delayed discharges?", "dtoc"),
    (r"adult social care|asc", "adultcare"),
    (r"deprivation of liberty( safeguards?)?|dols", "dols"),
    (r"temporary accommodation", "tempaccommodation"),
    (r"rough sleep(ers?|ing)", "roughsleep"),
    (r"council tax", "counciltax"),
    (r"business rates|national non domestic rates|nndr", "businessrates"),
    (r"housing benefits?", "housingbenefit"),
    (r"empty (homes?|properties)|voids?", "void"),
    (r"re[ -]?let(s|ting)?( times?)?", "relet"),
    (r"long[ -]term", "longterm"),
    (r"short[ -]term", "shortterm"),
    (r"home ?care|domiciliary care", "homecare"),
    (r"call centre|contact centre|customer services?", "contactcentre"),
    (r"bins?|refuse collections?|waste collections?", "bin"),
    (r"(household )?waste (which is |that is )?(sent for )?(reused?,? )?recycl(ed|ing)( and compost(ing|ed))?|"
     r"recycling( rate)?|recycled", "recycl"),
    (r"sick(ness)?( absence)?", "sickness"),
    (r"(new )?(starters?|joiners?)", "newstarter"),
    (r"quit(s|ters?|ting)?( dates?)?( set)?", "smokequit"),
    (r"pot ?holes?", "pothole"),
    (r"street ?lights?|street lighting|lamp columns?", "streetlight"),
)  # fmt: skip
_SERVICES = re.compile(rf"\b(?:{'|'.join(f'(?P<{word}>{phrase})' for phrase, word in _PHRASES)})\b")
_BRACKETED = re.compile(r"\([^()]*\)")
_EXCLUSION = re.compile(
    r"\b(not|excluding|except for|exc|excl|other than)\b[^,;]*?(?=\b(for|who|whom|with|that)\b|[,;]|$)", re.IGNORECASE
)
"""What a name leaves out ("not allocated to the disability team"); sentences hardly ever repeat it."""
_ENDINGS = ("ation", "ions", "ion", "ers", "er", "ings", "ing", "ed", "ly", "es", "s", "e")
_LEAST_STEM = 4
_LIGHT = word_set(
    """about above across actual actually after again all also although among an and any are around as at back be
    because been before being below best better between both but by came can case cases cent change changed
    clear clearly compared comparison continue continues continued continuing correct could council current
    currently data december despite did do does done down due during each early end evidence figure figures
    first followed following for from further good great had has have having he help high higher highly how
    however if important improve in increase increased indicates into is it its just large largely last latest
    less level levels like long low lower made make makes making many means measure measures month months
    monthly more most moving much narrowly nearly new next no not now number numbers of off on one only onto
    open or other our out over overall own particularly past per percent percentage performance performed
    performing period place point points poor positive previous previously progress proportion quarter quite
    rate rates reached recent record recorded reflects reflecting remain remained remains report reported
    reporting represents result results s same saw see seen service services several show showed shown showing
    shows significant significantly similar since slight slightly small so some still stood strong such
    sustained system takes taken target team teams than that the their them then there these they this those
    though thus time to took total toward towards trend under up upon us very volume volumes was we well went
    were what when where which while who whom whose will with within work working year years yet you
    year-to-date annual strongly sharply steadily gradually consistently consistent timely timeliness happened
    happening experienced registered completed complete completing received closed opened dealt issued year's
    month's january february march april may june july august september october november jan feb mar apr jun jul
    aug sep sept oct nov dec people children residents families resident family everyone borough city county
    district authority local national england region average mean ytd date start financial beginning half third
    quarter fell rose dropped grew making key noted note please attributable reason thanks achieved achieving
    met missed meeting hit outturn figure value score rated overall down here compliance demand activity
    workload workloads academic calendar cohort cohorts group groups population sign signs number of getting keep
    keeps being carried nearing running row consecutive second third fourth fifth sixth seventh eighth ninth tenth
    eleventh twelfth successive straight least levelled plateaued stabilised ranged ranging varied varying against comes
    equates historically reaching standing stands used"""
)  # fmt: skip
_CUE_WORDS = frozenset(word for phrase in PHRASES.meanings for word in phrase)
_REPORTING = _LIGHT | _CUE_WORDS
_NAMES_TOO = word_set("flat short long slow quick fast")
"""Stems that say something of a figure in one form only, and name things in others: `flats`, `short breaks`."""


@lru_cache(maxsize=32768)
def words(text: str) -> frozenset[str]:
    """The telling words of a name or of a stretch of a sentence, in their stems."""
    return frozenset(stem(word) for word in _spelt(text))


def all_words(texts: Iterable[str]) -> frozenset[str]:
    """The telling words of several texts, however long they are together."""
    return frozenset().union(*map(words, texts))


def _spelt(text: str) -> tuple[str, ...]:
    """The words of a text, the services' phrases as single ones."""
    return normal(_SERVICES.sub(lambda match: f" {match.lastgroup} ", text.lower())).words


@lru_cache(maxsize=32768)
def main_words(name: str) -> frozenset[str]:
    """A name's words without what stands in brackets or is left out; all of them where nothing else stands."""
    return words(_EXCLUSION.sub(" ", _BRACKETED.sub(" ", name))) or words(name)


def unknown(text: str, known: frozenset[str]) -> frozenset[str]:
    """The words of a sentence that name something and belong to no indicator of the workbook."""
    return _naming(text) - known


@lru_cache(maxsize=32768)
def _naming(text: str) -> frozenset[str]:
    """The words of a sentence that name something, in their stems."""
    named = (word for word in _spelt(text) if word not in _REPORTING and not word.endswith("ly"))
    stems = {stem(word) for word in named}
    return frozenset(word for word in stems if not word.isdigit() and stem(word) not in LIGHT_STEMS)


def stem(word: str) -> str:
    """A word without the ending of its number, tense or part of speech: `collections`, `collected` are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: len(word) - len(ending)]
    return word


LIGHT_STEMS = frozenset(stem(word) for word in _REPORTING) - _NAMES_TOO
"""Words of reporting itself, which point to no indicator."""
