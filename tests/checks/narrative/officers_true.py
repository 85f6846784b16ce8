"""True sentences of the workbook of `officers_pairs` that stand alone, many of them long: none may be faulted."""

# A sentence stands on one line, however long it is.
# ruff: noqa: E501

from __future__ import annotations

TRUE_ALONE: tuple[tuple[str, str], ...] = (
    ("Highways", "July was another quieter month for potholes, with 330 repaired against 367 in June."),
    ("Highways", "Street light performance has been over target since June."),
    (
        "Highways",
        "The number of highway defects reported is back up slightly after dropping for three consecutive months.",
    ),
    ("Highways", "Only ten street lights missed the 5 working day standard (190 of 200)."),
    ("Planning", "The enforcement caseload peaked at 118 in May and June."),
    ("Planning", "Four of the ten major applications missed the 13 week deadline; six were determined in time (60%)."),
    ("People and payroll", "Agency use is at its lowest for over a year with 80 workers."),
    ("People and payroll", "Sickness absence at 8.9 days remains over the 8.5 day target."),
    ("People and payroll", "Appraisal completion fell 13 points in July, from 88% to 75%."),
    ("People and payroll", "A quarter of appraisals were not completed on time (75% were)."),
    ("Revenues and benefits", "The council tax support caseload fell by 60 to 12,250."),
    ("Community safety", "July's 57 burglaries compare with 61 in the same month last year."),
    ("Community safety", "Year to date there have been 179 burglaries, down from 206 in the same period last year."),
    ("Community safety", "67% of victims of domestic abuse felt safer, three points off target."),
    ("Community safety", "The proportion of domestic abuse victims feeling safer dipped by one point to 67%."),
    ("Education", "Exclusions reached their highest level of the last 16 months."),
    ("Education", "Children missing education is six lower than in June and at the same level as May last year."),
    ("Education", "No permanent exclusions were recorded in August."),
    ("Adult social care", "Those waiting for a care assessment are now at 260, the fewest in the period shown."),
    ("Housing", "Repairs on time have been above the 92% target for two months now."),
    ("Planning", "Planning applications received hit 275, the busiest month since we began reporting in April 2023."),
    ("People and payroll", "Agency worker numbers peaked at 160 in April 2023 and have since halved."),
    ("Revenues and benefits", "The average time to process new housing benefit claims was cut from 17 days to 15."),
    (
        "Revenues and benefits",
        "New housing benefit claims now take a quarter less time than in April, 15 days against 20.",
    ),
    (
        "Community safety",
        "Domestic abuse victims who report feeling safer: 67% against a 70% target, so missed for the third month in a row.",
    ),
    ("Education", "The proportion of EHC plans issued within 20 weeks was half that of June."),
    ("Education", "12 permanent exclusions is the most in any month to date."),
    ("Adult social care", "New safeguarding concerns reached 300 in July, 4% above June."),
    (
        "Adult social care",
        "Safeguarding concerns received have risen for two months in succession after dipping to 276 in May.",
    ),
    ("Adult social care", "260 people are waiting for a care assessment compared to 350 this time last year."),
    ("Children's services", "We are now looking after 530 children, the same number as last month."),
    ("Children's services", "Our re-referral rate is at a 16-month low of 16%."),
    ("Housing", "Households in temporary accommodation stand at 262, still 5% over target."),
    (
        "Highways",
        "The highways team repaired 330 potholes in July, which is 37 fewer than in June and well down on the spring, when more than 500 a month were being repaired.",
    ),
    ("Highways", "Volumes normally dip in the summer: 340 potholes were repaired in July last year and 331 in August."),
    ("Highways", "Although defects reported ticked up by 12 in July, they are still 28% below March's 1,180."),
    (
        "Highways",
        "Repairs to street lights within 5 working days fell below target in April and May (89% and 91%) while a new contractor was brought in, but have since recovered to 95%.",
    ),
    (
        "Highways",
        "It is the second month in a row that street lights repaired within 5 working days has been better than the 92% target.",
    ),
    (
        "Highways",
        "The drop in potholes repaired follows a mild winter and should not be read as a fall in productivity.",
    ),
    (
        "Planning",
        "Major applications determined within 13 weeks have slipped each month since March and the service expects this to continue until the two vacant posts are filled in October.",
    ),
    ("Planning", "Had the three applications decided in week 14 been issued on time, performance would have been 90%."),
    (
        "Planning",
        "We received 275 planning applications, the most in a single month since April 2023, after 262 in June.",
    ),
    ("Planning", "The 60% reported for major planning applications represents six out of ten decisions."),
    ("Planning", "Enforcement: 109 cases open at month end, compared with 118 in each of the previous two months."),
    ("Planning", "Half of the planning enforcement cases open relate to householder extensions."),
    (
        "People and payroll",
        "The target of no more than 100 agency workers was first met in June (92) and has been bettered in July (80).",
    ),
    (
        "People and payroll",
        "Sickness (rolling 12 months) has now dropped for five months running from its peak of 9.7 days.",
    ),
    ("People and payroll", "Around one in four appraisals were not signed off by the deadline."),
    (
        "People and payroll",
        "Directorates have been asked to complete overdue appraisals by the end of August; if all are completed the rate would return to 88%.",
    ),
    ("People and payroll", "Agency numbers fell by 12 for a second month, having fallen by 14 in May."),
    (
        "Revenues and benefits",
        "The team processed new housing benefit claims in 15 days on average, five days faster than at the start of the year.",
    ),
    (
        "Revenues and benefits",
        "Council tax calls answered recovered to 85% after dipping to 69% in April, its lowest since at least April 2023.",
    ),
    ("Revenues and benefits", "Call handling was below target from January through to May."),
    (
        "Revenues and benefits",
        "Council tax support claimants stood at 12,250, the fourth monthly fall in succession, and 60 below the June figure.",
    ),
    ("Revenues and benefits", "Nationally, claimant numbers have also fallen for the third consecutive quarter."),
    ("Community safety", "ASB always rises in the summer and July's 435 is 33 above the same month last year."),
    (
        "Community safety",
        "Two in three victims of domestic abuse reported feeling safer, below the 70% target for the third month.",
    ),
    (
        "Community safety",
        "Burglaries rose sharply to 57, though the total for the year so far (179) is lower than the 206 recorded between April and July last year.",
    ),
    ("Community safety", "The rise of 13 burglaries in July is linked to one series of offences."),
    ("Community safety", "ASB incidents have not fallen in any month since January."),
    (
        "Education",
        "EHC plan timeliness stood at exactly half from October to April but has since fallen each month to 20% in July.",
    ),
    ("Education", "Twelve pupils were permanently excluded in July, double the six in May."),
    ("Education", "Of the 12 permanent exclusions, five were from one school, and nine were boys."),
    ("Education", "There were no permanent exclusions last August because schools were closed."),
    (
        "Education",
        "Children missing education were steady at 96 for three months before dropping to 90 in July, the lowest since September last year.",
    ),
    (
        "Adult social care",
        "Safeguarding concerns were at 300 in July, up for the second month running and close to February's high of 301.",
    ),
    (
        "Adult social care",
        "The proportion still at home 91 days after discharge, which had been below target for a year, is now 88%.",
    ),
    ("Adult social care", "The wait list has fallen by 150 since April last year, from 410 to 260."),
    (
        "Adult social care",
        "Three quarters of those waiting for a care assessment have been waiting for less than six weeks.",
    ),
    (
        "Adult social care",
        "People waiting for a care assessment has more than halved in the last two years is our aim for March.",
    ),
    ("Children's services", "The looked after population has plateaued at 530 after growing by ten since March."),
    (
        "Children's services",
        "Re-referrals within 12 months, at 16%, are now four points inside target and six points below England.",
    ),
    (
        "Children's services",
        "This is the sixth month in a row in which re-referrals within 12 months have fallen or stayed low.",
    ),
    ("Children's services", "Ten of the children looked after became so in July, three of them unaccompanied."),
    ("Housing", "Even so, temporary accommodation is still above the 250 target, as it has been for eleven months."),
    (
        "Housing",
        "Repairs completed on time: 94.5%, better than target for the second successive month and the highest since records began.",
    ),
    ("Housing", "At 27 days, relets were within target for the first time, having averaged 32 days since April 2023."),
    ("Housing", "No fewer than 945 of the 1,000 housing repairs were completed on time."),
)
"""By service. The falsehoods of some go unnoticed, or would be true of another month that may be meant."""
