# ruff: noqa: S608  (statements are built from the names in this file)
"""The index of search words: for every row that can be found, its words without accents (docs/decisions/0009-search.md).

SQLite keeps them in FTS5 tables without a content of their own, filled by triggers; PostgreSQL in GIN indexes over an expression, which
nothing can leave behind the rows. Beside them, people and bodies in the order of their names, with all that a search asks of them in the
index itself: a common word is read in that order and never sorted.
"""

import unicodedata

from django.db import migrations

LETTERS_READ = 500
COLUMNS = {
    "subject": ("search",),
    "communitymodel": ("search",),
    "decision": ("number", "authority", "title"),
    "movement": ("name", "document"),
    "importbatch": ("file_name",),
}
FOLDED = ("subject", "communitymodel")
CROSSED = (("đ", "d"), ("Đ", "D"), ("ð", "d"), ("Ð", "D"))
NOT_WORDS = "".join(chr(c) for c in range(0x21, 0x7F) if not chr(c).isalnum()) + "\t\n\r\u00a0–—‐‑“”‘’…•·«»°²³½ªº"

ORDERED = {
    # in the order of names, for who sees everything; by unit, for who sees the people of some
    "records_person_in_order": ("name_key, id", "search, belongs_to_id", "kind = 'individual'"),
    "records_person_of_unit": ("belongs_to_id, name_key, id", "search", "kind = 'individual'"),
    "records_body_of_unit": ("belongs_to_id, name_key, id", "search", "kind <> 'individual'"),
    "records_body_in_order": ("name_key, id", "search, belongs_to_id", "kind <> 'individual'"),
}


def install(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def statements(vendor):
    yield from on_sqlite() if vendor == "sqlite" else on_postgresql()
    for name, (order, beside, where) in ORDERED.items():
        held = f"({order}, {beside})" if vendor == "sqlite" else f"({order}) INCLUDE ({beside})"
        yield f"CREATE INDEX {name} ON records_subject {held} WHERE {where}"
    yield "CREATE INDEX records_conferral_newest ON records_conferral (award, year, id)"


def on_sqlite():
    for table, columns in COLUMNS.items():
        words = f"records_{table}_words"
        yield (
            f"CREATE VIRTUAL TABLE {words} USING fts5(words, content='', contentless_delete=1, detail='none', "
            "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
        )
        yield f"CREATE VIRTUAL TABLE {words}_kept USING fts5vocab({words}, instance)"
        yield f"INSERT INTO {words}(rowid, words) SELECT id, {said(table, columns, '')} FROM records_{table}"
        entered = f"INSERT INTO {words}(rowid, words) VALUES (NEW.id, {said(table, columns, 'NEW.')})"
        left = f"DELETE FROM {words} WHERE rowid = OLD.id"
        on = f"ON records_{table} BEGIN"
        yield f"CREATE TRIGGER {words}_entered AFTER INSERT {on} {entered}; END"
        yield f"CREATE TRIGGER {words}_changed AFTER UPDATE OF {', '.join(columns)} {on} {left}; {entered}; END"
        yield f"CREATE TRIGGER {words}_left AFTER DELETE {on} {left}; END"


def said(table, columns, row):
    words = f"substr({' || char(32) || '.join(row + column for column in columns)}, 1, {LETTERS_READ})"
    if table in FOLDED:
        return words
    for crossed, plain in CROSSED:  # the one letter that the tokenizer does not take for another with a mark
        words = f"replace({words}, '{crossed}', '{plain}')"
    return words


def on_postgresql():
    marked, plain = letters()
    blanks = NOT_WORDS.replace("'", "''")
    yield (
        "CREATE FUNCTION records_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$ SELECT "
        f"array_to_tsvector(array_remove(string_to_array(translate(left(said, {LETTERS_READ}), '{blanks}', '{' ' * len(NOT_WORDS)}'), ' '), '')) $$"
    )
    yield (
        "CREATE FUNCTION records_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$ SELECT "
        f"translate(left(said, {LETTERS_READ}), '{marked}', '{plain}') $$"
    )
    for table, columns in COLUMNS.items():
        words = " || ' ' || ".join(columns)
        asked = words if table in FOLDED else f"records_plain({words})"
        yield f"CREATE INDEX records_{table}_words ON records_{table} USING gin (records_words({asked}))"


def letters():
    """Every Latin letter with marks or in upper case, and what it is without."""
    marked, plain = [], []
    for c in map(chr, [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]):
        bare = dict(CROSSED).get(c) or unicodedata.normalize("NFD", c)[0]
        if bare.isascii() and bare.isalpha() and bare.lower() != c:
            marked.append(c)
            plain.append(bare.lower())
    return "".join(marked), "".join(plain)


def remove(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name in [*ORDERED, "records_conferral_newest"]:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")
    for table in COLUMNS:
        words = f"records_{table}_words"
        if sqlite:
            for act in ("entered", "changed", "left"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {words}_{act}")
            schema_editor.execute(f"DROP TABLE IF EXISTS {words}_kept")
            schema_editor.execute(f"DROP TABLE IF EXISTS {words}")
        else:
            schema_editor.execute(f"DROP INDEX IF EXISTS {words}")
    if not sqlite:
        schema_editor.execute("DROP FUNCTION IF EXISTS records_words(text)")
        schema_editor.execute("DROP FUNCTION IF EXISTS records_plain(text)")


class Migration(migrations.Migration):
    dependencies = [("records", "0008_mappings")]
    operations = [migrations.RunPython(install, remove)]
