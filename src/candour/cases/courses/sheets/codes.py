"""The lists that steps choose from, with what may never be chosen and why."""

from candour.law.conduct.staff import STAFF_SANCTIONS
from candour.law.no_action import NOT_REASONS
from candour.law.outcomes import FINDINGS, RESULTS, SANCTIONS, Setting

YES_NO = (("yes", "Yes"), ("no", "No"))

MUST_RECORD = (
    ("complainant_wishes", "The person who complained wants it recorded"),
    ("death_or_injury", "It says that death or serious injury resulted"),
    ("crime_or_discipline", "If proved, it would be a crime or justify discipline"),
    ("article_2_or_3", "It might involve the right to life, or not to be treated inhumanly"),
    ("referral", "It must be referred to the IOPC"),
    ("none", "None of these"),
)
MODES = (
    ("independent", "The IOPC investigates it itself"),
    ("directed", "The IOPC directs the investigation"),
    ("local", "The force investigates on its own behalf"),
    ("returned", "No investigation is needed: it goes back to the force"),
)
# Who is moved, where people must be kept apart. The person complained of, unless decided otherwise.
SEPARATIONS = (
    ("subject_moves", "The person complained of is moved or kept away"),
    ("no_contact", "They don't meet at work, and nothing needs to change"),
    ("reporter_moves", "The person who reported moves, and asked for it"),
)
RESTRICTIONS = (
    ("suspended", "Suspended from duty"),
    ("duties", "Restricted duties"),
    ("firearms", "No access to firearms"),
    ("systems", "No access to police systems"),
    ("contact", "No contact with the person who reported"),
)
RESTING_WITH = (
    ("force", "The force"),
    ("iopc", "The IOPC"),
    ("prosecutor", "The Crown Prosecution Service"),
    ("court", "The court"),
    ("subject", "The officer's side"),
)
CRIMINAL_ENDS = (
    ("nfa", "No further action"),
    ("discontinued", "Discontinued"),
    ("acquitted", "Acquitted"),
    ("convicted", "Convicted"),
)
MISCONDUCT_AFTER = (
    ("investigate", "There is conduct to look into: the plan below is followed"),
    ("nothing_left", "Everything was looked into, and nothing is left to decide"),
)
CASE_TO_ANSWER = tuple(
    (row.code, row.name) for row in RESULTS if row.setting is Setting.SPECIAL_PROCEDURES
)
NO_CASE = "no_case_to_answer"
WHY_NO_CASE = (
    ("evidence_against", "Evidence shows that it did not happen so"),
    ("no_evidence_found", "Every line was followed, and no evidence supports it"),
    ("below_threshold", "It happened, and falls short of misconduct"),
    ("officer_believed", "The officer's account is believed"),
    *((row.code, row.name) for row in NOT_REASONS),
)
# Reasons that never carry a decision by themselves, in the words of the refusal.
NEVER = {row.code: f"“{row.name}” is not a reason. {row.why}" for row in NOT_REASONS}
BELIEVED = "officer_believed"
CORROBORATION = (
    ("digital", "Messages, phones, cameras, systems and their logs"),
    ("pattern", "Earlier allegations and other people who say the same"),
    ("first_disclosure", "Whom they told first, and what that person says"),
    ("location", "Whether both were where it is said to have happened"),
)
LOOKED = (
    ("supports", "Looked for: it supports the allegation"),
    ("against", "Looked for: it speaks against the allegation"),
    ("nothing", "Looked for: there is nothing"),
)
CREDIBILITY = (
    ("consistency", "Whether each account stays the same"),
    ("detail", "Whether each account can be checked in its details"),
    ("motive", "Whether each has a reason not to tell the truth"),
    ("record", "What earlier findings say of the honesty of each"),
)
FORCES = (("subject_force", "The force itself"), ("outside", "A decider of another force or body"))
OUTCOME_ON = (("policy", "A policy or practice"), ("unit", "A unit or team"))
REVIEW_OUTCOMES = (("upheld", "Upheld"), ("not_upheld", "Not upheld"))
REVIEW_ORDERS = (
    ("nothing", "Nothing further"),
    ("directs_investigation", "A new investigation is directed"),
    ("recommends_investigation", "A new investigation is recommended"),
    ("recommends_other", "Something else is recommended"),
)
PROCEEDINGS = (("meeting", "Misconduct meeting"), ("hearing", "Misconduct hearing"))
RESPONSES = (
    ("accepts", "Accepts that it was misconduct"),
    ("accepts_mitigates", "Accepts the conduct, and says what speaks for them"),
    ("disputes", "Disputes it"),
)
FINDING = tuple((row.code, row.name) for row in FINDINGS)
SANCTION = tuple((row.code, row.name) for row in SANCTIONS)
# What an employer may decide of its staff, by its own policy.
STAFF_SANCTION = tuple((row.code, row.name) for row in STAFF_SANCTIONS)
NO_ACTION = "none"
GROSS = "gross_misconduct"
MISCONDUCT = "misconduct"
EXCEPTIONAL = (
    ("none_needed", "Not needed: dismissal follows, or no gross misconduct was found"),
    ("health", "The officer's health at the time"),
    ("duress", "The officer acted under pressure that few would have resisted"),
    ("other", "Other circumstances, as the reason says"),
)
COLLEGE_LISTS = (("barred", "Barred list"), ("advisory", "Advisory list"))
LEFT_BY = (("resigned", "Resigned"), ("retired", "Retired"), ("other", "Left otherwise"))
