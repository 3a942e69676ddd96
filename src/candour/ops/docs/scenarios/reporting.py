"""Getting in, and not vanishing."""

from candour.ops.docs.scenarios.row import Scenario, split, whole

ROWS: tuple[Scenario, ...] = (
    split(
        "SC-01",
        "A member of police staff reports an officer in a browser, gets a receipt at once and"
        " hears within seven days who has it; the receipt verifies offline.",
        {
            "in-a-browser": "The whole report is written and sent in a web browser, by somebody"
            " who says that she is police staff.",
            "at-once": "Sending answers with her words and a signed promise of the leaf and day.",
            "acknowledged": "Within seven days her mailbox names the body that has the report.",
            "offline-receipt": "The proof in her mailbox verifies against the published head.",
            "the receipt verifies offline": "Promise, proof and opening are checked by code that"
            " needs no database and no network.",
        },
    ),
    split(
        "SC-02",
        "With nothing but her words, an anonymous reporter is asked a question and answers it.",
        {
            "to-the-reporter": "A question of the case's handlers reaches the mailbox and is"
            " opened with the words alone.",
            "to-the-desk": "What she writes reaches those who have the report.",
            "nothing-asked": "No name, e-mail address or telephone number is ever asked of her.",
            "no-field-for-handlers": "What handlers see of her has no field that could hold where"
            " on the network she was.",
            "name-in-confidence": "A name that she gives in confidence reaches no desk.",
        },
    ),
    split(
        "SC-03",
        "Nothing anywhere says from where, with what, or when within the day a report was sent.",
        {
            "no-network-identity-fields": "No table of intake has a column for an address, an"
            " agent, a referrer or a time finer than the day.",
            "canaries-in-a-dump": "Planted address, agent, referrer and text are in no dump of the"
            " whole database.",
            "canaries-on-disk": "They are in no file of the deployment, jobs included.",
            "canaries-in-logs": "They are in nothing that any process wrote.",
            "attachments": "A file's name, its content and what a camera wrote into it are in clear"
            " nowhere, not while it arrives either.",
            "no-order": "Nothing that is kept tells in which order a day's reports came.",
            "attachments-metadata": "The copy that readers take holds nothing of what a camera"
            " wrote.",
            "attachments-on-disk": "While a file arrives, no byte of it touches a disk in clear.",
        },
    ),
    split(
        "SC-04",
        "A thousand receipts of any age each have one state, an owner and a next date, and a"
        " deleted report is noticed.",
        {
            "one-state": "Every sealed report has exactly one present state, a body that owns it"
            " and, until it is closed, a next date.",
            "no-state-refused": "The database refuses an open state without a next date.",
            "a-thousand": "The nightly round leaves none of a thousand receipts without them.",
            "deletion": "Deleting a report, as a superuser too, makes verification fail.",
            "alert": "A failed verification alerts the oversight seat by itself.",
        },
    ),
    split(
        "SC-05",
        "Of an external line's batch of contacts, those taken, passed on and refused add up, and"
        " both bodies see the difference.",
        {
            "adds-up": "Received is passed on, refused with a reason and pending, in every batch.",
            "both-bodies": "Both bodies see the same figures and the difference to a stated total.",
        },
    ),
    split(
        "SC-06",
        "A line manager who was told and did not refer within 72 hours is queued as a matter; the"
        " referral takes two minutes and the manager can't close it.",
        {
            "two-minutes": "The referral is one short page.",
            "cannot-close": "Nothing lets the manager close or withdraw it.",
            "72-hours": "Without a referral within 72 hours the manager's own failure is queued.",
        },
    ),
    split(
        "SC-07",
        "An anonymous reporter who suffers for it proves what she reported, and when, without the"
        " force's help.",
        {
            "a statement proves content and date without the force": "An opening of the commitment"
            " proves the text and its day to a tribunal.",
            "from-the-mailbox": "She can make that statement from her mailbox.",
            "check-page": "The public page checks it, and shows what was written.",
            "command": "A command checks it without a database.",
            "statement": "It holds her own text, and never her words.",
            "statement-before-sealing": "Before the sealing it rests on the promise.",
            "statement-after-new-words": "It still holds after she has new words.",
            "statement-of-a-matter": "A matter of handling has a statement of its own.",
        },
    ),
    split(
        "SC-08",
        "On a shared device she can leave at once, nothing is left behind, and she goes on later.",
        {
            "leave": "Leaving replaces the page with a dull one elsewhere and clears what the"
            " browser kept for the site.",
            "nothing-kept": "No page may be kept in a cache or in the browser's storage, and going"
            " back shows none of it.",
            "resume": "A draft is opened again with its own words.",
            "no-script-no-cookie": "No page sets a cookie or sends a script.",
            "without-javascript": "The whole journey works in a real browser without JavaScript.",
            "accessible": "Every page passes an accessibility checker (WCAG 2.2 AA).",
            "every-route": "Every way in works without scripts, on a narrow screen.",
            "new-words": "She can replace the words that somebody may have seen.",
            "burnt-words": "She can burn them.",
            "second-password": "A second password keeps letters shut.",
            "supporter": "Somebody she trusts has words of their own, which she can take back.",
        },
    ),
    whole(
        "SC-09",
        "Reports held in escrow about one person are released together when the reporters' own"
        " conditions are met, and before that nobody can learn of a match.",
    ),
    split(
        "SC-10",
        "A report sent outside the force is invisible to the force until the outside body releases"
        " a defined part.",
        {
            "force-sees-nothing": "No account of the force finds it by any page.",
            "a-defined-part": "What the outside body passes on is all that the force gets, and"
            " she is told.",
            "hand-on": "Unanswered for seven days, it goes to the next body if she agreed.",
            "chosen": "She chooses it, and reads first what that body must pass on.",
        },
    ),
    split(
        "SC-11",
        "Racist, sexist or homophobic language that a bystander reports is a conduct matter,"
        " quoted verbatim behind a warning.",
        {
            "conduct-matter": "It is recorded as a conduct matter with its category coded.",
            "verbatim-behind-a-warning": "Readers meet a warning first, then the words as they"
            " were written.",
        },
    ),
    split(
        "SC-12",
        "Every 28 days the reporter gets news without asking; missed news escalates.",
        {
            "update": "Every 28 days an update is due, and her mailbox says so.",
            "escalation": "Two chases or two missed updates go to the authority, then to"
            " oversight.",
            "chase-count": "How often she had to chase is counted.",
            "reports-before-investigation": "How many reports came before an investigation is"
            " measured.",
        },
    ),
)
