"""Attached files get a new key after a reader was removed; the rows are only ever added to."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from candour.guard.operations import Allow, Protect


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0011_a_reader_may_order_a_screening"),
        ("intake", "0010_letters_go_only_to_stamped_mailboxes"),
    ]

    operations = [
        migrations.CreateModel(
            name='SealingOwed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('organisation_id', models.UUIDField()),
                ('number', models.IntegerField()),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.attachment')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='guard.file')),
            ],
        ),
        migrations.CreateModel(
            name='SealedAnew',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('organisation_id', models.UUIDField()),
                ('number', models.IntegerField()),
                ('is_of_case', models.BooleanField()),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.attachment')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='guard.file')),
                ('owed', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='done', to='intake.sealingowed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('attachment', 'number'), name='intake_sealedanew_numbered_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='intake_sealedanew_counts_from_one')],
            },
        ),
        Protect(table="intake_sealingowed", reach="file",
                image=("id", "file_id", "organisation_id", "attachment_id", "number")),
        Protect(table="intake_sealedanew", reach="file",
                image=("id", "file_id", "organisation_id", "attachment_id", "number", "owed_id",
                       "is_of_case")),
        Allow(rights="select, insert", on=("intake_sealingowed",), to=("casework", "worker")),
        Allow(rights="select", on=("intake_sealedanew",), to=("casework",)),
        Allow(rights="select, insert", on=("intake_sealedanew",), to=("worker",)),
    ]  # fmt: skip
