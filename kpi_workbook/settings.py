"""What the organisation chose: `kpi-workbook.toml`, every default of the rules, and nothing else.

Unknown or wrong keys are refused by name, so that a mistyped setting never silently does nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from .errors import InvalidSettings
from .model import Basis, Comparison, MeasureType, Polarity, Role, Unit

FILE_NAME = "kpi-workbook.toml"
DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
ADDRESS = r"[A-Za-z0-9_'+-]+(?:\.[A-Za-z0-9_'+-]+)*@" + DOMAIN
"""Plain ASCII addresses only: nothing quoted, no comments, no display names, nothing that two programs read as two."""


class Group(BaseModel):
    """A table of the settings file: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadingSettings(Group):
    """Pins what reading would otherwise work out: `sheets`/`skip_sheets` by name, `header_row` by sheet,
    `columns` as sheet → column letter → meaning, `year` of the first month where no year is written, `team` as the
    heading of the column that says which team (manager, ward) a row is about."""

    sheets: tuple[str, ...] = ()
    skip_sheets: tuple[str, ...] = ()
    header_row: dict[str, int] = {}
    columns: dict[str, dict[str, Role]] = {}
    year: Annotated[int | None, Field(ge=1990, le=2100)] = None
    team: Annotated[str | None, Field(min_length=1)] = None


class Tolerance(Group):
    """How far from its target a figure may lie and still be `Near`. `points` judge percentages (0.05 is five
    percentage points), `share` everything else (of the target); `absolute` replaces both where set. `floor` replaces
    all three: the figure itself at which Near ends (a ceiling where low is better)."""

    points: Annotated[float, Field(ge=0, le=1)] = 0.05
    share: Annotated[float, Field(ge=0, le=1)] = 0.10
    absolute: Annotated[float | None, Field(ge=0)] = None
    floor: float | None = None
    edge_counts: bool = True


class ControlSettings(Group):
    """Statistical process control: see `figures.spc` for the method. Defaults are NHSRplotthedots' own.

    `percentages`: `xmr`, `p_prime` (limits follow the denominator), or `auto`: P' where a denominator lies over 25%
    from their mean.
    """

    run_length: Annotated[int, Field(ge=6, le=7)] = 7
    screen_outliers: bool = True
    two_of_three_beyond_limits: bool = False
    least_points: Annotated[int, Field(ge=5)] = 13
    percentages: Literal["auto", "xmr", "p_prime"] = "auto"


class DisclosureSettings(Group):
    """Counts from 1 to `threshold` are suppressed in the public edition."""

    threshold: Annotated[int, Field(ge=1, le=50)] = 5


class Rebase(Group):
    """A step change that starts new control limits, with the reason printed in the notes."""

    month: Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    reason: Annotated[str, Field(min_length=3)]


def _a_year(profile: tuple[float, ...]) -> tuple[float, ...]:
    if profile and (len(profile) != 12 or not sum(profile)):
        raise ValueError("give twelve weights, from the financial year's first month on, and not all of them zero")
    return profile


class IndicatorSettings(Group):
    """What the organisation knows of one indicator; also how a catalogue describes it. Only the name is required.

    `denominator`, `rate_of`, `rate_row`: names of other indicators (what a percentage is a share of, what a rate
    counts, where a count's rate stands). `profile`: each month's weight in a year's target, twelve from the year's
    first month on; a twelfth each where it is left out. `section`: where the blank workbook puts it.
    """

    name: str
    section: str | None = None
    synonyms: tuple[str, ...] = ()
    unit: Unit | None = None
    measure_type: MeasureType | None = None
    polarity: Polarity | None = None
    polarity_source: str | None = None
    denominator: str | None = None
    population: str | None = None
    rate_of: str | None = None
    rate_row: str | None = None
    comparable: bool | None = None
    tolerance: Tolerance | None = None
    target_basis: Basis | None = None
    target_comparison: Comparison | None = None
    target_set_by: str | None = None
    profile: Annotated[tuple[Annotated[float, Field(ge=0)], ...], AfterValidator(_a_year)] = ()
    rebase: tuple[Rebase, ...] = ()
    definition: str | None = None


class Silence(Group):
    """A rule switched off, everywhere or for one indicator; the reason is printed in the notes."""

    rule: str
    indicator: str | None = None
    reason: Annotated[str, Field(min_length=3)]


class Theme(Group):
    """The council's own colours (`#RRGGBB`, checked for contrast when used) and logo (a PNG or JPEG)."""

    primary: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = "#1F3A5F"
    accent: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = "#00695C"
    logo: Path | None = None
    paper: Annotated[str, Field(pattern=r"^A[34]$")] = "A4"


class GraphSettings(Group):
    """Microsoft 365 as the way to send: the organisation's `tenant` (its domain or id) and the id of the registered
    application (`client`). Neither is a secret."""

    tenant: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
    client: Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$")]


class MailSettings(Group):
    """Who may be written to, and through which server. Logins never stand in a file.

    `domains` may have both editions, single `addresses` outside them the public one only. `sender` is the address a
    sent message comes from; `seconds` the longest a sending may take in all. `graph` sends through Microsoft 365
    instead of a mail server.
    """

    domains: tuple[Annotated[str, Field(pattern=f"^{DOMAIN}$")], ...] = ()
    addresses: tuple[Annotated[str, Field(pattern=f"^{ADDRESS}$")], ...] = ()
    sender: Annotated[str, Field(pattern=f"^{ADDRESS}$")] | None = None
    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]+$")] | None = None
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    largest_megabytes: Annotated[int, Field(ge=1, le=150)] = 20
    seconds: Annotated[float, Field(gt=0, le=600)] = 60
    graph: GraphSettings | None = None


class Settings(Group):
    """Everything that can be chosen. `peers`: headings of the comparators that are councils to be ranked with.
    `source` is the file they came from, None for the defaults."""

    organisation: str | None = None
    year_starts_in: Annotated[int, Field(ge=1, le=12)] = 4
    reading: ReadingSettings = ReadingSettings()
    tolerance: Tolerance = Tolerance()
    control: ControlSettings = ControlSettings()
    disclosure: DisclosureSettings = DisclosureSettings()
    indicators: tuple[IndicatorSettings, ...] = ()
    silences: tuple[Silence, ...] = ()
    published: Path | None = None
    peers: tuple[str, ...] = ()
    theme: Theme = Theme()
    mail: MailSettings = MailSettings()
    source: Path | None = None


def load(path: Path | None) -> Settings:
    """The settings in a TOML file, or the defaults for None. Raises InvalidSettings, naming file and key."""
    if path is None:
        return Settings()
    try:
        settings = Settings(**tomllib.loads(path.read_text(encoding="utf-8")), source=path)
    except FileNotFoundError as cause:
        raise InvalidSettings(f"{path}: there is no such settings file; check the folder and the spelling") from cause
    except (OSError, UnicodeDecodeError) as cause:
        raise InvalidSettings(
            f"{path}: the settings file cannot be read; check that it is a text file and that you may read it"
        ) from cause
    except tomllib.TOMLDecodeError as cause:
        raise InvalidSettings(f"{path}: not valid TOML ({cause}); correct that line") from cause
    except (ValidationError, TypeError) as cause:
        raise InvalidSettings(f"{path}: {_words(cause)}") from cause
    return _anchored(settings, path.parent)


def _anchored(settings: Settings, folder: Path) -> Settings:
    """The settings with their relative paths taken from the folder the settings file is in."""
    theme = settings.theme
    if theme.logo:
        theme = theme.model_copy(update={"logo": folder / theme.logo})
    published = settings.published and folder / settings.published
    return settings.model_copy(update={"theme": theme, "published": published})


def beside(workbook: Path) -> Settings:
    """The settings in `kpi-workbook.toml` next to a workbook, or the defaults where there is none."""
    candidate = workbook.parent / FILE_NAME
    try:
        there = candidate.is_file()
    except OSError as cause:
        raise InvalidSettings(
            f"{candidate}: cannot be looked for ({cause.strerror}); ask for permission to read the folder"
        ) from cause
    return load(candidate if there else None)


def _words(cause: ValidationError | TypeError) -> str:
    """The first problem of each key, as a person would say it."""
    if isinstance(cause, TypeError):
        return "`source` is not a setting; remove it"
    problems = []
    for error in cause.errors():
        key = ".".join(str(part) for part in error["loc"])
        reason = "is not a setting; correct or remove it" if error["type"] == "extra_forbidden" else error["msg"]
        problems.append(f"`{key}`: {reason}")
    return "; ".join(problems)
