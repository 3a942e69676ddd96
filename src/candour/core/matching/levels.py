"""The levels of agreement of a description with a person, field by field, and what each says."""

import enum


class Level(enum.StrEnum):
    """A level of agreement of one field; the code is what is stored with a suggestion."""

    FAMILY_EXACT = "family_exact"
    FAMILY_FORMER = "family_former"
    FAMILY_PART = "family_part"
    FAMILY_MISSPELT = "family_misspelt"
    FAMILY_CLOSE = "family_close"
    FAMILY_DIFFERENT = "family_different"
    GIVEN_EXACT = "given_exact"
    GIVEN_FORM = "given_form"
    GIVEN_OTHER = "given_other"
    GIVEN_INITIAL = "given_initial"
    GIVEN_MISSPELT = "given_misspelt"
    GIVEN_CLOSE = "given_close"
    GIVEN_DIFFERENT = "given_different"
    NUMBER_THEN = "number_then"
    NUMBER_OTHER_TIME = "number_other_time"
    NUMBER_SLIP = "number_slip"
    NUMBER_DIFFERENT = "number_different"
    UNIT_THEN = "unit_then"
    UNIT_NEAR = "unit_near"
    UNIT_OTHER_TIME = "unit_other_time"
    UNIT_DIFFERENT = "unit_different"
    RANK_THEN = "rank_then"
    RANK_OTHER_TIME = "rank_other_time"
    RANK_DIFFERENT = "rank_different"
    BORN_SAME = "born_same"
    BORN_SLIP = "born_slip"
    BORN_NEAR = "born_near"
    BORN_DIFFERENT = "born_different"
    FORCE_SAME = "force_same"
    FORCE_DIFFERENT = "force_different"


# The fields in the order in which they are compared; of each, the closest agreement first.
FIELDS: dict[str, tuple[Level, ...]] = {
    field: tuple(level for level in Level if level.value.startswith(f"{field}_"))
    for field in ("family", "given", "number", "unit", "rank", "born", "force")
}

WORDS = {
    Level.FAMILY_EXACT: "The family name is the same",
    Level.FAMILY_FORMER: "The family name is a former or other name",
    Level.FAMILY_PART: "The family name is part of a double name",
    Level.FAMILY_MISSPELT: "The family name is nearly the same, and nobody has it as written",
    Level.FAMILY_CLOSE: "The family name is nearly the same",
    Level.FAMILY_DIFFERENT: "The family name is different",
    Level.GIVEN_EXACT: "The given name is the same",
    Level.GIVEN_FORM: "The given name is a form of the same name",
    Level.GIVEN_OTHER: "The given name is another of their given names",
    Level.GIVEN_INITIAL: "The initial is the same",
    Level.GIVEN_MISSPELT: "The given name is nearly the same, and nobody has it as written",
    Level.GIVEN_CLOSE: "The given name is nearly the same",
    Level.GIVEN_DIFFERENT: "The given name is different",
    Level.NUMBER_THEN: "The number was theirs at that time",
    Level.NUMBER_OTHER_TIME: "The number was theirs at another time",
    Level.NUMBER_SLIP: "The number is one slip away from theirs",
    Level.NUMBER_DIFFERENT: "The number is different",
    Level.UNIT_THEN: "They served in that unit at that time",
    Level.UNIT_NEAR: "They served in that unit within a year of it",
    Level.UNIT_OTHER_TIME: "They served in that unit at another time",
    Level.UNIT_DIFFERENT: "They are not known in that unit",
    Level.RANK_THEN: "The rank fits",
    Level.RANK_OTHER_TIME: "The rank was theirs at another time",
    Level.RANK_DIFFERENT: "The rank is different",
    Level.BORN_SAME: "The date of birth is the same",
    Level.BORN_SLIP: "The date of birth is one slip away from theirs",
    Level.BORN_NEAR: "The year of birth is within two years of theirs",
    Level.BORN_DIFFERENT: "The date of birth is different",
    Level.FORCE_SAME: "They served in that force",
    Level.FORCE_DIFFERENT: "They are not known in that force",
}
