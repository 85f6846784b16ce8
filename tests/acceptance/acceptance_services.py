"""What councils' services measure: names, the words their officers use, sizes and targets. Plain data."""

from __future__ import annotations

from acceptance_more_services import MORE_SERVICES
from acceptance_specs import Spec, pct

SERVICES: dict[str, dict[str, tuple[Spec, ...]]] = MORE_SERVICES | {
    "Children's Services": {
        "Front Door": (
            Spec("Number of contacts received in the month", "contacts received", "count", 1500),
            Spec("Number of referrals in the month", "referrals", "count", 320),
            pct("Percentage of re-referrals within 12 months", "re-referrals", 0.23, 300, "low"),
            pct(
                "Percentage of single assessments completed within 45 days",
                "assessments completed within 45 days",
                0.84,
                260,
                "high",
            ),
        ),
        "Children Looked After": (
            Spec("Number of children looked after at the end of the month", "children looked after", "snapshot", 540),
            Spec(
                "Rate of children looked after per 10,000",
                "rate of children looked after",
                "rate",
                49500,
                linked="Number of children looked after at the end of the month",
            ),
            pct(
                "Percentage of children looked after with an up to date health assessment",
                "health assessments",
                0.88,
                540,
                "high",
                "Number of children looked after at the end of the month",
            ),
            pct(
                "Percentage of children looked after with 3 or more placements",
                "3 or more placements",
                0.09,
                540,
                "low",
                "Number of children looked after at the end of the month",
            ),
            Spec("Number of adoptions in the month", "adoptions", "count", 2.2),
        ),
    },
    "Housing": {
        "Repairs": (
            Spec("Number of repairs completed in the month", "repairs completed", "count", 2400),
            pct("Percentage of emergency repairs completed within 24 hours", "emergency repairs", 0.97, 610, "high"),
            Spec(
                "Average days to complete a routine repair",
                "days to complete a routine repair",
                "days",
                18.4,
                better="low",
                targeted=True,
            ),
        ),
        "Homelessness and Lettings": (
            Spec(
                "Number of households in temporary accommodation at month end",
                "households in temporary accommodation",
                "snapshot",
                312,
            ),
            Spec("Number of homelessness applications in the month", "homelessness applications", "count", 96),
            Spec(
                "Homelessness applications (cumulative)",
                "cumulative homelessness applications",
                "cumulative",
                0,
                linked="Number of homelessness applications in the month",
            ),
            pct("Percentage of homelessness cases prevented", "homelessness cases prevented", 0.61, 84, "high"),
            Spec("Rent arrears of current tenants", "rent arrears", "money", 845000, better="low"),
        ),
    },
    "Adult Social Care": {
        "Safeguarding": (
            Spec("Number of safeguarding concerns received in the month", "safeguarding concerns", "count", 210),
            pct(
                "Percentage of safeguarding enquiries completed on time",
                "safeguarding enquiries completed on time",
                0.9,
                72,
                "high",
            ),
            pct(
                "Percentage of people whose risk was reduced or removed",
                "people whose risk was reduced or removed",
                0.93,
                66,
                "high",
            ),
        ),
        "Long Term Support": (
            Spec(
                "Number of people receiving long term support at month end",
                "people receiving long term support",
                "snapshot",
                2860,
            ),
            pct(
                "Percentage of people receiving long term support reviewed in the last 12 months",
                "long term support reviews",
                0.71,
                2860,
                "high",
                "Number of people receiving long term support at month end",
            ),
            Spec(
                "Number of admissions of older people to residential care in the month",
                "admissions to residential care",
                "count",
                17,
            ),
            Spec("Number of delayed discharges at month end", "delayed discharges", "snapshot", 31),
        ),
    },
    "Waste and Environment": {
        "Collections": (
            Spec("Number of missed bin collections in the month", "missed bin collections", "count", 410),
            pct(
                "Percentage of missed bins put right within 48 hours",
                "missed bins put right within 48 hours",
                0.94,
                400,
                "high",
            ),
            Spec("Number of bulky waste collections in the month", "bulky waste collections", "count", 640),
        ),
        "Street Scene": (
            Spec("Number of fly-tipping incidents reported in the month", "fly-tipping incidents", "count", 275),
            pct(
                "Percentage of fly-tips cleared within 2 working days",
                "fly-tips cleared within 2 working days",
                0.89,
                270,
                "high",
            ),
            Spec("Number of fixed penalty notices issued in the month", "fixed penalty notices", "count", 6),
            Spec("Street lighting faults outstanding at month end", "street lighting faults", "snapshot", 148),
        ),
    },
    "Contact Centre": {
        "Telephones": (
            Spec("Number of calls received in the month", "calls received", "count", 14800),
            pct(
                "Percentage of calls answered",
                "calls answered",
                0.92,
                14800,
                "high",
                "Number of calls received in the month",
            ),
            Spec(
                "Average days to answer an email", "days to answer an email", "days", 3.2, better="low", targeted=True
            ),
        ),
        "Complaints": (
            Spec("Total complaints received", "complaints received", "count", 0),
            Spec("Stage 1 complaints received", "stage 1 complaints", "count", 58),
            Spec("Stage 2 complaints received", "stage 2 complaints", "count", 11),
            pct(
                "Percentage of complaints answered within 10 working days",
                "complaints answered within 10 working days",
                0.86,
                61,
                "high",
            ),
            pct(
                "Percentage of freedom of information requests answered on time",
                "freedom of information requests",
                0.91,
                95,
                "high",
            ),
        ),
    },
}
