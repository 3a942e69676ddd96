"""To the body outside the force, without a name and two-way; the force sees nothing of it."""

from candour.intake.routes import Route

ENTRY = Route(
    label="A body outside the force",
    hint="The force can't see that you wrote.",
    goes_outside=True,
    order=2,
)
