"""Texts of the public edition state no withheld figure, in whatever words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from book_builder import book, indicator

from kpi_workbook.disclosure.redaction import apply
from kpi_workbook.disclosure.suppression import Part
from kpi_workbook.disclosure.withholding import suppress
from kpi_workbook.disclosure.wording import shares_alone
from kpi_workbook.figures import define
from kpi_workbook.model import Extra, Kind, KpiWorkbook, Passage, Place, Role, Section
from kpi_workbook.settings import Settings

SHARE = "Percentage of CLA visited on time"


def made(name: str, typed: str, text: str) -> KpiWorkbook:
    defined = define(book(indicator(name, [typed])), Settings())
    passage = Passage(place=Place("KPIs", "A20"), text=text)
    return replace(defined, sections=(replace(defined.sections[0], analysis=(passage,)),))


def shown(name: str, typed: str, text: str) -> str:
    whole = made(name, typed, text)
    found = suppress(whole, Settings())
    assert found.cells
    public = apply(whole, found).sections[0].analysis[0].text
    assert [each.part for each in found.cells].count(Part.PASSAGE) == (public != text)
    return public


@pytest.mark.parametrize(
    "four",
    [
        "\uff14",
        "\u2463",
        "\u2074",
        "\u0664",
        "\U0001d7d2",
        "\u2163",
        "4\u200b",
        "f\u200bour",
        "f\u00adour",
        "\u202d4\u202c",
    ],
)
def test_counts_in_other_signs(four: str) -> None:
    public = shown("Number of children adopted", "4", f"Only {four} children \u2013 an\u00a0average.")
    assert public == "Only [c] children \u2013 an\u00a0average."


def test_a_text_that_states_nothing_stays_as_it_is() -> None:
    text = "It rose to 12\u2074 in\u200b week \u2463."
    assert shown("Number of children adopted", "4", text) == text


def test_shares_in_other_signs() -> None:
    assert shown(SHARE, "33% (4/12)", "It was \uff13\uff13\uff05, \u2153 or 4\u204412.") == "It was [c], [c] or [c]."


@pytest.mark.parametrize(
    ("count", "text", "public"),
    [
        ("1", "A single child was adopted.", "[c] child was adopted."),
        ("1", "None but one was adopted; just one, in May.", "None but [c] was adopted; just [c], in May."),
        ("1", "There is a single point of access.", "There is a single point of access."),
        ("1", "One of the reasons is court time.", "One of the reasons is court time."),
        ("1", "One of the children has moved.", "[c] of the children has moved."),
        ("2", "Both were adopted by relatives.", "[c] were adopted by relatives."),
        ("2", "Both children moved in May.", "[c] children moved in May."),
        ("2", "The panel approved both.", "The panel approved [c]."),
        ("2", "Numbers fell both in April and in May.", "Numbers fell both in April and in May."),
        ("2", "A couple of children waited; the pair of boys too.", "[c] children waited; [c] boys too."),
        ("2", "Twins were placed; neither waited long.", "[c] were placed; [c] waited long."),
        ("3", "A trio of siblings was adopted.", "[c] siblings was adopted."),
        ("3", "All three were under 5, in week 3 of tier 3.", "All [c] were under 5, in week 3 of tier 3."),
        ("3", "Three of the children waited.", "[c] of the children waited."),
        ("4", "A quartet of brothers; children aged 4; 4 weeks.", "[c] brothers; children aged 4; 4 weeks."),
        ("5", "Adoptions: 5 (five).", "Adoptions: [c] ([c])."),
    ],
)  # fmt: skip
def test_small_counts_in_words(count: str, text: str, public: str) -> None:
    assert shown("Number of children adopted", count, text) == public


@pytest.mark.parametrize(
    ("typed", "text", "public"),
    [
        ("67% (2/3)", "Two in three were seen, two out of the three.", "[c] were seen, [c]."),
        ("67% (4/6)", "Two thirds were seen: two in every three.", "[c] were seen: [c]."),
        ("75% (3/4)", "Three quarters were seen; a quarter was not.", "[c] were seen; [c] was not."),
        ("50% (5/10)", "Half were seen in the first half year.", "[c] were seen in the first half year."),
        ("99% (283/286)", "99 per cent were seen, or 98.95%.", "[c] were seen, or [c]."),
        ("99% (283/286)", "Ninety-nine per cent; 1% was not.", "[c]; [c] was not."),
        ("99% (283/286)", "All but three of 286 were seen.", "All but [c] were seen."),
        ("99% (283/286)", "All but three were seen, 283 in all.", "All but [c] were seen, [c] in all."),
        ("99% (283/286)", "It rose by 99 percentage points.", "It rose by 99 percentage points."),
    ],
)  # fmt: skip
def test_shares_in_words(typed: str, text: str, public: str) -> None:
    assert shown(SHARE, typed, text) == public


def test_large_counts_withheld_beside_small_ones_go_too() -> None:
    rows = [indicator(f"Number of visits {name}", [typed], row=at) for at, name, typed in
            ((2, "North", "3"), (3, "South", "24"), (4, "together", "27"))]  # fmt: skip
    whole = define(book(*rows), Settings())
    texts = ("Twenty-four in South.", "Two dozen in South.", "24 in South.", "Visits: 27 together.")
    passages = tuple(Passage(place=Place("KPIs", f"A{20 + at}"), text=text) for at, text in enumerate(texts))
    whole = replace(whole, sections=(replace(whole.sections[0], analysis=passages),))
    public = apply(whole, suppress(whole, Settings()))
    assert [each.text for each in public.sections[0].analysis] == [
        "[c] in South.", "[c] in South.", "[c] in South.", "Visits: 27 together.",
    ]  # fmt: skip


def test_other_sections_lose_it_where_they_speak_of_it_or_have_no_figures() -> None:
    whole = made("Number of children adopted", "4", "")
    texts = ("Four adoptions were made.", "Four referrals came in.")
    passages = tuple(Passage(place=Place("Other", f"A{20 + at}"), text=text) for at, text in enumerate(texts))
    contacts = indicator("Number of contacts", ["90"], sheet="Other")
    other = Section(title="Other", sheet="Other", indicators=(contacts,), analysis=passages)
    summary = Section(title="Summary", sheet="Summary", analysis=passages)
    whole = replace(whole, sections=(*whole.sections, other, summary))
    public = apply(whole, suppress(whole, Settings()))
    assert [[each.text for each in section.analysis] for section in public.sections[1:]] == [
        ["[c] adoptions were made.", "Four referrals came in."],
        ["[c] adoptions were made.", "[c] referrals came in."],
    ]


def test_what_is_written_beside_a_row_loses_it_too() -> None:
    row = indicator("Number of children adopted", ["4"])
    comment = Extra(
        role=Role.NARRATIVE, name="Comment", place=Place("KPIs", "X2"), typed="Four, in week 4.", kind=Kind.TEXT
    )
    whole = define(book(replace(row, extras=(comment,))), Settings())
    assert apply(whole, suppress(whole, Settings())).indicators[0].extras[0].typed == "[c], in week 4."


@pytest.mark.parametrize(("numerator", "denominator"), [(25, -26), (3, -40), (-3, -40)])
def test_counts_that_no_children_can_give_are_put_in_no_words(numerator: int, denominator: int) -> None:
    seen = made(SHARE, "4%", "").sections[0].indicators[0].observations[0]
    assert list(shares_alone(replace(seen, numerator=numerator, denominator=denominator))) == []
