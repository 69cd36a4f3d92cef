"""How the columns of a sender's lists are meant: what was said once of a plan (`columns.py`) is remembered and used for its next lists.

Nothing that was said is ever changed: it is ended by what is said next, or by `forget_mapping`; the log tells who said what. Screens see
the words of columns here too, since they do not ask the reader of sheets.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tdkt.operations.errors import NotFound
from tdkt.operations.ledger import Pen, lock_chain, writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, SentMapping
from tdkt.sheets.headers import SYNONYMS
from tdkt.sheets.kinds import KINDS, SILENT_FIELDS, USED
from tdkt.sheets.mapping import KNOWN, UNUSED, fingerprint

Said = dict[str, Any]
"""A mapping as `sheets.mapping` has it; of a remembered one also `id` and `since`, the day on which it was said."""

USUAL: dict[str, str] = {name: headings[0] for name, headings in SYNONYMS.items()}
"""The meanings that a column can be given, each with its usual heading."""
TAKEN: Mapping[str, frozenset[str]] = USED
"""The meanings that each kind of list takes into its rows."""
UNSAID: frozenset[str] = SILENT_FIELDS
"""The meanings that need no place in a list: a number of the row says nothing of it."""
NOT_USED = UNUSED


# --- of a sender ----------------------------------------------------------------------------------


def sent_mappings(unit: int | None) -> list[Said]:
    """What stands for the lists of a sender, as the reader of sheets takes it."""
    standing = SentMapping.objects.filter(unit=unit, ended__isnull=True).select_related("entry").order_by("pk")
    return [
        {
            "labels": one.labels,
            "kind": one.kind or None,
            "fields": one.fields,
            "id": one.pk,
            "since": one.entry.at.isoformat(),
        }
        for one in standing
    ]


def forget_mapping(mapping_id: int, *, by: Account | None, at: datetime) -> SentMapping:
    """Let what was said of a sender's columns no longer count. Plans that wait stay as they were read."""
    require(by, "import")
    with transaction.atomic():
        lock_chain()
        found: SentMapping | None = SentMapping.objects.filter(pk=mapping_id, ended__isnull=True).first()
        if found is None:
            raise NotFound(
                "Không có cách hiểu cột này, hoặc đã thôi dùng. Xem danh sách các cách hiểu cột.",
                "There is no such understanding of columns, or it is no longer used. See the list.",
            )
        detail = {"mapping": found.pk, "labels": found.labels, "unit": found.unit_id}
        with writing(by=by, at=at, verb="mappings.forget", detail=detail) as pen:
            end(found.unit_id, found.fingerprint, pen)
    found.refresh_from_db()
    return found


def remember(said: Said, *, unit: int | None, pen: Pen) -> None:
    """Let a mapping stand for a sender from this act on, in place of what was said of the same columns before."""
    mark = fingerprint(said["labels"])
    end(unit, mark, pen)
    SentMapping.objects.create(
        unit_id=unit,
        fingerprint=mark,
        labels=said["labels"],
        kind=said["kind"] or "",
        fields=said["fields"],
        entry=pen.entry,
    )


def end(unit: int | None, mark: str, pen: Pen) -> None:
    SentMapping.objects.filter(unit=unit, fingerprint=mark, ended__isnull=True).update(ended=pen.entry)


# --- the words of columns --------------------------------------------------------------------------


def kinds() -> tuple[str, ...]:
    """The kinds of list that can be said of a table."""
    return tuple(kind for kind in KINDS if kind != "unknown")


def may_mean(field: str) -> bool:
    """Whether a column can be said to mean this."""
    return field == UNUSED or all(one in KNOWN for one in field.split("+"))
