"""What a cell, an indicator or a finding can be: each a short closed list."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Why a cell holds no number."""

    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"
    TO_BE_CONFIRMED = "to_be_confirmed"
    NOT_SET = "not_set"
    SUPPRESSED = "suppressed"
    ERROR = "error"
    UNREADABLE = "unreadable"


class Kind(StrEnum):
    """How a cell's content is stored in the file."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"


class Unit(StrEnum):
    PERCENTAGE = "percentage"
    COUNT = "count"
    RATE = "rate"
    MONEY = "money"
    DAYS = "days"
    NUMBER = "number"
    UNKNOWN = "unknown"


class MeasureType(StrEnum):
    """How an indicator's months relate: a flow, a state at month end, a running total, or twelve months to date."""

    MONTHLY = "monthly"
    SNAPSHOT = "snapshot"
    CUMULATIVE = "cumulative"
    ROLLING = "rolling"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Which way is better: high, low, none (neither is) or not known."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"
    UNKNOWN = "unknown"


class Comparison(StrEnum):
    """What meets a target."""

    AT_MOST = "<="
    AT_LEAST = ">="
    BELOW = "<"
    ABOVE = ">"
    EQUAL = "="
    WITHIN = "range"


class Basis(StrEnum):
    """What a target is set for: each month's figure, the year to date, or where the year ends."""

    MONTH = "month"
    YEAR_TO_DATE = "year_to_date"
    YEAR = "year"


class Area(StrEnum):
    """Whom a comparator describes."""

    PREVIOUS_YEAR = "previous_year"
    SAME_MONTH_LAST_YEAR = "same_month_last_year"
    NEIGHBOURS = "statistical_neighbours"
    REGION = "region"
    ENGLAND = "england"
    OTHER = "other"


class Role(StrEnum):
    """What a heading (of a column, or of a row where months run down) was taken for."""

    MONTH = "month"
    INDICATOR = "indicator"
    GROUP = "group"
    SECTION = "section"
    TARGET = "target"
    COMPARATOR = "comparator"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    POLARITY = "polarity"
    UNIT = "unit"
    MEASURE_TYPE = "measure_type"
    YEAR_TO_DATE = "year_to_date"
    QUARTER = "quarter"
    TOTAL = "total"
    AVERAGE = "average"
    STATUS = "status"
    DIRECTION = "direction"
    OWNER = "owner"
    REFERENCE = "reference"
    NARRATIVE = "narrative"
    TEAM = "team"
    CURRENT_MONTH = "current_month"
    STRAY = "stray"
    IGNORED = "ignored"


class Severity(StrEnum):
    """error: wrong. warning: cannot be right together with another, or misleads. info: worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class RemarkKind(StrEnum):
    """What the reader noticed; rules of `checks` turn each into a finding."""

    MISSPELT_MONTH = "misspelt_month"
    SWAPPED_DAY_AND_MONTH = "swapped_day_and_month"
    WRONG_YEAR = "wrong_year"
    REPEATED_MONTH = "repeated_month"
    MISORDERED_MONTH = "misordered_month"
    MISSING_MONTH = "missing_month"
    REPEATED_ROW = "repeated_row"
    MISSING_ROW = "missing_row"
    TWO_COLUMNS_OF_A_MONTH = "two_columns_of_a_month"
    YEAR_INFERRED = "year_inferred"
    STRAY_COLUMN = "stray_column"
    HIDDEN = "hidden"
    PLACEHOLDER_ZEROS = "placeholder_zeros"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    EMPTY_SECTION = "empty_section"
    LEFT_OUT = "left_out"
    OTHER = "other"
