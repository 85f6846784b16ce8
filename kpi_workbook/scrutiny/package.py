"""The package that a workbook is: its parts, compressed as they are written where it is large, and the language, which
the file library does not write, put into its properties."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO, StringIO, TextIOWrapper
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.packager import Packager

from ..errors import CannotWrite

CORE = "docProps/core.xml"
LANGUAGE = "en-GB"
_END = b"</cp:coreProperties>"
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every part, as in Excel's own files."""


class StreamedBook(Workbook):  # type: ignore[misc]  # the library has no types
    """A workbook whose parts are compressed while the file library writes them: none is whole in memory or on disk."""

    def __init__(self, target: IO[bytes], options: Mapping[str, object]) -> None:
        """`target` holds the package once the workbook is closed."""
        self._target = target
        super().__init__(BytesIO(), dict(options))

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Packs what went well; of what did not, the library would pack what there is. Raises OSError."""
        try:
            if kind is None:
                self.close()
        except FileCreateError as wrapping:
            raise wrapping.args[0] from wrapping
        finally:
            for sheet in self.worksheets():
                if sheet.row_data_fh is not None:
                    sheet.row_data_fh.close()

    def _get_packager(self) -> _Packager:
        return _Packager(self._target)


class _Packager(Packager):  # type: ignore[misc]
    """Leaves nothing for the library to pack. It writes a part at a time, and pictures last."""

    def __init__(self, target: IO[bytes]) -> None:
        super().__init__()
        self._archive = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._part: _Part | None = None

    def _filename(self, xml_filename: str) -> _Part:
        self._end_part()
        self._part = _Part(self._archive.open(_entry(xml_filename), "w"))
        return self._part

    def _create_package(self) -> list[object]:
        with self._archive:
            try:
                super()._create_package()
            finally:
                self._end_part()
            for picture, name, _ in self.filenames:
                self._archive.writestr(_entry(name), picture.getvalue())
        return []

    def _end_part(self) -> None:
        if self._part is None:
            return
        try:
            self._part.end()
        except RuntimeError as cause:  # what zipfile says of a part that is beyond 2 GB
            raise CannotWrite("the workbook would have a sheet larger than Excel opens; build from fewer") from cause


class _Part(StringIO):
    """What the library takes for a part in memory."""

    def __init__(self, entry: IO[bytes]) -> None:
        super().__init__()
        self._text = TextIOWrapper(entry, "utf-8", newline="\n")

    def write(self, text: str) -> int:
        return self._text.write(text)

    def end(self) -> None:
        self._text.close()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def with_language(made: IO[bytes], language: str = LANGUAGE) -> bytes:
    """A finished package with `dc:language` among its properties, its other parts and dates untouched.

    The properties are the last part but one, so only the end is written again: no other part is compressed anew.
    """
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        names = archive.namelist()
        tail = [(entry, archive.read(entry)) for entry in archive.infolist()[names.index(CORE) :]]
        for entry, _ in tail:
            archive.filelist.remove(entry)
            del archive.NameToInfo[entry.filename]
        archive.start_dir = tail[0][0].header_offset  # where zipfile goes on writing
        for entry, part in tail:
            if entry.filename == CORE:
                part = part.replace(_END, f"<dc:language>{language}</dc:language>".encode() + _END)
            archive.writestr(entry, part, zipfile.ZIP_DEFLATED)
    made.seek(0)
    return made.read()
