"""A part that an outside body passes on to the force: it leads back to nothing."""

from candour.intake.ways import Route

ENTRY = Route(label="A part that an outside body passed on", order=92, is_chosen=False)
