"""The package that a workbook is: its language among its properties, which the file library does not write, and its
parts compressed as they are written where it is large."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO, StringIO, TextIOWrapper
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.core import Core
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.packager import Packager

from ..errors import CannotWrite

LANGUAGE = "en-GB"
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every part, as in Excel's own files."""


class Book(Workbook):  # type: ignore[misc]  # the library has no types
    """The file library's workbook, which says its language: a program that reads aloud goes by it."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    def _write_core_file(self) -> None:
        properties = _Properties()
        properties._set_properties(self.workbook.doc_properties)
        properties._set_xml_writer(self._filename("docProps/core.xml"))
        properties._assemble_xml_file()


class _Properties(Core):  # type: ignore[misc]
    def _write_dc_description(self) -> None:
        super()._write_dc_description()
        self._xml_data_element("dc:language", LANGUAGE)


class StreamedBook(Book):
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

    def _get_packager(self) -> Packager:
        return _StreamedPackager(self._target)


class _StreamedPackager(_Packager):
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
