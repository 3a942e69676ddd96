"""The database functions that the report site may call, and nothing else: submit, read, write."""

from candour.intake.mailboxes.letters import letter_context
from candour.intake.mailboxes.reading import Box, Done, OpenedLetter, SealTarget, Step, open_box
from candour.intake.mailboxes.writing import Message, Receipt, send, submit, take_back, write

__all__ = [
    "Box",
    "Done",
    "Message",
    "OpenedLetter",
    "Receipt",
    "SealTarget",
    "Step",
    "letter_context",
    "open_box",
    "send",
    "submit",
    "take_back",
    "write",
]
