# ruff: noqa: S608  (statements are built from names of tables and of the catalogue; words typed are always parameters)
"""The index of search words on both engines: asking it for candidates, and comparing it with the rows.

SQLite has it in FTS5 tables that triggers fill, PostgreSQL in GIN indexes over an expression (migration 0009). A word asked for is found
where a word begins so; all words asked for must be found.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models

from tdkt.records.models import CommunityModel, Decision, ImportBatch, Movement, Subject
from tdkt.records.search_words import LETTERS_READ, words_of

COLUMNS: dict[type[models.Model], tuple[str, ...]] = {
    Subject: ("search",),
    CommunityModel: ("search",),
    Decision: ("number", "authority", "title"),
    Movement: ("name", "document"),
    ImportBatch: ("file_name",),
}
"""The tables whose rows are found, and the columns that their words come from."""

FOLDED = (Subject, CommunityModel)


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def matching(model: type[models.Model], words: Sequence[str]) -> tuple[str, list[str]]:
    """The statement that yields the ids of rows with these words, and its parameters."""
    table = model._meta.db_table
    if is_sqlite():
        return (
            f"SELECT rowid AS id FROM {table}_words WHERE {table}_words MATCH %s",
            [" AND ".join(f'"{word}"*' for word in words)],
        )
    return (
        f"SELECT id FROM {table} WHERE {_words(model)} @@ %s::tsquery",
        [" & ".join(f"'{word}':*" for word in words)],
    )


def having(model: type[models.Model], words: Sequence[str], columns: str, most: int) -> tuple[str, list[str]]:
    """The statement that yields these columns of at most so many rows with all these words (all rows without words), and its parameters."""
    rows = f"SELECT {columns} FROM {model._meta.db_table}"
    if not words:
        return f"{rows} LIMIT {int(most)}", []
    found, said = matching(model, words)
    if is_sqlite():
        return f"{rows} WHERE id IN ({found} LIMIT {int(most)})", said
    return f"{found.replace('SELECT id', f'SELECT {columns}', 1)} LIMIT {int(most)}", said  # the rows are at hand


def candidates(model: type[models.Model], words: Sequence[str], most: int) -> list[int]:
    """The ids of at most so many rows that have all these words, in no order that means anything."""
    statement, said = matching(model, words)
    return [row[0] for row in ask(f"{statement} LIMIT {int(most)}", said)]


def ask(statement: str, said: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows that a statement yields."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(said))
        return list(cursor.fetchall())


def drift() -> list[str]:
    """Where the index differs from the rows, as sentences; empty when it is whole."""
    return [sentence for model in COLUMNS for sentence in _drift_of(model)]


def _drift_of(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    said = " || ' ' || ".join(COLUMNS[model])
    rows = ask(f"SELECT id, {said} FROM {table}")
    meant = {row: sorted(set(words_of(text[:LETTERS_READ]))) for row, text in rows}
    meant = {row: words for row, words in meant.items() if words}
    kept = _kept(model)
    for row in sorted(meant.keys() | kept.keys()):
        if meant.get(row) != kept.get(row):
            yield (
                f"Chỉ mục tìm kiếm của bảng {table}, dòng {row}: có {kept.get(row, [])}, đúng ra là {meant.get(row, [])}."
            )


def _kept(model: type[models.Model]) -> dict[int, list[str]]:
    """The words that the index has of each row."""
    table = model._meta.db_table
    if not is_sqlite():
        found = ask(f"SELECT id, tsvector_to_array({_words(model)}) FROM {table}")
        return {row: sorted(words) for row, words in found if words}
    kept: dict[int, list[str]] = defaultdict(list)
    for term, row in ask(f"SELECT term, doc FROM {table}_words_kept"):
        kept[row].append(term)
    return {row: sorted(set(words)) for row, words in kept.items()}


def _words(model: type[models.Model]) -> str:
    """The expression under the index on PostgreSQL; word for word, or the index is not used."""
    said = " || ' ' || ".join(COLUMNS[model])
    return f"records_words({said if model in FOLDED else f'records_plain({said})'})"
