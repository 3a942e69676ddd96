"""Hears one leaf: whether its body is what the tree has, and what it says of rows."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from candour.guard.log import bodies, marks, rows
from candour.guard.log.erasure.erased import Erased


class Hearing:
    """Takes in leaves one by one, and says of each what is wrong with it."""

    def __init__(self, *, said: rows.Said, erased: Erased) -> None:
        self.said = said
        self.erased = erased
        self._marks = marks.Marks() if marks.can_be_checked() else None

    def problem(self, leaf: Sequence[Any], *, expected: bytes) -> str:
        """Take in a leaf; return what is wrong with it, nothing where it is as it should be.

        A leaf is its id, its hash, its body, and the file it is filed under, as the database holds
        them; `expected` is the hash that its place in the tree has. One that differs from its place
        is not listened to.
        """
        leaf_id, leaf_hash, body, file = leaf
        if leaf_hash is None:
            return "The leaf itself was removed."
        if leaf_hash != expected:
            return "The leaf's hash differs from its place in the tree."
        if body is not None and hashlib.sha256(b"\x00" + body).digest() != expected:
            return "The leaf's body was changed."
        try:
            if body is None:
                return self._without_body(leaf_id, leaf_hash)
            return self._hear(body, file)
        except bodies.Unreadable:
            return "The leaf's body can't be read."

    def _hear(self, body: bytes, file: str | None) -> str:
        words = bodies.read(body=body)
        if words.file != file:
            # Whoever looked at a file would be shown at another one, or at none.
            self.said.hear(words=words)
            return "The leaf is filed under another file than its body names."
        if self._marks is None or self._marks.hold(body):
            self.said.hear(words=words)
            return ""
        if words.after or words.gone or words.names_account:
            # A look that nobody took would blame whoever it names, on the reporter's page, too.
            return "The leaf bears no mark of Candour: somebody put it in."
        self.said.hear_first(words=words)
        return ""

    def _without_body(self, leaf_id: bytes, leaf_hash: bytes) -> str:
        tombstone = self.erased.leaves.get(uuid.UUID(bytes=leaf_id))
        if tombstone is None:
            return "The leaf's body is gone and no tombstone says why."
        if tombstone.hash != leaf_hash:
            return "The leaf's tombstone is of another leaf."
        self.said.hear(words=bodies.understand(said=tombstone.said))
        return ""
