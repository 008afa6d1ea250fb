"""The board asks for the overrides of the last days: a few events among all there ever were."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_releases_and_freeze")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                models.F("at").desc(),
                models.F("id").desc(),
                condition=~models.Q(override_reason=""),
                name="event_overrides",
            ),
        ),
    ]
