import pathlib

from django.db import migrations

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
SIGN_IN = ("django_session", "mfa_authenticator", "account_emailaddress", "guard_unlock")
KEPT = ("guard_file", "guard_grant", "guard_filekey", "guard_keywrap", "guard_sealeditem")
LOG = ("guard_leaf", "guard_pendingleaf")
ALL = (
    *SIGN_IN,
    *KEPT,
    *LOG,
    "guard_account",
    "guard_batch",
    "guard_batchimage",
    "guard_checkpoint",
    "guard_deployment",
    "guard_imagecolumns",
    "guard_officercertificate",
    "guard_scope",
    "guard_seatcertificate",
    "guard_tile",
    "guard_treeleaf",
    "guard_vaultkey",
    "guard_wall",
)


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0001_initial"),
        ("sessions", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        SQLFile(SQL / "visibility.sql"),
        SQLFile(SQL / "images.sql"),
        Protect(table="guard_file", reach="case", file="id", has_organisation=False),
        Protect(
            table="guard_grant",
            reach="grant",
            image=("id", "file_id", "organisation_id", "account_id", "role", "granted_on"),
            changes=("delete",),
        ),
        # Logged, so that an exchanged public key shows: what is sealed to it would be read by others.
        Protect(
            table="guard_filekey",
            reach="grant",
            image=("id", "file_id", "organisation_id", "compartment", "epoch", "public_key"),
        ),
        Protect(table="guard_keywrap", reach="own", has_organisation=False),
        Protect(
            table="guard_sealeditem",
            reach="grant",
            image=(
                "id",
                "file_id",
                "organisation_id",
                "compartment",
                "epoch",
                "kind",
                "ciphertext",
            ),
            # A reader who was removed for cause may have kept the old bodies' keys.
            changes=("update",),
        ),
        Protect(table="guard_wall", reach="none", has_organisation=False),
        Protect(table="guard_vaultkey", reach="own", has_organisation=False),
        Protect(table="guard_unlock", reach="own", has_organisation=False),
        SQLFile(SQL / "rights.sql"),
        Allow(rights="select, insert, update, delete", on=SIGN_IN, to=("casework", "oversight")),
        Allow(
            rights="select",
            on=("guard_account", "guard_imagecolumns", "guard_deployment", "django_content_type"),
            to=("casework", "oversight"),
        ),
        Allow(rights="insert", on=LOG, to=("casework", "oversight")),
        Allow(rights="select", on=("guard_file",), to=("casework", "oversight")),
        Allow(rights="select, insert", on=KEPT, to=("casework",)),
        Allow(rights="delete", on=("guard_grant",), to=("casework",)),
        Allow(
            rights="select",
            on=("guard_vaultkey", "guard_seatcertificate", "guard_officercertificate"),
            to=("casework",),
        ),
        Allow(rights="select, insert, update, delete", on=ALL, to=("worker",)),
    ]
