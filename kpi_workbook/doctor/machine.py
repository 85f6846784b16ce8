"""What is asked of the machine, in one place, so that a test can be any machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from pyexpat import EXPAT_VERSION

from ..addin import diagnose
from ..mail.login import Keyring, system_keyring
from ..scrutiny.pdf import find_office

OWN_NAME = "kpi-workbook"
IMPORTED_AS = {"msoffcrypto-tool": "msoffcrypto"}
"""Packages that are imported under a name of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """`python` and `expat`: versions. `requirements`: what the installed package asks for, as its metadata says.
    `version`: a package → its version, None where it is not installed. `load`: a package → why it does not load, None
    where it does. `excel`: what the ribbon's diagnosis asks."""

    platform: str
    python: tuple[int, ...]
    expat: tuple[int, ...]
    home: Path
    environment: Mapping[str, str]
    requirements: Sequence[str]
    version: Callable[[str], str | None]
    load: Callable[[str], str | None]
    office: str | None
    keyring: Keyring
    excel: diagnose.Machine


def this_machine() -> Machine:
    """The machine we run on."""
    return Machine(
        platform=sys.platform,
        python=tuple(sys.version_info[:3]),
        expat=tuple(int(part) for part in EXPAT_VERSION.removeprefix("expat_").split(".")),
        home=Path.home(),
        environment=os.environ,
        requirements=_requirements(),
        version=installed_version,
        load=why_not_loaded,
        office=find_office(),
        keyring=system_keyring,
        excel=diagnose.this_machine(),
    )


def _requirements() -> Sequence[str]:
    try:
        return requires(OWN_NAME) or ()
    except PackageNotFoundError:
        return ()


def installed_version(package: str) -> str | None:
    """A package's version, None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def why_not_loaded(package: str) -> str | None:
    """Why an installed package does not load, None where it does."""
    try:
        import_module(IMPORTED_AS.get(package, package.replace("-", "_")))
    except Exception as cause:  # whatever a broken installation raises is the answer
        return f"{type(cause).__name__}: {cause}"
    return None
