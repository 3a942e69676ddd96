"""Measuring and publishing."""

from candour.ops.docs.scenarios.row import Scenario, split, whole

ROWS: tuple[Scenario, ...] = (
    split(
        "SC-57",
        "Complaints, internal matters, the crime side and the hotline stand in one register that"
        " counts allegations, cases, involvements and people as different things.",
        {
            "one register": "Every source stands in one register and keeps its source.",
            "units": "A register of the published sizes gives 18,589 allegations, 10,252 cases,"
            " 12,856 involvements and 8,917 people.",
            "by source": "Grouped by source, all but people add up to the same four.",
        },
    ),
    split(
        "SC-58",
        "A published ratio carries stage, numerator, denominator, unit, dates, cut-off, missing"
        " share and interval, or can't be shown.",
        {
            "no sentence without a stage": "A ratio can't be said without its stage and interval.",
            "the two readings of 81 per cent": "81 % more cases, and 81 % more often upheld, are"
            " told apart by their stage.",
            "machines read it all": "What machines read holds every part of it, for each ratio.",
        },
    ),
    split(
        "SC-59",
        "With a constant disparity and cases still open, no trend is reported; a real fall is.",
        {
            "constant": "Where nothing changes no trend is reported, though naive shares fall.",
            "speed": "Where everything takes longer than before, it says that it can't compare.",
            "a real fall": "A real fall is found, and false alarms are as rare as stated.",
        },
    ),
    split(
        "SC-60",
        "Case to answer is compared by who complained and of what, adjusted, with interval and raw"
        " table.",
        {
            "raw table": "Plain shares by allegation and by who reported, each with its interval.",
            "adjusted beside crude": "The ratio as it is stands beside the one with what is alleged"
            " and the year taken out.",
            "a planted gap is found": "A gap of 0.6 is found in four of five worlds of 600"
            " allegations.",
        },
    ),
    whole(
        "SC-61",
        "Two shares are compared only where scope, period and basis match; else it says what"
        " differs.",
    ),
    split(
        "SC-62",
        "Each quarter, volumes by route, answers, times, discouragement and victimisation are"
        " published, small numbers suppressed.",
        {
            "volumes and times": "Volumes by source and times are published, small numbers"
            " suppressed.",
            "answers and reporting": "So are two-way answers, discouragement, victimisation as"
            " reporters tell it and as it was decided, and confidence.",
        },
    ),
    split(
        "SC-63",
        "What was solved only outside the force counts as an internal failure and is reopened for"
        " learning.",
        {
            "counted": "It counts as a failure of the internal route.",
            "reopened": "The original handling is reopened for learning.",
        },
    ),
    whole(
        "SC-64",
        "A promise past its date shows red to the policing body and the public until evidence is"
        " attached.",
    ),
    whole(
        "SC-65",
        "Live and recent cases of domestic abuse by police are audited one by one.",
    ),
    whole(
        "SC-66",
        "Each recommendation has an answer, an owner, evidence and an independent check; accepted"
        " is not done.",
    ),
    whole(
        "SC-67",
        "The policing body's seat shows aggregates and exceptions, the public figures, and detail"
        " only for a recorded purpose.",
    ),
    split(
        "SC-68",
        "No small number can be worked out from everything published, earlier tables included.",
        {
            "release gate": "A release from which a small number can be worked out, with all"
            " earlier ones, is not published.",
            "inquiries": "What is given to an inquiry is apart from it, signed and logged, and"
            " deletion stops.",
        },
    ),
    split(
        "SC-69",
        "Durations count open cases: median, 75th and 90th percentiles and shares beyond one, two"
        " and four years; the mean of closed ones is for comparison only.",
        {
            "open cases count": "Open cases are in every duration.",
            "open cases count, on real complaints": "On real complaints, too, and it changes the"
            " median.",
            "share open beyond 1, 2 and 4 years since receipt": "Shares include open cases.",
            "a percentile not reached is not a number": "It is said, not invented.",
            "the mean of closed cases is labelled as national comparison only": "With why it is"
            " too low.",
            "median, 75th and 90th percentiles": "All three are shown with their intervals.",
            "the delay from conduct to report is separate": "It is a figure of its own.",
        },
    ),
    split(
        "SC-70",
        "People with one, two, three to five and six or more cases are shown with what chance would"
        " give and with dismissals.",
        {
            "counts of people with 1, 2, 3-5 and 6 or more cases": "One case counts once for each"
            " person in it.",
            "expected under Poisson, from everyone's years": "What chance alone would give.",
            "expected under Gamma-Poisson, from everyone's years": "What it would give if people"
            " differ.",
            "dismissals per stratum": "With exact intervals.",
            "dismissals by earlier cases": "Of proven gross misconduct, by how much came before.",
            "the dismissed among those with more than one case": "As one share, with its interval.",
            "one common mean cannot explain the published repeaters": "The published table is not"
            " chance with one mean.",
            "the published repeaters cannot say how many have no case": "That is not estimated"
            " from it.",
            "years of service come from postings and service": "Exposure is computed from what the"
            " register knows of each person's service.",
        },
    ),
    split(
        "SC-71",
        "Dismissals for proven gross misconduct are trended by period, with open ones counted.",
        {
            "by period, the open ones open": "A constant share is no trend, though what is decided"
            " so far falls.",
            "a real change is found": "A real fall is found, and false alarms are as rare as"
            " stated.",
        },
    ),
    whole(
        "SC-72",
        "Where the person harmed is police, housing, children and work are followed for a year.",
    ),
    split(
        "SC-73",
        "Every rate is per head of that year and kind of staff.",
        {
            "heads and years": "Each year and kind of staff has its heads and years of service.",
            "rates are for each year of service": "Rates are divided by the years of that year and"
            " kind.",
        },
    ),
    split(
        "SC-74",
        "Each allegation maps to a standard of behaviour; discrimination always to a possible"
        " breach; the standards are public and have versions.",
        {
            "mapped": "Every category maps to a standard, and every allegation shows its own.",
            "discrimination": "Discrimination is always put as a possible breach.",
            "public": "Anybody can read the standards, and what each kind of report may breach.",
            "versioned": "The page has a version, and an assessment names the one it was made"
            " under.",
        },
    ),
    split(
        "SC-75",
        "Probationers who are let go are a stage of their own.",
        {
            "a stage of its own": "They are counted beside the ladder, and are no dismissals.",
            "a roster says so": "A roster can name it as the reason for leaving.",
            "not recorded": "Where no reason for leaving says so, the stage is not recorded.",
        },
    ),
    split(
        "SC-76",
        "At the end the reporter reads in plain words what was found, done and changed.",
        {
            "every-decision": "Each word of a decision has plain words, in each language.",
            "learned": "What is learned, on a policy or a unit, has an owner and a day.",
            "plain-outcome": "The outcome letter says what was found, done and changed.",
            "confidence": "She is asked whether she would report again.",
            "published": "The answers are published.",
        },
    ),
)
