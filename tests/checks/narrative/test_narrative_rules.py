"""Each text rule faults its kind of falsehood at its cell, says why, and is silent on what is true."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from narrative_books import case, every_service, faults, place, with_texts

from kpi_workbook import pipeline
from kpi_workbook.checks.narrative import RULES, declares_revision
from kpi_workbook.checks.narrative.rules import missed_not_mentioned
from kpi_workbook.checks.rule import Case
from kpi_workbook.checks.runner import run
from kpi_workbook.model import Finding, KpiWorkbook, Month, Observation, Severity
from kpi_workbook.settings import Settings

EXAMPLES = Path(__file__).parents[3] / "examples"
HOUSING, WASTE, ADULTS, CORPORATE = "Housing", "Waste and recycling", "Adult social care", "Customer and corporate"


def said(findings: list[Finding]) -> list[tuple[str, str, Severity]]:
    return [(each.rule, each.place.cell, each.severity) for each in findings]


def only(service: str, *texts: str) -> Finding:
    (finding,) = faults(every_service(service, *texts))
    return finding


def test_the_example_december_issue_has_its_six_false_statements_and_no_other() -> None:
    made = pipeline.read(EXAMPLES / "southampton-2022-12.xlsx")
    assert [(each.rule, str(each.place), each.severity) for each in faults(made)] == [
        ("N802", "1 Effective Assessment!A12", Severity.ERROR),
        ("N802", "1 Effective Assessment!A13", Severity.ERROR),
        ("N803", "3 Management Support!A11", Severity.ERROR),
        ("N801", "3 Management Support!A12", Severity.ERROR),
        ("N802", "4 Right Service!A17", Severity.ERROR),
        ("N806", "4 Right Service!A19", Severity.WARNING),
    ]


def test_the_example_says_why_each_is_false() -> None:
    made = pipeline.read(EXAMPLES / "southampton-2022-12.xlsx")
    contacts, referrals, supervision, visits, _, track = (each.message for each in faults(made))
    assert "20.6%" in contacts
    assert "17% is the change divided by the new figure (17.1%)" in contacts
    assert "44.6%" in referrals
    assert "25.7%" in referrals
    assert "30% is the change divided by the new figure (30.8%)" in referrals
    assert "73%" in supervision
    assert "visit" in visits
    assert "CPP who had their supervision" in visits
    assert "788 against 700" in track


def test_the_example_october_issue_has_none() -> None:
    assert faults(pipeline.read(EXAMPLES / "southampton-2022-10.xlsx")) == []


def test_against_its_previous_issue_the_example_has_no_more() -> None:
    made = pipeline.read(EXAMPLES / "southampton-2022-12.xlsx")
    previous = pipeline.read(EXAMPLES / "southampton-2022-10.xlsx")
    assert said(faults(made, previous)) == said(faults(made))
    findings, _ = run(RULES, case(made, previous))
    assert [str(each.place) for each in findings if each.rule == "N811"] == [
        "2 Direct Contact!A10",
        "5 Corporate Parenting!A19",
    ]


def test_a_figure_of_another_month_is_named() -> None:
    finding = only(HOUSING, "Homelessness applications stood at 151 in January 2024.")
    assert (finding.rule, finding.found, finding.expected, finding.month) == ("N801", "151", "160", Month(2024, 1))
    assert finding.message.endswith("its figure for January 2024 is 160; 151 is the figure for November 2023")


def test_a_figure_cut_off_is_named() -> None:
    assert only(HOUSING, "Repairs completed within target time were 92% in January 2024.").message.endswith(
        "its figure for January 2024 is 93% (cut off, not rounded)"
    )


def test_swapped_digits_are_named() -> None:
    assert only(CORPORATE, "Website visits reached 48,600 in January.").message.endswith("two digits look swapped")


def test_a_change_divided_by_the_new_figure_is_named() -> None:
    finding = only(HOUSING, "Homelessness applications rose by 26% in January compared with December.")
    assert finding.rule == "N802"
    assert finding.message.endswith(
        "from 119 (December 2023) to 160 (January 2024) is a rise of 34.5%; "
        "26% is the change divided by the new figure (25.6%)"
    )


def test_per_cent_for_points_is_named() -> None:
    finding = only(WASTE, "Recycling was down by 7 percentage points in December.")
    assert "7 is the change in per cent, not in points" in finding.message


def test_the_wrong_way_round_is_named() -> None:
    finding = only(HOUSING, "Homelessness applications fell by 34% in January.")
    assert finding.message.endswith("it rose, and was said to have gone the other way")


def test_a_mean_of_percentages_is_only_a_warning_and_is_named() -> None:
    made = every_service(ADULTS)
    skewed = _with_figures(made, "Percentage of safeguarding enquiries concluded within 30 days",
                           [(9, 10), (10, 200), *[(9, 10)] * 8])  # fmt: skip
    made = with_texts(
        skewed, {2: ("82% of safeguarding enquiries were concluded within 30 days in the year to date.",)}
    )
    (finding,) = faults(made)
    assert (finding.rule, finding.severity, finding.expected) == ("N803", Severity.WARNING, "31%")
    assert "the mean of the months' percentages" in finding.message


def test_an_extreme_that_is_not_one_names_the_month_that_is() -> None:
    finding = only(HOUSING, "ASB cases opened in January (38) were the lowest since the start of the year.")
    assert (finding.rule, finding.severity) == ("N804", Severity.WARNING)
    assert finding.message.endswith("January 2024 has 38 and December 2023 is lower (33)")


def test_another_target_than_the_workbooks_is_an_error() -> None:
    finding = only(HOUSING, "Repairs completed within target time were 93% in January against a target of 95%.")
    assert (finding.rule, finding.severity, finding.expected) == ("N805", Severity.ERROR, "92%")


def test_a_target_said_to_be_missed_that_was_met_is_a_warning() -> None:
    finding = only(HOUSING, "Repairs completed within target time missed the target in January.")
    assert (finding.rule, finding.severity) == ("N805", Severity.WARNING)


def test_on_track_where_the_pace_says_otherwise() -> None:
    findings = faults(every_service(CORPORATE, "Website visits are not on track to reach the year's target."))
    assert said(findings) == [("N806", "A100", Severity.WARNING)]


def test_a_comparator_misquoted_is_an_error_and_misjudged_a_warning() -> None:
    quoted = only(WASTE, "The recycling rate was 40% in January, while England was at 47%.")
    judged = only(HOUSING, "Repairs completed within target time are worse than in 2022/23 (88%).")
    assert [(each.rule, each.severity) for each in (quoted, judged)] == [
        ("N807", Severity.ERROR),
        ("N807", Severity.WARNING),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("In the year 174 audits were graded. Their grades were:", "Outstanding - 15", "Good - 96", "Inadequate - 63"),
        ("174 audits were graded:\n- Outstanding: 15\n- Good: 96\n- Inadequate: 63",),
        ("174 audits were graded: 15 Outstanding, 96 Good and 63 Inadequate.",),
        ("Of the 174 audits, 15 were outstanding, 96 were good and 63 were inadequate.",),
        ("Of the 174 audits graded, 96 were good.",),
        ("Two themes, 12 audits and 30 reviews were reported.", "Next steps - 4"),
    ],
)
def test_parts_that_add_up_or_are_no_parts_are_left_alone(texts: tuple[str, ...]) -> None:
    assert faults(every_service(HOUSING, *texts)) == []


def test_parts_that_do_not_add_up_are_faulted_at_the_total() -> None:
    finding = only(
        HOUSING, "174 audits were graded. Their grades were:", "Outstanding - 15", "Good - 90", "Inadequate - 63"
    )
    assert (finding.rule, finding.place) == ("N808", place(100))
    assert (
        finding.message == "total given as 174, but its parts (15 Outstanding + 90 Good + 63 Inadequate) add up to 168"
    )


def test_the_one_part_that_a_slip_explains_is_faulted_itself() -> None:
    finding = only(
        HOUSING, "171 audits were graded. Their grades were:", "Outstanding - 12", "Good - 69", "Inadequate - 63"
    )
    assert (finding.rule, finding.place) == ("N808", place(102))


def test_parts_inside_a_cell_are_added_too() -> None:
    assert only(HOUSING, "174 audits were graded: 15 Outstanding, 96 Good and 53 Inadequate.").rule == "N808"


def test_a_count_wrongly_spread_over_days() -> None:
    text = "Stage 1 complaints rose in January. Website visits were 46,800, which is {} a working day."
    assert faults(every_service(CORPORATE, text.format("2,127"))) == []
    assert only(CORPORATE, text.format("3,127")).rule == "N809"


def test_a_missed_target_that_no_text_mentions_is_worth_knowing() -> None:
    made = every_service(HOUSING, "Repairs are going well.", "Anti-social behaviour cases are steady.")
    hits = list(missed_not_mentioned.generate(case(made)))
    assert [(hit.place, hit.indicator.name if hit.indicator else None) for hit in hits] == [
        (place(3), "Number of households in temporary accommodation at the end of the month")
    ]
    mentioned = every_service(HOUSING, "More families need temporary accommodation, since rents rise.")
    assert list(missed_not_mentioned.generate(case(mentioned))) == []


def test_text_left_over_from_the_last_issue() -> None:
    text = "Homelessness applications stood at 160 and ASB cases at 33."
    before = _earlier(every_service(HOUSING, text))
    findings = faults(every_service(HOUSING, text), before)
    assert ("N811", "A100", Severity.WARNING) in said(findings)


def test_unchanged_text_that_still_holds_is_only_worth_knowing() -> None:
    text = "Re-let times for council homes are not above the target of 30 days."
    made = every_service(HOUSING, text)
    assert [each for each in said(faults(made, _earlier(made))) if each[0] == "N811"] == []


def test_text_that_cites_a_revised_figure() -> None:
    text = "Homelessness applications stood at 191 in December 2023."
    before = _with_figure(every_service(HOUSING), "Number of homelessness applications", Month(2023, 12), 191)
    (finding,) = faults(every_service(HOUSING, text), before)
    assert (finding.rule, finding.severity, finding.month) == ("N812", Severity.WARNING, Month(2023, 12))
    assert finding.message.endswith("191 is what the last issue gave for December 2023")


def test_a_declared_revision_is_recognised() -> None:
    made = every_service(
        HOUSING, "Figures for homelessness applications have been revised after a data cleanse. All is well."
    )
    section = made.sections[0]
    assert [row.name for row in section.indicators if declares_revision(section, row)] == [
        "Number of homelessness applications"
    ]


def test_a_text_yields_to_the_finding_about_its_figure() -> None:
    rules = {rule.id: rule for rule in RULES}
    assert {rules[each].yields_to for each in ("N801", "N802", "N803", "N804", "N805", "N806", "N807")} == {
        ("V", "A", "T401", "T403", "T404", "C50")
    }
    finding = only(HOUSING, "Homelessness applications stood at 151 in January 2024.")
    made = every_service(HOUSING, "Homelessness applications stood at 151 in January 2024.")
    (hit,) = rules["N801"].generate(case(made))
    assert finding.place == hit.place
    assert hit.others == (place(2, 11),)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_manual_with_a_remedy(rule: object) -> None:
    manual = getattr(rule, "manual", "")
    assert len(manual.splitlines()) > 2
    assert len({each.id for each in RULES}) == len(RULES) == len({each.name for each in RULES})


def _earlier(made: KpiWorkbook) -> KpiWorkbook:
    """The issue of the month before."""
    month = made.reporting_month.plus(-1)
    rows = {
        row.place: replace(row, observations=tuple(each for each in row.observations if each.month <= month))
        for row in made.indicators
    }
    sections = tuple(
        replace(section, indicators=tuple(rows[row.place] for row in section.indicators)) for section in made.sections
    )
    return replace(made, reporting_month=month, months=made.months[:-1], sections=sections)


def _with_figure(made: KpiWorkbook, name: str, month: Month, value: int) -> KpiWorkbook:
    def changed(seen: Observation) -> Observation:
        return replace(seen, value=value, typed=str(value)) if seen.month == month else seen

    return _with_row(made, name, changed)


def _with_figures(made: KpiWorkbook, name: str, counts: list[tuple[int, int]]) -> KpiWorkbook:
    waiting = list(counts)

    def changed(seen: Observation) -> Observation:
        n, d = waiting.pop(0)
        return replace(seen, value=round(n / d, 2), numerator=n, denominator=d, typed=f"{n}/{d}")

    return _with_row(made, name, changed)


def _with_row(made: KpiWorkbook, name: str, changed: object) -> KpiWorkbook:
    assert callable(changed)
    sections = tuple(
        replace(
            section,
            indicators=tuple(
                replace(row, observations=tuple(changed(each) for each in row.observations))
                if row.name == name
                else row
                for row in section.indicators
            ),
        )
        for section in made.sections
    )
    return replace(made, sections=sections)


def test_the_helpers_of_this_file_change_one_row() -> None:
    made = every_service(HOUSING)
    other = _with_figure(made, "Number of homelessness applications", Month(2023, 12), 191)
    differing = [row.name for row, was in zip(other.indicators, made.indicators, strict=True) if row != was]
    assert differing == ["Number of homelessness applications"]
    assert isinstance(case(other), Case)
    assert Settings() == case(other).settings


def test_a_month_that_is_called_the_highest_of_the_year_has_to_be_so_still() -> None:
    finding = only(WASTE, "Fly-tipping incidents reported in June (371) were the highest since April.")
    assert (finding.rule, finding.found, finding.expected) == ("N804", "371", "402")
    finding = only(WASTE, "The highest figure this year for fly-tipping incidents was 371 in June 2023.")
    assert (finding.rule, finding.found, finding.expected) == ("N804", "371", "402")


def test_a_remark_on_a_month_of_the_past_may_hold_for_its_own_time() -> None:
    assert faults(every_service(WASTE, "Fly-tipping incidents rose to 371 in June, the highest since April.")) == []


def test_the_months_behind_a_number_in_brackets_are_those_of_the_change() -> None:
    finding = only(HOUSING, "Homelessness applications increased by 43% (41) in January 2024 from December 2023.")
    assert (finding.rule, finding.found, finding.month) == ("N802", "43%", Month(2024, 1))
    assert faults(every_service(HOUSING, "ASB cases decreased by 18% (9) in November from October.")) == []
