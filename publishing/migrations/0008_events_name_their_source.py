"""An event says which edition another was made from, restored from or carried over to; nobody alters that either."""

from django.db import migrations, models


SQLITE = """
CREATE TRIGGER publishing_event_source_unaltered BEFORE UPDATE OF source_number ON publishing_event
BEGIN SELECT RAISE(ABORT, 'events are never altered'); END;
"""

POSTGRESQL = """
CREATE TRIGGER publishing_event_source_unaltered BEFORE UPDATE OF source_number ON publishing_event
FOR EACH ROW EXECUTE FUNCTION publishing_event_unaltered();
"""


def forwards(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL, params=None)


def backwards(apps, schema_editor):
    table = "" if schema_editor.connection.vendor == "sqlite" else " ON publishing_event"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS publishing_event_source_unaltered{table}")


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0007_notices_and_who_wants_them'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='source_number',
            field=models.PositiveIntegerField(null=True, verbose_name='from edition'),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('start', 'started an edition'), ('restore', 'restored an earlier edition'), ('submit', 'submitted for review'), ('return', 'returned to draft'), ('approve', 'approved'), ('reschedule', 're-scheduled'), ('unschedule', 'unscheduled'), ('follow', 'carried later changes over'), ('set_aside', 'set aside'), ('withdraw', 'withdrew'), ('cancel_withdrawal', 'cancelled the withdrawal'), ('erase', 'erased every word'), ('import', 'imported as already published'), ('join', 'put into a release'), ('leave', 'taken out of its release'), ('arm', 'armed the release'), ('disarm', 'disarmed the release'), ('start_release', 'started the release'), ('hold', 'held back by a freeze'), ('undo', 'undid'), ('share', 'shared a preview'), ('unshare', 'revoked a shared preview')], max_length=20, verbose_name='action'),
        ),
        migrations.RunPython(forwards, backwards, elidable=False),
    ]
