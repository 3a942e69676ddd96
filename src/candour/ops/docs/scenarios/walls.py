"""Walls, logs and leaks."""

from candour.ops.docs.scenarios.row import Scenario, split

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
            "every-address": "Every address that the code has answers whoever is kept out as it"
            " answers for what never was.",
            "pages": "Every page of a case is not found for whoever has no part in it.",
            "indistinguishable": "It answers byte for byte as a case that does not exist.",
            "timing": "Hidden and absent are one class of time, by a test that finds 2 ms.",
            "lists-and-search": "Lists, totals, pages and search count nothing for them.",
            "export": "Nothing of the case is in what they export.",
            "attempt-logged": "Each attempt leaves one leaf, the same for hidden and for absent.",
            "desk": "The subject of a report sits on the receiving desk and never learns that it"
            " exists.",
            "recorder": "A recorder who is not clean is led on without a word that tells why.",
            "by-hand": "Whom a handler adds by hand loses rows and keys at once, too.",
            "backup": "A restored backup shows them no more than the running system.",
            "kept-keys": "What a removed reader kept opens no stored file; who stays opens all.",
        },
    ),
    split(
        "SC-21",
        "A colleague without a task in the case must give a reason, is refused, and the pattern is"
        " alerted within 15 minutes.",
        {
            "reason": "Whoever sees a case in a list and has no role in it is asked for a reason.",
            "refused": "Nothing opens until the case's authority allows it, for a time.",
            "alerted": "The next round of the worker puts a refused look to triage.",
            "same-unit": "Without a task, from the unit of somebody close to the file: named so.",
            "searches": "A search aimed at a hidden case is found without its words being kept.",
            "clean-triager": "Who asked is seen by nobody of their unit and nobody kept from the"
            " case.",
            "no-tell": "Hidden and absent leave the same leaf and take the same statements.",
        },
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
            "walls": "A wall taken away, or a person taken out of a file, past the log is named.",
            "who-when-why": "Entries hold justification, date and time, identity and recipients"
            " (Data Protection Act 2018, section 62).",
            "two-bodies": "Two bodies outside the force hold heads of the log by themselves.",
            "rolled-back": "A shortened or split log is refused by its witnesses, and overseers are"
            " told.",
            "forged": "A leaf put in by whoever has the database alone is named and not believed.",
            "mutations": "Whatever single thing is changed under the log is found and named.",
            "tombstones": "A body is erased only with a tombstone that two bodies signed.",
            "verified-by-others": "An implementation that is not ours accepts head, cosignatures"
            " and proofs.",
            "covered": "Every table is under the log, or a reason says why not.",
        },
    ),
    split(
        "SC-23",
        "Break-glass takes two people of different bodies, ends by itself, and the reporter is"
        " told unless a recorded harm test forbids.",
        {
            "two-bodies": "It takes whoever asks and a custodian of each of two bodies; two of one"
            " body are not enough.",
            "time-limited": "It is for one person, one case, one purpose and some hours, and ends"
            " by itself.",
            "told": "The reporter is told in her mailbox who it was, why and for how long.",
            "harm-test": "Only a recorded harm test that somebody else reviewed keeps it from her,"
            " and only until its day of review.",
        },
    ),
    split(
        "SC-24",
        "Root on the host finds only ciphertext of sealed reports.",
        {
            "key-inserted-by-an-administrator": "A reader's key that an administrator put into the"
            " database gets nothing.",
            "custodians": "Two custodians' private keys and everything on disk open nothing; three"
            " custodians' do.",
            "seat-changed-by-an-administrator": "A certified key gets nothing in a seat that its"
            " officers did not sign.",
            "only-ciphertext": "With everything on the host, nothing of a sealed report is found"
            " but ciphertext for its readers' keys.",
        },
    ),
    split(
        "SC-25",
        "Each disclosed copy is marked and listed; a passage that appears elsewhere too early is"
        " raised.",
        {
            "marked-and-listed": "No two copies are alike, and each is a row of the ledger.",
            "traced": "A leaked text tells whose copy it was, with a likelihood, or that it can't.",
            "raised": "A passage in a counter-allegation dated before the stage at which it was"
            " given is raised, as codes.",
            "by-itself": "What comes in is compared without anybody pressing a button, by a session"
            " that opens both files, and is no allegation.",
            "words-stay-sealed": "The passage is shown to an unlocked reader and kept nowhere.",
        },
    ),
    split(
        "SC-26",
        "The reporter sees who looked at her file, why and when, and can ask about a look.",
        {
            "seen": "Each look of a person shows with body, role, reason and day.",
            "day-after": "It shows when its day is over.",
            "machines": "What the system did is folded into one line for each kind.",
            "no-names": "No person is named.",
            "others": "A case that several reporters share tells none of them of another.",
            "withheld": "A withheld look leaves no trace; a second person reviews it, and it ends.",
            "inquiry": "A question about a look is answered by somebody else within 28 days, or"
            " goes to oversight.",
        },
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
