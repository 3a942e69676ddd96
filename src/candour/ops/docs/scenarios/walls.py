"""Walls, logs and leaks."""

from candour.ops.docs.scenarios.row import Scenario, split, whole

ROWS: tuple[Scenario, ...] = (
    split(
        "SC-20",
        "The subject, the line of command, the team and everyone close get the answer for what"
        " does not exist, by every path, and the attempt is logged.",
        {
            "rows": "Row security shows exactly the files that the rule allows, on generated"
            " worlds.",
            "computed": "The database finds the same people too close as the rule does.",
            "without a wrap there is no key": "Whoever has no wrapped key opens nothing, whatever"
            " rows they see.",
            "a key inserted by an administrator is not sealed to": "A key without a certificate of"
            " two bodies gets nothing.",
            "pages": "Every page of a case is not found for whoever has no part in it.",
            "indistinguishable": "It answers byte for byte as a case that does not exist.",
            "lists-and-search": "Lists, totals, pages and search count nothing for them.",
            "export": "Nothing of the case is in what they export.",
            "attempt-logged": "Each attempt leaves one leaf, the same for hidden and for absent.",
            "desk": "The subject of a report sits on the receiving desk and never learns that it"
            " exists.",
            "recorder": "A recorder who is not clean is led on without a word that tells why.",
            "backup": "A restored backup shows them no more than the running system.",
        },
    ),
    whole(
        "SC-21",
        "A colleague without a task in the case must give a reason, is refused, and the pattern is"
        " alerted within 15 minutes.",
    ),
    split(
        "SC-22",
        "A changed, removed or reordered row of the log is named against a head held outside, and"
        " each entry says who, when, why and to whom.",
        {
            "changed": "A changed leaf is named.",
            "removed": "A removed leaf is named.",
            "reordered": "Two leaves that changed places are named.",
            "tail": "A tail that was cut off is found by the head held outside.",
            "who-when-why": "Entries hold justification, date and time, identity and recipients"
            " (Data Protection Act 2018, section 62).",
            "two-bodies": "Two bodies outside the force hold heads of the log by themselves.",
        },
    ),
    whole(
        "SC-23",
        "Break-glass takes two people of different bodies, ends by itself, and the reporter is"
        " told unless a recorded harm test forbids.",
    ),
    split(
        "SC-24",
        "Root on the host finds only ciphertext of sealed reports.",
        {
            "key-inserted-by-an-administrator": "A reader's key that an administrator put into the"
            " database gets nothing.",
            "only-ciphertext": "With everything on the host, nothing of a sealed report is found"
            " but ciphertext for its readers' keys.",
        },
    ),
    whole(
        "SC-25",
        "Each disclosed copy is marked and listed; a passage that appears elsewhere too early is"
        " raised.",
    ),
    whole(
        "SC-26",
        "The reporter sees who looked at her file, why and when, and can ask about a look.",
    ),
    split(
        "SC-27",
        "Look-ups of the reporter by the subject or colleagues in the force's other systems are"
        " found, with few false alarms.",
        {
            "alert": "Those who handle the case and readers outside the force are alerted.",
            "before": "Reads before the report are found where they repeat.",
            "consent": "The reporter asks for it in the mailbox, and ends it with all that was"
            " found.",
            "sampled": "Planted look-ups are found in a small invented feed.",
            "rates": "Recall is at least 0.95 at no more than one false alert per 1,000"
            " officer-months, on invented feeds that no weight was set on.",
        },
    ),
)
