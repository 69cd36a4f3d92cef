"""A folder of exchange tables as facts, by the quicker way that serves it: Parquet alone by columns, all else by rows."""

from pathlib import Path

from tdkt.exchange.columns import parquet_facts
from tdkt.exchange.reading import read_tables
from tdkt.exchange.sheets import tables_in
from tdkt.rules.facts import Facts


def read_folder(folder: Path, codes: tuple[str, ...]) -> Facts:
    """The facts of a folder; `codes` are the award codes there are. Both ways say the same. Raises `BadTable`."""
    by_columns = all(path.suffix == ".parquet" for path in tables_in(folder).values())
    return parquet_facts(folder, codes) if by_columns else read_tables(folder, codes)
