"""Says what works on this machine and what does not, in plain words with what to do; changes nothing.

report = examine(Path("2022-12"), Settings(), {}, this_machine())
for each in report.found:
    print(each.state, each.about, each.words)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..addin.diagnose import Diagnosis, State
from ..errors import InvalidSettings
from ..settings import Settings
from .choices import Choice, choices, told
from .machine import Machine, this_machine
from .parts import libraries, runtime
from .work import addin, mail, office, temporary, writing

__all__ = ["Checkup", "Choice", "Machine", "examine", "this_machine"]


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found, in the order to mend it, and every setting in force."""

    found: tuple[Diagnosis, ...]
    settings: tuple[Choice, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing is in the way; a note is not."""
        return all(each.state is not State.PROBLEM for each in self.found)


def examine(folder: Path, settings: Settings | InvalidSettings, typed: Mapping[str, str], machine: Machine) -> Checkup:
    """Looks at everything once, by doing it where that is possible.

    `folder`: where workbooks are read and written. `settings`: those in force there, or why they are none. `typed`:
    settings given on the command line, each key with its option.
    """
    valid = settings if isinstance(settings, Settings) else Settings()
    in_force = choices(valid, typed)
    found = (
        *runtime(machine),
        *libraries(machine),
        told(settings, in_force),
        writing(folder),
        temporary(),
        office(machine),
        mail(valid.mail, machine),
        *addin(machine),
    )
    return Checkup(found, in_force)
