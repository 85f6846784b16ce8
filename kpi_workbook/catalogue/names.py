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

# A phrase of the trade and the one word it becomes; longer phrases come first. One row a spelling.
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"unaccompanied (asylum seeking )?(child(ren)?|minors?|young people)|uascs?|unaccompanied asylum seekers?", "uasc"),
    (r"(became|become) (looked after|cla)|becoming (looked after|cla)|start(ed|ing)? to be (looked after|cla)|bla|entered care|entering care|came into care|"
     r"coming into care|taken into care|care entrants?|admissions? (in)?to care", "becamecla"),
    (r"ceased to be (looked after|cla)|ceas(ed|ing) (to be )?(looked after|cla|care)|left care|leaving cla", "ceasedcla"),
    (r"(previously|formerly) (looked after|in care)|previously lac|previously cla", "previouslycla"),
    (r"(care (leavers?|experienced young people|experienced young adults)|care experienced( people)?|leaving care)"
     r"( aged [\d ]+( to \d+)?)?", "careleaver"),
    (r"(child(ren)?|young people|those|cyp) (who (are|is) )?(looked after|in (our |local authority )?care)|"
     r"looked after( child(ren)?)?|in care( population)?|(cla|lac|cic|clas|lacs|cics)( child(ren)?)?|children we care for|"
     r"cared for child(ren)?|our children", "cla"),
    (r"(re )?(registered )?(child(ren)?|those) (who (are|is) )?(subjects? (of|to)|with|on) (an? |their )?(active |open )?"
     r"(child protection|cp)( plans?)?|(child protection|cp) plans?|cpps?|cp|child protection", "cpp"),
    (r"(child(ren)?|those) with (an? )?(active |open )?(child(ren)? in need|cin)( plans?)?|child(ren)? in need( plans?)?|"
     r"cin( plans?)?|cins", "cin"),
    (r"(initial|first) (child protection|cpp|cp) (case )?conferences?|icpcs?", "icpc"),
    (r"(review|reviewing) (child protection|cpp|cp) (case )?conferences?|rcpcs?|(child protection|cpp|cp) review conferences?|"
     r"(child protection|cpp|cp) reviews?", "rcpc"),
    (r"section 47|sect 47|sec 47|s ?47s?|sec47", "s47"),
    (r"section 20|sect 20|sec 20|s ?20", "s20"),
    (r"section 17|s ?17", "s17"),
    (r"(child(ren)? (and|&) famil(y|ies)|c ?(&|and) ?f|single|social care|social work|statutory) assess?ments?|"
     r"caf assessments?|c f assessments?|cfas?\b", "cfassessment"),
    (r"early help assessments?|ehas?|family help assessments?", "eha"),
    (r"early help|family help|eh", "earlyhelp"),
    (r"independent foster(ing|care)?( agenc(y|ies))?( placements?)?|ifas?( placements?)?", "ifa"),
    (r"in house foster(ing|care|ers?)?|(council|own|internal) foster(ing| carers?)", "inhousefostering"),
    (r"special guardianship( orders?)?|sgos?", "sgo"),
    (r"education,? employment (or|and|&) training|eet", "eet"),
    (r"not in (education,? employment (or|and|&) training|eet)|neets?", "neet"),
    (r"personal education plans?|e?peps?", "pep"),
    (r"strengths? (and|&) difficult(y|ies)( questionnaires?)?|sdqs?", "sdq"),
    (r"return home interviews?|return interviews?|rhis?", "rhi"),
    (r"missing from (home|care|placement)|go(ne|ing)? missing", "missing"),
    (r"education,? health (and|&) care( plans?)?|ehcps?", "ehcp"),
    (r"special educational needs?( and disabilit(y|ies))?|send?\b", "sen"),
    (r"initial health assess?ments?|ihas?", "iha"),
    (r"review health assess?ments?|rhas?", "rha"),
    (r"health assess?ments?|medicals?", "healthassessment"),
    (r"dental (checks?|check ups?|assess?ments?)|dentists?|seen by (a )?dentist", "dental"),
    (r"immuni[sz]ations?|vaccinations?", "immunisation"),
    (r"child(ren)? with disabilit(y|ies)|disabled child(ren)?|cwd", "cwd"),
    (r"multi agency safeguarding hub|mash", "mash"),
    (r"(newly qualified|assessed and supported year).*?(social workers?|employment)|nqsws?|asyes?", "nqsw"),
    (r"social workers?|sws?|caseholders?|case holders?", "socialworker"),
    (r"independent reviewing officers?|iros?", "iro"),
    (r"local authority designated officers?|lados?", "lado"),
    (r"(fte|full time equivalents?|wte)", "fte"),
    (r"(three|3) or more|3 ?\+|3 plus|three plus|at least (3|three)", "3plus"),
    (r"(two|2) years? or (more|longer)|2 ?\+ years?|(over|more than) (two|2) years?|at least (2|two) years?|2 plus years?", "2years"),
    (r"(second|2nd) or (subsequent|more)|second and subsequent|subsequent", "repeat"),
    (r"re ?referrals?|repeat referrals?", "repeat referral"),
    (r"repeat(ed)?", "repeat"),
    (r"four weeks?|4 weeks?|4 weekly|four weekly|20 (working )?days|20 wd|20 ?wd", "4weeks"),
    (r"six weeks?|6 weeks?|6 weekly|six weekly", "6weeks"),
    (r"two weeks?|2 weeks?|2 weekly|fortnight(ly)?|10 (working )?days|10 wd", "2weeks"),
    (r"twelve months?|12 months?|12 mths?|12m|within (a|1|one) year", "12months"),
    (r"(within|in|on|to|inside) (statutory |the |agreed |required )*(timescales?|time ?scales|time limits?|timeliness|time ?frames?)|"
     r"on time|in time|in timescales?|timely|timeliness|up to date|uptodate|in date|not overdue", "intime"),
    (r"(per|/) ?(10 ?000|10k)( (children|child|population|under 18s?|cyp))?|per ten thousand", "per10000"),
    (r"per (1 ?000|100 ?000|100)( \w+)?", "perthousand"),
)  # fmt: skip

_KINDS: tuple[tuple[str, Unit], ...] = (
    (r"per10000|perthousand|\brates?\b", Unit.RATE),
    (r"%|\b(percentages?|per cent|percent|pct|perc|proportion|share)\b", Unit.PERCENTAGE),
    (r"£|\b(costs?|spend|expenditure|budget|value of)\b", Unit.MONEY),
    (r"\b(average|mean|median) (number of )?(time|days|duration|length|wait)\b|\bdays (between|from|to|taken|lost)\b", Unit.DAYS),
    (r"\b(average|mean|median|ratio|score)\b", Unit.NUMBER),
    (r"#|\b(numbers?|no|nos|num|counts?|total|volume)\b", Unit.COUNT),
)  # fmt: skip

_FILLER = frozenset(
    """a an the of in for who whom which that has have had been be being is are was were with and or their there to at as on by
    from during this it its all any per each every within than less more over taken place took took receive received
    period end month months monthly year years yearly annual annually rate rates percentage percentages percent cent pct perc
    proportion share number numbers no nos num count counts total volume date position
    child children young people person persons cyp team s current currently
    under 18 18s population 0 17 up place ytd cumulative accumulative rolling subject plan plans active working days
    weeks week day statutory timescale timescales local authority council figure whose when took less last up
    completed complete made undertaken carried out done""".split()
)  # fmt: skip

SUBJECTS = frozenset(
    """cla cpp cin careleaver uasc cwd cfassessment eha earlyhelp s47 icpc rcpc iha rha healthassessment dental immunisation
    sdq pep rhi missing ehcp sen sgo ifa inhousefostering s20 socialworker nqsw iro lado mash eet neet becamecla ceasedcla
    previouslycla 3plus 2years repeat per10000 4weeks 6weeks 2weeks 12months 45 15 10 24 48 72 2 5 6 4 3 1""".split()
)
"""Words that tell one indicator from another, so that a difference in them is never overlooked."""

_COMPILED = tuple((re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])"), word) for words, word in _PHRASES)
_KIND_PATTERNS = tuple((re.compile(words), unit) for words, unit in _KINDS)
_NOT_WORDS = re.compile(r"[^a-z0-9%£&+#]+")


class Words(NamedTuple):
    """A name's kind (None where it does not say) and its words, sorted."""

    kind: Unit | None
    words: tuple[str, ...]


@lru_cache(maxsize=65536)
def normal(name: str) -> Words:
    """A name's kind and words. `% of LAC visits on time` and `Percentage of CLA visited within timescale` are alike."""
    text = _spelt(name)
    words = {_stem(word) for word in text.split() if word not in _FILLER and not _is_sign(word)}
    return Words(_kind(text), tuple(sorted(words)))


def _spelt(name: str) -> str:
    """A name in lower case, plain letters, with the trade's phrases as single words."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore") if "£" not in name else name.encode()
    text = re.sub(r"(?<=\d),(?=\d{3})", "", letters.decode("utf-8", "ignore").lower())
    text = " ".join(_NOT_WORDS.sub(" ", text).split())
    for pattern, word in _COMPILED:
        text = pattern.sub(f" {word} ", text)
    return " ".join(text.split())


def _kind(text: str) -> Unit | None:
    return next((unit for pattern, unit in _KIND_PATTERNS if pattern.search(text)), None)


def _is_sign(word: str) -> bool:
    return not any(letter.isalnum() for letter in word)


def _stem(word: str) -> str:
    """A word without the ending of its plural or tense, crudely: enough to make `visits` and `visited` one."""
    for ending, put in (("ies", "y"), ("ments", "ment"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and word not in SUBJECTS:
            return word[: len(word) - len(ending)] + put
    return word
