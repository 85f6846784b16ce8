"""The program's parts: Python, its XML parser, the libraries that it needs and those that it can use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..addin.diagnose import Diagnosis, State
from .machine import OWN_NAME, Machine

OLDEST_PYTHON = (3, 11)
QUICK_EXPAT = (2, 6, 0)
"""From this version on expat parses long tokens in linear time (CVE-2023-52425)."""
FOR_DEVELOPERS = ("test", "dev")
WHAT_FOR = {
    "dask": "`batch --scheduler` (a cluster)",
    "encrypt": "`email --encrypt` (a password on the attachment)",
    "excel": "the open workbook in Excel from Python",
    "graph": "`email --send` through Microsoft 365",
    "keyring": "passwords kept by the system",
    "parquet": "`export` to .parquet",
}
"""What each extra of the package brings."""

_REQUIREMENT = re.compile(r"""([A-Za-z0-9._-]+)(?:\[[^]]*\])?([^;]*)(?:;.*extra == ['"]([^'"]+)['"].*)?""")
_LEAST = re.compile(r"[>=]=\s*([0-9.]+)")


class Requirement(NamedTuple):
    """A package that ours asks for: its least version, and the extra that brings it (None: always)."""

    package: str
    least: str | None
    extra: str | None


def runtime(machine: Machine) -> tuple[Diagnosis, ...]:
    """This package, Python and expat."""
    own = machine.version(OWN_NAME)
    return (_own(own), _python(machine.python), _expat(machine.expat))


def _own(version: str | None) -> Diagnosis:
    if version is None:
        words = "runs from a folder and is not installed. Run: pip install . in that folder"
        return Diagnosis(OWN_NAME, State.NOTE, words)
    return Diagnosis(OWN_NAME, State.GOOD, version)


def _python(version: tuple[int, ...]) -> Diagnosis:
    if version < OLDEST_PYTHON:
        words = f"{_dotted(version)} is too old. Install Python {_dotted(OLDEST_PYTHON)} or later, then install again"
        return Diagnosis("Python", State.PROBLEM, words)
    return Diagnosis("Python", State.GOOD, _dotted(version))


def _expat(version: tuple[int, ...]) -> Diagnosis:
    if version < QUICK_EXPAT:
        words = (
            f"{_dotted(version)}, which is slow on hostile files; they are refused before it sees them, so nothing "
            f"needs to be done. A newer Python brings {_dotted(QUICK_EXPAT)} or later"
        )
        return Diagnosis("expat (XML)", State.NOTE, words)
    return Diagnosis("expat (XML)", State.GOOD, _dotted(version))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def libraries(machine: Machine) -> Iterator[Diagnosis]:
    """Every library that the package asks for, then those that its extras bring."""
    asked = [parsed(line) for line in machine.requirements]
    for each in sorted(asked, key=lambda each: (each.extra or "", each.package)):
        if each.extra is None:
            yield _needed(each, machine)
        elif each.extra not in FOR_DEVELOPERS:
            yield _optional(each, machine)


def parsed(line: str) -> Requirement:
    """A requirement as the metadata writes it, such as `pyarrow>=16; extra == 'parquet'`."""
    found = _REQUIREMENT.match(line)
    assert found is not None  # noqa: S101 - metadata that our own build has written
    package, bounds, extra = found.groups()
    least = _LEAST.search(bounds)
    return Requirement(package, least and least[1], extra)


def _needed(each: Requirement, machine: Machine) -> Diagnosis:
    version = machine.version(each.package)
    if version is None:
        return Diagnosis(each.package, State.PROBLEM, f"is not installed. Run: pip install {each.package}")
    return _sound(each, version, machine) or Diagnosis(each.package, State.GOOD, version)


def _optional(each: Requirement, machine: Machine) -> Diagnosis:
    purpose = WHAT_FOR.get(each.extra or "", f"the extra {each.extra}")
    version = machine.version(each.package)
    if version is None:
        words = f"is not installed; only {purpose} needs it. Run: pip install '{OWN_NAME}[{each.extra}]'"
        return Diagnosis(each.package, State.NOTE, words)
    return _sound(each, version, machine) or Diagnosis(each.package, State.GOOD, f"{version}, for {purpose}")


def _sound(each: Requirement, version: str, machine: Machine) -> Diagnosis | None:
    """What is wrong with an installed package: too old, or it does not load."""
    if each.least and _numbers(version) < _numbers(each.least):
        words = f"{version} is older than {each.least}. Run: pip install --upgrade {each.package}"
        return Diagnosis(each.package, State.PROBLEM, words)
    reason = machine.load(each.package)
    if reason:
        words = (
            f"{version} is installed but does not load ({reason}). Run: pip install --force-reinstall {each.package}"
        )
        return Diagnosis(each.package, State.PROBLEM, words)
    return None


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version starts with: (3, 1, 1) for `3.1.1rc2`."""
    return tuple(int(part) for part in re.match(r"[0-9.]*", version)[0].split(".") if part)  # type: ignore[index]
