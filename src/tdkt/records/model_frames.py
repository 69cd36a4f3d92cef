"""The graph of models as it was known at a moment, as plain dicts for reports."""

from datetime import datetime
from typing import Any

from tdkt.records.models import ReplicationVersion
from tdkt.records.models.ledger import known_on


def replications_known(at: datetime | None) -> list[dict[str, Any]]:
    """Who took up what from whom, in the order of entry."""
    columns = ("copy_id", "origin_id", "day")
    known = known_on(ReplicationVersion, at).order_by("row").values_list(*columns)
    return [{"copy": copy, "origin": origin, "day": day} for copy, origin, day in known]
