import pathlib

from django.db import migrations, models

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"

# Leaves of before say in their bodies which file they are about; those of reports name none.
FILED = """
    update guard_leaf
    set file_id = (convert_from(body, 'UTF8')::json ->> 'file')::uuid
    where body is not null and position('"file":"'::bytea in body) > 0
      and convert_from(body, 'UTF8')::json ->> 'file' is not null
"""


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0008_heads_are_published_and_witnessed_in_the_open"),
    ]

    operations = [
        migrations.AddField(
            model_name="leaf",
            name="file_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.RunSQL(FILED, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="leaf",
            index=models.Index(
                condition=models.Q(("file_id__isnull", False)),
                fields=["file_id"],
                name="guard_leaf_of_file",
            ),
        ),
        SQLFile(SQL / "roles.sql"),
    ]
