"""Says why the ribbon may not work on this machine, and what to ask IT for; changes and works round nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .install import SHIPPED
from .places import ADDIN, INI, SCRIPT, Places
from .protocol import read_keys

OFFICE = r"Microsoft\Office\16.0"  # Excel 2016, 2019, 2021, 2024 and Microsoft 365 all say 16.0
POLICIES = rf"HKCU\Software\Policies\{OFFICE}"
CHOICES = rf"HKCU\Software\{OFFICE}"
EXPLOIT_GUARD = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
MANAGED_DEFENDER = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
NO_CHILD_PROCESSES = (
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a"  # Block all Office applications from creating child processes
)
BLOCKED, WARNED = "1", "6"  # Microsoft's states of a rule; 0 is off, 2 only watches
VERSION_LIMIT_SECONDS = 60

Registry = Callable[[str, str], str | int | None]


class State(StrEnum):
    """good: as it should be. problem: the ribbon cannot work. note: works, with what is said."""

    GOOD = "good"
    PROBLEM = "problem"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at, in plain words with what to do."""

    about: str
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class Machine:
    """What is asked of the machine. `registry`: key and value name → value, None where there is none.

    `version`: a program → what it says to `--version`, None where it does not run.
    """

    registry: Registry
    version: Callable[[Path], str | None]


def this_machine() -> Machine:
    """The machine we run on."""
    return Machine(read_registry, ask_version)


def diagnose(places: Places, machine: Machine) -> tuple[Diagnosis, ...]:
    """Everything that commonly stops the ribbon, looked at once, in the order to mend it."""
    found = [_seen("add-in", _addin, places), _seen("program", _program, places, machine)]
    if places.scripts:
        found.append(_seen("script", _script, places.scripts))
    else:
        found.append(_seen("mark of the web", _mark, places))
        found += [_signature_policy(machine), _macro_policy(machine), _defender(machine), _outlook(machine)]
    return tuple(found)


def is_installed(places: Places) -> bool:
    """Whether anything of the ribbon was put in its place. Raises OSError where that cannot be seen."""
    return (places.startup / ADDIN).exists() or (places.home / INI).exists()


def _seen(about: str, look: Callable[..., Diagnosis], *where: object) -> Diagnosis:
    """What a look at files finds, or why they cannot be looked at."""
    try:
        return look(*where)
    except OSError as cause:
        return unseen(about, cause)


def unseen(about: str, cause: OSError) -> Diagnosis:
    """Files that cannot be looked at, in words."""
    words = (
        f"{cause.filename} cannot be looked at ({(cause.strerror or type(cause).__name__).lower()}). See that its "
        "drive is there and that you may read its folder, or ask IT to"
    )
    return Diagnosis(about, State.PROBLEM, words)


def _addin(places: Places) -> Diagnosis:
    path = places.startup / ADDIN
    if not path.is_file():
        words = f"{path} is not there. Run: kpi-workbook install-addin"
        return Diagnosis("add-in", State.PROBLEM, words)
    if path.read_bytes() != (SHIPPED / ADDIN).read_bytes():
        words = f"{path} is not the add-in of this version (older, or signed by IT). Run: kpi-workbook install-addin"
        return Diagnosis("add-in", State.NOTE, words)
    return Diagnosis("add-in", State.GOOD, f"{path} is in place")


def _program(places: Places, machine: Machine) -> Diagnosis:
    ini = places.home / INI
    noted = read_keys(ini).get("program", "") if ini.is_file() else ""
    if not noted:
        words = f"{ini} names no program. Run: kpi-workbook install-addin"
        return Diagnosis("program", State.PROBLEM, words)
    said = machine.version(Path(noted))
    if said is None:
        words = f"{noted} does not start. Install kpi-workbook again, then run: kpi-workbook install-addin"
        return Diagnosis("program", State.PROBLEM, words)
    return Diagnosis("program", State.GOOD, f"{noted} answers: {said}")


def _script(scripts: Path) -> Diagnosis:
    path = scripts / SCRIPT
    if path.is_file():
        return Diagnosis("script", State.GOOD, f"{path} is in place; Excel for Mac starts the program with it")
    return Diagnosis("script", State.PROBLEM, f"{path} is not there. Run: kpi-workbook install-addin")


def _mark(places: Places) -> Diagnosis:
    """Windows keeps the mark of the web in a second stream of the file."""
    path = places.startup / ADDIN
    if Path(f"{path}:Zone.Identifier").exists():
        words = (
            f"{path} is marked as coming from the internet, so Excel blocks it. Run: kpi-workbook install-addin "
            "(or Properties, Unblock)"
        )
        return Diagnosis("mark of the web", State.PROBLEM, words)
    return Diagnosis("mark of the web", State.GOOD, "the add-in is not marked as coming from the internet")


def _signature_policy(machine: Machine) -> Diagnosis:
    rules = (
        (rf"{POLICIES}\common\security", "requirealwaysonmacrosig"),
        (rf"{POLICIES}\excel\security", "requireaddinsig"),
        (rf"{CHOICES}\excel\security", "requireaddinsig"),
    )
    if any(machine.registry(key, name) == 1 for key, name in rules):
        words = (
            "only add-ins signed by a trusted publisher load here, and this one is not signed. Ask IT to sign "
            f"{ADDIN} with your council's certificate (macros/README.md says how)"
        )
        return Diagnosis("signatures", State.PROBLEM, words)
    return Diagnosis("signatures", State.GOOD, "no policy asks for a signature on add-ins")


def _macro_policy(machine: Machine) -> Diagnosis:
    """The start-up folder is a trusted location of its own: only where those are off do the macro settings count."""
    key = r"excel\security"
    untrusted = any(
        machine.registry(rf"{root}\{key}\trusted locations", "alllocationsdisabled") == 1
        for root in (POLICIES, CHOICES)
    )
    level = machine.registry(rf"{POLICIES}\{key}", "vbawarnings") or machine.registry(
        rf"{CHOICES}\{key}", "vbawarnings"
    )
    if not untrusted:
        return Diagnosis("macros", State.GOOD, "the start-up folder of Excel is trusted, so its macros may run")
    if level in (3, 4):
        which = "unsigned macros are" if level == 3 else "every macro is"
        words = (
            f"trusted locations are switched off and {which} refused. Ask IT to allow trusted locations for Excel, or "
            f"to sign {ADDIN} and trust its publisher"
        )
        return Diagnosis("macros", State.PROBLEM, words)
    words = "trusted locations are switched off: Excel may ask each time whether the add-in's macros may run. Say yes"
    return Diagnosis("macros", State.NOTE, words)


def _defender(machine: Machine) -> Diagnosis:
    state = _rule_state(machine.registry)
    if state not in (BLOCKED, WARNED):
        words = "no policy found that stops Office from starting programs"
        return Diagnosis("starting programs", State.GOOD, words)
    how = "stops" if state == BLOCKED else "warns about"
    words = (
        f"a Microsoft Defender rule {how} programs that Office starts (attack surface reduction rule "
        f"{NO_CHILD_PROCESSES}), so no button can reach kpi-workbook. Ask IT for an exclusion for the path of "
        "kpi-workbook under this rule; until then run kpi-workbook check and kpi-workbook build from the Start menu"
    )
    return Diagnosis("starting programs", State.PROBLEM if state == BLOCKED else State.NOTE, words)


def _rule_state(registry: Registry) -> str:
    """The rule's state: group policy keeps one value a rule, Intune one text `rule=state|rule=state`."""
    direct = registry(EXPLOIT_GUARD, NO_CHILD_PROCESSES)
    if direct is not None:
        return str(direct)
    managed = str(registry(MANAGED_DEFENDER, "ASRRules") or "").lower()
    states = dict(pair.split("=", 1) for pair in managed.split("|") if "=" in pair)
    return states.get(NO_CHILD_PROCESSES, "")


def _outlook(machine: Machine) -> Diagnosis:
    installed = machine.registry(r"HKCR\Outlook.Application\CLSID", "") is not None
    new_one = machine.registry(rf"{CHOICES}\Outlook\Preferences", "UseNewOutlook") == 1
    if installed and not new_one:
        return Diagnosis("Outlook", State.GOOD, "classic Outlook is there: Email opens its draft in it")
    why = "the new Outlook is in use" if installed else "classic Outlook is not installed"
    words = f"{why}, which takes no drafts from Excel: Email opens the draft as a file in your mail program instead"
    return Diagnosis("Outlook", State.NOTE, words)


def read_registry(key: str, name: str) -> str | int | None:
    """A value of the Windows registry (`HKCU\\...` or `HKLM\\...`), None where it is missing, not text or a number."""
    if sys.platform != "win32":
        return None
    import winreg

    roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCR": winreg.HKEY_CLASSES_ROOT}
    root, path = key.split("\\", 1)
    try:
        with winreg.OpenKey(roots[root], path) as opened:
            value = winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None
    return value if isinstance(value, str | int) else None


def ask_version(program: Path) -> str | None:
    """What a program says to `--version`."""
    try:
        done = subprocess.run(  # noqa: S603 - the program that the installer noted, no shell
            [program, "--version"], capture_output=True, text=True, timeout=VERSION_LIMIT_SECONDS, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError):  # ValueError: no path can be so
        return None
    return done.stdout.strip()
