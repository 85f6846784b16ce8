"""What each button does, given its job: one function an action, one row of `ACTIONS` each."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from .. import pipeline
from ..atomic import put
from ..batch import Order, at_work, open_batch
from ..documents import severity_counts
from ..errors import InvalidJob
from ..mail.digest import is_ours
from ..mail.drafting import ENDING, write_draft
from ..model import Finding, NotRun, Severity
from ..nextmonth import next_input
from ..scrutiny.batch_summary import in_words
from ..settings import FILE_NAME, Settings, beside
from ..shipped import template
from .outputs import free_name, free_target, scrutiny_target
from .protocol import Answer, Job

BATCH_FOLDER = "Scrutiny workbooks"


def check(job: Job) -> Answer:
    """The findings, for the ribbon's list."""
    workbook, settings = _workbook(job), settings_for(job)
    report = pipeline.prepare(pipeline.read(workbook, settings), settings)
    found = summary(report.findings)
    hint = " Press Next to walk through them, or Mark as comments." if report.findings else ""
    return Answer(message=f"{workbook.name}: {found}.{hint}", findings=report.findings, notes=_reasons(report.not_run))


def build(job: Job) -> Answer:
    """The scrutiny workbook, written beside the original and opened; with last month's where one was chosen."""
    workbook, settings = _workbook(job), settings_for(job)
    target = scrutiny_target(job, workbook)
    report = pipeline.build(workbook, target, settings, job.previous)
    against = f", compared with {job.previous.name}" if job.previous else ""
    return Answer(
        message=f"{workbook.name}: {summary(report.findings)}{against}. The scrutiny workbook is {target}.",
        findings=report.findings,
        open=target,
        notes=_reasons(report.not_run),
    )


def email(job: Job) -> Answer:
    """A draft that carries the scrutiny workbook: the open one, or the one built now from the open KPI workbook.

    The officer names the recipients; none is taken from a file.
    """
    attached = _saved(job) if is_ours(_workbook(job)) else _built(job)
    path = free_name(attached.parent, attached.stem, ENDING)
    message, draft = write_draft(attached, (), settings_for(job).mail, path)
    return Answer(
        message=f"The draft is {draft}, and {attached} is attached to it. Nothing is sent until you press Send.",
        draft=draft,
        mail={"to": "", "subject": message.subject, "body": message.text, "attachment": str(attached)},
    )


def _built(job: Job) -> Path:
    workbook = _workbook(job)
    target = scrutiny_target(job, workbook)
    pipeline.build(workbook, target, settings_for(job))
    return target


def _saved(job: Job) -> Path:
    """The open scrutiny workbook where it was saved: the copy is deleted once the click is answered."""
    saved = job.saved_in / _workbook(job).name if job.saved_in else None
    if saved is None or not saved.is_file():
        raise InvalidJob("save the scrutiny workbook in a folder of this computer first, then press Email again")
    return saved


def roll_forward(job: Job) -> Answer:
    """The next month's input, written beside the original and opened."""
    workbook = _workbook(job)
    made = next_input(workbook, settings_for(job))
    target = put(made.content, free_target(job, made.name))
    return Answer(
        message=f"The workbook for {made.month.title} is {target}; its sheet Guidance says what to update.", open=target
    )


def batch(job: Job) -> Answer:
    """Every KPI workbook of the folder that was picked, each as a scrutiny workbook, and the summary opened.

    What an earlier click built and has not changed since is left as it is.
    """
    if job.chosen is None:
        raise InvalidJob("the folder you picked cannot be reached; pick a folder of this computer or a network drive")
    output = job.chosen / BATCH_FOLDER
    order = Order(folder=job.chosen, output=output, settings_for=beside, resume=True)
    with open_batch(order, job.clicked) as running, at_work(os.cpu_count() or 1) as crewed:
        rows = list(running.run(running.look(), crewed))
        overview, _ = running.summarise(settings_for(job).theme)
    return Answer(
        message=f"{in_words(rows)}. They are in {output}; the summary says why any was not built.", open=overview
    )


def show_settings(job: Job) -> Answer:
    """The settings in force for the open workbook, begun from the template where there are none."""
    path = (settings_folder(job) or job.home) / FILE_NAME
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        put(template(FILE_NAME).read_bytes(), path)
    return Answer(
        message=f"The settings in force are {path}. A {FILE_NAME} beside a workbook goes before this one.", edit=path
    )


ACTIONS: dict[str, Callable[[Job], Answer]] = {
    "check": check,
    "build": build,
    "compare": build,
    "email": email,
    "roll-forward": roll_forward,
    "batch": batch,
    "settings": show_settings,
}


def answer(job: Job) -> Answer:
    """What the action of the job gives. Raises InvalidJob, UnreadableWorkbook, InvalidSettings, CannotWrite."""
    if job.action in ACTIONS:
        return ACTIONS[job.action](job)
    raise InvalidJob(
        f"the button asks for {job.action!r}, which this program does not know; run kpi-workbook install-addin again"
    )


def settings_for(job: Job) -> Settings:
    """The settings beside the original workbook, else this user's own, else the defaults."""
    folder = settings_folder(job)
    return beside(folder / FILE_NAME) if folder else Settings()


def settings_folder(job: Job) -> Path | None:
    """The first folder that has a settings file."""
    folders = (job.saved_in, job.home)
    return next((each for each in folders if each and (each / FILE_NAME).is_file()), None)


def summary(findings: tuple[Finding, ...]) -> str:
    """`17 findings: 5 errors, 10 warnings, 2 to know`."""
    counts = severity_counts(findings)
    named = (
        _counted(counts[Severity.ERROR], "error"),
        _counted(counts[Severity.WARNING], "warning"),
        f"{counts[Severity.INFO]} to know",
    )
    return f"{_counted(len(findings), 'finding')}: {', '.join(named)}" if findings else "nothing found"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _reasons(not_run: tuple[NotRun, ...]) -> tuple[str, ...]:
    return tuple(f"not run: {each.rule}, because {each.why}" for each in not_run)


def _workbook(job: Job) -> Path:
    if job.workbook is None or not job.workbook.is_file():
        raise InvalidJob("Excel made no copy of the workbook; save it once, then press the button again")
    return job.workbook
