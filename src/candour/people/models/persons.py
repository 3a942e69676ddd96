"""Persons and the dated facts about them, each with the source row it came from."""

import uuid

from django.db import models

from candour.people.models.organisations import Organisation, Unit, ends_after_start


class Sourced(models.Model):
    """A row that another system supplied: which batch, and which row of its file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch_id = models.UUIDField(null=True, blank=True)
    source_row = models.IntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Person(Sourced):
    """A human being, whatever posts, names and numbers they have had."""

    birth_year = models.SmallIntegerField(null=True, blank=True)

    class Privacy:
        official = ("id", "batch_id", "source_row")
        personal = ("birth_year",)

    def __str__(self) -> str:
        return f"person {self.id}"


class PersonName(Sourced):
    """A name someone goes or went by."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.TextField(
        choices=[("current", "Current"), ("former", "Former"), ("alias", "Alias or nickname")]
    )
    given = models.TextField(blank=True)
    family = models.TextField(blank=True)
    # Both parts in lower case without accents, as the candidate search compares them.
    search_key = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(kind="current"),
                name="people_personname_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["current", "former", "alias"]),
                name="people_personname_kind_known",
            ),
        ]

    class Privacy:
        official = ("id", "batch_id", "source_row", "person", "kind")
        identity = ("given", "family", "search_key")

    def __str__(self) -> str:
        return f"name {self.id}"


class NameWord(models.Model):
    """A given or family name, and how many names of the register have it; kept by triggers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.TextField(choices=[("given", "Given"), ("family", "Family")])
    word = models.TextField()
    # How it sounds in English, so that names spoken alike are found.
    sound = models.TextField(blank=True)
    holders = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "word"], name="people_nameword_once"),
            models.CheckConstraint(
                condition=models.Q(part__in=["given", "family"]), name="people_nameword_part_known"
            ),
        ]
        indexes = [models.Index(fields=["part", "sound"], name="people_nameword_by_sound")]

    class Privacy:
        official = ("id", "part", "holders")
        identity = ("word", "sound")

    def __str__(self) -> str:
        return f"word {self.id}"


class Identifier(Sourced):
    """A warrant, collar, shoulder, badge or staff number; numbers change and are used again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    value = models.TextField()
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [ends_after_start("people_identifier_dates_in_order")]
        indexes = [models.Index(fields=["value"], name="people_identifier_by_value")]

    class Privacy:
        official = ("id", "batch_id", "source_row", "person", "organisation", "kind")
        identity = ("value", "from_on", "until_on")

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Posting(Sourced):
    """Where someone served, as what, under whom, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="postings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.TextField(blank=True)
    rank = models.TextField(blank=True)
    line_manager = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ends_after_start("people_posting_dates_in_order"),
            models.CheckConstraint(
                condition=models.Q(line_manager__isnull=True)
                | ~models.Q(line_manager=models.F("person")),
                name="people_posting_manager_is_another",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "from_on"], name="people_posting_of_person"),
            models.Index(fields=["unit", "from_on"], name="people_posting_in_unit"),
            models.Index(fields=["line_manager"], name="people_posting_under_manager"),
        ]

    class Privacy:
        official = ("id", "batch_id", "source_row", "person", "unit", "role", "rank")
        personal = ("line_manager", "from_on", "until_on")

    def __str__(self) -> str:
        return f"posting {self.id}"


class Service(Sourced):
    """When someone joined an organisation, when they left and why."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="service")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(
        choices=[("officer", "Officer"), ("special", "Special constable"), ("staff", "Staff")]
    )
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(joined_on__isnull=True)
                | models.Q(left_on__isnull=True)
                | models.Q(left_on__gte=models.F("joined_on")),
                name="people_service_dates_in_order",
            )
        ]

    class Privacy:
        official = ("id", "batch_id", "source_row", "person", "organisation", "kind")
        personal = ("joined_on", "left_on", "left_because")

    def __str__(self) -> str:
        return f"service {self.id}"


TIES = [
    ("family", "Family"),
    ("partner", "Partner"),
    ("former_partner", "Former partner"),
    ("friend", "Friend"),
    ("business", "Business"),
    ("associate", "Another association"),
]
KNOWN_BY = [("declared", "Declared"), ("discovered", "Discovered")]


class Association(Sourced):
    """Two people who are close: family, partners, friends, business; declared or discovered."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.TextField(choices=TIES)
    known_by = models.TextField(choices=KNOWN_BY, default="declared", db_default="declared")
    # Where it was discovered: vetting, a search, another case.
    found_in = models.TextField(blank=True, default="", db_default="")
    declared_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person=models.F("other")),
                name="people_association_of_two",
            ),
            models.UniqueConstraint(
                fields=["person", "other", "kind"], name="people_association_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in TIES]),
                name="people_association_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(known_by="declared")
                | (models.Q(known_by="discovered") & ~models.Q(found_in="")),
                name="people_association_discovered_somewhere",
            ),
        ]

    class Privacy:
        official = ("id", "batch_id", "source_row", "person")
        personal = ("other", "kind", "known_by", "found_in", "declared_on", "ended_on")

    def __str__(self) -> str:
        return f"association {self.id}"


class CourseAttendance(Sourced):
    """Somebody attended one run of a training course; who was on it together may be close."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="courses")
    # Whoever holds the course gives each run its code.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    run = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ends_after_start("people_courseattendance_dates_in_order"),
            models.UniqueConstraint(
                fields=["person", "organisation", "run"], name="people_courseattendance_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(run=""), name="people_courseattendance_run_is_named"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "run"], name="people_courseattendance_of_run")
        ]

    class Privacy:
        official = ("id", "batch_id", "source_row", "person", "organisation", "run")
        personal = ("from_on", "until_on")

    def __str__(self) -> str:
        return f"course {self.id}"


class Characteristic(Sourced):
    """A protected characteristic, apart from everything else and under its own policy."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.TextField(choices=[("ethnicity", "Ethnicity"), ("sex", "Sex")])
    value = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="people_characteristic_once")
        ]

    class Privacy:
        official = ("id", "batch_id", "source_row", "person", "kind")
        special_category = ("value",)

    def __str__(self) -> str:
        return f"characteristic {self.id}"
