"""Early warning: who is put to a panel, on what evidence, what it decided, what came of it."""

import uuid

from django.db import models

from candour.guard.models import File
from candour.people.models import Person

VIEWS = [
    ("concern", "The incidents taken together are a concern"),
    ("work_explains", "The work or the post explains the number"),
    ("one_dispute", "They come from one dispute or one source"),
    ("too_little", "There is too little to say"),
]
DECISIONS = [
    ("no_concern", "No concern"),
    ("support", "Support or training, agreed with the person"),
    ("supervision", "Closer supervision for a time"),
    ("assess", "Ask for the open matters to be assessed together"),
    ("vetting", "Ask for a vetting review"),
]
REASONS = [
    ("same_behaviour", "The incidents show the same behaviour"),
    ("graver", "They grow graver"),
    ("independent", "Several people who don't know each other say the same"),
    ("above_peers", "Like peers have far fewer"),
    ("work_explains", "The work or the post explains the number"),
    ("one_source", "They come from one dispute or one source"),
    ("dealt_with", "It has been dealt with already"),
    ("too_little", "There is too little to say"),
]


def _known(field: str, choices: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [code for code, _ in choices]}), name=name
    )


class Row(models.Model):
    """A row of its own, added once and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class WarningRound(Row):
    """One scoring of everybody: as of which day, by which card, and how many it put forward."""

    as_of = models.DateField(unique=True)
    card = models.TextField()
    people = models.IntegerField()
    flagged = models.IntegerField()
    sampled = models.IntegerField()
    computed_at = models.DateTimeField()

    class Privacy:
        official = ("id", "as_of", "card", "people", "flagged", "sampled", "computed_at")

    def __str__(self) -> str:
        return f"round of {self.as_of}"


class WarningFlag(Row):
    """Somebody put to the panel with their numbers; not why, nor whether by chance."""

    round = models.ForeignKey(WarningRound, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    incidents_short = models.IntegerField()
    incidents = models.IntegerField()
    independent = models.IntegerField()
    proven = models.IntegerField()
    years = models.FloatField()
    peers = models.TextField()
    expected = models.FloatField()
    rate = models.FloatField()
    rate_low = models.FloatField()
    rate_high = models.FloatField()
    severity = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], name="patterns_warningflag_once_a_round"
            ),
            models.CheckConstraint(
                condition=models.Q(independent__gte=2),
                name="patterns_warningflag_two_independent_incidents",
            ),
        ]

    class Privacy:
        official = ("id", "round", "organisation_id", "raised_at")
        personal = (
            "person", "incidents_short", "incidents", "independent", "proven", "years", "peers",
            "expected", "rate", "rate_low", "rate_high", "severity",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"flag {self.id}"


class WarningOrigin(models.Model):
    """Which rules a flag met, or that it was drawn by chance; hidden until the panel decided."""

    flag = models.OneToOneField(
        WarningFlag, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    because = models.TextField(blank=True)
    is_sample = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_sample=True, because="")
                | (models.Q(is_sample=False) & ~models.Q(because="")),
                name="patterns_warningorigin_a_rule_or_chance",
            )
        ]

    class Privacy:
        official = ("flag", "is_sample")
        personal = ("because",)

    def __str__(self) -> str:
        return f"origin {self.pk}"


class WarningEvidence(Row):
    """One case that a flag counted."""

    flag = models.ForeignKey(WarningFlag, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["flag", "file"], name="patterns_warningevidence_counted_once"
            )
        ]

    class Privacy:
        official = ("id", "flag", "file")

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class WarningWall(Row):
    """An account that must never see a flag: the person's own, their line, team and friends'."""

    flag = models.ForeignKey(WarningFlag, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["flag", "account_id"], name="patterns_warningwall_stands_once"
            )
        ]

    class Privacy:
        official = ("id", "flag", "account_id")

    def __str__(self) -> str:
        return f"wall {self.pk}"


class WarningView(Row):
    """What one member of the panel makes of the evidence, before they see the others' views."""

    flag = models.ForeignKey(WarningFlag, on_delete=models.PROTECT, related_name="+")
    view = models.TextField(choices=VIEWS)
    viewed_by = models.UUIDField()
    viewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["flag", "viewed_by"], name="patterns_warningview_one_each"
            ),
            _known("view", VIEWS, "patterns_warningview_known"),
        ]

    class Privacy:
        official = ("id", "flag", "view", "viewed_by", "viewed_at")

    def __str__(self) -> str:
        return f"{self.view} on a flag"


class WarningDecision(Row):
    """What a named person decided after the views, why in codes, and when it is reviewed."""

    flag = models.OneToOneField(WarningFlag, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(choices=DECISIONS)
    reasons = models.JSONField()
    review_on = models.DateField()
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            _known("decision", DECISIONS, "patterns_warningdecision_known"),
            models.CheckConstraint(
                condition=~models.Q(reasons=[]), name="patterns_warningdecision_has_reasons"
            ),
        ]

    class Privacy:
        official = (
            "id", "flag", "decision", "reasons", "review_on", "decided_by", "decided_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.decision} on a flag"


class WarningEffect(Row):
    """Incidents as long before a decision as after it, measured on the day of its review."""

    decision = models.OneToOneField(WarningDecision, on_delete=models.PROTECT, related_name="+")
    measured_on = models.DateField()
    days = models.IntegerField()
    before = models.IntegerField()
    after = models.IntegerField()

    class Privacy:
        official = ("id", "decision", "measured_on", "days")
        personal = ("before", "after")

    def __str__(self) -> str:
        return f"effect {self.pk}"


class WarningAudit(Row):
    """What flags of two years ago meant in one group, by what is known now; no small group."""

    round = models.ForeignKey(WarningRound, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    kind = models.TextField()
    name = models.TextField()
    people = models.IntegerField()
    happened = models.IntegerField()
    flagged = models.IntegerField()
    false_flags = models.IntegerField()
    missed = models.IntegerField()
    expected = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation_id", "kind", "name"],
                name="patterns_warningaudit_once_for_a_group",
            )
        ]

    class Privacy:
        official = (
            "id", "round", "organisation_id", "kind", "name", "people", "happened", "flagged",
            "false_flags", "missed", "expected",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"audit of {self.name}"
