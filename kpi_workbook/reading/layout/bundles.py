"""Lines brought together: what one indicator is named, which lines are its parts, and under which banner it stands."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ...model import Role
from ..values import read_figure
from ..words import is_unit
from .block import Banner, Block, Label, Line, Row
from .counted import with_counts
from .earlier import years_back
from .siblings import LARGEST_SET, Bundle, with_siblings

REPEATED = 0.5  # share of names that return under another banner, from which banners are groups


def bundles_of(block: Block, lines: Sequence[Line]) -> list[Bundle]:
    """A table's indicators, each with its lines, its group and its section's banner, in document order."""
    named = with_counts(block, _with_name_banners(_targets_last(block, lines)))
    sections = set() if block.lens.turned else _section_banners(block, named)
    found: list[Bundle] = []
    parents: list[tuple[int, str]] = []
    group: Banner | None = None
    section: Label | None = None
    for line in named:
        if isinstance(line, Banner):
            if line.line in sections:
                section, group, parents = line.label, None, []
            else:
                group, parents = line, [each for each in parents if each[0] < line.indent]
                parents.append((line.indent, line.label.text))
            continue
        if _joins_last(found, line, block):
            continue
        if group and line.indent > group.indent:
            group = None  # moved in under it: it ends where the rows move out again (`parents`)
        bundle = _bundle(block, line)
        bundle.section = line.fields.get(Role.SECTION, section)
        if found and (bundle.name, bundle.team) == (found[-1].name, found[-1].team) and not _has_team(block, line):
            bundle.team = None  # no team is named on its line, and the one above has had this indicator
        bundle.group = _group(line, group, parents) or bundle.group
        found.append(bundle)
        parents = [each for each in parents if each[0] < line.indent]
        if line.labels:
            parents.append((line.indent, line.labels[-1].text))
    found = with_siblings(found)
    for bundle in found:
        _settle(bundle, block)
    _name_apart(found, block)
    return found


def _targets_last(block: Block, lines: Sequence[Line]) -> list[Line]:
    """Lines where the target that stands before the years of a table of years by months comes after them."""
    first = [] if block.year_position is None else list(itertools.takewhile(_is_part, lines))
    return [*lines[len(first) :], *first]


def _is_part(line: Line) -> bool:
    return isinstance(line, Row) and line.part is not None


def _has_team(block: Block, row: Row) -> bool:
    """Whether a line names its team itself, and not one further up."""
    team = row.fields.get(Role.TEAM)
    return team is not None and block.lens.line_of(team.cell) == row.line


def _with_name_banners(lines: Sequence[Line]) -> list[Line]:
    """Lines where a banner over nothing but parts (`Numerator`, `%`) has become their name."""
    named: list[Line] = []
    heading: Label | None = None
    for index, line in enumerate(lines):
        if isinstance(line, Banner):
            following = lines[index + 1] if index + 1 < len(lines) else None
            heads_parts = isinstance(following, Row) and following.part is not None and len(following.labels) == 1
            heading = line.label if heads_parts else None
            if not heads_parts:
                named.append(line)
        elif heading and line.part and len(line.labels) == 1:
            named.append(replace(line, labels=[heading, *line.labels]))
        else:
            heading = None
            named.append(line)
    return named


def _section_banners(block: Block, lines: Sequence[Line]) -> set[int]:
    """The lines of the banners that head sections; the others head groups."""
    banners = [line for line in lines if isinstance(line, Banner)]
    outer = {before.line for before, after in itertools.pairwise(lines)
             if isinstance(before, Banner) and isinstance(after, Banner)}  # fmt: skip
    if outer:
        styles = {_style(banner) for banner in banners if banner.line in outer}
        return {
            banner.line
            for banner in banners
            if banner.line in outer or (_style(banner) in styles and len({_style(b) for b in banners}) > 1)
        }
    wide = {banner.line for banner in banners if banner.wide}
    if 0 < len(wide) < len(banners):
        return wide
    if not banners or _names_return(lines) or _indented_below(lines):
        return set()
    kpis = any(column.role in (Role.TARGET, Role.COMPARATOR) for column in block.columns)
    return {banner.line for banner in banners if banner.wide or kpis or (banner.after_gap and banner.marked)}


def _style(banner: Banner) -> tuple[bool, bool, int]:
    return banner.wide, banner.marked, banner.indent


def _names_return(lines: Sequence[Line]) -> bool:
    """Whether most names stand under more than one banner."""
    under: list[set[str]] = [set()]
    for line in lines:
        if isinstance(line, Banner):
            under.append(set())
        elif line.labels:
            under[-1].add(line.base[-1])
    names = Counter(itertools.chain.from_iterable(under))
    return bool(names) and sum(1 for count in names.values() if count > 1) >= REPEATED * len(names)


def _indented_below(lines: Sequence[Line]) -> bool:
    """Whether the rows under banners are moved in."""
    pairs = [(before, after) for before, after in itertools.pairwise(lines)
             if isinstance(before, Banner) and isinstance(after, Row)]  # fmt: skip
    return bool(pairs) and all(after.indent > before.indent for before, after in pairs)


def _joins_last(found: list[Bundle], row: Row, block: Block) -> bool:
    """Adds a line to the indicator above it where it is a part of it; says whether it was."""
    if not found:
        return False
    if row.part is Role.TARGET and len(row.labels) > 1 and _joins_alike(found, row, block.year_position is not None):
        return True
    last = found[-1]
    near = abs(row.line - max(last.lines.values())) <= 2 or block.year_position is not None
    if row.part and row.part not in last.lines and near:
        same = last.name == " | ".join(row.base) if len(row.labels) > 1 else True
        if same and (row.part is not Role.VALUE or Role.NUMERATOR in last.lines or Role.TARGET in last.lines):
            last.lines[row.part] = row.line
            last.unit = last.unit or _unit_of(row)
            return True
    if not row.labels and block.year_position is None and near and _shows_percent(block, last.line):
        free = [role for role in (Role.NUMERATOR, Role.DENOMINATOR) if role not in last.lines]
        if free and Role.VALUE in last.lines:
            last.lines[free[0]] = row.line
            return True
    return False


def _joins_alike(found: list[Bundle], row: Row, of_years: bool) -> bool:
    """Adds a target under one name with several rows (ours, England's, the target) to the first of them, to the last
    where they are years."""
    base = " | ".join(row.base)
    alike = [bundle for bundle in found[-LARGEST_SET:] if bundle.name == base or bundle.name.startswith(f"{base} | ")]
    own = alike[-1 if of_years else 0] if alike else None
    if own is None or (len(alike) < 2 and not of_years) or found[-1] is not alike[-1] or Role.TARGET in own.lines:
        return False
    own.lines[Role.TARGET] = row.line
    return True


def _shows_percent(block: Block, line: int) -> bool:
    figures = [read_figure(block.lens.at(line, column.position)) for column in block.months]
    numbers = [figure for figure in figures if figure.value is not None]
    return bool(numbers) and all(figure.percent and figure.numerator is None for figure in numbers)


def _bundle(block: Block, row: Row) -> Bundle:
    """A new indicator that starts with a line."""
    name, label, outer, unit = _name(block, row)
    bundle = Bundle(name, label, {row.part or Role.VALUE: row.line}, group=outer, unit=unit)
    bundle.unit = bundle.unit or _unit_of(row)
    bundle.part_name = row.labels[-1].text if row.part and len(row.labels) > 1 else ""
    bundle.parts_alone = row.part is not None and len(row.labels) == 1
    bundle.years_back = years_back(row.labels[-1].text, block.months) if row.labels and not block.lens.turned else None
    bundle.base = row.base if bundle.years_back is None else tuple(label.text for label in row.labels[:-1])
    if Role.TEAM in row.fields:
        bundle.team = row.fields[Role.TEAM].text
        if _has_team(block, row) and (label is None or block.lens.line_of(label.cell) != row.line):
            bundle.label = row.fields[Role.TEAM]  # one name over several teams' lines: each has its own cell here
    return bundle


def _name(block: Block, row: Row) -> tuple[str, Label | None, str | None, str]:
    """A line's name and its cell; in a turned table also the headings above it as its group, and its unit's line."""
    labels = row.labels[:-1] if row.part and len(row.labels) > 1 else row.labels
    if not labels:
        return block.title, None, None, ""
    own = next((label for label in reversed(labels) if block.lens.line_of(label.cell) == row.line), labels[-1])
    texts = list(dict.fromkeys(label.text for label in labels))
    if block.lens.turned:
        unit = texts.pop() if len(texts) > 1 and is_unit(texts[-1]) else ""
        return texts[-1], own, " | ".join(texts[:-1]) or None, unit
    return " | ".join(texts), own, None, ""


def _group(row: Row, group: Banner | None, parents: Sequence[tuple[int, str]]) -> str | None:
    if Role.GROUP in row.fields:
        return row.fields[Role.GROUP].text
    over = [text for indent, text in parents if indent < row.indent]
    if over:
        return over[-1]
    return group.label.text if group and group.indent >= row.indent else None


def _name_apart(bundles: Sequence[Bundle], block: Block) -> None:
    """Gives counts that turned out to be no part of another their own inmost name too, where names would be alike."""
    keys = [
        (bundle.name.split(" | "), bundle.group, bundle.section.text if bundle.section else "") for bundle in bundles
    ]
    alike = Counter((*names[:depth], group, section) for names, group, section in keys
                    for depth in range(1, len(names) + 1))  # fmt: skip
    for bundle, (names, group, section) in zip(bundles, keys, strict=True):
        if not bundle.part_name or alike[*names, group, section] < 2:
            continue
        if block.lens.turned:
            bundle.name, bundle.group = bundle.part_name, bundle.name
        else:
            bundle.name = f"{bundle.name} | {bundle.part_name}"


def _unit_of(row: Row) -> str:
    """What a line's own name says its figures are, where it names a value (`%`)."""
    return row.labels[-1].text if row.part is Role.VALUE and row.labels else ""


def _settle(bundle: Bundle, block: Block) -> None:
    """A bundle of a count or target alone is an indicator of its own; one of parts alone has the table's title."""
    if bundle.parts_alone and len(bundle.lines) > 1:
        bundle.name, bundle.label = block.title, None
    if Role.VALUE not in bundle.lines and not {Role.NUMERATOR, Role.DENOMINATOR} <= set(bundle.lines):
        only = min(bundle.lines, key=lambda role: bundle.lines[role])
        bundle.lines[Role.VALUE] = bundle.lines.pop(only)
    else:
        bundle.part_name = ""
