"""The log binds every row of a hold: one that is removed or rewritten past it is found and named."""

from django.db import migrations

from candour.guard.operations import Image


class Migration(migrations.Migration):
    dependencies = [("guard", "0015_a_witness_may_sign_with_ml_dsa")]

    operations = [
        # With their random bytes, so that nobody who reads the leaf tries which case a hash is of.
        Image(
            table="guard_legalhold",
            reach="none",
            image=(
                "id", "scope", "case_file_id", "organisation_id", "from_on", "until_on",
                "placed_on", "placed_by", "body_id", "reason", "basis", "salt",
            ),
            has_organisation=False,
        ),
        Image(
            table="guard_legalholdlift",
            reach="none",
            image=(
                "id", "hold_id", "lifted_on", "lifted_by", "body_id", "reason", "basis", "salt",
            ),
            has_organisation=False,
        ),
    ]  # fmt: skip
