"""The register asked by the law: its history as the facts that the engine reads, and the row of the register behind each line.

The facts are those of the exported tables, read by the same reader: screening the register and screening its export say the same.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from tdkt.exchange.reading import facts_of
from tdkt.exchange.schema import TABLES, Table
from tdkt.exchange.sheets import Sheet
from tdkt.law.catalogue import awards
from tdkt.records.exchange import Lines, tables_known
from tdkt.rules.facts import Facts


def register_facts(at: datetime | None = None) -> Facts:
    """The register as facts, as known at a moment (None: now). Ids are "subject/12", the row of the receiver."""
    return facts_from(tables_known(at))


def register_rows(at: datetime | None = None) -> tuple[Facts, Mapping[str, list[str]]]:
    """The facts, and for each table the row of the register behind each line: line 2 of "awards" is `rows["awards"][0]`, "conferral/7"."""
    known = tables_known(at)
    return facts_from(known), {name: lines.rows for name, lines in known.items()}


def facts_from(known: Mapping[str, Lines]) -> Facts:
    """The facts of the register's tables. Raises `exchange.errors.BadTable` where the register holds what no table may."""
    return facts_of({name: sheet(TABLES[name], lines) for name, lines in known.items()}, tuple(awards()))


def sheet(table: Table, lines: Lines) -> Sheet:
    """Lines as an opened table."""
    columns = {name: pa.chunked_array([pa.array(values)]) for name, values in lines.columns.items() if len(lines)}
    return Sheet(Path(f"{table.name}.parquet"), table, columns, len(lines))
