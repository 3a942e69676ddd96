"""Opens what eight words open: her report's mailbox, and the matters of how it was handled.

The passphrase that may stand beside the words is never kept: only what it was stretched to.
"""

import dataclasses

from django.conf import settings

from candour.core import mailbox
from candour.core.mailbox import MailboxKeys, SupporterKeys
from candour.intake.mailboxes import reading
from candour.intake.mailboxes.reading import Box

# How many matters of handling one report may have.
MOST_MATTERS = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Secret:
    """What opens a mailbox: eight words, and the stretched passphrase where there is one."""

    words: tuple[str, ...]
    stretched: bytes | None = None

    def keys(self, *, matter: int = 0) -> MailboxKeys:
        """Return the keys of the report's mailbox, or of one of its matters."""
        own = mailbox.derive_mailbox(words=self.words, salt=settings.DEPLOYMENT_SALT, matter=matter)
        if self.stretched is None:
            return own
        return mailbox.locked(keys=own, stretched=self.stretched)

    def supporter_keys(self) -> SupporterKeys:
        """Return the keys that the words have if they are a supporter's."""
        return mailbox.derive_supporter(words=self.words, salt=settings.DEPLOYMENT_SALT)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open mailbox with the keys that opened it; `matter` 0 is the report's own."""

    box: Box
    matter: int
    keys: MailboxKeys = dataclasses.field(repr=False)


def stretched(*, words: tuple[str, ...], passphrase: str) -> bytes:
    """Stretch a passphrase that stands beside her words; this takes a while on purpose."""
    return mailbox.stretch_passphrase(
        words=words, passphrase=passphrase, salt=settings.DEPLOYMENT_SALT
    )


def opened(*, secret: Secret, matter: int = 0) -> Opened | None:
    """Open one mailbox; None where there is none. It is shut where the passphrase is missing."""
    keys = secret.keys(matter=matter)
    box = reading.open_box(keys=keys)
    if box is None:
        return None
    if not box.is_locked and secret.stretched is not None:
        # The passphrase was taken off meanwhile: the words alone open it.
        keys = Secret(words=secret.words).keys(matter=matter)
        box = reading.open_box(keys=keys) or box
    return Opened(box=box, matter=matter, keys=keys)


def matters(*, secret: Secret) -> tuple[Opened, ...]:
    """Open every matter of handling that her words have made."""
    found: list[Opened] = []
    for number in range(1, MOST_MATTERS + 1):
        one = opened(secret=secret, matter=number)
        if one is None:
            break
        found.append(one)
    return tuple(found)
