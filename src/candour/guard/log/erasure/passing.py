"""Rows of a file that come and go although a legal hold is over it, and why they may."""

_ACCESS = "Who may see something: a hold keeps what is there and lets nobody see more."
_CACHE = "Computed from what is kept, and computed again."
_WORK = "Work that waits: it is gone when it is done, and nothing that was said is in it."

# Each table that names a file and has no trigger of a hold. A test finds one that is in neither.
TABLES = {
    "access_drawnfile": _CACHE,
    "access_duefile": _WORK,
    "access_involvement": "Whom a file concerns is put right as it is found out, each time logged.",
    "cases_deadline": _CACHE,
    "cases_givenshare": _ACCESS,
    "cases_nameanswer": _ACCESS,
    "guard_grant": _ACCESS,
    "guard_keyshare": _ACCESS,
    "guard_keywait": _WORK,
    "guard_wall": _ACCESS,
    "guard_workorder": _WORK,
    "guard_workorderend": _WORK,
}
