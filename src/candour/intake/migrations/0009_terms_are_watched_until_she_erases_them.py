import pathlib

from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("intake", "0008_reports_outlive_their_last_reader")]
    operations = [
        migrations.CreateModel(
            name="WatchedTerms",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("report_id", models.UUIDField(unique=True)),
                ("epoch", models.IntegerField()),
                ("ciphertext", models.BinaryField()),
            ],
        ),
        SQLFile(SQL / "watched.sql"),
        Protect(table="intake_watchedterms", reach="none", has_organisation=False),
        Allow(
            rights="select, insert, delete, truncate",
            on=("intake_watchedterms",),
            to=("worker",),
        ),
    ]
