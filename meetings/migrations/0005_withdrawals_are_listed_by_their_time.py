"""The list of corrections tells of withdrawals, too, newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_releases_and_freeze")]

    operations = [
        migrations.AddIndex(
            model_name="meetingwithdrawal",
            index=models.Index(models.F("at").desc(), models.F("id").desc(), name="meetingwithdrawal_told"),
        ),
    ]
