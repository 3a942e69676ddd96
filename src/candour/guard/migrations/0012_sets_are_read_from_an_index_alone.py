"""The sets of files an account may or must not see are read from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0011_a_reader_may_order_a_screening"),
    ]

    operations = [
        migrations.AlterField(
            model_name="grant",
            name="account_id",
            field=models.UUIDField(),
        ),
        migrations.AlterField(
            model_name="wall",
            name="account_id",
            field=models.UUIDField(),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["account_id", "file"], name="guard_grant_of_account"),
        ),
        migrations.AddIndex(
            model_name="wall",
            index=models.Index(fields=["account_id", "file"], name="guard_wall_of_account"),
        ),
    ]
