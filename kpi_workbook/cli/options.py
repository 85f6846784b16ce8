"""The options every command understands, wherever on the line they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..settings import Settings

LOG = "--log"
TAKES_A_VALUE = ("--settings", "--year", LOG)
FLAGS = ("--quiet", "--version")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the whole. `year` is the first month's, for a workbook that names none."""

    settings: Path | None = None
    year: int | None = None
    quiet: bool = False

    def settings_for(self, workbook: Path) -> Settings:
        """The settings named on the line, else those beside the workbook. Raises InvalidSettings."""
        from ..settings import beside, load

        settings = load(self.settings) if self.settings else beside(workbook)
        if self.year is None:
            return settings
        reading = settings.reading.model_copy(update={"year": self.year})
        return settings.model_copy(update={"reading": reading})


def log_of(arguments: Sequence[str]) -> Path | None:
    """The file after `--log`, among arguments that `globals_first` has put in order."""
    for at, argument in enumerate(arguments):
        if argument == LOG and at + 1 < len(arguments):
            return Path(arguments[at + 1])
        if argument.startswith(f"{LOG}="):
            return Path(argument.removeprefix(f"{LOG}="))
        if argument == "--":
            break
    return None


def globals_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with the global options moved before the command, where the parser expects them."""
    before: list[str] = []
    after: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            after += [argument, *rest]
        elif argument in TAKES_A_VALUE:
            before += [argument, *([value] if (value := next(rest, None)) is not None else [])]
        elif argument in FLAGS or argument.startswith(tuple(f"{name}=" for name in TAKES_A_VALUE)):
            before.append(argument)
        else:
            after.append(argument)
    return before + after
