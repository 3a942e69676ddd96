"""Hears one leaf: whether its body is what the tree has, and what it says of rows."""

import hashlib
import typing
import uuid

from candour.guard.log import bodies, marks, rows
from candour.guard.log.erasure.erased import Erased


class Heard(typing.NamedTuple):
    """A leaf as the database holds it: its id, its hash, its body, the file it is filed under."""

    id: bytes
    hash: bytes | None
    body: bytes | None
    file: str | None


class Hearing:
    """Takes in leaves one by one, and says of each what is wrong with it."""

    def __init__(self, *, said: rows.Said, erased: Erased) -> None:
        self.said = said
        self.erased = erased
        self._checks_marks = marks.can_be_checked()

    def problem(self, *, leaf: Heard, expected: bytes) -> str:
        """Take in a leaf; return what is wrong with it, nothing where it is as it should be.

        `expected` is the hash that its place in the tree has. A leaf that is not the one of the
        tree is not listened to.
        """
        if leaf.hash != expected:
            removed = leaf.hash is None
            return (
                "The leaf itself was removed."
                if removed
                else "The leaf's hash differs from its place in the tree."
            )
        if leaf.body is None:
            return self._without_body(leaf)
        if hashlib.sha256(b"\x00" + leaf.body).digest() != expected:
            return "The leaf's body was changed."
        try:
            return self._hear(leaf.body, leaf.file)
        except bodies.Unreadable:
            return "The leaf's body can't be read."

    def _hear(self, body: bytes, file: str | None) -> str:
        words = bodies.read(body=body)
        if words.file != file:
            # Whoever looked at a file would be shown at another one, or at none.
            self.said.hear(words=words)
            return "The leaf is filed under another file than its body names."
        if not self._checks_marks or marks.holds(body):
            self.said.hear(words=words)
            return ""
        if words.after or words.gone or words.names_account:
            # A look that nobody took would blame whoever it names, on the reporter's page, too.
            return "The leaf bears no mark of Candour: somebody put it in."
        self.said.hear_first(words=words)
        return ""

    def _without_body(self, leaf: Heard) -> str:
        tombstone = self.erased.leaves.get(uuid.UUID(bytes=leaf.id))
        if tombstone is None:
            return "The leaf's body is gone and no tombstone says why."
        if tombstone.hash != leaf.hash:
            return "The leaf's tombstone is of another leaf."
        try:
            self.said.hear(words=bodies.understand(said=tombstone.said))
        except bodies.Unreadable:
            return "The leaf's body can't be read."
        return ""
