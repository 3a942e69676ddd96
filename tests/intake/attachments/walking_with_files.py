"""A reporter who walks through the whole report over HTTP and adds files on the page for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from attaching import BOUNDARY, body_of

import reporters
from reporters import Reporter
from running import Deployment

KIND = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """The page after the files were added, the words, and the page after sending."""

    added: str
    words: str
    sent: str


def send_with(site: Deployment, files: Sequence[tuple[str, bytes]]) -> Walked:
    reporter = Reporter(port=site.port)
    reporter.start()
    added = ""
    for name, answers in reporters.ANSWERS.items():
        typed = dict(answers)
        if name == "force":
            typed["force"] = reporter.force("Northfold Police")
        if name == "files":
            body = body_of(files, state=reporter.page.state)
            added = reporter.post_body("/report/", body, kind=KIND).text
        reporter.step(**typed)
    words = reporter.page.words
    sent = reporter.send().text
    reporter.hang_up()
    return Walked(added=added, words=words, sent=sent)
