"""Takes movements in, and the campaigns linked with them."""

from tdkt.operations.desk import Desk, Row, year_of
from tdkt.records.models import Movement
from tdkt.vietnamese.folding import nfc


def take_in_movements(rows: list[Row], desk: Desk) -> None:
    """Enter movements first, then the parts that name them."""
    rows = [row for row in rows if row.plan["status"] == "new"]
    for row in desk.pace.along(sorted(rows, key=lambda row: bool(row.record.get("part_of")))):
        record = row.record
        name, first, last = nfc(record["name"]).strip('“”" '), years(record.get("from")), years(record.get("to"))
        if Movement.objects.filter(name=name, from_year=first).exists():
            row.end("same")
            continue
        whole = (
            Movement.objects.filter(name=nfc(record["part_of"]).strip('“”" ')).first()
            if record.get("part_of")
            else None
        )
        desk.sources([row])
        desk.pen.add(
            [
                Movement(
                    kind=record.get("kind") or "movement",
                    name=name,
                    from_year=first,
                    to_year=last,
                    launched_by=record.get("launched_by") or "",
                    document=record.get("document") or "",
                    part_of=whole,
                    note=record.get("note") or "",
                    source=row.source,
                )
            ]
        )
        row.end("new")


def years(said: str | int | None) -> int | None:
    """A year said as a number or as a partial date."""
    return said if isinstance(said, int) else year_of(said)
