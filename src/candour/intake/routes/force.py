"""To the force's own receiving desk, without a name and two-way."""

from candour.intake.routes import Route

ENTRY = Route(
    label="The police force",
    hint="A small team there reads it. Nobody you name can open it.",
    goes_outside=False,
    order=1,
)
