"""What the states of a report are called on the page a reporter reads, and what comes next."""

import dataclasses
import datetime

from candour.intake import mailboxes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One step in plain words, its day, and what happens next by when."""

    title: str
    on: datetime.date
    next_words: str
    next_on: datetime.date | None


_TITLES = {
    "with_desk": "Your report is with {body}",
    "recorded": "Your report has been recorded and is being looked into",
    "outcome_given": "A decision has been made",
    "closed": "Your report is closed",
}
_NEXT = {
    "with_desk": "A person there will read it and decide what kind of case it is",
    "recorded": "You get news here at least every 28 days",
    "outcome_given": "You can read the decision in your letters here",
    "closed": "Nothing more will happen unless you write to us",
}


def states_in_words(box: mailboxes.Box) -> tuple[Said, ...]:
    """Return the steps of a mailbox, newest first, each as a sentence."""
    if box.is_staged:
        return (
            Said(
                title="We have your report",
                on=box.day,
                next_words=f"Tonight it is sealed with the other reports of the day and goes to"
                f" {box.body}. Your proof is here after that",
                next_on=None,
            ),
        )
    return tuple(
        Said(
            title=_TITLES[step.state].format(body=box.body),
            on=step.since,
            next_words=_NEXT[step.state],
            next_on=step.next_on,
        )
        for step in reversed(box.progress)
    )
