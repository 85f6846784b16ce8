"""Whether the work can be done here: each thing is tried by doing it, and undone."""

from __future__ import annotations

import shutil
import ssl
import tempfile
from contextlib import suppress
from pathlib import Path

from ..addin import diagnose as ribbon
from ..addin.diagnose import Diagnosis, State
from ..addin.outputs import free_name
from ..addin.places import find_places
from ..atomic import put
from ..errors import CannotInstall, CannotMail, CannotWrite
from ..mail.login import login_for
from ..mail.smtp import Server
from ..private import private_folder
from ..scrutiny.pdf import write_pdf
from ..settings import MailSettings
from ..shipped import template
from .machine import OWN_NAME, Machine

PROBE = "kpi-workbook-probe"
PROBE_ENDING = ".tmp"
PROBE_BYTES = 64 * 1024
SCARCE_MEGABYTES = 100
MEGABYTE = 1024 * 1024
GREETING_SECONDS = 15.0
OFFICE_SECONDS = 60.0
"""The first start of LibreOffice for a user makes a profile, which takes a slow disk long."""


def writing(folder: Path) -> Diagnosis:
    """Whether workbooks can be written to a folder: one is, twice, as a build does, and taken away."""
    about = "writing"
    try:
        probe = free_name(folder, PROBE, PROBE_ENDING)
    except OSError as cause:
        words = f"{folder.absolute()}: what lies there cannot be seen ({cause.strerror}). Choose another"
        return Diagnosis(about, State.PROBLEM, words)
    try:
        for content in (b"first", bytes(PROBE_BYTES)):
            put(content, probe)
        probe.unlink()
        free = shutil.disk_usage(folder).free // MEGABYTE
    except CannotWrite as problem:
        return Diagnosis(about, State.PROBLEM, f"nothing can be written to {folder.absolute()}: {problem}")
    except OSError as cause:
        words = f"{folder.absolute()}: what is written cannot be removed or replaced ({cause.strerror}). Choose another"
        return Diagnosis(about, State.PROBLEM, words)
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    if free < SCARCE_MEGABYTES:
        return Diagnosis(about, State.NOTE, f"{folder.absolute()} can be written to, but only {free} MB are free")
    return Diagnosis(about, State.GOOD, f"workbooks can be written to {folder.absolute()}")


def temporary() -> Diagnosis:
    """Whether there is a place for temporary files, which `--pdf` and the ribbon need."""
    try:
        with private_folder():
            return Diagnosis("temporary files", State.GOOD, f"can be written to {tempfile.gettempdir()}")
    except OSError as cause:
        words = f"cannot be written ({cause.strerror}). Make room, or set TMPDIR (Windows: TEMP) to another folder"
        return Diagnosis("temporary files", State.PROBLEM, words)


def office(machine: Machine) -> Diagnosis:
    """Whether LibreOffice makes a PDF: the blank workbook is printed."""
    about = "LibreOffice"
    if machine.office is None:
        words = "is not on the path; only `build --pdf` needs it. Install it, or print to PDF from Excel"
        return Diagnosis(about, State.NOTE, words)
    try:
        with private_folder() as folder:
            blank = template("kpi-workbook-template.xlsx")
            write_pdf(blank, folder / "blank.pdf", machine.office, OFFICE_SECONDS)
    except (CannotWrite, OSError) as problem:
        words = f"{machine.office} does not work, so `build --pdf` cannot: {problem}"
        return Diagnosis(about, State.PROBLEM, words)
    return Diagnosis(about, State.GOOD, f"{machine.office} starts and makes a PDF")


def mail(settings: MailSettings, machine: Machine) -> Diagnosis:
    """Whether a message can be sent: the server is greeted and logged in to, and handed nothing."""
    about = "mail"
    ways = [way for way, chosen in (("mail.host", settings.host), ("mail.graph", settings.graph)) if chosen]
    if not ways:
        words = "drafts can be written; to send, set `mail.host` or `mail.graph` in the settings"
        return Diagnosis(about, State.NOTE, words)
    if len(ways) > 1:
        words = "the settings name two ways to send. Keep either `mail.host` or `mail.graph`"
        return Diagnosis(about, State.PROBLEM, words)
    needed = (("mail.sender", settings.sender), ("mail.domains", settings.domains or settings.addresses))
    if missing := [key for key, value in needed if not value]:
        keys = " and ".join(f"`{key}`" for key in missing)
        return Diagnosis(about, State.PROBLEM, f"nothing can be sent before the settings say {keys}")
    if settings.host is None:
        return _microsoft(settings, machine)
    return _mail_server(settings, settings.host, machine)


def _microsoft(settings: MailSettings, machine: Machine) -> Diagnosis:
    if machine.version("msal") is None:
        words = f"Microsoft 365 needs the package msal. Run: pip install '{OWN_NAME}[graph]'"
        return Diagnosis("mail", State.PROBLEM, words)
    words = f"set up to send through Microsoft 365 as {settings.sender}; signing in is asked for on sending"
    return Diagnosis("mail", State.GOOD, words)


def _mail_server(settings: MailSettings, host: str, machine: Machine) -> Diagnosis:
    about = "mail"
    try:
        login = login_for(host, settings.sender, machine.environment, machine.keyring)
    except CannotMail as problem:
        return Diagnosis(about, State.PROBLEM, str(problem))
    seconds = min(settings.seconds, GREETING_SECONDS)
    server = Server(host, settings.port, seconds, ssl.create_default_context(), login)
    as_whom = f"as {login.user}" if login else "without login"
    reason = server.why_closed()
    if reason:
        words = f"{server.place} cannot be used {as_whom}: {reason}. Check `mail.host`, `mail.port` and the login"
        return Diagnosis(about, State.PROBLEM, words)
    return Diagnosis(about, State.GOOD, f"{server.place} takes messages {as_whom}")


def addin(machine: Machine) -> tuple[Diagnosis, ...]:
    """What the ribbon's own diagnosis says, where Excel runs and the ribbon was put in."""
    about = "ribbon"
    try:
        places = find_places(machine.platform, machine.home, machine.environment)
    except CannotInstall as reason:
        return (Diagnosis(about, State.NOTE, str(reason)),)
    try:
        installed = ribbon.is_installed(places)
    except OSError as cause:
        return (ribbon.unseen(about, cause),)
    if not installed:
        words = "is not put into Excel; everything works without. To have it, run: kpi-workbook install-addin"
        return (Diagnosis(about, State.NOTE, words),)
    return ribbon.diagnose(places, machine.excel)
