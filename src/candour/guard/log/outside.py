"""What the log does not cover, and why: tables whose loss verification alone does not notice."""

from candour.guard.log import declared

_SIGN_IN = "Signing in: it changes with every visit, and gives no key to anything sealed."
_WORK = "Work that waits: it is gone when it is done."
_REGISTER = "The register of people, replaced by each roster; each roster's run leaves a leaf."
_SIGNED = (
    "Signed by two officers under the offline root: a changed one fails, a lost one is missed."
)
_PASSING = (
    "Staged for hours; the reporter's promise proves a report that is lost before its sealing."
)
_STEPS = "Written from the law file; the nightly proof and candour doctor compare it with the law."

# Each table with the reason. A table that is neither here nor under the log fails a test.
TABLES = {
    "guard_leaf": "The log itself: recomputed leaf by leaf.",
    "guard_treeleaf": "The log itself: recomputed leaf by leaf.",
    "guard_pendingleaf": "The log itself: each leaf has its place or waits.",
    "guard_tile": "The log itself: recomputed tile by tile.",
    "guard_checkpoint": "The log itself: signed, and published ones are logged.",
    "guard_imagecolumns": "The log itself: compared with what the migrations say.",
    "guard_batch": "The log itself: its leaf commits to every row it brought.",
    "guard_batchimage": "The log itself: its batch's leaf commits to it.",
    "guard_cosignature": "Signed by its witness; one that is lost is asked for again.",
    "guard_deployment": "One row that says whether this is a demonstration.",
    "guard_file": "A bare identifier; the report or the case of the same id is logged.",
    "guard_wall": "Computed from people; computed again each day, and hidden rows stay hidden.",
    "guard_keywrap": "Without its wrap a reader opens nothing; the nightly proof counts readers.",
    "guard_vaultkey": "A lost one is noticed by its holder; a changed one fails its certificate.",
    "guard_unlock": _SIGN_IN,
    "guard_scope": "What an overseer may see: set up with the account.",
    "guard_account": "An account that signed in or was granted something stands in the leaves.",
    "guard_officercertificate": "Signed by the offline root.",
    "guard_seatcertificate": _SIGNED,
    "guard_keyrequest": "A request for a certificate: one that is lost is made again.",
    "guard_setupcode": _SIGN_IN,
    "guard_workerkey": "Signed with the log's key; a worker says it anew every few minutes.",
    "cases_affiliation": "Kept by the worker; whoever is then named stands in a logged row.",
    "cases_representativerequest": "A wish that was passed on; the naming that follows is logged.",
    "cases_servedcopy": "Tied to no file; the ledger's row, with the copy's hash, is logged.",
    "cases_soughtwords": _WORK,
    "cases_lookhit": "What an alarm rests on: each is a leaf already, or a search that has gone.",
    "cases_looktriage": "A code about an alarm; the leaf of settling it names row and outcome.",
    "cases_alarmround": "How far the leaves were looked through; looked through again if lost.",
    "cases_allowedstep": _STEPS,
    "cases_course": _STEPS,
    "cases_escalationanswer": "Its leaf names the row; a lost one lets the late case wait again.",
    "cases_waitingmail": "Where somebody wants to be told that something waits; nothing of a case.",
    "cases_mailsent": "That somebody was told that something waits; nothing of a case.",
    "patterns_excesstest": "A month's test of counts, computed again if it is lost.",
    "patterns_warningwall": "Computed from people; no row of it shows anybody anything.",
    "people_nameword": "Counted from the names of the register, which stay as they are.",
    "oversight_settlement": "Its leaf names the alert; a lost one lets the alert wait again.",
}
PREFIXES = {
    "auth_": _SIGN_IN,
    "account_": _SIGN_IN,
    "mfa_": _SIGN_IN,
    "socialaccount_": _SIGN_IN,
    "django_": _SIGN_IN,
    "procrastinate_": _WORK,
    "people_": _REGISTER,
    "access_": "Who handles a file and who reads for a desk: the grants that follow are logged.",
    "measures_": "Figures, computed again from the register.",
    "imports_": "What an import's run said; the rows it brought are logged as one batch.",
    "intake_": _PASSING,
    "cases_deadline": "A cache of computed dates; candour deadlines check computes them again.",
}

# Columns of the log's own tables that nothing depends on, and one that a later version added.
COLUMNS = frozenset(
    {
        ("guard_tile", "id"),
        ("guard_imagecolumns", "id"),
        ("guard_batchimage", "id"),
        ("intake_report", "appeal_id"),
        # Sealed to one holder and bound to its row: a changed one opens nothing.
        ("cases_custodyask", "ciphertext"),
        ("cases_givenshare", "wrapped"),
        ("cases_nameanswer", "ciphertext"),
        ("cases_nameask", "ciphertext"),
        ("guard_keyshare", "sealed"),
        ("guard_workorder", "ciphertext"),
    }
)


def why_not(*, table: str) -> str:
    """Return why a table is not under the log; nothing where no reason is given."""
    if table in TABLES:
        return TABLES[table]
    return next((why for prefix, why in PREFIXES.items() if table.startswith(prefix)), "")


def is_covered(*, table: str) -> bool:
    """Say whether the log commits to the rows of a table."""
    return table in {one.table for one in declared.tables()}
