"""The register out as exchange tables: the ten of the contract, then every registered table as it is, and a page that lists them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tdkt.exchange.schema import TABLES
from tdkt.exchange.sheets import ENDINGS
from tdkt.exchange.writing import write_tables
from tdkt.operations.errors import NotReadable
from tdkt.operations.permissions import require
from tdkt.records.exchange import tables_known
from tdkt.records.exchange_details import registered_tables, rows_known
from tdkt.records.models import Account

PAGE = "TABLES.md"


def export_register(
    folder: Path,
    *,
    by: Account | None,
    at: datetime | None = None,
    ending: str = ".csv",
    said: Callable[[str], None] = lambda name: None,
) -> dict[str, int]:
    """Write the register as known at a moment (None: now) into a folder and answer how many rows each table has.

    A folder that holds an earlier export is written anew; one with anything else in it is refused. `said` hears each table as it is
    begun. Raises `NotPermitted`, `NotReadable`.
    """
    require(by, "export")
    more = registered_tables()
    clear(folder, [*TABLES, *more])
    rows = {**tables_known(at), **{name: rows_known(model, at) for name, (model, _) in more.items()}}
    return write_tables(folder, rows, more={name: table for name, (_, table) in more.items()}, ending=ending, said=said)


def clear(folder: Path, names: list[str]) -> None:
    """Take an earlier export out of the folder. Raises `NotReadable` where it holds anything else."""
    if not folder.exists():
        return
    ours = {PAGE, *(f"{name}{ending}" for name in names for ending in ENDINGS)}
    found = list(folder.iterdir()) if folder.is_dir() else [folder]
    strange = sorted(path.name for path in found if path.name not in ours)
    if strange or (found and not (folder / PAGE).is_file()):
        raise NotReadable(
            f"{folder}: đã có tệp khác ({(strange or [found[0].name])[0]}). Chọn thư mục mới hoặc thư mục đã xuất trước đây.",
            f"{folder}: holds other files ({(strange or [found[0].name])[0]}). Choose a new folder or that of an earlier export.",
        )
    for path in found:
        path.unlink()
