"""More services' measures, of the council's own workings and of its planning, schools and public health. Plain data."""

from __future__ import annotations

from acceptance_specs import Spec, pct

MORE_SERVICES: dict[str, dict[str, tuple[Spec, ...]]] = {
    "Human Resources": {
        "Workforce": (
            Spec("Headcount at month end", "headcount", "snapshot", 2410),
            Spec("Number of starters in the month", "starters", "count", 31),
            Spec("Number of leavers in the month", "leavers", "count", 29),
            pct("Percentage of appraisals completed", "appraisals completed", 0.81, 2300, "high"),
        ),
        "Absence": (
            Spec("Sickness episodes started in the month", "sickness episodes", "count", 385),
            pct("Percentage of return to work interviews held within 5 days", "return to work interviews", 0.74, 240,
                "high"),
            Spec("Average days to fill a vacancy", "days to fill a vacancy", "days", 41.5, better="low",
                 targeted=True),
        ),
    },
    "Planning": {
        "Development Management": (
            Spec("Planning applications received in the month", "planning applications received", "count", 168),
            pct("Percentage of minor applications decided within 8 weeks", "minor applications decided within 8 weeks",
                0.83, 74, "high"),
            pct("Percentage of other applications decided within 8 weeks", "other applications decided within 8 weeks",
                0.91, 88, "high"),
            Spec("Applications on hand at month end", "applications on hand", "snapshot", 402),
        ),
        "Enforcement and Building Control": (
            Spec("Enforcement cases opened in the month", "enforcement cases opened", "count", 37),
            Spec("Enforcement cases opened (cumulative)", "cumulative enforcement cases", "cumulative", 0,
                 linked="Enforcement cases opened in the month"),
            pct("Percentage of building control inspections made the same day", "building control inspections", 0.95,
                310, "high"),
        ),
    },
    "SEND": {
        "Assessments": (
            Spec("Requests for an education, health and care assessment in the month", "requests for assessment",
                 "count", 52),
            pct("Percentage of education, health and care plans issued within 20 weeks", "plans issued within 20 weeks",
                0.63, 46, "high"),
            Spec("Children with an education, health and care plan at month end",
                 "children with an education, health and care plan", "snapshot", 2210),
        ),
        "Inclusion": (
            Spec("Number of suspensions in the month", "suspensions", "count", 155),
            Spec("Number of permanent exclusions in the month", "permanent exclusions", "count", 4),
            pct("Percentage of sessions missed to unauthorised absence", "sessions missed to unauthorised absence",
                0.04, 52000, "low"),
        ),
    },
    "Public Health": {
        "Prevention": (
            Spec("NHS health checks offered in the month", "health checks offered", "count", 2950),
            pct("Percentage of NHS health checks taken up", "health checks taken up", 0.42, 2950, "high",
                "NHS health checks offered in the month"),
            Spec("Number of quit dates set in the month", "quit dates set", "count", 91),
            pct("Percentage of smokers who had quit at 4 weeks", "smokers who had quit at 4 weeks", 0.53, 91, "high",
                "Number of quit dates set in the month"),
        ),
        "Substance Misuse": (
            Spec("People in drug treatment at month end", "people in drug treatment", "snapshot", 1240),
            Spec("Rate of people in drug treatment per 10,000", "rate of people in drug treatment", "rate", 148000,
                 linked="People in drug treatment at month end"),
            pct("Percentage of opiate users completing treatment", "opiate users completing treatment", 0.07, 880,
                "high"),
        ),
    },
}  # fmt: skip
