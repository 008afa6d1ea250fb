"""Nobody alters an event, not even in SQL: only the reference to a deleted account may be cleared."""

from django.db import migrations

COLUMNS = "work_type_id, work_id, edition_number, action, from_state, to_state, actor_name, at, takes_effect_at, note, override_reason"

SQLITE = f"""
CREATE TRIGGER publishing_event_unaltered BEFORE UPDATE OF {COLUMNS} ON publishing_event
BEGIN SELECT RAISE(ABORT, 'events are never altered'); END;
"""

POSTGRESQL = f"""
CREATE FUNCTION publishing_event_unaltered() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'events are never altered'; END $$;
CREATE TRIGGER publishing_event_unaltered BEFORE UPDATE OF {COLUMNS} ON publishing_event
FOR EACH ROW EXECUTE FUNCTION publishing_event_unaltered();
"""


def forwards(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL, params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS publishing_event_unaltered")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS publishing_event_unaltered ON publishing_event")
        schema_editor.execute("DROP FUNCTION IF EXISTS publishing_event_unaltered()")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards, elidable=False)]
