"""Who may view the site at a past or a future time is a permission of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publishing", "0004_overrides_are_found_by_their_time")]

    operations = [
        migrations.AlterModelOptions(
            name="event",
            options={
                "default_permissions": ("view",),
                "permissions": [
                    ("travel_past_event", "Can view the site as it was at a past time"),
                    ("travel_future_event", "Can view the site as it will be at a future time"),
                ],
            },
        )
    ]
