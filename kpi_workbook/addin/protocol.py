r"""How a click and its answer travel: a folder with `job.txt` in, `result.txt` and `findings.txt` out.

Plain ASCII with `key=value` lines, because VBA reads and writes files in the machine's old code page: every other
character is `\uXXXX`, one UTF-16 unit each, as VBA counts characters. Lines end in CR LF: VBA stops at nothing less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..atomic import put
from ..errors import InvalidJob
from ..model import Finding

JOB = "job.txt"
RESULT = "result.txt"
FINDINGS = "findings.txt"
LEAF = re.compile(r"[^/\\]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One click, and when it was. `home` holds the add-in's log and settings.

    `workbook` and `previous` are copies in `folder`, named as in Excel; `saved_in` is the folder of the original, None
    where it was never saved or lies in the cloud; `documents` is where Excel saves unless told otherwise; `chosen` is a
    folder the officer picked.
    """

    folder: Path
    action: str
    home: Path
    clicked: datetime
    workbook: Path | None = None
    previous: Path | None = None
    saved_in: Path | None = None
    documents: Path | None = None
    chosen: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the ribbon shows and does: a message, findings to walk through, a workbook to open, a text to edit.

    `draft` is a message as an .eml file; `mail` holds the same for Outlook: to, subject, body, attachment.
    `notes` go to the log only.
    """

    message: str
    ok: bool = True
    findings: tuple[Finding, ...] | None = None
    open: Path | None = None
    edit: Path | None = None
    draft: Path | None = None
    mail: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where the click was answered, 2 where the officer has to put something right first."""
        return 0 if self.ok else 2


def escaped(text: str) -> str:
    r"""The text in printable ASCII, anything else (and the backslash) as `\uXXXX` in UTF-16 units."""
    return "".join(each if " " <= each <= "~" and each != "\\" else _units(each) for each in text)


def unescaped(text: str) -> str:
    r"""What `escaped` was given; two units that make one character are joined, half a pair becomes U+FFFD."""
    units = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read_keys(path: Path) -> dict[str, str]:
    """The `key=value` lines of a file; a key that stands twice keeps the last value."""
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line)
    return {key.strip(): unescaped(value) for key, value in pairs}


def keys_as_text(pairs: Mapping[str, str]) -> str:
    """The lines that `read_keys` and the add-in's ReadKey read."""
    return "".join(f"{key}={escaped(value)}\r\n" for key, value in pairs.items())


def read_job(folder: Path, clicked: datetime) -> Job:
    """The job in a folder, its copies renamed as the workbooks are called in Excel. Raises InvalidJob."""
    try:
        keys = read_keys(folder / JOB)
    except OSError as cause:
        raise InvalidJob(
            f"{folder}: holds no readable {JOB}, which the ribbon in Excel writes; give the folder of a click"
        ) from cause
    if "action" not in keys or "home" not in keys:
        raise InvalidJob(f"{folder / JOB}: does not say what was clicked; press the button in Excel again")
    return Job(
        folder=folder,
        action=keys["action"],
        home=Path(keys["home"]),
        clicked=clicked,
        workbook=_named_copy(folder, keys, "workbook", "name"),
        previous=_named_copy(folder, keys, "previous", "previous_name"),
        saved_in=_folder(keys.get("saved_in", "")),
        documents=_folder(keys.get("documents", "")),
        chosen=_folder(keys.get("folder", "")),
    )


def write_answer(job: Job, answer: Answer) -> None:
    """Writes `findings.txt`, then `result.txt`, each whole or not at all: the add-in looks for nothing before that one.

    Raises CannotWrite.
    """
    keys = {"status": "ok" if answer.ok else "problem", "message": answer.message}
    if answer.findings is not None:
        keys["findings"] = str(job.folder / FINDINGS)
        put(findings_as_text(answer.findings).encode("ascii"), job.folder / FINDINGS)
    for key, path in (("open", answer.open), ("edit", answer.edit), ("draft", answer.draft)):
        if path is not None:
            keys[key] = str(path)
    keys |= {f"mail_{key}": value for key, value in answer.mail.items()}
    put(keys_as_text(keys).encode("ascii"), job.folder / RESULT)


def findings_as_text(findings: Iterable[Finding]) -> str:
    """A line a finding: sheet, cell, severity and message, tabs between."""
    return "".join(
        "\t".join((escaped(each.place.sheet), each.place.cell, str(each.severity), escaped(words(each)))) + "\r\n"
        for each in findings
    )


def words(finding: Finding) -> str:
    """A finding as a comment or a message box says it: whose figure, what, and which check says so."""
    about = f"{finding.indicator}: " if finding.indicator else ""
    return f"{about}{finding.message} ({finding.rule})"


def _units(character: str) -> str:
    raw = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[at]:02X}{raw[at + 1]:02X}" for at in range(0, len(raw), 2))


def _named_copy(folder: Path, keys: Mapping[str, str], file_key: str, name_key: str) -> Path | None:
    """The copy under its name in Excel, in a folder of its own: messages and outputs then say the officer's name."""
    file = LEAF.search(keys.get(file_key, ""))
    if file is None:
        return None
    copy = folder / file[0]
    name = LEAF.search(keys.get(name_key, ""))
    leaf = name[0] if name and name[0] not in (".", "..") else copy.name
    target = folder / file_key / (leaf if Path(leaf).suffix else leaf + copy.suffix)
    try:
        target.parent.mkdir(exist_ok=True)
        return copy.rename(target)
    except OSError:  # the path has grown too long for Windows, or there is no copy: whoever reads it will say so
        return copy


def _folder(text: str) -> Path | None:
    """A folder that is there. A web address is none, nor is one that cannot be reached."""
    try:
        return Path(text) if text and Path(text).is_dir() else None
    except OSError:
        return None
