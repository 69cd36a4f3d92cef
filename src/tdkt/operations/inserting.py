"""Many new rows of one table, entered at the speed of the database: what Django's `bulk_create` does, without its cost for each cell.

The ids are given before the rows are written, so that nothing is read back. Only rows without parents or fields that fill themselves can
be entered so: all of the register's are.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection, models, transaction

PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.AutoField,
    models.BooleanField,
    models.ForeignKey,
)
"""Fields whose values the database takes as they stand."""
Values = tuple[Any, ...]


class Column(NamedTuple):
    """A column of a table: its name on a row and in the database, and what prepares a value for the database (None: nothing)."""

    attname: str
    name: str
    prepare: Callable[[Any], Any] | None


@lru_cache(maxsize=128)
def columns_of(model: type[models.Model]) -> tuple[Column, ...]:
    """All columns of a table but its primary key."""
    return tuple(_column(field) for field in model._meta.concrete_fields if not field.primary_key)


def _column(field: "models.Field[Any, Any]") -> Column:
    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return Column(field.attname, str(field.column), None if isinstance(field, PLAIN) else prepare)


def values_of(row: models.Model) -> Values:
    """A row's values as the database takes them, in the order of `columns_of`."""
    return tuple(
        getattr(row, name) if prepare is None else prepare(getattr(row, name))
        for name, _, prepare in columns_of(type(row))
    )


def enter(rows: Sequence[models.Model]) -> list[Values]:
    """Write new rows of one table; they have their ids afterwards. Answers their values as `values_of` gives them."""
    if not rows:
        return []
    model = type(rows[0])
    values = []
    keys = iter(fresh_keys(model, sum(row.pk is None for row in rows)))
    for row in rows:
        row.pk = next(keys) if row.pk is None else row.pk
        row._state.adding, row._state.db = False, connection.alias
        values.append(values_of(row))
    names = [str(model._meta.pk.column), *(column.name for column in columns_of(model))]
    insert(model, names, ((row.pk, *said) for row, said in zip(rows, values, strict=True)))
    return values


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Write rows of these columns, their values as the database takes them."""
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    places = ", ".join(["%s"] * len(names))
    table = connection.ops.quote_name(model._meta.db_table)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({places})", list(rows))  # noqa: S608 - our own names


def rewrite(changes: Iterable[tuple[models.Model, set[str]]]) -> None:
    """Write the named attributes of rows of one table that stand already."""
    together: dict[tuple[str, ...], list[models.Model]] = {}
    for row, names in changes:
        together.setdefault(tuple(sorted(names)), []).append(row)
    for changed, rows in together.items():
        model = type(rows[0])
        quote = connection.ops.quote_name
        columns = [column for column in columns_of(model) if column.attname in changed]
        places = ", ".join(f"{quote(column.name)} = %s" for column in columns)
        table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
        values = [
            (
                *(
                    getattr(row, name) if prepare is None else prepare(getattr(row, name))
                    for name, _, prepare in columns
                ),
                row.pk,
            )
            for row in rows
        ]
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {places} WHERE {key} = %s", values)  # noqa: S608 - our own names


def fresh_keys(model: type[models.Model], count: int) -> Sequence[int]:
    """So many ids that the table has never given. On SQLite the transaction holds the whole file; on PostgreSQL the sequence gives each once."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            given = cursor.fetchone()
            first = (given[0] if given else 0) + 1
            return range(first, first + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(table), model._meta.pk.column, count],
        )
        return [row[0] for row in cursor.fetchall()]
