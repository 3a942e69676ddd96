"""How an earlier report was handled: made from the mailbox, away from those who handle that one."""

from candour.intake.ways import Route

ENTRY = Route(label="How a report was handled", order=91, is_chosen=False)
