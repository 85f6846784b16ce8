"""Indicator names as words that can be compared: abbreviations spelt one way, filler left out, kind kept apart.

A name becomes its kind (a percentage, a count, a rate …) and a set of words. Two councils that name one thing
differently should end with nearly the same words; two different things must differ in at least one *telling* word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ..model import Unit

# A phrase of the trade and the word (or words) it becomes, in the order they are tried: a later row sees what the
# earlier ones made, so longer phrases come first. One row a spelling.
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"unaccompanied (asylum seek(ing|ers?) ?)?(child(ren)?|minors?|young people)?|uascs?", "uasc"),
    (r"(became|become|becoming|start(ed|ing)? to be) (looked after|cla)|bla", "becamecla"),
    (r"(enter(ed|ing)?|came into|coming into|taken into) care|care entrants?|admissions? (in)?to care", "becamecla"),
    (r"ceas(ed|ing) (to be )?(looked after|cla|care)|left care|leaving cla", "ceasedcla"),
    (r"(previously|formerly) (looked after|in care|cla|lac)", "previouslycla"),
    (r"(care (leavers?|experienced( young)?( people| adults)?)|leaving care)( aged \d+( to)?( \d+)?)?", "careleaver"),
    (r"(child(ren)?|young people|those|cyp) (who (are|is) )?(looked after|in (our |local authority )?care)", "cla"),
    (r"looked after( child(ren)?)?|in care( population)?|(cla|lac|cic)s?( child(ren)?)?|children we care for", "cla"),
    (r"cared for child(ren)?|our children", "cla"),
    (r"(child(ren)?|those) (who (are|is) )?(subjects? (of|to)|with|on) (an? |their )?(active |open )?"
     r"(child protection|cpp?)( plans?)?", "cpp"),
    (r"(initial|first) (child protection|cpp|cp) (case )?conferences?|icpcs?", "icpc"),
    (r"(review|reviewing) (child protection|cpp|cp) (case )?conferences?|rcpcs?", "rcpc"),
    (r"(child protection|cpp|cp) (review conferences?|reviews?)", "rcpc"),
    (r"(child protection|cp) plans?|cpps?|cp|child protection", "cpp"),
    (r"(child(ren)?|those) with (an? )?(active |open )?(child(ren)? in need|cin)( plans?)?", "cin"),
    (r"child(ren)? in need( plans?)?|cins?( plans?)?", "cin"),
    (r"section 47|sect 47|sec 47|s ?47s?|sec47", "s47"),
    (r"section 20|sect 20|sec 20|s ?20", "s20"),
    (r"section 17|s ?17", "s17"),
    (r"(child(ren)? (and|&) famil(y|ies)|c ?(&|and) ?f|single|social care|social work|statutory|caf|c f) as+e?s*m\w*",
     "cfassessment"),
    (r"early help as+e?s*m\w*|ehas?|family help as+e?s*m\w*", "eha"),
    (r"early help|family help|eh", "earlyhelp"),
    (r"independent foster(ing|care)?( agenc(y|ies))?( placements?)?|ifas?( placements?)?", "ifa"),
    (r"in house foster(ing|care|ers?)?|(council|own|internal) foster(ing| carers?)", "inhousefostering"),
    (r"special guardianship( orders?)?|sgos?", "sgo"),
    (r"education employment (or|and|&)? ?training|eet", "eet"),
    (r"not in eet|neets?", "neet"),
    (r"personal education plans?|e?peps?", "pep"),
    (r"strengths? (and|&) difficult(y|ies)( questionnaires?)?|sdqs?", "sdq"),
    (r"return home interviews?|return interviews?|rhis?", "rhi"),
    (r"missing from (home|care|placement)|go(ne|ing)? missing|went missing", "missing"),
    (r"education health (and|&) care( plans?)?|ehcps?|ehc plans?", "ehcp"),
    (r"special educational needs?( and disabilit(y|ies))?|send?", "sen"),
    (r"initial health as+e?s*m\w*|ihas?", "iha"),
    (r"review health as+e?s*m\w*|rhas?", "rha"),
    (r"health as+e?s*m\w*|medicals?", "healthassessment"),
    (r"dental (checks?|check ups?|as+e?s*m\w*)|dentists?|seen by (a )?dentist", "dental"),
    (r"immuni[sz]ations?|vaccinations?", "immunisation"),
    (r"child(ren)? with disabilit(y|ies)|disabled child(ren)?|cwd", "cwd"),
    (r"multi agency safeguarding hub|mash", "mash"),
    (r"newly qualified social workers?|assessed and supported year( in employment)?|nqsws?|asyes?", "nqsw"),
    (r"social workers?|sws?|case ?holders?", "socialworker"),
    (r"independent reviewing officers?|iros?", "iro"),
    (r"local authority designated officers?|lados?", "lado"),
    (r"full time equivalents?|fte|wte", "fte"),
    (r"(three|3) or more|3 ?\+|3 plus|three plus|at least (3|three)", "3plus"),
    (r"(two|2) years? or (more|longer)|2 ?\+ years?|(over|more than|at least) (two|2) years?|2 years? \+", "2years"),
    (r"(second|2nd) (or|and) (subsequent|more)|subsequent", "repeat"),
    (r"(re ?|repeat )referrals?|referrals? within (12 months|a year) of a previous referral", "repeat referral"),
    (r"repeat(ed)?", "repeat"),
    (r"four weeks?|4 weeks?|4 weekly|four weekly|20 (working )?days|20 ?wd", "4weeks"),
    (r"six weeks?|6 weeks?|6 weekly|six weekly", "6weeks"),
    (r"two weeks?|2 weeks?|2 weekly|fortnight(ly)?|10 (working )?days|10 ?wd", "2weeks"),
    (r"(\d+) ?(wd|working days)", r"\1"),
    (r"twelve months?|12 months?|12 mths?|12m|within (a|1|one) year", "12months"),
    (r"((within|in|on|to|inside) )?(statutory |the |agreed |required )*time ?(scales?|limits?|frames?)", "intime"),
    (r"on time|in time|timely|timeliness|up to date|uptodate|in date|not overdue", "intime"),
    (r"(per|/) ?(10 ?000|10k)|per ten thousand", "per10000"),
    (r"per (1 ?000|100 ?000|100)( \w+)?", "perthousand"),
)  # fmt: skip

_KINDS: tuple[tuple[str, Unit], ...] = (
    (r"per10000|perthousand|\brates?\b", Unit.RATE),
    (r"%|\b(percentages?|per cent|percent|pct|perc|proportion|share)\b", Unit.PERCENTAGE),
    (r"£|\b(costs?|spend|expenditure|budget|value of)\b", Unit.MONEY),
    (r"\b(average|mean|median) (number of )?(time|days|duration|length|wait)\b|\bdays (between|from|to|taken|lost)\b",
     Unit.DAYS),
    (r"\b(average|mean|median|ratio|score)\b", Unit.NUMBER),
    (r"#|\b(numbers?|no|nos|num|counts?|total|volume)\b", Unit.COUNT),
)  # fmt: skip

_FILLER = frozenset(
    """a an the of in for who whom which that has have had been be being is are was were with and or their there to
    at as on by from during this it its all any per each every within than less more over taken place took take
    receive received period end month months monthly year years yearly annual annually rate rates percentage
    percentages percent cent pct perc proportion share number numbers no nos num count counts total volume date
    position child children young people person persons cyp team s current currently under 18 18s population 0
    17 up ytd cumulative accumulative rolling subject plan plans active working days weeks week day statutory
    timescale timescales local authority council figure whose when last completed complete made undertaken
    carried out done""".split()  # noqa: SIM905 - words read better than a list
)

SUBJECTS = frozenset(
    """cla cpp cin careleaver uasc cwd cfassessment eha earlyhelp s47 icpc rcpc iha rha healthassessment dental
    immunisation sdq pep rhi missing ehcp sen sgo ifa inhousefostering s20 s17 socialworker nqsw iro lado mash eet neet
    becamecla ceasedcla previouslycla 3plus 2years repeat per10000 perthousand 4weeks 6weeks 2weeks 12months open new
    start end closed not without exc excluding overdue late adult adults older upheld inadequate female male boys girls
    private privately out outside""".split()  # noqa: SIM905 - words read better than a list
)
"""Words that, like every number, tell one indicator from another: a difference in them is never overlooked."""

_COMPILED = tuple((re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])"), word) for words, word in _PHRASES)
_KIND_PATTERNS = tuple((re.compile(words), unit) for words, unit in _KINDS)
_NOT_WORDS = re.compile(r"[^a-z0-9%£&+#]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_ENDINGS = (("ies", "y"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_SHORTEST_STEM = 4
_LONGEST = 500


class Words(NamedTuple):
    """A name's kind (None where it does not say) and its words, sorted."""

    kind: Unit | None
    words: tuple[str, ...]


@lru_cache(maxsize=65536)
def normal(name: str) -> Words:
    """A name's kind and words. `% of LAC visits on time` and `Percentage of CLA visited within timescale` are alike."""
    text = _spelt(name)
    words = {_stem(word) for word in text.split() if word not in _FILLER and any(map(str.isalnum, word))}
    return Words(next((unit for pattern, unit in _KIND_PATTERNS if pattern.search(text)), None), tuple(sorted(words)))


def plain_words(name: str) -> list[str]:
    """A name's words as typed, in lower case, accents and punctuation gone."""
    letters = unicodedata.normalize("NFKD", name[:_LONGEST]).lower()
    return _NOT_WORDS.sub(" ", _THOUSANDS.sub("", letters)).split()


def is_telling(word: str) -> bool:
    """Whether a word alone sets two indicators apart: a subject of the trade, or anything with a number in it."""
    return word in SUBJECTS or any(map(str.isdigit, word))


def _spelt(name: str) -> str:
    """A name's plain words with the trade's phrases as single words."""
    text = " ".join(plain_words(name))
    for pattern, word in _COMPILED:
        text = pattern.sub(f" {word} ", text)
    return " ".join(text.split())


def _stem(word: str) -> str:
    """A word without the ending of its plural or tense, crudely: enough to make `visits` and `visited` one."""
    if word in SUBJECTS:
        return word
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + put
    return word
