"""A sheet being written: cells, tables and print settings, with every return code of the file library looked at.

Nothing above this module calls xlsxwriter for cells, so text can only ever land as text.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from ..model import Number
from ..settings import Theme
from .cells import NOT_AVAILABLE, Block, Cell, Column
from .measure import CHARACTER_PIXELS, line_points, row_points, wrapped
from .naming import TableNames, clean_text, escaped, one_line, shorten, unique_headings
from .picture import Picture
from .styles import MARK_GREY, WORD_COLOURS, Look, looks
from .worksheet import StreamedSheet

MOST_LINKS_ON_A_SHEET = 65_000
"""Excel's limit is 65,530; further links stand as text."""
INDENT_CHARACTERS = 1.3
LONGEST_TIP = 250
LONGEST_PROMPT_TITLE = 32
"""Excel's limit."""
ROOM_SHARES = (0.95, 1.0, 1.05, 1.1)
"""Programs differ in what they put on a page: LibreOffice takes columns for wider than Excel and prints smaller."""
UNSAFE_IN_LINKS = frozenset(' "#%<>[]^`{}')
PIXELS_PER_INCH, POINTS_PER_INCH, USUAL_ROW_POINTS = 96, 72, 15
PRINTED_INCHES = {"A3": (15.7, 10.5), "A4": (10.8, 7.1)}
"""Width and height of a landscape page within its margins."""
LARGEST_PICTURE = (360, 72)
"""Width and height in pixels: a band above a title."""
PICTURE_GAP_PIXELS = 8
PAPER_NUMBERS = {"A3": 8, "A4": 9}


class Room(NamedTuple):
    """What a look asks of a row: the height of a line, and for wrapped text the size of its letters and its inset."""

    line: float
    wraps: bool
    points: float
    bold: bool
    inset: float


class Styles:
    """The workbook's formats, each made once. A quoted one tells Excel that a text is text whatever it begins with."""

    def __init__(self, book: Any, theme: Theme) -> None:
        self._book = book
        self._looks: dict[str, Look] = looks(theme)
        self._made: dict[tuple[str, str | None, bool], Any] = {}
        self.rooms = {name: _room_of(look) for name, look in self._looks.items()}

    def properties(self, look: str) -> Look:
        """What a look is made of."""
        return self._looks[look]

    def get(self, look: str, form: str | None = None, quoted: bool = False) -> Any:
        """The format of a look by name, with another number format where asked."""
        key = (look, form, quoted)
        if key not in self._made:
            more: Look = {"num_format": form} if form else {}
            if quoted:
                more["quote_prefix"] = True
            self._made[key] = self._book.add_format(self._looks[look] | more)
        return self._made[key]

    def quiet(self) -> Any:
        """The differential format of a mark among figures."""
        key = ("dxf quiet", None, False)
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_color": MARK_GREY})
        return self._made[key]

    def word(self, word: str) -> Any:
        """The differential format of a status word: its ink and fill."""
        ink, fill = WORD_COLOURS[word]
        key = (f"dxf {word}", None, False)
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_color": ink, "bg_color": fill})
        return self._made[key]


class Page:
    """One sheet. Rows and columns count from 0."""

    def __init__(self, sheet: Any, styles: Styles, tables: TableNames, theme: Theme) -> None:
        self.sheet = sheet
        self.name: str = sheet.get_name()
        self._styles = styles
        self._tables = tables
        self._links = 0
        self._paper = theme.paper
        self._widths: list[float] = []
        self._heights: dict[int, float] = sheet.heights if isinstance(sheet, StreamedSheet) else {}
        self._breaks: list[int] = []
        self._set_up(theme)

    def _set_up(self, theme: Theme) -> None:
        """Landscape, one page wide, page numbers, no gridlines."""
        self.sheet.set_paper(PAPER_NUMBERS[theme.paper])
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.hide_gridlines(2)
        self.sheet.set_footer("&L&9&F&C&9&A&R&9Page &P of &N", {"margin": 0.3})

    def widths(self, *widths: float) -> None:
        """Column widths from the first on, in characters."""
        self._widths = list(widths)
        for column, width in enumerate(widths):
            _sure(self.sheet.set_column(column, column, width), "width")

    def finish(self) -> None:
        """Gives every row the height that its text needs, and the pages their breaks."""
        self.sheet.set_h_pagebreaks(sorted(self._breaks))
        for row, points in self._heights.items():
            _sure(self.sheet.set_row(row, points), "height")

    def break_before(self, row: int) -> None:
        """Begins a new printed page."""
        self._breaks.append(row)

    def keep_together(self, first: int, last: int) -> None:
        """Begins a new printed page at written rows that may be parted, if one page can hold them."""
        rooms = [self._room() * share for share in ROOM_SHARES]
        whole = sum(map(self._height, range(first, last + 1))) <= min(rooms)
        if whole and any(self._parts(first, last, room) for room in rooms):
            self.break_before(first)

    def _parts(self, first: int, last: int, room: float) -> bool:
        """Whether a page of this room ends within these rows."""
        used = 0.0
        for row in range(max((each for each in self._breaks if each <= first), default=0), last + 1):
            used += self._height(row)
            if used > room:
                if row > first:
                    return True
                used = self._height(row)
        return False

    def is_one_page(self, last_row: int) -> bool:
        """Whether everything down to a row prints on one page, one page wide."""
        return sum(map(self._height, range(last_row + 1))) <= self._room()

    def _room(self) -> float:
        """How many points of rows a printed page holds, once all columns fit its width."""
        width, height = PRINTED_INCHES[self._paper]
        scale = min(1.0, width * PIXELS_PER_INCH / (sum(self._widths) * CHARACTER_PIXELS))
        return height * POINTS_PER_INCH / scale

    def _height(self, row: int) -> float:
        """A row's height in points."""
        return self._heights.get(row, USUAL_ROW_POINTS)

    def at_least(self, row: int, points: float) -> None:
        """A row is no lower than this."""
        if points > self._heights.get(row, 0.0):
            self._heights[row] = points

    def put(self, row: int, column: int, cell: Cell, blank: str = "") -> None:
        """One cell: a formula with its value, a link, a number or a text; `blank` for a text that shows nothing.

        A text that must be escaped stands without its formula: programs differ in whether they read escapes there.
        """
        self._make_room(row, column, cell)
        if cell.formula is not None and not _must_be_escaped(cell.value):
            self._formula(row, column, cell)
        elif isinstance(cell.value, str):
            plain = clean_text(cell.value)
            self._text(row, column, cell, plain if plain.strip() else blank)
        else:
            _sure(self.sheet.write_number(row, column, cell.value, self._styles.get(cell.look, cell.form)), cell)

    def say(self, row: int, text: str, look: str = "text") -> None:
        """A text in the first column."""
        self.put(row, 0, Cell(text, look))

    def paragraph(self, row: int, text: str, look: str = "text", columns: int | None = None) -> int:
        """A text over as many lines as it takes across the page (or its first columns); returns the next free row."""
        made_of = self._styles.properties(look)
        pixels = sum(self._widths[:columns]) * CHARACTER_PIXELS
        lines = wrapped(text, pixels, made_of["font_size"], made_of.get("bold", False))
        for offset, line in enumerate(lines):
            self.say(row + offset, line, look)
        return row + len(lines)

    def table(self, top: int, block: Block, left: int = 0) -> str:
        """A table with its heading in row `top`; returns the name Excel knows it by. It must have lines."""
        name = self._tables.new(block.name)
        headings = unique_headings(tuple(column.heading for column in block.columns))
        last_row, last_column = top + block.length, left + len(headings) - 1
        options = {
            "name": name,
            "title": escaped(one_line(block.name)),
            "description": escaped(one_line(block.about)),
            "columns": [{"header": escaped(heading)} for heading in headings],
            "style": None,
            "banded_rows": False,
            "autofilter": block.filters,
        }
        _sure(self.sheet.add_table(top, left, last_row, last_column, options), name)
        for offset, (heading, column) in enumerate(zip(headings, block.columns, strict=True)):
            self.put(top, left + offset, Cell(heading, column.look))
        for down, line in enumerate(block.lines, start=top + 1):
            for offset, cell in enumerate(line):
                self.put(down, left + offset, cell, NOT_AVAILABLE)
        return name

    def colour_words(self, first_row: int, first_column: int, last_row: int, last_column: int, *words: str) -> None:
        """Colours cells by the word in them, live; `words` default to all that have a colour."""
        for word in words or tuple(WORD_COLOURS):
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self._styles.word(word)}
            _sure(self.sheet.conditional_format(first_row, first_column, last_row, last_column, rule), word)

    def quieten_marks(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Greys text among figures, live: a mark steps back, a figure that takes its place does not."""
        test = f"=ISTEXT({address(first_row, first_column)})"
        rule = {"type": "formula", "criteria": test, "format": self._styles.quiet()}
        _sure(self.sheet.conditional_format(first_row, first_column, last_row, last_column, rule), "marks")

    def picture_over(self, row: int, picture: Picture, about: str) -> None:
        """A picture in the first column above the row's text, made smaller where it must be; `about` is read aloud."""
        scale = min(1.0, LARGEST_PICTURE[0] / picture.width, LARGEST_PICTURE[1] / picture.height)
        points = (picture.height * scale + PICTURE_GAP_PIXELS) * POINTS_PER_INCH / PIXELS_PER_INCH
        self._heights[row] = self._heights.get(row, USUAL_ROW_POINTS) + points
        options = {
            "image_data": BytesIO(picture.content), "x_scale": scale, "y_scale": scale,
            "description": about,
        }  # fmt: skip
        _sure(self.sheet.insert_image(row, 0, f"picture.{picture.kind}", options), about)

    def box(self, row: int, column: int, about: str, prompt: str, points: float) -> None:
        """An empty cell to type into, high enough for a paragraph; what it is for is shown and read aloud there."""
        self.put(row, column, Cell("", "box"))
        self.at_least(row, points)
        rule = {
            "validate": "any",
            "input_title": shorten(one_line(about), LONGEST_PROMPT_TITLE),
            "input_message": clean_text(prompt),
        }
        _sure(self.sheet.data_validation(row, column, row, column, rule), about)

    def lock_all_but_boxes(self) -> None:
        """No cell but the boxes can be typed into; rows and columns can be widened. There is no password."""
        self.sheet.protect("", {"format_rows": True, "format_columns": True})

    def heading_beside(self, row: int, column: int, heading: Column) -> None:
        """A heading that looks like a table's but stands beside it (over sparklines, which leave their cells empty)."""
        self.put(row, column, Cell(heading.heading, heading.look))

    def _make_room(self, row: int, column: int, cell: Cell) -> None:
        """Notes how high the row must be for this cell."""
        points, wraps, letters, bold, inset = self._styles.rooms[cell.look]
        if wraps and isinstance(cell.value, str) and column < len(self._widths):
            points = row_points(cell.value, self._widths[column] - inset, letters, bold)
        self.at_least(row, points)

    def _formula(self, row: int, column: int, cell: Cell) -> None:
        """A live cell with the value it has today."""
        form = self._styles.get(cell.look, cell.form)
        value = clean_text(cell.value) if isinstance(cell.value, str) else cell.value
        _sure(self.sheet.write_formula(row, column, f"={cell.formula}", form, value), cell)

    def _text(self, row: int, column: int, cell: Cell, plain: str) -> None:
        """A text, never a formula or an address, whatever it begins with; a link where one is wanted."""
        form = self._styles.get(cell.look, cell.form, quoted=True)
        if cell.link and self._links < MOST_LINKS_ON_A_SHEET:
            self._links += 1
            tip = shorten(one_line(cell.tip or "Go there"), LONGEST_TIP)
            target = f"external:{_in_a_link(cell.file)}#{cell.link}" if cell.file else f"internal:{cell.link}"
            _sure(self.sheet.write_url(row, column, target, form, plain, tip), cell)
        elif plain:
            _sure(self.sheet.write_string(row, column, plain, form), cell)
        else:
            _sure(self.sheet.write_blank(row, column, None, form), cell)


def _must_be_escaped(value: str | Number) -> bool:
    return isinstance(value, str) and escaped(value) != value


def _in_a_link(file: str) -> str:
    """A file's relative path as a link spells it: what would end the path or be read as an escape is escaped."""
    return "".join(f"%{ord(sign):02X}" if sign in UNSAFE_IN_LINKS else sign for sign in file)


def _room_of(look: Look) -> Room:
    """What a look made of these properties asks of a row."""
    points = look["font_size"]
    inset = INDENT_CHARACTERS * look.get("indent", 0)
    return Room(line_points(points), look.get("text_wrap", False), points, look.get("bold", False), inset)


def place_in(sheet: str, row: int, column: int) -> str:
    """A cell of another sheet, as a formula or a link names it."""
    return f"{_quoted(sheet)}!{address(row, column)}"


def fixed_place(sheet: str, row: int, column: int) -> str:
    """The same with `$`."""
    return f"{_quoted(sheet)}!${_letters(column)}${row + 1}"


def link_to(sheet: str, row: int = 0, column: int = 0) -> str:
    """A place as a link within the workbook names it, its sheet always in quotes."""
    return "'" + sheet.replace("'", "''") + f"'!{address(row, column)}"


def address(row: int, column: int) -> str:
    """A cell of the same sheet."""
    return f"{_letters(column)}{row + 1}"


def across(row: int, first: int, last: int) -> str:
    """A stretch of a row of the same sheet."""
    return f"{address(row, first)}:{address(row, last)}"


def range_in(sheet: str, row: int, first: int, last: int) -> str:
    """A stretch of a row of another sheet, with `$`."""
    return f"{_quoted(sheet)}!${_letters(first)}${row + 1}:${_letters(last)}${row + 1}"


_letters = lru_cache(xl_col_to_name)
_quoted = lru_cache(maxsize=1024)(quote_sheetname)


def _sure(code: int | None, what: object) -> None:
    """The file library answers with a negative number where it did not do as asked: that is a slip of ours."""
    if code and code < 0:
        raise RuntimeError(f"xlsxwriter refused {what!r} (code {code})")
