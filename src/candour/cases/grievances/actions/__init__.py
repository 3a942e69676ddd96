"""One step each: a grievance is screened, decided, and looked at by a second person."""
