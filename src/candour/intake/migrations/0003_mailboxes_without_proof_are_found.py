from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_mailboxes_open_by_their_id_only")]
    operations = [
        migrations.AddIndex(
            model_name="mailbox",
            index=models.Index(
                condition=models.Q(proof=""), fields=["leaf_hash"], name="intake_mailbox_unproved"
            ),
        ),
    ]
