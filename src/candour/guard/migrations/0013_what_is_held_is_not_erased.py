"""What a legal hold covers is not erased; it is lifted by two people outside, and never changed."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from candour.guard.operations import Allow, Keep, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
SCOPES = [("case", "One case"), ("force", "Everything of a force between two days")]


def _own_key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [("guard", "0012_sets_are_read_from_an_index_alone")]

    operations = [
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", _own_key()),
                ("scope", models.TextField(choices=SCOPES)),
                ("case_file_id", models.UUIDField(blank=True, null=True)),
                ("organisation_id", models.UUIDField()),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("placed_on", models.DateField()),
                ("placed_by", models.UUIDField()),
                ("body_id", models.UUIDField()),
                ("reason", models.TextField()),
                ("basis", models.TextField()),
                ("salt", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            scope="case",
                            case_file_id__isnull=False,
                            from_on__isnull=True,
                            until_on__isnull=True,
                        )
                        | Q(scope="force", case_file_id__isnull=True, from_on__isnull=False),
                        name="guard_legalhold_of_a_case_or_a_force",
                    ),
                    models.CheckConstraint(
                        condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                        name="guard_legalhold_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=~Q(reason="") & ~Q(basis=""),
                        name="guard_legalhold_has_a_reason_and_a_basis",
                    ),
                    models.CheckConstraint(
                        condition=~Q(body_id=F("organisation_id")),
                        name="guard_legalhold_is_placed_outside",
                    ),
                    models.CheckConstraint(
                        condition=Exact(Length("salt"), 32), name="guard_legalhold_is_salted"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalHoldLift",
            fields=[
                ("id", _own_key()),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lifts",
                        to="guard.legalhold",
                    ),
                ),
                ("lifted_on", models.DateField()),
                ("lifted_by", models.UUIDField()),
                ("body_id", models.UUIDField()),
                ("reason", models.TextField()),
                ("basis", models.TextField()),
                ("salt", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hold", "lifted_by"), name="guard_legalholdlift_once_per_person"
                    ),
                    models.CheckConstraint(
                        condition=~Q(reason="") & ~Q(basis=""),
                        name="guard_legalholdlift_has_a_reason_and_a_basis",
                    ),
                    models.CheckConstraint(
                        condition=Exact(Length("salt"), 32), name="guard_legalholdlift_is_salted"
                    ),
                ],
            },
        ),
        SQLFile(SQL / "holds.sql"),
        Protect(table="guard_legalhold", reach="none", has_organisation=False),
        Protect(table="guard_legalholdlift", reach="none", has_organisation=False),
        Allow(rights="select", on=("guard_legalhold", "guard_legalholdlift"), to=("worker",)),
        Keep(table="guard_file", file="id"),
        Keep(table="guard_filekey"),
        Keep(table="guard_sealeditem", words="ciphertext"),
        Keep(table="guard_leaf", words="body"),
    ]
