"""People's tables: a person is not a posting, and neither is an identifier."""

from candour.people.models.organisations import (
    Organisation,
    OrganisationName,
    Succession,
    Unit,
)
from candour.people.models.persons import (
    Association,
    Characteristic,
    CourseAttendance,
    Identifier,
    NameWord,
    Person,
    PersonName,
    Posting,
    Service,
)

__all__ = [
    "Association",
    "Characteristic",
    "CourseAttendance",
    "Identifier",
    "NameWord",
    "Organisation",
    "OrganisationName",
    "Person",
    "PersonName",
    "Posting",
    "Service",
    "Succession",
    "Unit",
]
