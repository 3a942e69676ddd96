"""The public complaint records of Chicago: officers, postings, complaints and what came of them."""

from collections.abc import Iterator, Mapping

from candour.imports.chicago import complaints, people, tables
from candour.imports.chicago.complaints import Codes
from candour.imports.source import Part, Plan, Reading, Source

# The source's groups of codes and the national category nearest to each; then the codes that are
# nearer to another one than the rest of their group. Both are this table's own judgement.
GROUPS = {
    "Bribery / Official Corruption": "G",
    "Conduct Unbecoming (Off-duty)": "K",
    "Criminal Misconduct": "K",
    "Domestic": "K",
    "Drug / Alcohol Abuse": "K",
    "Excessive Force": "B4",
    "False Arrest": "B3",
    "First Amendment": "B9",
    "Illegal Search": "B2",
    "Lockup Procedures": "B5",
    "Medical": "B9",
    "Money / Property": "C",
    "Operation/Personnel Violations": "B9",
    "Racial Profiling": "F6",
    "Supervisory Responsibilities": "A4",
    "Traffic": "E",
    "Unknown": "L",
    "Use of Force": "B4",
    "Verbal Abuse": "H1",
}
NEARER = {
    "A1": ("10D",),
    "A4": ("011", "016", "018", "022", "10J", "10U"),
    "B1": ("03B", "03G", "03T", "03V"),
    "C": ("10V", "032", "032A", "034C", "04E", "08K"),
    "D1": ("10Q",),
    "E": ("025", "027", "10W", "S178"),
    "F": ("10S", "11S"),
    "F1": ("S190",),
    "F6": ("01B", "S189"),
    "F7": ("01D",),
    "F8": ("S192",),
    "F9": ("01C", "S191"),
    "G4": ("06A", "06B", "06C", "06E", "06F"),
    "G5": ("03J", "03K", "03L", "03M", "06D", "06H", "06K"),
    "G6": ("06G", "09G"),
    "H3": ("10M",),
    "H5": ("S193",),
    "J1": ("08C",),
    "J2": ("S188",),
    "J3": ("08R", "09F"),
    "K": ("031", "06J", "10BB", "10G"),
    "L": ("05J", "10Z", "14A", "14B"),
}
_NEAREST = {code: category for category, codes in NEARER.items() for code in codes}

FINDINGS = {
    "SU": "proven",
    "NS": "not_proven",
    "UN": "unfounded",
    "EX": "exonerated",
    "NAF": "no_statement",
}
# Looked for in the source's words in capitals; the first that occurs decides.
SANCTIONS = (
    ("RESIGNED", "resigned"),
    ("PENALTY NOT SERVED", "not_imposed"),
    ("REINSTATED", "reinstated"),
    ("NO ACTION TAKEN", "no_action"),
    ("SUSTAINED-NO PENALTY", "no_action"),
    ("SEPARATION", "dismissed"),
    ("TERMINATION", "dismissed"),
    ("SUSPEN", "suspended"),
    ("REPRIMAND", "reprimand"),
    ("VIOLATION NOTED", "noted"),
    ("UNKNOWN", "not_known"),
)


def _category(code: str, groups: Mapping[str, str]) -> str | None:
    group = groups.get(code)
    return None if group is None else _NEAREST.get(code) or GROUPS.get(group)


def _sanction(words: str) -> str | None:
    capitals = words.upper()
    return next((ours for theirs, ours in SANCTIONS if theirs in capitals), None)


def _read(reading: Reading) -> Plan:
    folder = tables.read(files=reading.files)
    codes = Codes(category=_category, finding=FINDINGS.get, sanction=_sanction)
    size = reading.batch_rows

    def parts() -> Iterator[Part]:
        yield from people.officers(folder=folder, size=size, latest=reading.on.year)
        yield from people.units(folder=folder, size=size)
        yield from complaints.history(folder=folder, codes=codes, size=size)

    return Plan(
        read={
            "officers": folder.officers.rows,
            "unit_history": folder.units.rows,
            "complaints": folder.complaints.rows,
            "accused": folder.alleged.rows,
        },
        files={name: f"{name}.parquet" for name in tables.NAMES},
        parts=parts,
        remarks=(f"complaint_categories: {len(folder.groups)} codes, looked up and not imported",),
    )


ENTRY = Source(
    name="chicago",
    summary="Chicago's public records: officers, postings, complaints and findings",
    takes="FOLDER with " + ", ".join(f"{name}.parquet" for name in tables.NAMES),
    version=1,
    find=tables.find,
    read=_read,
    organisation="Chicago (public records)",
)
