"""The list of corrections tells of withdrawals, too, newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0005_releases_and_freeze")]

    operations = [
        migrations.AddIndex(
            model_name="articlewithdrawal",
            index=models.Index(models.F("at").desc(), models.F("id").desc(), name="articlewithdrawal_told"),
        ),
    ]
