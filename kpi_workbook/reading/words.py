"""What the words of a heading mean: one row a spelling. A new spelling is a new row here, and one test.

Headings are compared in lower case with punctuation as single spaces (`normal`). `WHOLE` rows must be the whole
heading; `WITHIN` rows may stand anywhere in it as whole words, the first that fits wins.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from ..model import Area, MeasureType, Polarity, Role
from .characters import plain

_PUNCTUATION = re.compile(r"[^\w%#£$€/+&]+")

WHOLE: dict[Role, tuple[str, ...]] = {
    Role.INDICATOR: (
        "indicator", "indicators", "indicator name", "indicator description", "indicator title", "measure", "measures",
        "measure name", "measure description", "metric", "metrics", "metric name", "kpi", "kpis", "kpi name",
        "kpi description", "description", "performance indicator", "performance indicators", "performance measure",
        "performance measures", "key performance indicator", "key performance indicators", "name", "pi", "title",
        "item", "key measure", "key measures", "what we measure", "series", "series name", "kpi title", "variable",
        "indicator/measure", "measure/indicator", "geo (labels)", "geo (codes)", "dangosydd", "mesur",
    ),
    Role.GROUP: ("group", "group name", "sub group", "subgroup", "sub section", "category", "sub category"),
    Role.SECTION: (
        "section", "section name", "priority", "priority area", "theme", "domain", "outcome", "portfolio", "objective",
        "workstream", "work stream", "priority areas", "strategic priority", "corporate priority", "section title",
        "area of focus", "programme", "pillar", "strategic objective", "ambition", "goal", "key theme",
        "directorate", "service", "service area", "department", "division", "area", "business area", "scorecard",
    ),
    Role.TEAM: ("team", "team name", "locality", "teams"),
    Role.NUMERATOR: (
        "numerator", "num", "n", "numer", "count", "numerator n", "number", "no", "#", "nos", "counts",
        "numerators", "top", "achieved", "number of cases", "within timescale", "in time",
    ),
    Role.DENOMINATOR: ("denominator", "den", "d", "denom", "out of", "of", "base", "cohort", "denominators",
                       "total cohort"),
    Role.VALUE: (
        "value", "values", "figure", "figures", "result", "results", "actual", "actuals", "%", "percent", "percentage",
        "per cent", "rate", "performance", "outturn", "observation", "score", "reported value", "obs value", "pct",
        "actual performance", "measure value", "indicator value", "monthly value", "data", "amount",
    ),
    Role.UNIT: ("unit", "units", "unit of measure", "uom", "measure type", "type", "format", "data type",
                "measured in"),
    Role.POLARITY: (
        "polarity", "good is", "good to be", "good performance", "better is", "aim to", "aim", "desired direction",
        "preferred direction", "direction of good", "good", "higher or lower", "what is good", "good performance is",
        "bigger or smaller is better", "better to be", "high or low", "which way is good", "optimum",
        "what good looks like",
        "good performance looks like", "desired trend", "lower or higher is better", "good high or low", "high/low",
        "better", "better if", "above/below target is good", "above or below target is good", "above or below",
        "above/below",
        "is high or low good", "good is high or low", "aim to be", "target direction", "desired direction of travel",
    ),
    Role.STATUS: (
        "rag", "status", "rag status", "rag rating", "traffic light", "current rag", "rating", "performance status",
        "target met", "met", "met target", "on target", "current status", "rag latest", "latest rag", "alert", "statws",
    ),
    Role.DIRECTION: (
        "direction", "direction of travel", "dot", "doT", "trend", "travel", "change", "movement", "variance", "var",
        "change on last month", "change from last month", "change on previous month", "difference", "% change", "+/",
        "month on month change", "change since last month", "sparkline", "trend line", "trendline", "trend chart",
        "diff",
        "d o t", "monthly change", "percentage change", "annual change",
    ),
    Role.OWNER: (
        "owner", "lead", "lead officer", "responsible officer", "responsible", "officer", "head of service",
        "accountable",
        "indicator owner", "data owner", "kpi owner", "service lead", "director", "accountable officer", "manager",
        "contact", "data lead", "sro", "executive lead", "exec lead", "source", "data source", "frequency", "reported",
    ),
    Role.REFERENCE: (
        "ref", "ref no", "reference", "no.", "id", "code", "kpi ref", "kpi no", "kpi id", "indicator ref",
        "indicator no",
        "indicator code", "pi ref", "pi no", "line", "line no", "row", "row no", "org code", "organisation code",
        "provider code", "ref.", "kpi number", "indicator number", "measure ref", "measure id", "series id", "seriesid",
        "code ons", "ons code", "la code", "gss code", "area code", "s/n", "sr no", "serial no", "indicator id",
        "sl no",
    ),
    Role.NARRATIVE: (
        "comment", "comments", "commentary", "analysis", "narrative", "action", "actions", "notes", "note", "remarks",
        "next steps", "action/next steps", "actions/next steps", "exception commentary", "reason", "explanation",
        "action plan", "analysis and actions", "latest commentary", "improvement actions", "performance commentary",
        "latest note", "story behind", "additional information", "definition", "rationale", "further information",
    ),
    Role.CURRENT_MONTH: (
        "current month", "this month", "latest", "latest month", "in month", "latest value", "current", "month actual",
        "latest figure", "latest performance", "current performance", "latest result", "latest data", "month",
    ),
    Role.YEAR_TO_DATE: ("ytd", "year to date", "cumulative", "to date", "ytd actual", "ytd performance", "fytd",
                        "y t d",
                        "cumulative ytd", "year to date ytd", "cum", "ytd total"),
    Role.TOTAL: ("total", "totals", "annual", "annual total", "year total", "full year", "grand total", "year", "sum",
                 "12 months", "annual outturn", "year end", "all", "overall", "cy", "fy", "annual figure",
                 "cyfanswm"),
    Role.IGNORED: ("quartile", "quartile band", "current quartile", "decile", "band"),
    Role.AVERAGE: ("average", "avg", "mean", "monthly average", "ytd average", "average per month", "median", "ave",
                   "12 month average", "rolling average", "average monthly"),
}  # fmt: skip

WITHIN: tuple[tuple[str, Role], ...] = (
    ("target met", Role.STATUS), ("against target", Role.STATUS), ("vs target", Role.STATUS),
    ("to target", Role.STATUS),
    ("rank", Role.IGNORED), ("ranking", Role.IGNORED), ("quartile position", Role.IGNORED),
    ("variance", Role.DIRECTION), ("good is", Role.POLARITY), ("is better", Role.POLARITY), ("polarity", Role.POLARITY),
    ("rag", Role.STATUS), ("direction of travel", Role.DIRECTION), ("change", Role.DIRECTION),
    ("dot", Role.DIRECTION), ("direction", Role.DIRECTION),
    ("target", Role.TARGET), ("targets", Role.TARGET), ("trajectory", Role.TARGET), ("threshold", Role.TARGET),
    ("tgt", Role.TARGET), ("targed", Role.TARGET),
    ("standard", Role.TARGET), ("ambition", Role.TARGET), ("goal", Role.TARGET), ("plan", Role.TARGET),
    ("planned", Role.TARGET), ("budget", Role.TARGET),
    ("ytd", Role.YEAR_TO_DATE), ("year to date", Role.YEAR_TO_DATE), ("cumulative to date", Role.YEAR_TO_DATE),
    ("average", Role.AVERAGE), ("avg", Role.AVERAGE),
    ("numerator", Role.NUMERATOR), ("denominator", Role.DENOMINATOR), ("denom", Role.DENOMINATOR),
    ("commentary", Role.NARRATIVE), ("comments", Role.NARRATIVE), ("narrative", Role.NARRATIVE),
    ("current month", Role.CURRENT_MONTH), ("this month", Role.CURRENT_MONTH), ("latest month", Role.CURRENT_MONTH),
    ("lead officer", Role.OWNER), ("owner", Role.OWNER), ("responsible", Role.OWNER), ("accountable", Role.OWNER),
    ("director", Role.OWNER), ("portfolio holder", Role.OWNER), ("cabinet member", Role.OWNER),
    ("lead member", Role.OWNER), ("indicator", Role.INDICATOR), ("kpi", Role.INDICATOR),
    ("total", Role.TOTAL),
)  # fmt: skip

AREAS: tuple[tuple[str, Area], ...] = (
    ("same month last year", Area.SAME_MONTH_LAST_YEAR), ("same period last year", Area.SAME_MONTH_LAST_YEAR),
    ("same month previous year", Area.SAME_MONTH_LAST_YEAR), ("previous year same month", Area.SAME_MONTH_LAST_YEAR),
    ("same month prior year", Area.SAME_MONTH_LAST_YEAR), ("this time last year", Area.SAME_MONTH_LAST_YEAR),
    ("statistical neighbours", Area.NEIGHBOURS), ("statistical neighbour", Area.NEIGHBOURS),
    ("stat neighbours", Area.NEIGHBOURS), ("stat neighbour", Area.NEIGHBOURS), ("stat neigh", Area.NEIGHBOURS),
    ("stat nbrs", Area.NEIGHBOURS), ("stats neighbours", Area.NEIGHBOURS), ("statistical neighbors", Area.NEIGHBOURS),
    ("stat neighbors", Area.NEIGHBOURS), ("sn", Area.NEIGHBOURS), ("sns", Area.NEIGHBOURS),
    ("neighbours", Area.NEIGHBOURS),
    ("nearest neighbours", Area.NEIGHBOURS), ("cipfa", Area.NEIGHBOURS), ("comparator group", Area.NEIGHBOURS),
    ("comparator", Area.NEIGHBOURS), ("family group", Area.NEIGHBOURS), ("peer group", Area.NEIGHBOURS),
    ("peers", Area.NEIGHBOURS),
    ("south east", Area.REGION), ("south west", Area.REGION), ("london", Area.REGION), ("north east", Area.REGION),
    ("north west", Area.REGION), ("east midlands", Area.REGION), ("west midlands", Area.REGION),
    ("east of england", Area.REGION),
    ("yorkshire and the humber", Area.REGION), ("yorkshire & the humber", Area.REGION), ("yorkshire", Area.REGION),
    ("region", Area.REGION), ("regional", Area.REGION), ("se", Area.REGION), ("sw", Area.REGION),
    ("inner london", Area.REGION),
    ("outer london", Area.REGION), ("se region", Area.REGION),
    ("england", Area.ENGLAND), ("eng", Area.ENGLAND), ("national", Area.ENGLAND), ("nat", Area.ENGLAND),
    ("uk", Area.ENGLAND),
    ("national average", Area.ENGLAND), ("gb", Area.ENGLAND),
    ("scotland", Area.REGION), ("scottish average", Area.REGION), ("wales", Area.REGION),
    ("welsh average", Area.REGION),
    ("cymru", Area.REGION), ("northern ireland", Area.REGION), ("ni average", Area.REGION),
    ("last year", Area.PREVIOUS_YEAR), ("previous year", Area.PREVIOUS_YEAR), ("prior year", Area.PREVIOUS_YEAR),
    ("last year's outturn", Area.PREVIOUS_YEAR), ("py", Area.PREVIOUS_YEAR), ("outturn", Area.PREVIOUS_YEAR),
    ("year end outturn", Area.PREVIOUS_YEAR), ("baseline", Area.PREVIOUS_YEAR), ("previous", Area.PREVIOUS_YEAR),
    ("benchmark", Area.OTHER), ("benchmarking", Area.OTHER), ("family average", Area.OTHER),
    ("all authorities", Area.OTHER), ("core cities", Area.OTHER), ("unitary average", Area.OTHER),
    ("unitaries", Area.OTHER), ("county average", Area.OTHER), ("metropolitan average", Area.OTHER),
    ("top quartile", Area.OTHER), ("upper quartile", Area.OTHER), ("lower quartile", Area.OTHER),
    ("median quartile", Area.OTHER), ("best quartile", Area.OTHER), ("housemark", Area.OTHER),
    ("lg inform", Area.OTHER), ("good and outstanding", Area.OTHER), ("good or outstanding", Area.OTHER),
    ("outstanding authorities", Area.OTHER), ("outstanding las", Area.OTHER), ("lgbf", Area.OTHER),
)  # fmt: skip

POLARITIES: dict[str, Polarity] = {
    spelling: polarity
    for polarity, spellings in {
        Polarity.LOW: ("low", "lower", "low is good", "lower is better", "good is low", "smaller",
                       "smaller is better", "down",
                       "decrease", "reduce", "reduction", "minimise", "lower better", "low good", "fall", "decreasing",
                       "lower is good", "less", "fewer", "less is better", "fewer is better", "l", "↓", "▼", "⬇",
                       "good low",
                       "small is good", "smaller better", "aim to minimise", "aim to reduce", "lo", "good to be low",
                       "below", "below target", "under", "at or below"),
        Polarity.HIGH: ("high", "higher", "high is good", "higher is better", "good is high", "bigger",
                        "bigger is better", "up",
                        "increase", "increasing", "maximise", "higher better", "high good", "rise", "higher is good",
                        "more",
                        "more is better", "h", "↑", "▲", "⬆", "good high", "big is good", "bigger better",
                        "aim to maximise",
                        "aim to increase", "hi", "good to be high", "above", "above target", "over", "at or above"),
        Polarity.NONE: ("neutral", "none", "n/a", "na", "not applicable", "neither", "context", "contextual",
                        "monitor", "stable",
                        "plan is best", "information", "information only", "for information", "no polarity", "maintain",
                        "activity", "volume", "↔", "-"),
    }.items()
    for spelling in spellings
}  # fmt: skip

MEASURE_TYPES: dict[str, MeasureType] = {
    spelling: measure_type
    for measure_type, spellings in {
        MeasureType.MONTHLY: ("monthly", "month", "in month", "in the month", "each month", "discrete", "flow",
                              "monthly discrete", "per month", "month only", "monthly figure"),
        MeasureType.SNAPSHOT: ("snapshot", "point in time", "month end", "end of month", "at month end", "stock",
                               "as at", "as at month end", "position", "monthly snapshot", "month end snapshot"),
        MeasureType.CUMULATIVE: ("cumulative", "cumul", "cum", "accumulative", "ytd", "year to date",
                                 "is it cumulative", "cumulative y/n", "cumulative yes/no", "cumulative measure",
                                 "cumulative ytd", "running total", "cumulative year to date", "monthly cumulative"),
        MeasureType.ROLLING: ("rolling", "rolling 12 months", "12 month rolling", "rolling year", "rolling 12 month",
                              "12 months rolling", "rolling average", "rolling twelve months", "annual rolling"),
    }.items()
    for spelling in spellings
}  # fmt: skip

ANALYSIS_WORDS = (
    "analysis", "commentary", "comment", "comments", "narrative", "performance analysis", "performance commentary",
    "headlines",
    "key messages", "summary", "performance summary", "what does this tell us", "analysis and commentary", "key points",
    "what is the data telling us", "what the data tells us", "interpretation", "exception commentary", "overview",
    "highlights",
    "performance narrative", "key headlines", "what is working well",
    "what are we worried about",
    "story behind the data", "position statement", "reason", "key findings", "assessment",
)  # fmt: skip
ACTION_WORDS = (
    "action", "actions", "next steps", "action/next steps", "actions/next steps", "action / next steps",
    "actions / next steps",
    "actions and next steps", "action and next steps", "actions & next steps", "action & next steps", "action plan",
    "action planned", "actions planned", "planned actions", "improvement actions", "what are we doing", "actions taken",
    "what we are doing about it", "what needs to happen", "mitigation", "mitigating actions", "recovery actions",
    "key actions",
    "what are we doing about it", "recommendations", "actions required", "action required", "what we will do next",
    "what next", "improvement plan", "remedial actions", "remedial action", "corrective action", "corrective actions",
)  # fmt: skip
TOTAL_WORDS = (
    "total",
    "totals",
    "grand total",
    "overall",
    "all",
    "sub total",
    "subtotal",
    "overall total",
    "all teams",
    "england total",
)
NOTE_STARTS = re.compile(
    r"(?i)^\s*(notes?\b|sources?\s*[:\-–]|sources?$|footnotes?\b|n\.?b\.?(?=\W|$)|key\s*:|key$|legend\b|definitions?\s*[:\-–]|\*|†"
    r"|\(\d{1,2}\)|\[\d|\d{1,2}[.)]\s+\w.{30}|data (as|extracted|source|are|is)\b|please note|produced by|prepared by"
    r"|contact( us)?\s*[:\-–]|contact (details|the|us)\b|copyright|©|figures (are|in|for)\b|[pr] = "
    r"|published\b|last updated|next update|to access|return to|back to|https?:|www\."
    r"|this (table|worksheet|data|sheet)\b|for (more|further) )"
)


def normal(text: str) -> str:
    """A heading in lower case, each accent in one with its letter, punctuation and line breaks as single spaces."""
    return _PUNCTUATION.sub(" ", normalize("NFC", plain(text)).lower().replace("’", "'")).strip()


_WHOLE = {normal(spelling): role for role, spellings in WHOLE.items() for spelling in spellings}
_ANALYSIS = frozenset(normal(words) for words in ANALYSIS_WORDS)
_ACTIONS = frozenset(normal(words) for words in ACTION_WORDS)
_TOTALS = frozenset(normal(words) for words in TOTAL_WORDS)
_MOST_WORDS = 8  # a longer heading is a name, whatever words it holds


@lru_cache(maxsize=16384)
def role_of(heading: str) -> Role | None:
    """What a heading's words mean, comparators and months apart; None where they say nothing known."""
    words = normal(heading)
    if words in _WHOLE:
        return _WHOLE[words]
    if len(words.split()) > _MOST_WORDS:
        return None
    return next((role for spelling, role in WITHIN if _stands_in(spelling, words)), None)


@lru_cache(maxsize=16384)
def area_of(heading: str) -> Area | None:
    """Whom a heading's figures describe, where it names a comparator."""
    words = normal(heading)
    if len(words.split()) > _MOST_WORDS:
        return None
    return next((area for spelling, area in AREAS if _stands_in(normal(spelling), words)), None)


def _stands_in(spelling: str, words: str) -> bool:
    return f" {spelling} " in f" {words} "


def polarity_of(text: str) -> Polarity | None:
    """What a polarity cell says (`Good is low`, `Higher`, an arrow)."""
    lowered = text.strip().lower()
    return POLARITIES.get(lowered) or POLARITIES.get(normal(text).rstrip(".")) or _polarity_within(normal(text))


def measure_type_of(text: str) -> MeasureType | None:
    """What a cell that says how a row's months relate says (`Cumulative`, `Snapshot`)."""
    return MEASURE_TYPES.get(normal(text))


def _polarity_within(words: str) -> Polarity | None:
    for polarity in (Polarity.LOW, Polarity.HIGH):
        if any(
            len(each) > 4 and " " in each and each in words for each, which in POLARITIES.items() if which is polarity
        ):
            return polarity
    return None


def is_analysis(text: str) -> bool:
    """Whether a cell heads an analysis."""
    words = normal(text)
    return words in _ANALYSIS or (len(words) <= _LONGEST_HEADING and bool(_ANALYSIS_HEADING.fullmatch(words)))


_LONGEST_HEADING = 50  # characters
_ANALYSIS_HEADING = re.compile(
    r"(?!(?:number|no|total|%|from|see) )(?:[a-z']+ (?:\d\d(?:\d\d)? )?){0,3}"
    r"(?:commentary|comments?|narrative|analysis|remarks|update)"
    r"(?: (?:(?:for|on|to|by|from|in)\b.*|[a-z]{3,9} \d\d(?:\d\d)?))?"
)
"""`Service commentary`, `Officer comments`, `Performance update for December 2023`."""


def is_actions(text: str) -> bool:
    """Whether a cell heads actions or next steps."""
    return normal(text) in _ACTIONS


def is_total(text: str) -> bool:
    """Whether a row's label says that it totals others."""
    words = normal(text)
    return (
        words in _TOTALS
        or (words.startswith(("total ", "grand total", "all ")) and len(words.split()) <= 4)
        or words.endswith(" total")
    )


_UNIT = re.compile(
    r"(?i)[(\[]?\s*(£|\$|€|gbp|usd|eur)?\s*('?000'?s?|thousands?|k|m|mn|millions?|bn|billions?)?\s*[)\]]?|%"
    r"|per ?cent|percent|days|hours|fte|index|units|tonnes|persons|people|litres|kwh|mwh|gwh|\(.{1,12}\)"
)
_SERIES_OF_TIME = frozenset({
    "year", "fy", "financial year", "fiscal year", "calendar year", "quarter", "qtr", "month no", "month number",
    "period no", "week", "week no", "day", "season", "half year", "half", "month", "period", "date",
})  # fmt: skip


def is_unit(text: str) -> bool:
    """Whether a heading says no more than what figures are measured in (`£000`, `%`)."""
    return bool(_UNIT.fullmatch(text.strip()))


def is_of_time(text: str) -> bool:
    """Whether a heading stands over parts of the calendar and no figures."""
    return normal(text) in _SERIES_OF_TIME


def is_note(text: str) -> bool:
    """Whether a text below or above a table is a note about it."""
    return bool(NOTE_STARTS.match(text))
