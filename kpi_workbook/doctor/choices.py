"""The settings in force, one by one, each with where it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..addin.diagnose import Diagnosis, State
from ..errors import InvalidSettings
from ..settings import FILE_NAME, Group, Settings

DEFAULT = "default"
ABOUT = "settings"


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting in force: its key as the settings file writes it, its value as JSON holds it, and its origin: the
    settings file's path, an option of the command line, or `default`."""

    key: str
    value: Any
    origin: str

    @property
    def shown(self) -> str:
        """The value on one line; tables of settings by their number."""
        if isinstance(self.value, list) and self.value and isinstance(self.value[0], dict):
            return f"{len(self.value)} listed"
        return json.dumps(self.value, ensure_ascii=False)


def choices(settings: Settings, typed: Mapping[str, str]) -> tuple[Choice, ...]:
    """Every setting, in the order of the settings file's documentation."""
    values = settings.model_dump(mode="json", exclude={"source"})
    given = set(_given(settings))
    return tuple(
        Choice(key, value, typed.get(key) or (str(settings.source) if key in given and settings.source else DEFAULT))
        for key, value in _leaves(Settings, values)
    )


def _leaves(group: type[Group], values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        inner = group.model_fields[name].annotation
        if isinstance(inner, type) and issubclass(inner, Group):
            yield from _leaves(inner, value, f"{above}{name}.")
        else:
            yield above + name, value


def _given(group: Group, above: str = "") -> Iterator[str]:
    """The keys that stand in the settings file. None stands for nothing there: TOML cannot write it."""
    for name in group.model_fields_set:
        value = getattr(group, name)
        if isinstance(value, Group):
            yield from _given(value, f"{above}{name}.")
        elif value is not None:
            yield above + name


def told(settings: Settings | InvalidSettings, in_force: tuple[Choice, ...]) -> Diagnosis:
    """The settings in a sentence: whose they are and which differ from the defaults."""
    if isinstance(settings, InvalidSettings):
        return Diagnosis(ABOUT, State.PROBLEM, str(settings))
    origins = dict.fromkeys(each.origin for each in in_force if each.origin != DEFAULT)
    if not origins:
        words = f"the defaults, all {len(in_force)}. To choose others, put a {FILE_NAME} beside the workbook"
        return Diagnosis(ABOUT, State.GOOD, words)
    chosen = [f"{origin}: {_listed(in_force, origin)}" for origin in origins]
    rest = sum(each.origin == DEFAULT for each in in_force)
    return Diagnosis(ABOUT, State.GOOD, "; ".join([*chosen, f"the other {rest} are the defaults"]))


def _listed(in_force: tuple[Choice, ...], origin: str) -> str:
    return ", ".join(f"{each.key} = {each.shown}" for each in in_force if each.origin == origin)
