"""Triggers that keep the log and the versions: nothing is rewritten, nothing is taken away; a version may only be closed, once."""

from django.db import migrations

VERSIONS = [
    "censuslineversion", "censusversion", "communitymodelversion", "conferralversion", "decisionversion", "modeltypeversion",
    "movementversion", "personnumberversion", "personversion", "ratingversion", "serviceversion", "subjectversion",
    "successionversion", "unitnameversion", "unitplaceversion", "unitversion",
]
APPEND_ONLY = ["entry", "sourceline"]


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in APPEND_ONLY:
        for statement in refusals(vendor, f"records_{table}", ("UPDATE", "DELETE"), condition=None):
            schema_editor.execute(statement, params=None)
    keep(apps, schema_editor, VERSIONS)


def keep(apps, schema_editor, tables):
    """Triggers on version tables; also for tables that a later migration makes."""
    vendor = schema_editor.connection.vendor
    for table in tables:
        columns = [f.column for f in apps.get_model("records", table)._meta.concrete_fields if f.column not in ("known_to", "closed_by_id")]
        changed = " OR ".join(f"NEW.{quoted(c)} IS {'NOT' if vendor == 'sqlite' else 'DISTINCT FROM'} OLD.{quoted(c)}" for c in columns)
        for statement in refusals(vendor, f"records_{table}", ("DELETE",), condition=None):
            schema_editor.execute(statement, params=None)
        for statement in refusals(vendor, f"records_{table}", ("UPDATE",), condition=f"OLD.known_to IS NOT NULL OR {changed}"):
            schema_editor.execute(statement, params=None)


def quoted(column):
    return '"' + column + '"'


def refusals(vendor, table, acts, *, condition):
    """The statements that make a database refuse these acts on a table, where the condition holds."""
    for act in acts:
        name = f"{table}_no_{act.lower()}"
        if vendor == "sqlite":
            when = f"WHEN {condition} " if condition else ""
            yield f"CREATE TRIGGER {name} BEFORE {act} ON {table} {when}BEGIN SELECT RAISE(ABORT, 'the register only grows: {table}'); END"
        else:
            when = f"WHEN ({condition}) " if condition else ""
            yield (
                "CREATE OR REPLACE FUNCTION records_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'the register only grows: %', TG_TABLE_NAME; END $$"
            )
            yield f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION records_only_grows()"


def remove(apps, schema_editor):
    let_go(schema_editor, [*APPEND_ONLY, *VERSIONS])


def let_go(schema_editor, tables):
    for table in tables:
        for act in ("update", "delete"):
            on = f" ON records_{table}" if schema_editor.connection.vendor != "sqlite" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS records_{table}_no_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
