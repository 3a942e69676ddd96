"""The database functions that the report site may call, and nothing else: submit, read, write."""

from candour.intake.mailboxes.letters import letter_context
from candour.intake.mailboxes.opening import Opened, Secret
from candour.intake.mailboxes.reading import (
    Box,
    Done,
    OpenedLetter,
    SealTarget,
    Step,
    open_box,
    open_helped,
)
from candour.intake.mailboxes.writing import (
    Message,
    Receipt,
    send,
    send_as_supporter,
    submit,
    take_back,
    write,
)

__all__ = [
    "Box",
    "Done",
    "Message",
    "Opened",
    "OpenedLetter",
    "Receipt",
    "SealTarget",
    "Secret",
    "Step",
    "letter_context",
    "open_box",
    "open_helped",
    "send",
    "send_as_supporter",
    "submit",
    "take_back",
    "write",
]
